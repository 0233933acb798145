import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';
import { type AppendedMessage, answerOrder, appendMemoryIn, awaitOrder, takeOrder } from './append-memory.ts';
import { appendChecked } from './checked-append.ts';
import type { DiskCall } from './disk-port.ts';
import { createInlineFiles } from './inline-files.ts';
import { createLoggedFiles } from './logged-disk.ts';

// A thread that appends, started by append-in-threads.ts: makes the calls of one commit after the other and waits for each.

const port = parentPort ?? unstarted();
const memory = appendMemoryIn(workerData as SharedArrayBuffer);
const files = createInlineFiles();

async function append(): Promise<void> {
  const { order, isLogged } = takeOrder(memory);
  const calls: DiskCall[] = [];
  const disk = isLogged ? createLoggedFiles(files, (call) => calls.push(call)) : files;
  const begun = performance.now();
  const result = await appendChecked(disk, order);
  const tookMs = performance.now() - begun;
  if (!answerOrder(memory, result.kind === 'durable' && !isLogged)) {
    port.postMessage({ kind: 'appended', result, calls, tookMs } satisfies AppendedMessage);
  }
}

// Not by messages: a thread wakes from its event loop later than from this, and takes longer to take one. It ends by being
// ended, as it is with its program. A throw is a bug: it ends the thread, and whoever waits is told that the file is in doubt.
for (let done = 0; ; done += 1) {
  awaitOrder(memory, done);
  await append();
}

function unstarted(): never {
  throw new Error('This file is started as a thread');
}
