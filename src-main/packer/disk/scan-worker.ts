import { once } from 'node:events';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parentPort } from 'node:worker_threads';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { decodeUtf8 } from './bounded-file.ts';
import { errnoOf } from './disk-port.ts';
import { createNodeBlockingDisk, longestTickMs } from './node-blocking-disk.ts';
import type { RowBlocks } from './provisional-assets.ts';
import { encodeScanIndex, readScanIndex, writeScanIndex } from './scan-index.ts';
import type { ScanMessage, ScanOrder, ScanSetting } from './scan-messages.ts';
import {
  encodeRow,
  type FileStamp,
  isSameStamp,
  type KnownManifest,
  knownManifest,
  rowSeparator,
} from './scanned-rows.ts';
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

const port = parentPort ?? unstarted();
const [setting] = (await once(port, 'message')) as [ScanSetting];

const disk = createNodeBlockingDisk();
const assetsFolder = resolved();
const index = setting.index === undefined ? null : readScanIndex(disk, setting.projectFolder, assetsFolder, tellIndex);
/** A file that was changed later than this is read again the next time. */
const trustedUntil = Date.now() - longestTickMs;
let rows: string[] = [];
let enough = rowsInFirst;
let changed = 0;
let problems: Diagnostic[] = [];
let wrong: string[] = [];
let told = performance.now();
let folders = 0;

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

function tellIndex(blocks: RowBlocks): void {
  if (setting.tellsIndex && blocks.rows > 0) {
    say({ kind: 'index', blocks }, [blocks.bytes.buffer as ArrayBuffer]);
  }
}

function tell(): void {
  told = performance.now();
  if (rows.length > 0) {
    const text = new TextEncoder().encode(rows.join(rowSeparator));
    say({ kind: 'rows', rows: rows.length, changed, text }, [text.buffer]);
    rows = [];
    enough = rowsInMessage;
    changed = 0;
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

/** The last manifest that was asked for: each is asked for twice in a row. */
let lastKnown: { readonly root: string; readonly manifest: KnownManifest | null } = { root: '', manifest: null };

function known(root: string): KnownManifest | null {
  if (lastKnown.root !== root) {
    const row = index?.get(root);
    lastKnown = { root, manifest: row === undefined ? null : knownManifest(row) };
  }
  return lastKnown.manifest;
}

function tellAsset(asset: ScannedAsset, stamp: FileStamp | null): void {
  const before = stamp === null ? null : known(asset.root);
  const isKnown = before !== null && stamp !== null && isSameStamp(before.stamp, stamp);
  const [, modifiedMs = 0, changedMs = 0] = stamp ?? [];
  const row = encodeRow(asset, isKnown || Math.max(modifiedMs, changedMs) < trustedUntil ? stamp : null);
  rows.push(row);
  changed += index?.get(asset.root) === row ? 0 : 1;
  if (setting.index === 'compare' && isKnown && !isDeepStrictEqual(before.manifest, asset.manifest)) {
    wrong.push(asset.root);
  }
}

function readAll(given: readonly FolderToScan[]): void {
  const scan = scanFolders(disk, assetsFolder, {
    asset: tellAsset,
    problem: (diagnostic) => {
      problems.push(diagnostic);
    },
    ...(setting.index === 'use' ? { known } : {}),
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

function keep(temporaryName: string, texts: readonly Uint8Array[]): void {
  const all = texts.flatMap((text) => (decodeUtf8(text) ?? '').split(rowSeparator));
  writeScanIndex(setting.projectFolder, temporaryName, encodeScanIndex(assetsFolder, all));
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
        keep(order.temporaryName, order.texts);
        say({ kind: 'kept', errno: null });
      } catch (error) {
        say({ kind: 'kept', errno: errnoOf(error) });
      }
      break;
  }
});
say({ kind: 'ready', indexed: index?.size ?? null });

function unstarted(): never {
  throw new Error('This file is started as a thread');
}
