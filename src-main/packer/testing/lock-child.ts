import { createInterface } from 'node:readline';
import { createNodeDisk } from '../disk/node-disk.ts';
import { createProjectLocks, type ProjectLock } from '../disk/project-lock.ts';

/**
 * A process that takes and holds a project's lock, to be killed or paused by a test. Told by its arguments the folder
 * and its identity; carries out one command a line (`ask`, `take-over`, `check`, `release`, `holder`) and answers each
 * by a line of JSON.
 */
const [folder = '', identity = ''] = process.argv.slice(2);

const locks = createProjectLocks(createNodeDisk(), () => new Date().toISOString());
let lock: ProjectLock | null = null;

async function carryOut(command: string): Promise<unknown> {
  switch (command) {
    case 'ask':
    case 'take-over': {
      const outcome = await locks.acquire(folder, identity, command);
      lock = outcome.kind === 'ours' ? outcome.lock : lock;
      return outcome.kind === 'ours' ? { kind: 'ours' } : outcome;
    }
    case 'check':
      return lock?.check();
    case 'release':
      await lock?.release();
      return { kind: 'released' };
    default:
      return locks.holder(folder, identity);
  }
}

for await (const command of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await carryOut(command))}\n`);
}
