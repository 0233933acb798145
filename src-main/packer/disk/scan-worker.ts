import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { decodeUtf8 } from './bounded-file.ts';
import { errnoOf } from './disk-port.ts';
import { isManifestAlone, type StampedListing } from './folder-listing.ts';
import { createNodeBlockingDisk, longestTickMs } from './node-blocking-disk.ts';
import { rowReader } from './row-lines.ts';
import { rowsAgainstIndex } from './rows-against-index.ts';
import { encodeScanIndex, readScanIndex, writeScanIndex } from './scan-index.ts';
import type { ReadIndex, ScanMessage, ScanOrder, ScanSetting } from './scan-messages.ts';
import { type FileStamp, rowSeparator } from './scanned-rows.ts';
import { type FolderToScan, scanFolders } from './scanner.ts';

// A thread that scans, started by scan-in-workers.ts: reads the folders that it is given by calls that wait.

/** Rows in one message: enough to cost little each, few enough to be decoded in a moment. */
const rowsInMessage = 256;

/** Rows in the first message: a screen of them, for somebody who waits to see the first. */
const rowsInFirst = 32;

/** Longest time in which somebody who looks is told nothing, though there is something to tell. */
const silenceMs = 100;

/** Folders after which a project is worth more than one thread, whose start takes as long as some thousand folders. */
const foldersOfLarge = 2000;

/**
 * How much later than others a thread that scans has its turn, where they want more processors than there are: the window
 * and the process of the packer do little at a time, and somebody waits for it.
 */
const niceness = 5;

const port = parentPort ?? unstarted();
const [setting] = (await once(port, 'message')) as [ScanSetting];

if (process.platform === 'linux') {
  // Of this thread alone, as Linux has it; elsewhere it would be that of the whole program.
  setPriority(0, niceness);
}
const disk = createNodeBlockingDisk();
const assetsFolder = resolved();
const { found: index, confirmed } = setting.read ?? readIndex();
const against = rowsAgainstIndex(index, Date.now() - longestTickMs);
let rows: string[] = [];
let enough = rowsInFirst;
let changed = 0;
let newlyConfirmed = 0;
let folderRows: string[] = [];
let changedFolders = 0;
let problems: Diagnostic[] = [];
let wrong: string[] = [];
let told = performance.now();
let folders = 0;

function readIndex(): ReadIndex {
  if (setting.index === undefined) {
    return { found: null, confirmed: null };
  }
  let bytes: Uint8Array | null = null;
  const found = readScanIndex(disk, setting.projectFolder, assetsFolder, (read) => {
    bytes = setting.index === 'use' ? new Uint8Array(new SharedArrayBuffer(read.assets.ends.length)) : null;
    say({ kind: 'index', index: { found: read, confirmed: bytes } });
  });
  return { found, confirmed: found === null ? null : bytes };
}

function say(message: ScanMessage, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

/** The folder of the assets, or a path that leads nowhere: to be told when it is asked for. */
function resolved(): string {
  const path = join(setting.projectFolder, 'assets');
  try {
    return disk.resolve(path);
  } catch (error) {
    errnoOf(error);
    return path;
  }
}

function tell(): void {
  told = performance.now();
  if (rows.length > 0 || newlyConfirmed > 0) {
    const text = new TextEncoder().encode(rows.join(rowSeparator));
    say({ kind: 'rows', rows: rows.length, confirmed: newlyConfirmed, changed, text }, [text.buffer]);
    rows = [];
    enough = rowsInMessage;
    changed = 0;
    newlyConfirmed = 0;
  }
  if (folderRows.length > 0) {
    const text = new TextEncoder().encode(folderRows.join(rowSeparator));
    say({ kind: 'folders', rows: folderRows.length, changed: changedFolders, text }, [text.buffer]);
    folderRows = [];
    changedFolders = 0;
  }
  if (problems.length > 0) {
    say({ kind: 'problems', problems });
    problems = [];
  }
  if (wrong.length > 0) {
    say({ kind: 'wrong-in-index', roots: wrong });
    wrong = [];
  }
}

function tellAsset(asset: ScannedAsset, stamp: FileStamp | null, folder: StampedListing | null): void {
  const { row, at, isChanged, isWrong } = against.asset(asset, stamp, folder);
  if (isChanged || at === null || !confirm(at)) {
    rows.push(row);
    changed += isChanged ? 1 : 0;
  }
  noteWrong(asset.root, isWrong);
  if (folder !== null && !isManifestAlone(folder.listing)) {
    tellFolder(asset.root, folder);
  }
}

/** Whether an asset that is as a row of the index says is told by its place alone. */
function confirm(at: number): boolean {
  if (confirmed === null) {
    return false;
  }
  confirmed[at] = 1;
  newlyConfirmed += 1;
  return true;
}

function tellFolder(root: string, folder: StampedListing): void {
  const { row, isChanged, isWrong } = against.folder(root, folder);
  if (row !== null) {
    folderRows.push(row);
    changedFolders += isChanged ? 1 : 0;
  }
  noteWrong(root, isWrong);
}

function noteWrong(root: string, isWrong: boolean): void {
  if (isWrong && setting.index === 'compare') {
    wrong.push(root);
  }
}

function readAll(given: readonly FolderToScan[]): void {
  const scan = scanFolders(disk, assetsFolder, {
    asset: tellAsset,
    sameAsset: ({ row, at }) => {
      if (!confirm(at)) {
        rows.push(row);
      }
    },
    folder: tellFolder,
    problem: (diagnostic) => {
      problems.push(diagnostic);
    },
    ...(setting.index === 'use' ? { known: (root: string) => against.known(root) } : {}),
  });
  scan.add(given);
  while (scan.step()) {
    folders += 1;
    if (folders === foldersOfLarge) {
      say({ kind: 'large' });
    }
    if (Atomics.load(setting.idle, 0) > 0) {
      const shared = scan.share();
      if (shared.length > 0) {
        Atomics.sub(setting.idle, 0, 1);
        say({ kind: 'shared', folders: shared });
      }
    }
    if (rows.length >= enough || performance.now() - told > silenceMs) {
      tell();
    }
  }
  tell();
}

function keep({ temporaryName, texts, folderTexts }: Extract<ScanOrder, { kind: 'keep' }>): void {
  const bytes = encodeScanIndex(assetsFolder, [...confirmedRows(), ...rowsIn(texts)], rowsIn(folderTexts));
  writeScanIndex(setting.projectFolder, temporaryName, bytes);
}

function confirmedRows(): string[] {
  if (index === null || confirmed === null) {
    return [];
  }
  const rowAt = rowReader(index.assets);
  return Array.from(confirmed.keys())
    .filter((at) => confirmed[at] === 1)
    .map(rowAt);
}

function rowsIn(texts: readonly Uint8Array[]): string[] {
  return texts.flatMap((text) => (decodeUtf8(text) ?? '').split(rowSeparator));
}

port.on('message', (order: ScanOrder) => {
  switch (order.kind) {
    case 'scan':
      try {
        readAll(order.folders);
        say({ kind: 'idle' });
      } catch (error) {
        say({ kind: 'failed', errno: errnoOf(error) });
      }
      break;
    case 'keep':
      try {
        keep(order);
        say({ kind: 'kept', errno: null });
      } catch (error) {
        say({ kind: 'kept', errno: errnoOf(error) });
      }
      break;
  }
});
say({ kind: 'ready', indexed: index !== null });

function unstarted(): never {
  throw new Error('This file is started as a thread');
}
