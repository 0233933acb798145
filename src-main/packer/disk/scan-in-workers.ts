import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/asset.ts';
import type { Disk, ScannedAssets, ScanOptions } from './disk-port.ts';
import type { ScanMessage, ScanOrders } from './scan-messages.ts';
import { decodeRows } from './scanned-rows.ts';
import { allFolders, type FolderToScan } from './scanner.ts';

/** Longest work on what came, before the rest of the program has its turn: half of a frame. */
const sliceMs = 8;

/**
 * A disk's scan in threads of their own: one where the project is small, else as many as the machine runs at once, which
 * share the folders among them. This thread does no disk call, and only turns what comes into assets, in slices. An
 * aborted signal ends it at once, whatever the threads wait for. `worker` is the bundled scan-worker.ts.
 */
export function scanInWorkers(worker: string | URL, threads = availableParallelism()): Disk['scan'] {
  return async (projectFolder, options) => {
    options.signal.throwIfAborted();
    const crew = startCrew(worker, threads, projectFolder);
    const abort = (): void => {
      crew.fail(options.signal.reason);
    };
    options.signal.addEventListener('abort', abort);
    try {
      return await collect(crew, options);
    } finally {
      options.signal.removeEventListener('abort', abort);
      crew.end();
    }
  };
}

/** The threads of one scan, and what they said and nobody has taken yet. */
interface Crew {
  /** Rows that were read: of how many assets, and their text. Null when all are read. Throws what the scan failed with. */
  next(): Promise<{ readonly rows: number; readonly text: Uint8Array } | null>;
  readonly problems: readonly Diagnostic[];
  fail(reason: unknown): void;
  end(): void;
}

function startCrew(file: string | URL, threads: number, projectFolder: string): Crew {
  const orders: ScanOrders = { projectFolder, idle: new Int32Array(new SharedArrayBuffer(4)) };
  const workers: Worker[] = [];
  const idle: Worker[] = [];
  const waiting: FolderToScan[] = [allFolders];
  const problems: Diagnostic[] = [];
  const read: { readonly rows: number; readonly text: Uint8Array }[] = [];
  let failure: { readonly reason: unknown } | null = null;
  let wake: () => void = () => undefined;

  function fail(reason: unknown): void {
    failure ??= { reason };
    wake();
  }

  function start(): void {
    const worker = new Worker(file, { workerData: orders });
    worker.on('message', (message: ScanMessage) => {
      hear(worker, message);
    });
    worker.on('error', fail);
    workers.push(worker);
  }

  function hear(worker: Worker, message: ScanMessage): void {
    switch (message.kind) {
      case 'rows':
        read.push(message);
        break;
      case 'problems':
        problems.push(...message.problems);
        break;
      case 'large':
        while (workers.length < threads) {
          start();
        }
        break;
      case 'shared':
        waiting.push(...message.folders);
        break;
      case 'idle':
        idle.push(worker);
        break;
      case 'failed':
        fail(Object.assign(new Error('The assets can’t be listed'), { code: message.errno }));
        break;
    }
    handOut();
    wake();
  }

  function handOut(): void {
    while (waiting.length > 0) {
      const worker = idle.pop();
      if (worker === undefined) {
        break;
      }
      worker.postMessage(waiting.splice(0, Math.ceil(waiting.length / (idle.length + 1))));
    }
    Atomics.store(orders.idle, 0, idle.length);
  }

  start();
  return {
    problems,
    fail,
    end: () => {
      for (const worker of workers) {
        void worker.terminate();
      }
    },
    next: async () => {
      for (;;) {
        if (failure !== null) {
          throw failure.reason;
        }
        const rows = read.shift();
        if (rows !== undefined || (waiting.length === 0 && idle.length === workers.length)) {
          return rows ?? null;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

async function collect(crew: Crew, { onProgress }: ScanOptions): Promise<ScannedAssets> {
  const assets: ScannedAsset[] = [];
  let began = performance.now();
  for (let came = await crew.next(); came !== null; came = await crew.next()) {
    for (const asset of decodeRows(textOf(came.text))) {
      assets.push(asset);
    }
    onProgress(assets.length);
    if (performance.now() - began > sliceMs) {
      await turn();
      began = performance.now();
    }
  }
  return { assets, diagnostics: crew.problems };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
