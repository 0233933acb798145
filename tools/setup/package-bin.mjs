// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './checkout.mjs';

/**
 * The script behind a command of an installed package, to be run by Node itself: no shell and no `.cmd` file is needed, on
 * any system.
 *
 * @param {string} packageName
 * @param {string} [command] where it differs from the package's name
 * @param {string} [root] the folder whose node_modules is meant
 */
export function packageBin(packageName, command = packageName, root = checkout) {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** The script of npm: the one that runs us, else the one that came with this Node. */
export function npmScript() {
  const running = process.env.npm_execpath;
  if (running !== undefined && path.basename(running) === 'npm-cli.js') {
    return running;
  }
  const beside = path.dirname(process.execPath);
  const places = [
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new Error('npm was not found beside node: run this through npm');
  }
  return found;
}
