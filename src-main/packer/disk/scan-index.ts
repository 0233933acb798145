import { isUtf8 } from 'node:buffer';
import { join } from 'node:path';
import { compareRoots } from '../core/asset-orders.ts';
import { parsedJson } from '../core/parsed-json.ts';
import { foldText } from '../core/text-order.ts';
import type { BlockingDisk } from './blocking-disk.ts';
import { decodeUtf8 } from './bounded-file.ts';
import { digestOf } from './digest.ts';
import { errnoOf } from './disk-port.ts';
import { plainFiles } from './plain-files.ts';
import { privateFolderOf } from './private-folder.ts';
import { areInOrder, type RowLines, rowLinesOf } from './row-lines.ts';
import { rootOfRow } from './scanned-rows.ts';

/** What the file is called in the project's private folder. */
export const scanIndexName = 'scan-index';

/** Largest index that is read: four million assets of the usual kind. */
const scanIndexByteLimit = 1024 * 1024 * 1024;

/** One more at each change of what stands in a row, of their order, and of the rules by which something is wrong with an asset. */
const version = 4;

/** What a full read found: a row for each asset, and one for each other folder that need not be listed again. */
export interface ScanIndex {
  readonly assets: RowLines;
  readonly folders: RowLines;
}

/**
 * The bytes of a scan index: what a full read found of each asset, so that the next one opens only what was changed since.
 * A header with the version, the folder that was read, the numbers of rows and their digest; then a row a line
 * (scanned-rows.ts), those of assets first, each kind in the order by root. A cache: whoever takes it away loses time and
 * nothing else.
 */
export function encodeScanIndex(
  assetsFolder: string,
  assets: readonly string[],
  folders: readonly string[] = [],
): Uint8Array {
  const rows = [...inOrder(assets), ...inOrder(folders)];
  const body = Buffer.from(rows.map((row) => `${row}\n`).join(''));
  const header = {
    prometeu: 'scan-index',
    v: version,
    folder: assetsFolder,
    rows: assets.length,
    folders: folders.length,
    sha256: digestOf(body),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

function inOrder(rows: readonly string[]): string[] {
  const keyed = rows.map((row) => {
    const root = rootOfRow(row) ?? '';
    return { root, rootKey: foldText(root), row };
  });
  return keyed.sort(compareRoots).map(({ row }) => row);
}

/** Told of an index whose header and digest fit, before its rows are looked at one by one. */
type IndexFound = (index: ScanIndex) => void;

/**
 * The rows of a scan index, or null where anything is in doubt: another version or folder, a digest or a number that does
 * not fit, bytes that are no text, a row that is none or not in its place. Copies no bytes.
 */
export function decodeScanIndex(bytes: Uint8Array, assetsFolder: string, onFound?: IndexFound): ScanIndex | null {
  const end = bytes.indexOf(0x0a);
  const body = bytes.subarray(end + 1);
  const header = headerOf(decodeUtf8(bytes.subarray(0, Math.max(end, 0))) ?? '');
  if (header?.['prometeu'] !== 'scan-index' || header['v'] !== version || header['folder'] !== assetsFolder) {
    return null;
  }
  const [rows, folders] = [Number(header['rows']), Number(header['folders'])];
  const areCounts = [rows, folders].every((count) => Number.isInteger(count) && count >= 0);
  const lines =
    areCounts && header['sha256'] === digestOf(body) && isUtf8(body) ? rowLinesOf(body, rows, rows + folders) : null;
  if (lines === null) {
    return null;
  }
  const index = { assets: lines[0], folders: lines[1] };
  onFound?.(index);
  return areInOrder(index.assets) && areInOrder(index.folders) ? index : null;
}

/** A project's scan index, in memory that threads can share, or null where there is none that can be used. */
export function readScanIndex(
  disk: BlockingDisk,
  projectFolder: string,
  assetsFolder: string,
  onFound?: IndexFound,
): ScanIndex | null {
  try {
    const folder = disk.openFolder(privateFolderOf(projectFolder));
    try {
      const file = folder.openFile(scanIndexName);
      try {
        const { kind, bytes } = file.status();
        return kind === 'file' && bytes <= scanIndexByteLimit
          ? decodeScanIndex(file.read(bytes, new Uint8Array(new SharedArrayBuffer(bytes))), assetsFolder, onFound)
          : null;
      } finally {
        file.close();
      }
    } finally {
      folder.close();
    }
  } catch (error) {
    // A cache that can't be read is one that is not there.
    errnoOf(error);
    return null;
  }
}

/**
 * Replaces a project's scan index, in one step, by calls that wait. Nothing is synced: what a power cut leaves of it does
 * not fit its digest, and is as if it were not there. Throws the disk's error; the old index then stands.
 */
export function writeScanIndex(projectFolder: string, temporaryName: string, bytes: Uint8Array): void {
  const temporary = join(privateFolderOf(projectFolder), temporaryName);
  try {
    plainFiles.writeFileSync(temporary, bytes, { flag: 'wx' });
    plainFiles.renameSync(temporary, join(privateFolderOf(projectFolder), scanIndexName));
  } catch (error) {
    plainFiles.rmSync(temporary, { force: true });
    throw error;
  }
}

function headerOf(line: string): Readonly<Record<string, unknown>> | null {
  const value = parsedJson(line);
  return typeof value === 'object' && value !== null ? { ...value } : null;
}
