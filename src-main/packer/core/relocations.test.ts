import { describe, expect, it } from 'vitest';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { createReadCounter } from '../testing/read-counter.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { relocationsOf } from './relocations.ts';

/** A project with folders of which nothing is registered but one that is missing. */
function missing(root: string, ...folders: readonly string[]): ProjectSnapshot {
  return aSnapshot({ assets: folders.map((folder) => aScannedAsset(folder)), entries: [anEntry({ root })] });
}

describe('folders that a missing asset may be in', () => {
  it('V11 have its folder’s name, apart from case and the encoding of letters, whatever else has it', () => {
    const snapshot = missing('ui/É', 'props/e\u0301', 'props/e', 'props/É-new', 'É/leaf', 'É', 'other/x');

    expect(relocationsOf(snapshot, 'ui/É')).toEqual({ roots: ['props/e\u0301', 'É'], more: false });
  });

  it('V11 come with those first that have most folders above them in common, from below and then from above', () => {
    const folders = ['a/hero', 'ui/b/hero', 'ui/a/hero', 'ui/old/icons/hero', 'old/icons/hero', 'z/icons/hero'];

    expect(relocationsOf(missing('ui/icons/hero', ...folders), 'ui/icons/hero')).toEqual({
      roots: ['ui/old/icons/hero', 'old/icons/hero', 'z/icons/hero', 'ui/a/hero', 'ui/b/hero'],
      more: true,
    });
    expect(relocationsOf(missing('ui/icons/hero', ...folders.slice(1)), 'ui/icons/hero').more).toBe(false);
  });

  it('V11 are those to which the entry could be given', () => {
    const snapshot = aSnapshot({
      assets: [
        aScannedAsset('b/a', { diagnostics: [{ code: 'manifest-not-json', place: { file: 'x' } } as never] }),
        aScannedAsset('c/a'),
        aScannedAsset('d/a'),
        aScannedAsset('D/a'),
        aScannedAsset('e/a'),
      ],
      entries: [anEntry({ root: 'a' }), anEntry({ root: 'c/a', assetId: anId(2) })],
    });

    expect(relocationsOf(snapshot, 'a').roots).toEqual(['e/a']);
  });

  it('V11 are none of an asset that is there, of one that is not registered, and of none', () => {
    const snapshot = aSnapshot({
      assets: [aScannedAsset('a'), aScannedAsset('b/a')],
      entries: [anEntry({ root: 'a' })],
    });

    for (const root of ['a', 'b/a', 'c', '']) {
      expect(relocationsOf(snapshot, root)).toEqual({ roots: [], more: false });
    }
  });

  it('V11 may be the very folder, by another spelling', () => {
    expect(relocationsOf(missing('ui/Hero', 'ui/hero'), 'ui/Hero').roots).toEqual(['ui/hero']);
  });

  it('V11 are found with a look at those of that name alone', () => {
    const readsIn = (count: number): number => {
      const others = Array.from({ length: count }, (_, number) => `group-${String(number % 31)}/${String(number)}`);
      const { watched, reads } = createReadCounter();
      expect(relocationsOf(watched(missing('ui/hero', 'old/hero', ...others)), 'ui/hero').roots).toEqual(['old/hero']);
      return reads();
    };

    // The blocks of the search text hold 1024 assets each.
    expect(readsIn(16_000) - readsIn(4000)).toBeLessThan(12_000 / 16);
  });
});
