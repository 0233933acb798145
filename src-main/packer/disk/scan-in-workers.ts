import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { PackedAsset, ScannedAsset } from '../core/scanned-asset.ts';
import { type SlicedWork, withPauses } from '../core/sliced-work.ts';
import type { Disk, ScannedAssets, ScanOptions } from './disk-port.ts';
import { assetsInIndex, assetsReadSoFar } from './provisional-assets.ts';
import { type RowLines, rowReader } from './row-lines.ts';
import type { ScanIndex } from './scan-index.ts';
import type { ReadIndex, RowsMessage, ScanMessage, ScanOrder, ScanSetting } from './scan-messages.ts';
import { assetInRow, decodeRows } from './scanned-rows.ts';
import { allFolders, type FolderToScan } from './scanner.ts';
import { createTimedPause } from './timed-pause.ts';

/** Assets in an index from which on a project is worth more than one thread (see `foldersOfLarge` of scan-worker.ts). */
const assetsOfLarge = 2000;

/** Rows of an index that are made assets between two looks at the time: a millisecond of work. */
const rowsAtOnce = 256;

/**
 * A disk's scan in threads of their own: one where the project is small, else as many as the machine runs at once, which
 * share the folders among them. This thread does no disk call, and only turns what comes into assets, in slices. An
 * aborted signal ends it at once, whatever the threads wait for. `worker` is the bundled scan-worker.ts, or what starts it.
 */
export function scanInWorkers(worker: string | URL | (() => Worker), threads = availableParallelism()): Disk['scan'] {
  const startThread = typeof worker === 'function' ? worker : () => new Worker(worker);
  return async (projectFolder, options) => {
    options.signal.throwIfAborted();
    const assets: ScannedAsset[] = [];
    const crew = startCrew(startThread, threads, projectFolder, options, provisionally(assets, options));
    const abort = (): void => {
      crew.fail(options.signal.reason);
    };
    options.signal.addEventListener('abort', abort);
    try {
      const texts: Uint8Array[] = [];
      // The rows of a large project are many: they are held only where they are to be written.
      const scanned = await collect(crew, options, assets, options.keepIndexBy === undefined ? null : texts);
      if (options.keepIndexBy === undefined || !crew.isNew()) {
        crew.end();
        return scanned;
      }
      const kept = crew.keep(options.keepIndexBy, texts).finally(() => {
        crew.end();
      });
      return { ...scanned, kept };
    } catch (error) {
      crew.end();
      throw error;
    } finally {
      options.signal.removeEventListener('abort', abort);
    }
  };
}

/**
 * Tells what was read so far, which `assets` gets; answers what tells the index instead, and takes it back with null.
 * Null where nobody is to be told.
 */
function provisionally(
  assets: readonly ScannedAsset[],
  { onProvisional }: ScanOptions,
): ((index: ScanIndex | null) => void) | null {
  if (onProvisional === undefined) {
    return null;
  }
  const readSoFar = assetsReadSoFar(assets);
  onProvisional(readSoFar);
  return (index) => {
    onProvisional(index === null ? readSoFar : assetsInIndex(index.assets));
  };
}

interface ReadRows {
  readonly message: RowsMessage;
  readonly thread: number;
}

/** What an index says that there is. */
interface Expected {
  readonly confirmed: Uint8Array;
  /** Null in the place of a row that is none, which nobody confirms. */
  readonly assets: Promise<readonly (PackedAsset | null)[]>;
}

/** The threads of one scan, and what they said and nobody has taken yet. */
interface Crew {
  /** Rows that were read, and by the how manyth thread. Null when all are read. Throws what the scan failed with. */
  next(): Promise<ReadRows | null>;
  readonly problems: readonly Diagnostic[];
  readonly wrong: readonly string[];
  /** Whether there is an index that can be used. */
  isIndexed(): boolean;
  /** Whether anything that was read is not as the index has it, or is not in it, or the other way round. */
  isNew(): boolean;
  /** The assets of the index, and a byte for each, 1 where it is confirmed; null where all that is found is told. */
  expected(): Expected | null;
  /** Once all is read: has the index written, and answers why it could not be, or null. */
  keep(temporaryName: string, texts: readonly Uint8Array[]): Promise<string | null>;
  fail(reason: unknown): void;
  end(): void;
}

function startCrew(
  startThread: () => Worker,
  threads: number,
  projectFolder: string,
  { index: use, keepIndexBy, signal, onExpected }: ScanOptions,
  tellIndex: ReturnType<typeof provisionally>,
): Crew {
  const idleCount = new Int32Array(new SharedArrayBuffer(4));
  const workers: Worker[] = [];
  const idle: Worker[] = [];
  const waiting: FolderToScan[] = [allFolders];
  const problems: Diagnostic[] = [];
  const wrong: string[] = [];
  const read: ReadRows[] = [];
  const folderTexts: Uint8Array[] = [];
  /** Null until a thread has said that there is none, or that what it has read of it can be used. */
  let index: ReadIndex | null = null;
  let found: ReadIndex = { found: null, confirmed: null };
  let expected: Expected | null = null;
  let changed = false;
  let confirmedRows = 0;
  let assetRows = 0;
  let folderRows = 0;
  let failure: { readonly reason: unknown } | null = null;
  let wake: () => void = () => undefined;

  function fail(reason: unknown): void {
    failure ??= { reason };
    wake();
  }

  function start(): void {
    const setting: ScanSetting = {
      projectFolder,
      index: use,
      idle: idleCount,
      ...(index === null ? {} : { read: index }),
    };
    const worker = startThread();
    worker.postMessage(setting);
    worker.on('message', (message: ScanMessage) => {
      hear(worker, message);
    });
    worker.on('error', fail);
    workers.push(worker);
  }

  function startOthers(): void {
    while (workers.length < threads) {
      start();
    }
  }

  function hear(worker: Worker, message: ScanMessage): void {
    switch (message.kind) {
      case 'index':
        found = message.index;
        if (use === 'use') {
          tellIndex?.(found.found);
        }
        break;
      case 'ready':
        idle.push(worker);
        if (index === null) {
          index = message.indexed ? found : { found: null, confirmed: null };
          if (!message.indexed) {
            tellIndex?.(null);
          } else if ((index.found?.assets.ends.length ?? 0) >= assetsOfLarge) {
            startOthers();
          }
          expect(index);
        }
        break;
      case 'rows':
        changed ||= message.changed > 0;
        assetRows += message.rows;
        confirmedRows += message.confirmed;
        read.push({ message, thread: workers.indexOf(worker) });
        break;
      case 'folders':
        changed ||= message.changed > 0;
        folderRows += message.rows;
        if (keepIndexBy !== undefined) {
          folderTexts.push(message.text);
        }
        break;
      case 'problems':
        problems.push(...message.problems);
        break;
      case 'wrong-in-index':
        wrong.push(...message.roots);
        break;
      case 'large':
        startOthers();
        break;
      case 'shared':
        waiting.push(...message.folders);
        break;
      case 'idle':
        idle.push(worker);
        break;
      case 'kept':
        break;
      case 'failed':
        fail(Object.assign(new Error('The assets can’t be listed'), { code: message.errno }));
        break;
    }
    handOut();
    wake();
  }

  function expect({ found: usable, confirmed }: ReadIndex): void {
    if (usable === null || confirmed === null) {
      return;
    }
    const assets = withPauses(expectedInSlices(usable.assets), createTimedPause(signal));
    expected = { confirmed, assets };
    assets.then(
      (all) => {
        if (areAssets(all)) {
          onExpected?.(all, () => changed || assetRows > 0);
        }
      },
      // Whoever waits for them is told.
      () => undefined,
    );
  }

  function handOut(): void {
    while (waiting.length > 0) {
      const worker = idle.pop();
      if (worker === undefined) {
        break;
      }
      order(worker, { kind: 'scan', folders: waiting.splice(0, Math.ceil(waiting.length / (idle.length + 1))) });
    }
    Atomics.store(idleCount, 0, idle.length);
  }

  function order(worker: Worker, given: ScanOrder): void {
    const texts = given.kind === 'keep' ? [...given.texts, ...given.folderTexts] : [];
    worker.postMessage(
      given,
      texts.map(({ buffer }) => buffer as ArrayBuffer),
    );
  }

  start();
  return {
    problems,
    wrong,
    isIndexed: () => index?.found !== null,
    isNew: () => {
      const before = index?.found ?? null;
      const count = assetRows + confirmedRows;
      return changed || before?.assets.ends.length !== count || before.folders.ends.length !== folderRows;
    },
    expected: () => expected,
    keep: (temporaryName, texts) =>
      new Promise((resolve) => {
        const worker = idle.pop();
        worker?.on('message', (message: ScanMessage) => {
          if (message.kind === 'kept') {
            resolve(message.errno);
          }
        });
        // A thread that dies, of too little memory perhaps, has kept nothing.
        worker?.on('exit', () => {
          resolve('EIO');
        });
        if (worker !== undefined) {
          order(worker, { kind: 'keep', temporaryName, texts, folderTexts });
        }
      }),
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

/** `assets` gets what is found, and `texts`, where there is one, the rows as they came. */
async function collect(
  crew: Crew,
  { signal, onProgress, index }: ScanOptions,
  assets: ScannedAsset[],
  texts: Uint8Array[] | null,
): Promise<ScannedAssets> {
  let confirmed = 0;
  // A thread reads in the order by root, but for what it takes over from others: what it read is kept together.
  const byThread: ScannedAsset[][] = [];
  const pause = createTimedPause(signal);
  for (let came = await crew.next(); came !== null; came = await crew.next()) {
    const { text } = came.message;
    const ofThread = (byThread[came.thread] ??= []);
    for (const asset of decodeRows(textOf(text))) {
      assets.push(asset);
      ofThread.push(asset);
    }
    if (text.length > 0) {
      texts?.push(text);
    }
    confirmed += came.message.confirmed;
    onProgress(assets.length + confirmed);
    await pause();
  }
  const found = { assets: await withExpected(crew.expected(), byThread.flat()), diagnostics: crew.problems };
  return index === 'compare' ? { ...found, wrongInIndex: !crew.isIndexed() ? 'no-index' : crew.wrong } : found;
}

/** What is confirmed of the assets of an index, and what was told beside it. */
async function withExpected(
  expected: Expected | null,
  told: readonly ScannedAsset[],
): Promise<readonly ScannedAsset[]> {
  if (expected === null) {
    return told;
  }
  const { confirmed } = expected;
  const assets = await expected.assets;
  if (told.length === 0 && !confirmed.includes(0) && areAssets(assets)) {
    return assets;
  }
  const found = assets.filter((_, at) => confirmed[at] === 1);
  if (!areAssets(found)) {
    throw new Error('A row that is no asset was confirmed');
  }
  return [...found, ...told];
}

function areAssets(assets: readonly (PackedAsset | null)[]): assets is readonly PackedAsset[] {
  return !assets.includes(null);
}

function* expectedInSlices(lines: RowLines): SlicedWork<(PackedAsset | null)[]> {
  const assets = new Array<PackedAsset | null>(lines.ends.length);
  const rowAt = rowReader(lines);
  for (let at = 0; at < assets.length; at += 1) {
    assets[at] = assetInRow(rowAt(at));
    if (at % rowsAtOnce === 0) {
      yield;
    }
  }
  return assets;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
