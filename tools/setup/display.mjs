// @ts-check
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { SetupProblem, say } from './say.mjs';

/** Whether a window can open here without a display of ours. */
export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/**
 * Starts a virtual display on a free number. It belongs to the user who will use it, and lets nobody else in.
 *
 * @param {{ uid: number, gid: number }} [as]
 * @returns {Promise<{ name: string, stop: () => void }>} `name` is the value for DISPLAY
 */
export async function startDisplay(as) {
  makeSocketFolder();
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    ...as,
  });
  const stop = () => {
    server.kill('SIGTERM');
  };
  process.once('exit', stop);

  const number = await displayNumber(server);
  say('display', `virtual display :${number}`);
  return {
    name: `:${number}`,
    stop: () => {
      process.removeListener('exit', stop);
      stop();
    },
  };
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let complaint = '';
    server.stderr?.on('data', (chunk) => (complaint += String(chunk)));
    server.on('error', (error) => reject(new SetupProblem('display', `Xvfb: ${error.message}`)));
    server.on('exit', (code) => reject(new SetupProblem('display', `Xvfb ended with ${code}: ${complaint.trim()}`)));

    let announced = '';
    server.stdio[3]?.on('data', (chunk) => {
      announced += String(chunk);
      if (announced.includes('\n')) {
        resolve(announced.trim());
      }
    });
  });
}

/** X servers keep their sockets here; one that is not root's can't make it. */
function makeSocketFolder() {
  const folder = '/tmp/.X11-unix';
  if (!existsSync(folder)) {
    mkdirSync(folder);
    chmodSync(folder, 0o1777);
  }
}
