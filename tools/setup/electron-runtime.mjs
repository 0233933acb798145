// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { officialElectron } from './official-electron.mjs';
import { SetupProblem, say } from './say.mjs';
import { canUseStandIn, STAND_IN_VERSION, standInElectron } from './stand-in-electron.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'chosen' | 'official' | 'stand-in'} origin
 * @property {string} folder what ELECTRON_OVERRIDE_DIST_PATH names
 * @property {string} executable
 */

/**
 * Finds an Electron to run: the one that the user chose, else the official binary of the pinned package, else (Linux x64) the
 * stand-in from the package registry, which is for running and testing and never for shipping.
 *
 * @returns {Promise<ElectronRuntime>}
 */
export async function findElectron() {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (chosen !== undefined && chosen !== '') {
    return runtimeIn(path.resolve(chosen), 'chosen');
  }
  const official = await officialElectron();
  if (official !== undefined) {
    return runtimeIn(official, 'official');
  }
  if (!canUseStandIn) {
    throw new SetupProblem(
      'electron',
      'set ELECTRON_OVERRIDE_DIST_PATH to a folder with an Electron, or make its download reachable',
    );
  }
  say('electron', `using the stock Electron ${STAND_IN_VERSION} from the package registry instead (not for shipping)`);
  return runtimeIn(await standInElectron(), 'stand-in');
}

/**
 * @param {string} folder
 * @param {ElectronRuntime['origin']} origin
 * @returns {ElectronRuntime}
 */
function runtimeIn(folder, origin) {
  const executable = path.join(folder, executableName());
  if (!existsSync(executable)) {
    throw new SetupProblem('electron', `there is no ${executable}`);
  }
  return { origin, folder, executable };
}

function executableName() {
  switch (process.platform) {
    case 'win32':
      return 'electron.exe';
    case 'darwin':
      return path.join('Electron.app', 'Contents', 'MacOS', 'Electron');
    default:
      return 'electron';
  }
}

/**
 * The environment in which a tool finds this runtime, and in which Electron starts as an app (some editors' terminals ask it
 * to start as plain Node).
 *
 * @param {ElectronRuntime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function electronEnvironment(runtime) {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...environment } = process.env;
  return { ...environment, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder, PROMETEU_ELECTRON: runtime.executable };
}
