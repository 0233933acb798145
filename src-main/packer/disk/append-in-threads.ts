import { Worker } from 'node:worker_threads';
import type { AppendedMessage, AppendMessage } from './append-messages.ts';
import type { Disk } from './disk-port.ts';

/** Threads that append, each for one commit at a time. */
export interface AppendThreads {
  /** Starts a thread that waits, unless one does. None of them keeps a program alive that has nothing else to do. */
  readonly prepare: () => void;
  /**
   * A disk's `append` (disk-port.ts): all calls of a commit for one message there and one back, instead of a turn of the
   * thread pool and of the event loop for each. A project never waits for the disk of another. Where a thread ends
   * meanwhile, the file is in doubt.
   */
  readonly append: NonNullable<Disk['append']>;
}

/** `file` is the bundled append-worker.ts. */
export function createAppendThreads(file: string | URL): AppendThreads {
  const idle: Worker[] = [];

  function start(): Worker {
    const worker = new Worker(file);
    worker.unref();
    const forget = (): void => {
      const at = idle.indexOf(worker);
      if (at >= 0) {
        idle.splice(at, 1);
      }
    };
    worker.on('error', forget);
    worker.on('exit', forget);
    return worker;
  }

  return {
    prepare: () => {
      if (idle.length === 0) {
        idle.push(start());
      }
    },
    append: (order, log) =>
      new Promise((resolve) => {
        const worker = idle.pop() ?? start();
        const lose = (): void => {
          resolve({ kind: 'failed', step: 'sync', errno: 'EIO', isInDoubt: true });
        };
        worker.once('exit', lose);
        worker.once('message', ({ result, calls }: AppendedMessage) => {
          worker.off('exit', lose);
          worker.unref();
          idle.push(worker);
          for (const call of calls) {
            log?.(call);
          }
          resolve(result);
        });
        worker.ref();
        worker.postMessage({ kind: 'append', order, isLogged: log !== undefined } satisfies AppendMessage);
      }),
  };
}
