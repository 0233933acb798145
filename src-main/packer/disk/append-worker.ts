import { parentPort } from 'node:worker_threads';
import type { AppendedMessage, AppendMessage } from './append-messages.ts';
import { appendChecked } from './checked-append.ts';
import type { DiskCall } from './disk-port.ts';
import { createInlineFiles } from './inline-files.ts';
import { createLoggedFiles } from './logged-disk.ts';

// A thread that appends, started by append-in-threads.ts: makes the calls of one commit after the other and waits for each.

const port = parentPort ?? unstarted();
const files = createInlineFiles();

async function append({ order, isLogged }: AppendMessage): Promise<void> {
  const calls: DiskCall[] = [];
  const disk = isLogged ? createLoggedFiles(files, (call) => calls.push(call)) : files;
  const result = await appendChecked(disk, order);
  port.postMessage({ kind: 'appended', result, calls } satisfies AppendedMessage);
}

// A throw is a bug: it ends the thread, and whoever waits is told that the file is in doubt.
port.on('message', (message: AppendMessage) => {
  void append(message);
});

function unstarted(): never {
  throw new Error('This file is started as a thread');
}
