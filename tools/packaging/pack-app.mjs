// @ts-check
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkout } from '../setup/checkout.mjs';

/**
 * Packs the built app with an Electron into a folder that can be started: `dist/linux-unpacked` on Linux.
 *
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} electron
 * @param {{ forTests: boolean }} options `forTests` keeps the inspector, through which Playwright attaches
 * @returns {Promise<string>} the folder
 */
export async function packApp(electron, { forTests }) {
  const { build, Platform } = await import('electron-builder');
  const folder = path.join(checkout, 'dist', 'linux-unpacked');
  rmSync(folder, { recursive: true, force: true });
  await build({
    projectDir: checkout,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      electronDist: electron.folder,
      electronVersion: electronVersion(electron),
      electronFuses: { enableNodeCliInspectArguments: forTests },
    },
  });

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
