// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './checkout.mjs';
import { npmScript } from './package-bin.mjs';
import { runCommand } from './run-command.mjs';
import { SetupProblem, say } from './say.mjs';

const lockFile = path.join(checkout, 'package-lock.json');
const modules = path.join(checkout, 'node_modules');
const stamp = path.join(modules, '.prometeu-lock-digest');

/** Installs the packages of the lock file, unless they are there already. */
export async function installPackages() {
  const wanted = lockDigest();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  if (holdsWhatIsLocked()) {
    writeFileSync(stamp, wanted);
    return;
  }

  say('packages', 'installing with npm ci');
  if ((await npm('ci')) !== 0) {
    say(
      'packages',
      'npm ci failed (a registry may no longer serve a version of the lock file): running npm install once',
    );
    if ((await npm('install', '--no-save')) !== 0) {
      throw new SetupProblem('packages', 'npm install failed too, see its message above');
    }
  }
  writeFileSync(stamp, wanted);
}

/** Whether a person has already installed these very packages: npm notes in node_modules what it put there. */
function holdsWhatIsLocked() {
  const note = path.join(modules, '.package-lock.json');
  if (!existsSync(note)) {
    return false;
  }
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  const locked = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages);
  return locked.every(([place, { version, optional, devOptional }]) => {
    // Optional packages are for other systems more often than not.
    const mayBeAbsent = place === '' || ((optional || devOptional) && installed[place] === undefined);
    return mayBeAbsent || installed[place]?.version === version;
  });
}

/** @param {string[]} command */
async function npm(...command) {
  const args = [
    npmScript(),
    ...command,
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--include=dev',
    '--loglevel=error',
  ];
  const { code } = await runCommand(process.execPath, args, { cwd: checkout });
  return code;
}

function lockDigest() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}
