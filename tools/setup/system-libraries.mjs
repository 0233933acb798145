// @ts-check
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { isRoot } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem, say } from './say.mjs';

/** What Electron needs on Debian and Ubuntu. Newer releases call some of them by another name: the first that apt knows. */
const ELECTRON_PACKAGES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
];
const DISPLAY_PACKAGES = [['xvfb'], ['xauth']];

/**
 * Makes sure that the system has what `electron` is linked to and, where it is needed, a virtual display. Installs what is
 * missing when it may; otherwise it ends with the command for the person to run. Does nothing off Linux.
 *
 * @param {{ electron: string, display: boolean, commands?: readonly string[] }} needs `commands` are packages named like their command
 */
export async function installSystemLibraries({ electron, display, commands = [] }) {
  if (process.platform !== 'linux') {
    return;
  }
  const libraries = await missingLibraries(electron);
  const tools = commands.filter((command) => !isOnPath(command));
  const wanted = [
    ...(libraries.length > 0 ? ELECTRON_PACKAGES : []),
    ...(display && !isOnPath('Xvfb') ? DISPLAY_PACKAGES : []),
    ...tools.map((tool) => [tool]),
  ];
  if (wanted.length === 0) {
    return;
  }
  if (libraries.length > 0) {
    say('system', `missing libraries: ${libraries.join(', ')}`);
  }
  await installWithApt(wanted);

  const still = await missingLibraries(electron);
  if (still.length > 0) {
    throw new SetupProblem('system', `Electron still misses ${still.join(', ')}: install the packages that hold them`);
  }
}

/** @param {readonly string[][]} wanted each with its possible names, the newest first */
async function installWithApt(wanted) {
  const prefix = await privilegePrefix();
  if (prefix === undefined || !isOnPath('apt-get')) {
    const names = await Promise.all(wanted.map(nameThatAptKnows));
    throw new SetupProblem('system', `please run: sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`);
  }

  await updatePackageLists(prefix);
  const names = await Promise.all(wanted.map(nameThatAptKnows));
  say('system', `apt-get install ${names.join(' ')}`);
  const args = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names];
  const installed = await runAsRoot(prefix, args, { quiet: true });
  if (installed.code !== 0) {
    throw new SetupProblem('system', `apt-get install failed:\n${installed.output.trim()}`);
  }
}

/** @param {readonly string[]} prefix of {@link privilegePrefix} */
export async function updatePackageLists(prefix) {
  say('system', 'apt-get update');
  const updated = await runAsRoot(prefix, ['apt-get', 'update', '-qq'], { quiet: true });
  if (updated.code !== 0) {
    say(
      'system',
      `apt-get update failed, going on with the lists at hand: ${updated.output.trim().split('\n').at(-1)}`,
    );
  }
}

/**
 * What goes before a command so that root runs it: nothing, sudo without a question, or undefined where neither works.
 *
 * @returns {Promise<string[] | undefined>}
 */
export async function privilegePrefix() {
  if (isRoot) {
    return [];
  }
  const asked = await runCommand('sudo', ['-n', 'true'], { quiet: true });
  return asked.code === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * @param {readonly string[]} prefix of {@link privilegePrefix}
 * @param {readonly string[]} command
 * @param {import('./run-command.mjs').RunOptions} [options]
 */
export function runAsRoot(prefix, command, options) {
  const [program = '', ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  return runCommand(program, args, options);
}

/** @param {string[]} choice */
async function nameThatAptKnows(choice) {
  for (const name of choice) {
    const shown = await runCommand('apt-cache', ['show', '--quiet', name], { quiet: true });
    if (shown.code === 0 && shown.output.includes(`Package: ${name}`)) {
      return name;
    }
  }
  return choice.at(-1) ?? '';
}

/** @param {string} executable */
async function missingLibraries(executable) {
  const { output } = await runCommand('ldd', [executable], { quiet: true });
  return output
    .split('\n')
    .filter((line) => line.includes('not found'))
    .map((line) => line.trim().split(' ')[0] ?? '');
}

/** @param {string} command */
function isOnPath(command) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
