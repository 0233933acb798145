// @ts-check

/**
 * Prints one short line for a person, with the step that it belongs to.
 *
 * @param {string} step what is being done, one or two words
 * @param {string} text
 */
export function say(step, text) {
  process.stdout.write(`[${step}] ${text}\n`);
}

/** A set-up step cannot go on, and its message tells the person what to do. Shown without a stack. */
export class SetupProblem extends Error {
  /**
   * @param {string} step
   * @param {string} message
   */
  constructor(step, message) {
    super(message);
    this.step = step;
  }
}
