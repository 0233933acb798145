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

  say('packages', 'installing with npm ci');
  if ((await npm('ci')) !== 0) {
    say(
      'packages',
      'npm ci failed (a registry may no longer serve a version of the lock file): running npm install once',
    );
    if ((await npm('install')) !== 0) {
      throw new SetupProblem('packages', 'npm install failed too, see its message above');
    }
  }
  writeFileSync(stamp, lockDigest());
}

/** @param {string} command */
async function npm(command) {
  const args = [
    npmScript(),
    command,
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
