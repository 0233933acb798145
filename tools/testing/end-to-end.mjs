// @ts-check
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout, isRoot } from '../setup/checkout.mjs';
import { canUseSandbox } from '../setup/chromium-sandbox.mjs';
import { hasDisplay, startDisplay } from '../setup/display.mjs';
import { electronEnvironment } from '../setup/electron-runtime.mjs';
import { packageBin } from '../setup/package-bin.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { say } from '../setup/say.mjs';
import { copyCheckoutFor, nodeFor, runtimeFor, unprivilegedUser } from '../setup/unprivileged-user.mjs';
import { checked, readPlaywrightReport } from './count.mjs';
import { makeSmallDisk } from './small-disk.mjs';

/**
 * @typedef {object} EndToEnd
 * @property {import('../setup/electron-runtime.mjs').ElectronRuntime} electron
 * @property {string} name of the report and of the folder of its screenshots, below `test-results/`
 * @property {string} config Playwright's, relative to the checkout
 * @property {NodeJS.ProcessEnv} [environment] more variables
 * @property {number} [displays] as many virtual displays are there, and as many apps run at once; one where it is not said,
 *   and on a display that is not ours: the focus of a display belongs to one window
 * @property {string} [sandboxIn] the folder whose setuid helper counts, where it is not the runtime's
 */

/**
 * Runs Playwright on the built app. When root starts it, it runs as an unprivileged user on a copy of the checkout, with
 * Chromium's sandbox on; reports and screenshots come back to the checkout.
 *
 * @param {EndToEnd} options
 */
export async function runEndToEnd(options) {
  const { name } = options;
  const results = path.join(checkout, 'test-results');
  mkdirSync(results, { recursive: true });
  rmSync(path.join(results, `${name}.json`), { force: true });

  const code = isRoot ? await asUnprivilegedUser(options) : await asOneself(options);
  return checked(code, readPlaywrightReport(path.join(results, `${name}.json`)));
}

/** @param {EndToEnd} options */
async function asOneself(options) {
  const displays = hasDisplay ? undefined : await startDisplays(options.displays);
  const temporary = temporaryFolder(tmpdir());
  const environment = {
    ...electronEnvironment(options.electron),
    ...displays?.environment,
    TMPDIR: temporary,
    ...(await sandboxEnvironment(options.sandboxIn ?? options.electron.folder)),
  };
  const code = await playwright(options, { node: process.execPath, folder: checkout, environment });
  displays?.stop();
  removeFolder(temporary);
  return code;
}

/** @param {EndToEnd} options */
async function asUnprivilegedUser(options) {
  const user = await unprivilegedUser();
  const electron = await runtimeFor(user, options.electron);
  const node = await nodeFor(user);
  say(options.name, 'copying the checkout for an unprivileged user');
  const copy = await copyCheckoutFor(user);
  const displays = await startDisplays(options.displays, user.ids);
  const smallDisk = await makeSmallDisk(user.ids);
  const temporary = temporaryFolder('/tmp', user.ids);
  const environment = {
    ...user.environment(electronEnvironment(electron)),
    ...displays.environment,
    TMPDIR: temporary,
    ...(smallDisk === undefined ? {} : { PROMETEU_SMALL_DISK: smallDisk.folder }),
    ...(await sandboxEnvironment(options.sandboxIn ?? electron.folder, user.ids)),
  };

  const code = await playwright(options, { node, folder: copy.folder, environment, as: user.ids });
  bringBack(copy.folder);
  await smallDisk?.remove();
  displays.stop();
  copy.remove();
  removeFolder(temporary);
  return code;
}

/**
 * @param {number} [count]
 * @param {{ uid: number, gid: number }} [as]
 * @returns {Promise<{ environment: NodeJS.ProcessEnv, stop: () => void }>} e2e/fixtures/displays.ts reads the environment
 */
async function startDisplays(count = 1, as) {
  const displays = await Promise.all(Array.from({ length: count }, () => startDisplay(as)));
  const names = displays.map(({ name }) => name);
  return {
    environment: { DISPLAY: names[0], PROMETEU_DISPLAYS: names.join(' ') },
    stop: () => {
      for (const display of displays) {
        display.stop();
      }
    },
  };
}

/**
 * What the tests leave behind lies in one folder, and goes with it.
 *
 * @param {string} parent
 * @param {{ uid: number, gid: number }} [as]
 */
function temporaryFolder(parent, as) {
  const folder = mkdtempSync(path.join(parent, 'prometeu-e2e-'));
  if (as !== undefined) {
    chownSync(folder, as.uid, as.gid);
  }
  return folder;
}

/** @param {string} folder */
function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * @param {EndToEnd} options
 * @param {{ node: string, folder: string, environment: NodeJS.ProcessEnv, as?: { uid: number, gid: number } }} place
 */
async function playwright({ name, config, environment }, place) {
  const args = [
    packageBin('@playwright/test', 'playwright', place.folder),
    'test',
    '-c',
    config,
    '--reporter=list,json',
  ];
  const report = path.join(place.folder, 'test-results', `${name}.json`);
  const { code } = await runCommand(place.node, [...args, '--output', path.join('test-results', name)], {
    cwd: place.folder,
    env: { ...place.environment, ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_HTML_OPEN: 'never' },
    ...(place.as === undefined ? {} : { as: place.as }),
  });
  return code;
}

/**
 * @param {string} folder
 * @param {{ uid: number, gid: number }} [as]
 * @returns {Promise<NodeJS.ProcessEnv>} the first is for the launcher of the tests, the second for the app
 */
async function sandboxEnvironment(folder, as) {
  return (await canUseSandbox(folder, as)) ? {} : { PROMETEU_NO_SANDBOX: '1', PROMETEU_ROOT: '1' };
}

/** @param {string} folder */
function bringBack(folder) {
  const made = path.join(folder, 'test-results');
  if (existsSync(made)) {
    cpSync(made, path.join(checkout, 'test-results'), { recursive: true, force: true });
  }
}
