// @ts-check
import { availableParallelism } from 'node:os';

/** How many processes can be busy at the same time. */
export const cores = availableParallelism();

/** Busy processes of one tool at the same time: one, where PROMETEU_AT_ONCE says so because other tools run beside it. */
export const atOnce = Number(process.env.PROMETEU_AT_ONCE ?? 2);

/**
 * Does steps in their order, `most` of them at the same time, and ends when all have.
 *
 * @param {number} most
 * @param {readonly (() => Promise<void>)[]} steps
 */
export async function sideBySide(most, steps) {
  const waiting = steps.values();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const step of waiting) {
        await step();
      }
    }),
  );
}
