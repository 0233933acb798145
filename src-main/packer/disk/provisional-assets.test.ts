import { describe, expect, it } from 'vitest';
import { aScannedAsset } from '../testing/project-builder.ts';
import { assetsInIndex, assetsReadSoFar } from './provisional-assets.ts';
import { rowLinesOf } from './row-lines.ts';
import { encodeRow } from './scanned-rows.ts';

describe('the rows of an index', () => {
  const assets = Array.from({ length: 300 }, (_, at) => aScannedAsset(`ünï/${String(at)}`));
  const named = assets.map(({ root, name, type }) => ({ root, name, type }));
  const bytes = Buffer.from(assets.map((asset) => `${encodeRow(asset, null)}\n`).join(''));
  const lines = rowLinesOf(bytes, assets.length)?.[0];

  it.each([
    [0, 1],
    [0, 500],
    [17, 2],
    [299, 100],
    [300, 100],
    [10_000, 100],
    [3, 0],
  ])('Q5 answer a window from %i on, of %i rows', (offset, limit) => {
    const found = lines === undefined ? null : assetsInIndex(lines);

    expect(found?.count()).toBe(assets.length);
    expect(found?.window(offset, limit)).toEqual(named.slice(offset, offset + limit));
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
