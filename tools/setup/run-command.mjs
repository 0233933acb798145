// @ts-check
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {{ uid: number, gid: number }} [as] the user to run as (root only)
 * @property {boolean} [quiet] collect the output instead of showing it
 * @property {boolean} [keep] collect the output and show it too
 * @property {number} [timeoutMs] the command is killed after this time
 */

/**
 * @typedef {object} RunResult
 * @property {number} code the exit code; 128 + n after signal n, 127 when the command could not be started
 * @property {string} output what it printed, when `quiet` or `keep`
 * @property {boolean} timedOut
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let interrupted = false;

/**
 * Runs a command to its end. Never goes through a shell, so any character may stand in a path. Does not reject: a command
 * that cannot be started has the exit code 127.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const collects = options.quiet === true || options.keep === true;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: collects ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      ...options.as,
    });
    running.add(child);

    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        output += chunk;
        if (options.keep === true) {
          process.stdout.write(chunk);
        }
      });
    }

    let timedOut = false;
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.timeoutMs);

    /** @param {number} code */
    const end = (code) => {
      clearTimeout(timer);
      running.delete(child);
      // After an interrupt nothing may follow: whoever waits here waits for the end of the process.
      if (!interrupted) {
        resolve({ code, output, timedOut });
      }
    };
    child.on('error', (error) => {
      output += error.message;
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/** Ends every command that is running, with force after ten seconds, and lets no other one follow. */
export async function endRunningCommands() {
  interrupted = true;
  const children = [...running];
  const ended = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
  for (const child of children) {
    child.kill('SIGTERM');
  }
  const force = setTimeout(() => {
    for (const child of children) {
      child.kill('SIGKILL');
    }
  }, 10_000);
  await Promise.all(ended);
  clearTimeout(force);
}
