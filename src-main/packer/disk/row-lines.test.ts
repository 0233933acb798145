import { describe, expect, it } from 'vitest';
import { rowsOf } from '../testing/index-rows.ts';
import { aScannedAsset } from '../testing/project-builder.ts';
import { areInOrder, rowFinder, rowLinesOf } from './row-lines.ts';
import { encodeRow } from './scanned-rows.ts';

function bytesOf(...lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

const roots = ['a-b/x', 'a/"x"', 'a/x', 'B', 'ünï/雲'];
const rows = roots.map((root) => encodeRow(aScannedAsset(root), null));

describe('lines of rows', () => {
  it('are those of a part of a buffer, parted in two', () => {
    const bytes = bytesOf(...rows);
    const within = new Uint8Array(bytes.byteLength + 20);
    within.set(bytes, 7);

    for (let first = 0; first <= rows.length; first += 1) {
      const parted = rowLinesOf(within.subarray(7, 7 + bytes.byteLength), first, rows.length);
      expect(parted?.map(rowsOf)).toEqual([rows.slice(0, first), rows.slice(first)]);
    }
  });

  it.each<[string, Uint8Array, number]>([
    ['more rows than lines', bytesOf('["a"]'), 2],
    ['far more rows than bytes', bytesOf('["a"]'), 2 ** 40],
    ['fewer rows than lines', bytesOf('["a"]', '["b"]'), 1],
    ['a last line without an end', Buffer.from('["a"]'), 1],
    ['something behind the last line', Buffer.from('["a"]\n["b"]'), 1],
    ['no rows, and yet something', Buffer.from('\n'), 0],
    ['rows, and nothing', Buffer.from(''), 1],
  ])('X1 are none of: %s', (_, doubtful, count) => {
    expect(rowLinesOf(doubtful, count)).toBeNull();
  });

  it.each<[string, readonly string[], boolean]>([
    ['in order', rows, true],
    ['none', [], true],
    ['a root twice', [...rows, rows[4] ?? ''], false],
    ['one before its place', [rows[1] ?? '', rows[0] ?? ''], false],
    ['one that is none', [...rows, '7'], false],
    ['one without an end', ['["a'], false],
  ])('X1 are looked at one by one: %s', (_, lines, expected) => {
    const [found] = rowLinesOf(bytesOf(...lines), lines.length) ?? [];

    expect(found === undefined ? null : areInOrder(found)).toBe(expected);
  });

  it('are found by their roots, asked for in any order', () => {
    const [lines] = rowLinesOf(bytesOf(...rows), rows.length) ?? [];
    const find = lines === undefined ? () => null : rowFinder(lines);

    for (const at of [0, 1, 2, 3, 4, 4, 2, 3, 0, 1]) {
      expect(find(roots[at] ?? '')).toEqual({ row: rows[at], at });
    }
    expect(['', 'a', 'a/xx', 'b', 'zz'].map(find)).toEqual([null, null, null, null, null]);
  });
});
