import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { ScanMessage, ScanOrder, ScanSetting } from '../src-main/packer/disk/scan-messages.ts';
import { encodeRow, rowSeparator } from '../src-main/packer/disk/scanned-rows.ts';
import { generatedAssets, scannedAssetOf, sizeOf } from './generated-project.ts';

/*
 * Takes the place of scan-worker.ts for a project whose files are not on the disk: the assets of a generated project, told
 * as that thread tells them. A registration touches nothing below `assets/` (rule P4), and the window shows what main has
 * in memory, so that both cost what they cost: this spares the five million files of a project of a million assets.
 */

/** As many as the thread that scans sends at once. */
const rowsInMessage = 256;

const port = parentPort ?? unstarted();
const [{ projectFolder }] = (await once(port, 'message')) as [ScanSetting];

function say(message: ScanMessage, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function tellAll(): void {
  const { name } = JSON.parse(readFileSync(join(projectFolder, 'prometeu.json'), 'utf8')) as { readonly name: string };
  let rows: string[] = [];
  const tell = (): void => {
    const text = new TextEncoder().encode(rows.join(rowSeparator));
    say({ kind: 'rows', rows: rows.length, confirmed: 0, changed: 0, text }, [text.buffer]);
    rows = [];
  };
  for (const asset of generatedAssets(sizeOf(name))) {
    rows.push(encodeRow(scannedAssetOf(asset), null));
    if (rows.length === rowsInMessage) {
      tell();
    }
  }
  if (rows.length > 0) {
    tell();
  }
}

port.on('message', (order: ScanOrder) => {
  switch (order.kind) {
    case 'scan':
      tellAll();
      say({ kind: 'idle' });
      break;
    case 'keep':
      // There is nothing to read again more quickly.
      say({ kind: 'kept', errno: null });
      break;
  }
});
say({ kind: 'ready', indexed: false });

function unstarted(): never {
  throw new Error('This file is started as a thread');
}
