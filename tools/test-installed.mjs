// @ts-check
// `npm run test:installed`: what an author gets. Makes the .deb, installs it on this machine, drives the first story and those
// of bad input on the installed app, tries the command `prometeu-packer`, removes it, and checks that nothing of it is left.
// Needs root or sudo without a question.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeInstaller } from './packaging/make-installer.mjs';
import { isRoot } from './setup/checkout.mjs';
import { hasDisplay } from './setup/display.mjs';
import { runCommand } from './setup/run-command.mjs';
import { copySample } from './setup/sample-project.mjs';
import { SetupProblem, say } from './setup/say.mjs';
import { runTool, setUp } from './setup/set-up.mjs';
import { privilegePrefix, runAsRoot, updatePackageLists } from './setup/system-libraries.mjs';
import { inWords, nothing, oneFailed, sum } from './testing/count.mjs';
import { runEndToEnd } from './testing/end-to-end.mjs';

const NAME = 'prometeu-studio';
/** What the system itself derives from the package's file type. */
const DERIVED = ['/usr/share/mime/application/x-prometeu-project.xml', `/usr/lib/${NAME}`];

/** What to run where the person ends this before the package is removed. */
let removeNow = () => {};

/** @returns {Promise<number>} */
async function testInstalled() {
  const prefix = await privilegePrefix();
  if (prefix === undefined) {
    throw new SetupProblem('installed', 'installing a package needs root, or sudo that asks nothing');
  }
  if (await isInstalled()) {
    throw new SetupProblem(
      'installed',
      `${NAME} is installed on this machine already: remove it first, it is left alone`,
    );
  }
  const electron = await setUp({ display: isRoot || !hasDisplay, commands: ['fakeroot'] });
  const file = await makeInstaller(electron, { forTests: true });

  removeNow = () => {
    const [program = '', ...args] = [...prefix, 'apt-get', 'purge', '-y', '-qq', NAME];
    spawnSync(program, args, { stdio: 'ignore' });
  };
  await install(prefix, file);
  const files = await installedFiles();
  say('installed', `installed ${files.length} files`);
  const tested = await runEndToEnd({
    electron,
    name: 'installed',
    config: path.join('e2e', 'playwright.installed.config.ts'),
    environment: { PROMETEU_INSTALLED: `/usr/bin/${NAME}` },
    sandboxIn: `/usr/lib/${NAME}`,
  })
    .then((counted) => sum([counted, testCommand()]))
    .finally(() => remove(prefix));

  const left = [...files, ...DERIVED].filter((place) => lstatSync(place, { throwIfNoEntry: false }) !== undefined);
  say('installed', left.length === 0 ? 'removed, and nothing of it is left' : `left behind: ${left.join(', ')}`);
  const total = sum([tested, left.length === 0 ? nothing : oneFailed]);
  for (const { name, reason } of total.skipped) {
    say('skipped', `${name}: ${reason}`);
  }
  process.stdout.write(`${inWords(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

/**
 * `prometeu-packer` by its name, where neither Node nor a display is to be found.
 *
 * @returns {import('./testing/count.mjs').Count}
 */
function testCommand() {
  const work = mkdtempSync(path.join(os.tmpdir(), 'prometeu-command-'));
  const project = path.join(work, 'meadow');
  copySample(project);
  /** @param {string[]} args */
  const packer = (...args) =>
    spawnSync('/usr/bin/env', ['-i', `HOME=${work}`, 'PATH=/usr/bin:/bin', 'prometeu-packer', ...args], {
      cwd: project,
      encoding: 'utf8',
    });
  try {
    const listed = packer('list', '--json');
    assert.equal(listed.status, 0, listed.stderr);
    assert.equal(listed.stderr, '');
    const { total, assets } = JSON.parse(listed.stdout);
    assert.equal(assets.length, total);
    assert.ok(total > 0);
    assert.equal(packer('register', 'world/backdrops/night', '--json').status, 0);
    const registered = JSON.parse(packer('details', 'world/backdrops/night', '--json').stdout);
    assert.equal(registered.registration, 'registered');
    assert.equal(packer('list', '--remote-debugging-port=0').status, 2);
    say('installed', `prometeu-packer listed ${total} assets and registered one, without Node and without a display`);
    return { ...nothing, passed: 1 };
  } catch (error) {
    console.error(error);
    return oneFailed;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function isInstalled() {
  const status = await runCommand('dpkg-query', ['--show', '--showformat=${db:Status-Abbrev}', NAME], { quiet: true });
  return status.code === 0 && status.output.startsWith('ii');
}

/**
 * @param {readonly string[]} prefix
 * @param {string} file
 */
async function install(prefix, file) {
  // apt reads some characters of a path as its own syntax.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prometeu-deb-'));
  const copy = path.join(folder, `${NAME}.deb`);
  copyFileSync(file, copy);
  await updatePackageLists(prefix);
  say('installed', `apt-get install ${path.basename(file)}`);
  const args = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', copy];
  const installed = await runAsRoot(prefix, args, { quiet: true });
  rmSync(folder, { recursive: true, force: true });
  if (installed.code !== 0) {
    throw new SetupProblem('installed', `apt-get install failed:\n${installed.output.trim()}`);
  }
}

/** The package's files, without the folders, which it may share. */
async function installedFiles() {
  const { output } = await runCommand('dpkg-query', ['--listfiles', NAME], { quiet: true });
  return output
    .trim()
    .split('\n')
    .filter((place) => lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === false);
}

/** @param {readonly string[]} prefix */
async function remove(prefix) {
  say('installed', `apt-get purge ${NAME}`);
  const removed = await runAsRoot(prefix, ['apt-get', 'purge', '-y', '-qq', NAME], { quiet: true });
  if (removed.code !== 0) {
    say('installed', `apt-get purge failed: ${removed.output.trim()}`);
  }
}

await runTool(testInstalled, {
  onInterrupt: () => {
    say('installed', 'interrupted: removing the package');
    removeNow();
  },
});
