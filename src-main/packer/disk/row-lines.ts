import { compareRoots } from '../core/asset-orders.ts';
import { foldText } from '../core/text-order.ts';
import { rootOfRow } from './scanned-rows.ts';

/** Rows of a scan index (scanned-rows.ts) as the bytes that they are in the file, a line each. Threads share them. */
export interface RowLines {
  readonly bytes: Uint8Array;
  /** Where the first row begins in `bytes`. */
  readonly start: number;
  /** Where each row ends, its line end included. */
  readonly ends: Uint32Array;
}

/** The first `rows` lines of bytes that are `lines` lines, and the others; null where they are more or fewer, or the last one has no end. */
export function rowLinesOf(bytes: Uint8Array, rows: number, lines = rows): readonly [RowLines, RowLines] | null {
  // Not a Buffer: its own `indexOf` over memory that is shared ends the process where V8 13.0 (Electron 33) has optimized
  // the loop. That of every typed array is another function.
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (lines > bytes.byteLength) {
    return null;
  }
  const ends = new Uint32Array(new SharedArrayBuffer(lines * Uint32Array.BYTES_PER_ELEMENT));
  let end = 0;
  for (let line = 0; line < lines; line += 1) {
    const at = all.indexOf(0x0a, end);
    if (at === -1) {
      return null;
    }
    end = at + 1;
    ends[line] = end;
  }
  const others = rows === 0 ? 0 : (ends[rows - 1] ?? 0);
  return end === bytes.byteLength
    ? [
        { bytes, start: 0, ends: ends.subarray(0, rows) },
        { bytes, start: others, ends: ends.subarray(rows) },
      ]
    : null;
}

/** The row at a place below the number of rows. */
export function rowAt(lines: RowLines, at: number): string {
  return rowReader(lines)(at);
}

/** As `rowAt`, for who reads many. */
export function rowReader({ bytes, start, ends }: RowLines): (at: number) => string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (at) => {
    const from = at === 0 ? start : (ends[at - 1] ?? start);
    return text.toString('utf8', from, (ends[at] ?? from + 1) - 1);
  };
}

/** Whether every line is a row, and has its place in the order by root, each root once. */
export function areInOrder(lines: RowLines): boolean {
  let before: { readonly root: string; readonly rootKey: string } | null = null;
  const row = rowReader(lines);
  for (let at = 0; at < lines.ends.length; at += 1) {
    const root = rootOfRow(row(at));
    if (root === null) {
      return false;
    }
    const next = { root, rootKey: foldText(root) };
    if (before !== null && compareRoots(before, next) >= 0) {
      return false;
    }
    before = next;
  }
  return true;
}

/** A row, and its place among the others. */
export interface PlacedRow {
  readonly row: string;
  readonly at: number;
}

/**
 * Finds the row of a root, or null, in lines that are in order. Who asks in that order pays next to nothing, others the
 * logarithm of the number of rows.
 */
export function rowFinder(lines: RowLines): (root: string) => PlacedRow | null {
  const count = lines.ends.length;
  const rowIn = rowReader(lines);
  let next = 0;

  function placeOf(root: string): number {
    const sought = { root, rootKey: foldText(root) };
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = rootOfRow(rowIn(middle)) ?? '';
      if (compareRoots({ root: found, rootKey: foldText(found) }, sought) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  return (root) => {
    // Who asks in order asks for the next one.
    const found = rowOf(root, next) ?? rowOf(root, placeOf(root));
    next = found === null ? next : found.at + 1;
    return found;
  };

  function rowOf(root: string, at: number): PlacedRow | null {
    const row = at < count ? rowIn(at) : null;
    return row !== null && rootOfRow(row) === root ? { row, at } : null;
  }
}
