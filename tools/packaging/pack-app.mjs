// @ts-check
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkout } from '../setup/checkout.mjs';
import { packageBin } from '../setup/package-bin.mjs';
import { runCommand } from '../setup/run-command.mjs';
import { SetupProblem } from '../setup/say.mjs';

/**
 * Packs the built app with an Electron into a folder that can be started: `dist/linux-unpacked` on Linux.
 *
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} electron
 * @param {{ forTests: boolean }} options `forTests` keeps the inspector, through which Playwright attaches
 * @returns {Promise<string>} the folder
 */
export async function packApp(electron, { forTests }) {
  const folder = path.join(checkout, 'dist', 'linux-unpacked');
  rmSync(folder, { recursive: true, force: true });
  // A process of its own: electron-builder ends the one that it is in at a Ctrl+C, before anyone can tidy up.
  const args = ['--linux', 'dir', '--publish', 'never', `-c.electronDist=${electron.folder}`];
  const version = `-c.electronVersion=${electronVersion(electron)}`;
  const inspector = `-c.electronFuses.enableNodeCliInspectArguments=${forTests}`;
  const command = [packageBin('electron-builder'), ...args, version, inspector];
  const { code } = await runCommand(process.execPath, command, {
    cwd: checkout,
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
  });
  if (code !== 0) {
    throw new SetupProblem('dist', 'electron-builder failed, see above');
  }

  // The whole given distribution was taken over, with the app that it shows when it has none.
  for (const leftOver of ['app', 'default_app.asar']) {
    rmSync(path.join(folder, 'resources', leftOver), { recursive: true, force: true });
  }
  const ownLicense = path.join(folder, 'LICENSE.electron.txt');
  if (!existsSync(ownLicense)) {
    copyFileSync(path.join(folder, 'LICENSE'), ownLicense);
  }
  copyFileSync(path.join(checkout, 'LICENSE'), path.join(folder, 'LICENSE'));
  return folder;
}

/** @param {import('../setup/electron-runtime.mjs').ElectronRuntime} electron */
export function electronVersion({ folder }) {
  return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}
