import { describe, expect, it } from 'vitest';
import { aScannedAsset } from '../testing/project-builder.ts';
import { assetsInIndex, assetsReadSoFar, rowBlocksOf, rowsInBlock } from './provisional-assets.ts';
import { encodeRow } from './scanned-rows.ts';

function bytesOf(...lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}

describe('the rows of an index as blocks', () => {
  const assets = Array.from({ length: 2 * rowsInBlock + 3 }, (_, at) => aScannedAsset(`ünï/${String(at)}`));
  const named = assets.map(({ root, name, type }) => ({ root, name, type }));
  const bytes = bytesOf(...assets.map((asset) => encodeRow(asset, null)));
  // In a buffer of other things, as a file's content is that was read behind a header.
  const within = new Uint8Array(bytes.byteLength + 20);
  within.set(bytes, 7);
  const blocks = rowBlocksOf(within.subarray(7, 7 + bytes.byteLength), assets.length);

  it.each([
    [0, 1],
    [0, 500],
    [rowsInBlock - 1, 2],
    [rowsInBlock, rowsInBlock],
    [rowsInBlock + 1, 2 * rowsInBlock],
    [2 * rowsInBlock + 2, 100],
    [assets.length, 100],
    [10_000, 100],
    [3, 0],
  ])('Q5 answer a window from %i on, of %i rows', (offset, limit) => {
    const found = blocks === null ? null : assetsInIndex(blocks);

    expect(found?.count()).toBe(assets.length);
    expect(found?.window(offset, limit)).toEqual(named.slice(offset, offset + limit));
  });

  it.each<[string, Uint8Array, number]>([
    ['more rows than lines', bytesOf('["a"]'), 2],
    ['fewer rows than lines', bytesOf('["a"]', '["b"]'), 1],
    ['a last line without an end', Buffer.from('["a"]'), 1],
    ['something behind the last line', Buffer.from('["a"]\n["b"]'), 1],
    ['no rows, and yet something', Buffer.from('\n'), 0],
    ['rows, and nothing', Buffer.from(''), 1],
  ])('X1 are none of: %s', (_, doubtful, rows) => {
    expect(rowBlocksOf(doubtful, rows)).toBeNull();
  });

  it('are none where there is no row', () => {
    const empty = rowBlocksOf(new Uint8Array(), 0);

    expect(empty === null ? null : assetsInIndex(empty).window(0, 100)).toEqual([]);
  });
});

describe('what a scan has read so far', () => {
  it('Q5 is told as it grows', () => {
    const found = [aScannedAsset('a')];
    const soFar = assetsReadSoFar(found);

    found.push(aScannedAsset('b'));

    expect(soFar.count()).toBe(2);
    expect(soFar.window(1, 5)).toEqual([aScannedAsset('b')]);
  });
});
