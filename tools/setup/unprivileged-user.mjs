// @ts-check
import { chownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './checkout.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem, say } from './say.mjs';

const NAME = 'prometeu-test';
/** What the copy of a checkout leaves out. */
const NOT_COPIED = new Set(['.git', 'node_modules', 'dist', 'coverage', 'test-results', 'playwright-report']);

/**
 * @typedef {object} UnprivilegedUser
 * @property {{ uid: number, gid: number }} ids
 * @property {string} home
 * @property {(environment: NodeJS.ProcessEnv) => NodeJS.ProcessEnv} environment the same one without what is root's
 */

/**
 * The user as whom tests run when root starts them, made at the first call. Chromium's sandbox is off for root, and a root
 * process can read and write what an author's could not.
 *
 * @returns {Promise<UnprivilegedUser>}
 */
export async function unprivilegedUser() {
  let found = lookUp();
  if (found === undefined) {
    say('user', `making the user ${NAME}`);
    const made = await runCommand('useradd', ['--create-home', '--user-group', '--shell', '/bin/sh', NAME], {
      quiet: true,
    });
    found = lookUp();
    if (found === undefined) {
      throw new SetupProblem('user', `useradd ${NAME} failed: ${made.output.trim()}`);
    }
  }
  const { home, ids } = found;
  return {
    ids,
    home,
    environment: (environment) => {
      const kept = Object.entries(environment).filter(
        ([key]) => !/^(XDG_|SUDO_|npm_|INIT_CWD$|DBUS_|MAIL$|OLDPWD$)/.test(key),
      );
      return { ...Object.fromEntries(kept), HOME: home, USER: NAME, LOGNAME: NAME, SHELL: '/bin/sh', TMPDIR: '/tmp' };
    },
  };
}

function lookUp() {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${NAME}:`));
  if (line === undefined) {
    return undefined;
  }
  const [, , uid, gid, , home = ''] = line.split(':');
  return { ids: { uid: Number(uid), gid: Number(gid) }, home };
}

/**
 * Copies the built checkout to a folder of the user's own, since the checkout may lie where only root may enter. Packages
 * are hard links where that is possible.
 *
 * @param {UnprivilegedUser} user
 * @returns {Promise<{ folder: string, remove: () => void }>}
 */
export async function copyCheckoutFor(user) {
  removeAbandoned(user.home);
  const folder = mkdtempSync(path.join(user.home, `checkout-${process.pid}-`));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);

  const entries = readdirSync(checkout).filter((name) => !NOT_COPIED.has(name));
  await copy(['-a', '--reflink=auto', '--', ...entries.map((name) => path.join(checkout, name)), folder]);
  await chown(user, folder);
  await linkPackages(user, folder);
  return {
    folder,
    remove: () => {
      process.removeListener('exit', remove);
      remove();
    },
  };
}

/**
 * @param {UnprivilegedUser} user
 * @param {string} folder
 */
async function linkPackages(user, folder) {
  const source = path.join(checkout, 'node_modules');
  const target = path.join(folder, 'node_modules');
  const linked = await runCommand('cp', ['-al', '--', source, target], { quiet: true });
  if (linked.code === 0 && (await canRead(user, path.join(target, 'electron', 'package.json')))) {
    // The folders are new, so a tool that keeps a cache beside the packages can make one.
    chownSync(target, user.ids.uid, user.ids.gid);
    return;
  }
  rmSync(target, { recursive: true, force: true });
  await copy(['-a', '--reflink=auto', '--', source, target]);
  await chown(user, target);
}

/**
 * A runtime that the user can start: the given one, or a copy in the shared cache where the user can't reach it.
 *
 * @param {UnprivilegedUser} user
 * @param {import('./electron-runtime.mjs').ElectronRuntime} runtime
 * @returns {Promise<import('./electron-runtime.mjs').ElectronRuntime>}
 */
export async function runtimeFor(user, runtime) {
  if (await canRead(user, runtime.executable)) {
    return runtime;
  }
  const folder = path.join('/var/cache/prometeu-studio', `runtime-for-${NAME}`);
  say('user', `copying Electron to ${folder}, where ${NAME} can read it`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
  await copy(['-a', '--reflink=auto', '--', runtime.folder, folder]);
  return { ...runtime, folder, executable: path.join(folder, path.relative(runtime.folder, runtime.executable)) };
}

/**
 * A Node that the user can start: a version manager may keep ours in root's home.
 *
 * @param {UnprivilegedUser} user
 */
export async function nodeFor(user) {
  if (await canRead(user, process.execPath)) {
    return process.execPath;
  }
  const node = '/var/cache/prometeu-studio/node';
  mkdirSync(path.dirname(node), { recursive: true, mode: 0o755 });
  await copy(['--', process.execPath, node]);
  return node;
}

/**
 * @param {UnprivilegedUser} user
 * @param {string} file
 */
async function canRead(user, file) {
  return (await runCommand('test', ['-r', file], { quiet: true, as: user.ids, cwd: '/' })).code === 0;
}

/** @param {readonly string[]} args */
async function copy(args) {
  const copied = await runCommand('cp', args, { quiet: true });
  if (copied.code !== 0) {
    throw new SetupProblem('user', `cp failed: ${copied.output.trim()}`);
  }
}

/**
 * @param {UnprivilegedUser} user
 * @param {string} folder
 */
async function chown(user, folder) {
  await runCommand('chown', ['-R', '-h', `${user.ids.uid}:${user.ids.gid}`, folder], { quiet: true });
}

/**
 * Copies whose run was killed.
 *
 * @param {string} home
 */
function removeAbandoned(home) {
  for (const name of readdirSync(home)) {
    const pid = /^checkout-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && lstatSync(`/proc/${pid}`, { throwIfNoEntry: false }) === undefined) {
      rmSync(path.join(home, name), { recursive: true, force: true });
    }
  }
}
