import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import { assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { type AssetIndex, assetsInOrder } from './asset-index.ts';
import type { ScannedAsset } from './scanned-asset.ts';

interface AssetParts {
  readonly root: string;
  readonly name?: string;
  readonly type?: NonNullable<ScannedAsset['type']>;
  readonly registered?: boolean;
}

function indexOf(parts: readonly AssetParts[]): AssetIndex {
  return aSnapshot({
    assets: parts.map(({ root, name = root, type = 'image' }) => aScannedAsset(root, { name, type })),
    entries: parts.flatMap(({ root, registered }, at) =>
      registered === true ? [anEntry({ root, assetId: anId(at) })] : [],
    ),
  }).assets;
}

const rootsIn = (index: AssetIndex, sort: Parameters<typeof assetsInOrder>[1]): string[] =>
  [...assetsInOrder(index, sort)].map(({ root }) => root);

describe('orders', () => {
  it('Q3 by name fold case, and end in the root', () => {
    const index = indexOf([
      { root: 'c', name: 'b' },
      { root: 'b', name: 'A' },
      { root: 'a', name: 'B' },
    ]);

    expect(rootsIn(index, 'name')).toEqual(['b', 'a', 'c']);
  });

  it('Q3 by root fold case, and end in the root as it is written', () => {
    const index = indexOf([{ root: 'b' }, { root: 'a' }, { root: 'A' }, { root: 'C' }]);

    expect(rootsIn(index, 'root')).toEqual(['A', 'a', 'b', 'C']);
  });

  it('Q3 by type put what has no type first', () => {
    const snapshot = aSnapshot({
      assets: [aScannedAsset('b', { type: 'font' }), aScannedAsset('a', { type: 'sound' })],
      entries: [anEntry({ root: 'z' })],
    });

    expect(rootsIn(snapshot.assets, 'type')).toEqual(['z', 'b', 'a']);
  });

  it('Q3 by registration put the registered first', () => {
    const index = indexOf([{ root: 'a' }, { root: 'c', registered: true }, { root: 'b', registered: true }]);

    expect(rootsIn(index, 'registration')).toEqual(['b', 'c', 'a']);
  });

  it('are the same for any order of the assets', () => {
    const someParts = fc.uniqueArray(
      fc.record({
        root: fc.stringMatching(/^[a-cA-C]{1,3}$/),
        name: fc.stringMatching(/^[xyXY]{1,2}$/),
        type: fc.constantFrom(...assetTypes),
        registered: fc.boolean(),
      }),
      { selector: ({ root }) => root, minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(
        someParts.chain((parts) =>
          fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })),
        ),
        ([parts, shuffled]) => {
          const [index, other] = [indexOf(parts), indexOf(shuffled)];

          expect(assetSorts.map((sort) => rootsIn(other, sort))).toEqual(
            assetSorts.map((sort) => rootsIn(index, sort)),
          );
        },
      ),
    );
  });
});
