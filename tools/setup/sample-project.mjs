// @ts-check
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkout } from './checkout.mjs';
import { say } from './say.mjs';

const sample = path.join(checkout, 'samples', 'meadow');

/**
 * The sample project in the user's own data, copied there at the first call: what is registered in it stays.
 *
 * @returns {string} its folder
 */
export function ownSample() {
  const folder = path.join(dataFolder(), 'prometeu-studio', 'samples', 'meadow');
  if (existsSync(path.join(folder, 'prometeu.json'))) {
    return folder;
  }
  say('sample', `copying the sample project to ${folder}`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const work = mkdtempSync(path.join(path.dirname(folder), 'partial-'));
  try {
    const copy = path.join(work, 'meadow');
    copySample(copy);
    rmSync(folder, { recursive: true, force: true });
    renameSync(copy, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** @param {string} folder must not exist */
export function copySample(folder) {
  cpSync(sample, folder, { recursive: true });
}

function dataFolder() {
  const chosen = process.env.XDG_DATA_HOME;
  if (chosen !== undefined && path.isAbsolute(chosen)) {
    return chosen;
  }
  if (process.platform === 'win32') {
    return process.env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local');
  }
  if (process.platform === 'darwin') {
    return path.join(os.homedir(), 'Library', 'Application Support');
  }
  return path.join(os.homedir(), '.local', 'share');
}
