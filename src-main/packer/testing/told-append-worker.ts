import { once } from 'node:events';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { type AppendedMessage, answerOrder, appendMemoryIn, awaitOrder, takeOrder } from '../disk/append-memory.ts';

// Stands in for append-worker.ts: touches no file, and does what the bytes of each order say. `took 3`: answers that it was
// durable and took three milliseconds; `hold`: says on the channel `held` that it has the order, and answers when it is told
// to go on; `end`: ends.

const memory = appendMemoryIn(workerData as SharedArrayBuffer);

for (let done = 0; ; done += 1) {
  awaitOrder(memory, done);
  const { order, isLogged } = takeOrder(memory);
  const [what = '', tookMs = '0'] = Buffer.from(order.bytes).toString('utf8').split(' ');
  if (what === 'end') {
    process.exit();
  }
  if (what === 'hold') {
    const channel = new BroadcastChannel('held');
    const released = once(channel, 'message');
    channel.postMessage('held');
    await released;
    channel.close();
  }
  // A log is told which thread it was.
  const calls: AppendedMessage['calls'] = [{ call: 'file.write', path: order.path, detail: threadId }];
  if (!answerOrder(memory, !isLogged)) {
    const result = { kind: 'durable' } as const;
    parentPort?.postMessage({ kind: 'appended', result, calls, tookMs: Number(tookMs) } satisfies AppendedMessage);
  }
}
