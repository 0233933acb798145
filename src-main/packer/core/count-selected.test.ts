import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AssetView } from '../../../src-preload/contract/domain/asset-list.ts';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { naiveList } from '../testing/naive-list.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { registrationOf } from './asset.ts';
import { assetsInOrder } from './asset-index.ts';
import { countSelected } from './count-selected.ts';
import type { ScannedAsset } from './scanned-asset.ts';

it('Q12 counts rows of a list that knows nothing of registrations, as that of a tag', () => {
  const tagged = (root: string): ScannedAsset => {
    const manifest = { schemaVersion: 1, name: root, type: 'image', sources: ['a.png'], tags: ['blue'] } as const;
    return aScannedAsset(root, { manifest: { ...manifest, sources: [...manifest.sources], tags: [...manifest.tags] } });
  };
  const faulty = (root: string): ScannedAsset => ({
    ...tagged(root),
    diagnostics: [{ code: 'source-missing', place: { file: 'asset.json' }, path: 'a.png' }],
  });
  const snapshot = aSnapshot({
    assets: [tagged('a'), tagged('b'), faulty('c'), faulty('d')],
    entries: [anEntry({ assetId: anId(1), root: 'b' }), anEntry({ assetId: anId(2), root: 'd' })],
  });
  const view: AssetView = {
    filter: { registration: [], health: [], type: [], tag: ['blue'], search: '' },
    sort: 'name',
    descending: false,
  };

  expect(countSelected(snapshot, view, [{ first: 0, last: 3 }])).toEqual({
    registered: 2,
    unregistered: 2,
    unregisteredWithErrors: 1,
  });
});

it('Q12 counts what walking the list counts, looked at row by row and by halving', () => {
  const range = fc.tuple(fc.nat(45), fc.nat(45)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
  const ranges = fc.array(range, { maxLength: 3 });
  fc.assert(
    fc.property(anySnapshot, anyQuery, ranges, fc.constantFrom(0, 3, 99), (snapshot, query, ranges, few) => {
      const list = naiveList(assetsInOrder(snapshot.assets, 'root'), query);
      const chosen = ranges.flatMap(({ first, last }) => list.slice(first, last + 1));
      const unregistered = chosen.filter((asset) => registrationOf(asset) === 'unregistered');

      const counted = countSelected(snapshot, query, ranges, few);

      expect(counted).toEqual({
        registered: chosen.length - unregistered.length,
        unregistered: unregistered.length,
        unregisteredWithErrors: unregistered.filter(({ health }) => health === 'error').length,
      });
    }),
    { numRuns: 500 },
  );
});
