import { Worker } from 'node:worker_threads';
import {
  type AppendedMessage,
  type AppendMemory,
  answers,
  appendMemoryBytes,
  appendMemoryIn,
  giveOrder,
  packedOrder,
  rouse,
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
}

/**
 * How long this thread stands still for an answer, which else comes a turn of the event loop after the bytes are durable.
 * A solid-state disk syncs in half a millisecond; a hard disk never in two, nor would more of an eighth of a frame go unseen.
 */
const longestWaitMs = 2;

/** Room for the orders of a thread: some hundred records. */
const usualRoom = 64 * 1024;

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
    const thread = { worker, memory: appendMemoryIn(shared) };
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

  /** One that waits and has the room, or a new one. */
  function take(size: number): AppendThread {
    const at = idle.findLastIndex(({ memory }) => memory.order.byteLength >= size);
    const [thread] = at < 0 ? [] : idle.splice(at, 1);
    return thread ?? start(Math.max(usualRoom, 2 * size));
  }

  /** Whether to stand still for an append to this file: once in a turn of the event loop, which else might never end. */
  function mayWaitFor(path: string): boolean {
    if (hasWaited || !quick.has(path)) {
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
    const packed = packedOrder(order, log !== undefined);
    const thread = take(packed.size);
    const { worker, memory } = thread;
    giveOrder(memory, packed);
    if (mayWaitFor(path)) {
      Atomics.wait(memory.answer, 0, answers.open, longestWaitMs);
    }
    if (Atomics.compareExchange(memory.answer, 0, answers.open, answers.byMessage) === answers.durable) {
      idle.push(thread);
      return Promise.resolve({ kind: 'durable' });
    }
    return new Promise((resolve) => {
      const lose = (): void => {
        quick.delete(path);
        resolve({ kind: 'failed', step: 'sync', errno: 'EIO', isInDoubt: true });
      };
      worker.once('exit', lose);
      worker.once('message', ({ result, calls, tookMs }: AppendedMessage) => {
        worker.off('exit', lose);
        worker.unref();
        idle.push(thread);
        if (tookMs <= longestWaitMs) {
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
