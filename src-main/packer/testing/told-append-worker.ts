import { once } from 'node:events';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { type AppendedMessage, announceAnswer, answerOrders, appendMemoryIn } from '../disk/append-memory.ts';
import type { AppendOrder } from '../disk/disk-port.ts';

// Stands in for append-worker.ts: touches no file, and does what the bytes of each order say. `took 3`: answers that it was
// durable and took three milliseconds; `hold`: says on the channel `held` that it has the order, and answers when it is told
// to go on; `near`: says that its answer is near, and then does the same; `end`: ends.

const memory = appendMemoryIn(workerData as SharedArrayBuffer);

async function doAsTold(order: AppendOrder): Promise<AppendedMessage> {
  const [what = '', tookMs = '0'] = Buffer.from(order.bytes).toString('utf8').split(' ');
  if (what === 'end') {
    process.exit();
  }
  if (what === 'near') {
    announceAnswer(memory);
  }
  if (what === 'hold' || what === 'near') {
    const channel = new BroadcastChannel('held');
    const released = once(channel, 'message');
    channel.postMessage('held');
    await released;
    channel.close();
  }
  // A log is told which thread it was.
  const calls: AppendedMessage['calls'] = [{ call: 'file.write', path: order.path, detail: threadId }];
  return { kind: 'appended', result: { kind: 'durable' }, calls, tookMs: Number(tookMs) };
}

await answerOrders(
  memory,
  (message) => parentPort?.postMessage(message),
  doAsTold,
  () => undefined,
);
