import { Worker } from 'node:worker_threads';
import {
  type AppendedMessage,
  type AppendMemory,
  answers,
  appendMemoryBytes,
  appendMemoryIn,
  awaitAnswer,
  createOrderGiver,
  type OrderGiver,
  orderSizeAtMost,
  rouse,
  takeAnswer,
} from './append-memory.ts';
import type { Disk } from './disk-port.ts';

/** Threads that append, each for one commit at a time. */
export interface AppendThreads {
  /** Starts a thread that waits, unless one does. None of them keeps a program alive that has nothing else to do. */
  readonly prepare: () => void;
  /**
   * How a disk appends (disk-port.ts): all calls of a commit in a thread, instead of a turn of the thread pool and of the
   * event loop for each. A project never waits for the disk of another. Where a thread ends meanwhile, the file is in doubt.
   */
  readonly disk: Required<Pick<Disk, 'append' | 'expectAppend'>>;
}

/** A thread, and what it shares with this one. */
interface AppendThread {
  readonly worker: Worker;
  readonly memory: AppendMemory;
  readonly give: OrderGiver;
  /** Whether it has answered, and so is up. */
  hasStarted: boolean;
}

/**
 * How long this thread stands still for an answer, which else comes a turn of the event loop after the bytes are durable.
 * A solid-state disk syncs in half a millisecond; a hard disk never in two, nor would more of an eighth of a frame go unseen.
 */
const longestWaitMs = 2;

/** Room for the orders of a thread: a batch of a bulk write (rule L9), of records of a kilobyte. */
const usualRoom = 288 * 1024;

/** `file` is the bundled append-worker.ts. */
export function createAppendThreads(file: string | URL): AppendThreads {
  const idle: AppendThread[] = [];
  /** Files of which the last append took no longer than would be waited. */
  const quick = new Set<string>();
  let hasWaited = false;

  function start(room: number): AppendThread {
    const shared = new SharedArrayBuffer(appendMemoryBytes(room));
    const worker = new Worker(file, { workerData: shared });
    worker.unref();
    const memory = appendMemoryIn(shared);
    const thread = { worker, memory, give: createOrderGiver(memory), hasStarted: false };
    const forget = (): void => {
      const at = idle.indexOf(thread);
      if (at >= 0) {
        idle.splice(at, 1);
      }
    };
    worker.on('error', forget);
    worker.on('exit', forget);
    return thread;
  }

  /** One that waits and has the room, or a new one, which takes the place of one that waits. */
  function take(size: number): AppendThread {
    const at = idle.findLastIndex(({ memory }) => memory.order.byteLength >= size);
    const [thread] = at < 0 ? [] : idle.splice(at, 1);
    if (thread !== undefined) {
      return thread;
    }
    void idle.pop()?.worker.terminate();
    return start(Math.max(usualRoom, 2 * size));
  }

  /** Whether to stand still for an append to this file: once in a turn of the event loop, which else might never end. */
  function mayWaitFor(path: string, { hasStarted }: AppendThread): boolean {
    if (hasWaited || !hasStarted || !quick.has(path)) {
      return false;
    }
    hasWaited = true;
    setImmediate(() => {
      hasWaited = false;
    });
    return true;
  }

  const append: NonNullable<Disk['append']> = (order, log) => {
    const { path } = order;
    const thread = take(orderSizeAtMost(order));
    const { worker, memory } = thread;
    thread.give(order, log !== undefined);
    const waits = mayWaitFor(path, thread);
    if (waits) {
      awaitAnswer(memory, longestWaitMs);
    }
    const answer = takeAnswer(memory);
    if (answer === answers.durable) {
      idle.push(thread);
      return Promise.resolve({ kind: 'durable' });
    }
    // Where the thread had no processor, its calls may have been quick, and the answer was not.
    const isInTime = !waits || answer === answers.byMessage;
    return new Promise((resolve) => {
      const lose = (): void => {
        quick.delete(path);
        resolve({ kind: 'failed', step: 'sync', errno: 'EIO', isInDoubt: true });
      };
      worker.once('exit', lose);
      worker.once('message', ({ result, calls, tookMs }: AppendedMessage) => {
        worker.off('exit', lose);
        worker.unref();
        thread.hasStarted = true;
        idle.push(thread);
        if (isInTime && tookMs <= longestWaitMs) {
          quick.add(path);
        } else {
          quick.delete(path);
        }
        for (const call of calls) {
          log?.(call);
        }
        resolve(result);
      });
      worker.ref();
    });
  };

  return {
    prepare: () => {
      if (idle.length === 0) {
        idle.push(start(usualRoom));
      }
    },
    disk: {
      append,
      expectAppend: () => {
        const next = idle.at(-1);
        if (next !== undefined) {
          rouse(next.memory);
        }
      },
    },
  };
}
