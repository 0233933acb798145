import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import { assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { anEntry, aScannedAsset } from '../testing/project-builder.ts';
import { type Asset, createAsset } from './asset.ts';
import { ordersOf, ordersWithReplaced } from './asset-orders.ts';
import { itemsOf } from './sorted-list.ts';

function anAssetAt(root: string, parts: { name?: string; type?: Asset['type']; registered?: boolean } = {}): Asset {
  const scanned = aScannedAsset(root, { name: parts.name ?? root, type: parts.type ?? 'image' });
  return createAsset(root, scanned, parts.registered === true ? anEntry({ root }) : null, []);
}

const rootsOf = (list: Parameters<typeof itemsOf<Asset>>[0]): string[] => [...itemsOf(list)].map(({ root }) => root);

const someAssets = fc
  .uniqueArray(fc.record({ root: fc.stringMatching(/^[a-cA-C]{1,3}$/), name: fc.stringMatching(/^[xyXY]{1,2}$/) }), {
    selector: ({ root }) => root,
    minLength: 1,
    maxLength: 40,
  })
  .chain((parts) =>
    fc.tuple(
      ...parts.map(({ root, name }) =>
        fc
          .record({ type: fc.constantFrom(...assetTypes), registered: fc.boolean() })
          .map((more) => anAssetAt(root, { name, ...more })),
      ),
    ),
  );

describe('orders', () => {
  it('Q3 by name fold case, and end in the root', () => {
    const assets = [anAssetAt('c', { name: 'b' }), anAssetAt('b', { name: 'A' }), anAssetAt('a', { name: 'B' })];

    const orders = ordersOf(assets);

    expect(rootsOf(orders.name)).toEqual(['b', 'a', 'c']);
  });

  it('Q3 by root fold case, and end in the root as it is written', () => {
    const assets = [anAssetAt('b'), anAssetAt('a'), anAssetAt('A'), anAssetAt('C')];

    const orders = ordersOf(assets);

    expect(rootsOf(orders.root)).toEqual(['A', 'a', 'b', 'C']);
  });

  it('Q3 by type put what has no type first', () => {
    const unknown = createAsset('z', null, anEntry({ root: 'z' }), []);
    const assets = [anAssetAt('b', { type: 'font' }), anAssetAt('a', { type: 'sound' }), unknown];

    const orders = ordersOf(assets);

    expect(rootsOf(orders.type)).toEqual(['z', 'b', 'a']);
  });

  it('Q3 by registration put the registered first', () => {
    const assets = [anAssetAt('a'), anAssetAt('c', { registered: true }), anAssetAt('b', { registered: true })];

    const orders = ordersOf(assets);

    expect(rootsOf(orders.registration)).toEqual(['b', 'c', 'a']);
  });

  it('are the same for any order of the assets', () => {
    fc.assert(
      fc.property(
        someAssets.chain((assets) =>
          fc.tuple(fc.constant(assets), fc.shuffledSubarray(assets, { minLength: assets.length })),
        ),
        ([assets, shuffled]) => {
          const orders = ordersOf(assets);
          const others = ordersOf(shuffled);

          expect(assetSorts.map((sort) => rootsOf(others[sort]))).toEqual(
            assetSorts.map((sort) => rootsOf(orders[sort])),
          );
        },
      ),
    );
  });
});

describe('one asset in the place of another', () => {
  it('P3 gives the orders that a new start gives', () => {
    fc.assert(
      fc.property(
        someAssets.chain((assets) => fc.tuple(fc.constant(assets), fc.constantFrom(...assets))),
        ([assets, before]) => {
          const after = createAsset(before.root, aScannedAsset(before.root), anEntry({ root: before.root }), []);

          const orders = ordersWithReplaced(ordersOf(assets), before, after);

          const fresh = ordersOf(assets.with(assets.indexOf(before), after));
          for (const sort of assetSorts) {
            expect([...itemsOf(orders[sort])]).toEqual([...itemsOf(fresh[sort])]);
            expect(orders[sort].size).toBe(assets.length);
          }
        },
      ),
    );
  });

  it('throws where the asset to replace has its place in no order', () => {
    const orders = ordersOf([anAssetAt('a')]);

    const replace = (): unknown => ordersWithReplaced(orders, anAssetAt('b'), anAssetAt('c'));

    expect(replace).toThrow('not in the list');
  });
});
