import { Worker } from 'node:worker_threads';

/** Threads of a scan, of which one is started before it is asked for. */
export interface ReadyThread {
  /** Starts a thread that waits, unless one does. It keeps no program alive. */
  readonly prepare: () => void;
  /** The thread that waits, or one that is only being started. When it has ended, the next one is prepared. */
  readonly take: () => Worker;
}

/** Starting a thread takes longer than reading a screen of assets. `file` is the bundled scan-worker.ts. */
export function createReadyThread(file: string | URL): ReadyThread {
  let ready: Worker | null = null;

  function prepare(): void {
    if (ready !== null) {
      return;
    }
    const worker = new Worker(file);
    worker.unref();
    // One that ends while it waits is none that could be taken.
    const forget = (): void => {
      ready = ready === worker ? null : ready;
    };
    worker.once('error', forget);
    worker.once('exit', forget);
    ready = worker;
  }

  return {
    prepare,
    take: () => {
      const worker = ready ?? new Worker(file);
      ready = null;
      worker.ref();
      worker.once('exit', prepare);
      return worker;
    },
  };
}
