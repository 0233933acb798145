import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssetFilter, assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { naiveList } from '../testing/naive-list.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { assetsInOrder } from './asset-index.ts';
import { findRow } from './find-row.ts';

const everything: AssetFilter = { registration: [], health: [], type: [], tag: [], search: '' };

describe('the row of an asset', () => {
  it('Q8 is where filtering and sorting puts it, for any query and every asset', () => {
    fc.assert(
      fc.property(anySnapshot, anyQuery, (snapshot, query) => {
        const all = [...assetsInOrder(snapshot.assets, 'root')];
        const list = naiveList(all, query).map(({ root }) => root);

        const rows = all.map(({ root }) => findRow(snapshot, query, root).index);

        expect(rows).toEqual(all.map(({ root }) => (list.includes(root) ? list.indexOf(root) : null)));
      }),
      { numRuns: 500 },
    );
  });

  it('Q8 is of one that is left out where it would stand, in the orders by root and name, for any query', () => {
    fc.assert(
      fc.property(anySnapshot, anyQuery, fc.constantFrom('root', 'name'), (snapshot, query, sort) => {
        const view = { ...query, sort };
        const all = [...assetsInOrder(snapshot.assets, 'root')];
        const everyone = naiveList(all, { ...view, filter: everything }).map(({ root }) => root);
        const list = naiveList(all, view).map(({ root }) => root);

        const places = all.map(({ root }) => findRow(snapshot, view, root).before);

        const comeBefore = (root: string): number =>
          everyone.slice(0, everyone.indexOf(root)).filter((other) => list.includes(other)).length;
        expect(places).toEqual(all.map(({ root }) => comeBefore(root)));
      }),
      { numRuns: 300 },
    );
  });

  describe('across blocks', () => {
    // Names run against roots, types and registrations across them: each order has its own places.
    const count = 1500;
    const roots = Array.from({ length: count }, (_, at) => `a/${String(at).padStart(4, '0')}`);
    const snapshot = aSnapshot({
      assets: roots.map((root, at) =>
        aScannedAsset(root, {
          name: `${at % 3 === 0 ? 'tree' : 'stone'} ${String(count - at).padStart(4, '0')}`,
          type: at % 2 === 0 ? 'image' : 'sound',
        }),
      ),
      entries: roots.flatMap((root, at) => (at % 5 === 0 ? [anEntry({ root, assetId: anId(at) })] : [])),
    });
    const searches = ['', 'tree', 'type:sound', 'is:registered stone', 'path:a/07', '-tree'];

    it.each(assetSorts.flatMap((sort) => searches.map((search) => [sort, search] as const)))(
      'Q8 is where it stands, by %s, of “%s”',
      (sort, search) => {
        const view = { filter: { ...everything, search }, sort, descending: false };
        const list = naiveList(assetsInOrder(snapshot.assets, 'root'), view).map(({ root }) => root);

        const rows = list.map((root) => findRow(snapshot, view, root).index);
        const descending = list.map((root) => findRow(snapshot, { ...view, descending: true }, root).index);

        expect(list.length).toBeGreaterThan(1);
        expect(rows).toEqual(list.map((_, at) => at));
        expect(descending).toEqual(list.map((_, at) => list.length - 1 - at));
      },
    );
  });

  it('Q8 is none of an asset that there is not', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('a')] });

    expect(findRow(snapshot, { filter: everything, sort: 'root', descending: false }, 'A')).toEqual({
      index: null,
      before: null,
    });
  });
});
