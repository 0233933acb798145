// @ts-check

import { hasDisplay } from './display.mjs';
import { findElectron } from './electron-runtime.mjs';
import { installPackages } from './packages.mjs';
import { endRunningCommands } from './run-command.mjs';
import { SetupProblem, say } from './say.mjs';
import { installSystemLibraries } from './system-libraries.mjs';

/**
 * Makes a bare machine ready: packages, Electron, system libraries.
 *
 * @param {{ display?: boolean, commands?: readonly string[] }} [needs] `display`: a virtual one is needed even where a real
 *   one is; `commands`: other system commands
 */
export async function setUp(needs = {}) {
  // What is made here must stay readable for the user as whom root's tests run.
  process.umask(0o022);
  await installPackages();
  const electron = await findElectron();
  await installSystemLibraries({
    electron: electron.executable,
    display: needs.display ?? !hasDisplay,
    ...(needs.commands === undefined ? {} : { commands: needs.commands }),
  });
  return electron;
}

/**
 * Runs a tool: its result is the exit code, a problem of the set-up is told without a stack, and Ctrl+C ends what it started.
 *
 * @param {() => Promise<number>} tool
 * @param {{ onInterrupt?: () => void }} [options]
 */
export async function runTool(tool, options = {}) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      void endRunningCommands().then(() => {
        options.onInterrupt?.();
        process.exit(signal === 'SIGINT' ? 130 : 143);
      });
    });
  }
  try {
    process.exit(await tool());
  } catch (error) {
    if (!(error instanceof SetupProblem)) {
      throw error;
    }
    say(error.step, error.message);
    process.exit(1);
  }
}
