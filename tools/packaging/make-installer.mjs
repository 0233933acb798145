// @ts-check
import { buildApp } from '../setup/build-app.mjs';
import { SetupProblem, say } from '../setup/say.mjs';
import { makeDebianPackage } from './debian-package.mjs';
import { electronVersion, packApp } from './pack-app.mjs';

/**
 * Builds, packs, and makes the .deb.
 *
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} electron
 * @param {{ forTests: boolean }} options
 * @returns {Promise<string>} the file
 */
export async function makeInstaller(electron, { forTests }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupProblem(
      'dist',
      'the .deb is made on Linux x64; for other systems run electron-builder there (untested)',
    );
  }
  if (!(await buildApp())) {
    throw new SetupProblem('build', 'failed, see above');
  }

  say('dist', 'packing the app');
  const packed = await packApp(electron, { forTests });
  say('dist', 'making the .deb');
  const standIn = electron.origin === 'stand-in' ? `-electron-${electronVersion(electron)}` : '';
  const file = await makeDebianPackage(packed, { suffix: `${standIn}${forTests ? '-test-build' : ''}` });
  say('dist', `made ${file}`);
  if (standIn !== '') {
    say('dist', 'it holds the stand-in Electron, not the pinned one: for testing, NOT FOR SHIPPING');
  }
  if (forTests) {
    say('dist', 'it lets an inspector attach: for testing, NOT FOR SHIPPING');
  }
  return file;
}
