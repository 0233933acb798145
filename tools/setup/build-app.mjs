// @ts-check
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './checkout.mjs';
import { packageBin } from './package-bin.mjs';
import { runCommand } from './run-command.mjs';
import { say } from './say.mjs';

const INPUTS = ['src-main', 'src-preload', 'src-renderer', 'electron.vite.config.ts', 'package-lock.json'];
const stamp = path.join(checkout, 'out', '.built');

/**
 * Builds the app into `out/`. With source maps it is no build to start or to pack: the next one who wants that builds anew.
 *
 * @param {{ sourceMaps?: boolean }} [options]
 * @returns {Promise<boolean>} whether it worked
 */
export async function buildApp({ sourceMaps = false } = {}) {
  say('build', 'electron-vite build');
  const startedAt = new Date();
  const args = [packageBin('electron-vite'), 'build', '--logLevel', 'warn', ...(sourceMaps ? ['--sourcemap'] : [])];
  rmSync(stamp, { force: true });
  const { code } = await runCommand(process.execPath, args, { cwd: checkout });
  if (code !== 0) {
    return false;
  }
  if (!sourceMaps) {
    writeFileSync(stamp, startedAt.toISOString());
  }
  return true;
}

/** Whether something that goes into the build changed since the last one (a folder's own time tells what was removed). */
export function isBuildStale() {
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  return INPUTS.some((input) => newestChange(path.join(checkout, input)) > builtAt);
}

/**
 * @param {string} place
 * @returns {number}
 */
function newestChange(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (found === undefined) {
    return 0;
  }
  if (!found.isDirectory()) {
    return found.mtimeMs;
  }
  return Math.max(found.mtimeMs, ...readdirSync(place).map((name) => newestChange(path.join(place, name))));
}
