import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that swaps a file and a link in one place, as fast as it can, until it is told to stop. */
export interface Swapping {
  stop(): Promise<void>;
}

const script = `
  const fs = require('node:fs');
  const [path, target] = process.argv.slice(1);
  fs.renameSync(path, path + '.file');
  for (let turn = 0; ; turn += 1) {
    fs.linkSync(path + '.file', path + '.next');
    fs.renameSync(path + '.next', path);
    if (turn === 0) {
      process.stdout.write('swapping\\n');
    }
    fs.symlinkSync(target, path + '.next');
    fs.renameSync(path + '.next', path);
  }
`;

/** Resolves when the swapping has begun. At every moment there is one of the two at `path`. */
export async function startSwapping(path: string, target: string): Promise<Swapping> {
  const child = spawn(process.execPath, ['-e', script, path, target], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return {
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
