import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { errnoOf } from './disk-port.ts';
import { createNodeBlockingDisk } from './node-blocking-disk.ts';
import type { ScanMessage, ScanOrders } from './scan-messages.ts';
import { encodeRow } from './scanned-rows.ts';
import { type FolderToScan, scanFolders } from './scanner.ts';

// A thread that scans, started by scan-in-workers.ts: reads the folders that it is given by calls that wait.

/** Rows in one message: enough to cost little each, few enough to be decoded in a moment. */
const rowsInMessage = 256;

/** Longest time in which somebody who looks is told nothing, though there is something to tell. */
const silenceMs = 100;

/** Folders after which a project is worth more than one thread, whose start takes as long as some thousand folders. */
const foldersOfLarge = 2000;

const orders = workerData as ScanOrders;
const port = parentPort ?? unstarted();

const disk = createNodeBlockingDisk();
let rows: string[] = [];
let problems: Diagnostic[] = [];
let told = performance.now();
let folders = 0;

function say(message: ScanMessage, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function tell(): void {
  told = performance.now();
  if (rows.length > 0) {
    const text = new TextEncoder().encode(rows.join(','));
    say({ kind: 'rows', rows: rows.length, text }, [text.buffer]);
    rows = [];
  }
  if (problems.length > 0) {
    say({ kind: 'problems', problems });
    problems = [];
  }
}

function readAll(given: readonly FolderToScan[]): void {
  const scan = scanFolders(disk, disk.resolve(join(orders.projectFolder, 'assets')), {
    asset: (asset) => {
      rows.push(encodeRow(asset));
    },
    problem: (diagnostic) => {
      problems.push(diagnostic);
    },
  });
  scan.add(given);
  while (scan.step()) {
    folders += 1;
    if (folders === foldersOfLarge) {
      say({ kind: 'large' });
    }
    if (Atomics.load(orders.idle, 0) > 0) {
      const shared = scan.share();
      if (shared.length > 0) {
        Atomics.sub(orders.idle, 0, 1);
        say({ kind: 'shared', folders: shared });
      }
    }
    if (rows.length >= rowsInMessage || performance.now() - told > silenceMs) {
      tell();
    }
  }
  tell();
}

port.on('message', (given: readonly FolderToScan[]) => {
  try {
    readAll(given);
    say({ kind: 'idle' });
  } catch (error) {
    say({ kind: 'failed', errno: errnoOf(error) });
  }
});
say({ kind: 'idle' });

function unstarted(): never {
  throw new Error('This file is started as a thread');
}
