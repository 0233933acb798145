import { parse } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { type AppendedMessage, announceAnswer, answerOrders, appendMemoryIn } from './append-memory.ts';
import { appendChecked } from './checked-append.ts';
import { type AppendOrder, type DiskCall, errnoOf } from './disk-port.ts';
import type { Failpoints } from './failpoints.ts';
import { createInlineFiles } from './inline-files.ts';
import { createLoggedFiles } from './logged-disk.ts';
import { plainFiles } from './plain-files.ts';

// A thread that appends, started by append-in-threads.ts: makes the calls of one commit after the other and waits for each.

const port = parentPort ?? unstarted();
const memory = appendMemoryIn(workerData as SharedArrayBuffer);
const files = createInlineFiles();
/** That of the program itself, whose disk is there: this one’s folder may be on one that has to be woken. */
const rootFolder = parse(process.execPath).root;
/** One look at the path is left, which takes no longer than it takes to wake up. */
const steps: Failpoints = {
  at: (name) => {
    if (name === 'commit:synced') {
      announceAnswer(memory);
    }
  },
};

async function append(order: AppendOrder, isLogged: boolean): Promise<AppendedMessage> {
  const calls: DiskCall[] = [];
  const disk = isLogged ? createLoggedFiles(files, (call) => calls.push(call)) : files;
  const begun = performance.now();
  const result = await appendChecked(disk, order, steps);
  return { kind: 'appended', result, calls, tookMs: performance.now() - begun };
}

/**
 * A status that the system need not look for: what a status needs is in the processor’s caches when the first one is due. Not
 * by the port, whose promises would be settled behind the first call of the commit.
 */
function warmUp(): void {
  try {
    plainFiles.lstatSync(rootFolder, { bigint: true });
  } catch (error) {
    errnoOf(error);
  }
}

// It ends by being ended, as it is with its program. A throw is a bug: it ends the thread, and whoever waits is told that the
// file is in doubt.
await answerOrders(
  memory,
  (message) => {
    port.postMessage(message);
  },
  append,
  warmUp,
);

function unstarted(): never {
  throw new Error('This file is started as a thread');
}
