// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder.mjs';
import { checkout } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { say } from './say.mjs';

const RETRY_AFTER_MS = 24 * 60 * 60 * 1000;
const DOWNLOAD_LIMIT_MS = 10 * 60 * 1000;

/**
 * The folder of the official binary of the pinned `electron` package, fetched if need be; undefined where it can't be had. A
 * failed download is not tried again for a day, unless PROMETEU_RETRY_ELECTRON is set.
 *
 * @returns {Promise<string | undefined>}
 */
export async function officialElectron() {
  const electronPackage = path.join(checkout, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8'));
  const folder = path.join(electronPackage, 'dist');
  if (isComplete(electronPackage, folder, version)) {
    return folder;
  }

  const failure = path.join(cacheFolder(), `electron-${version}-not-reachable`);
  if (process.env.PROMETEU_RETRY_ELECTRON === undefined && isFresh(failure)) {
    say(
      'electron',
      `the official binary ${version} could not be fetched lately (PROMETEU_RETRY_ELECTRON=1 tries again)`,
    );
    return undefined;
  }

  say('electron', `fetching the official binary ${version}`);
  const fetched = await runCommand(process.execPath, [path.join(electronPackage, 'install.js')], {
    quiet: true,
    timeoutMs: DOWNLOAD_LIMIT_MS,
  });
  if (fetched.code === 0 && isComplete(electronPackage, folder, version)) {
    rmSync(failure, { force: true });
    return folder;
  }
  const reason = fetched.timedOut ? 'took too long' : (fetched.output.trim().split('\n')[0] ?? '');
  say('electron', `the official binary could not be fetched: ${reason}`);
  mkdirSync(path.dirname(failure), { recursive: true });
  writeFileSync(failure, `${reason}\n`);
  return undefined;
}

/**
 * `path.txt` is the last thing that the package's own install script writes.
 *
 * @param {string} electronPackage
 * @param {string} folder
 * @param {string} version
 */
function isComplete(electronPackage, folder, version) {
  const versionFile = path.join(folder, 'version');
  return (
    existsSync(path.join(electronPackage, 'path.txt')) &&
    existsSync(versionFile) &&
    readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') === version
  );
}

/** @param {string} file */
function isFresh(file) {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < RETRY_AFTER_MS;
}
