import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healths, registrations, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import { type AssetQuery, assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { freezeDeeply } from '../testing/freeze-deeply.ts';
import { naiveList } from '../testing/naive-list.ts';
import { aHeldEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { type Asset, createAsset, summaryOf, withEntry } from './asset.ts';
import { countsReplaced, noAssets } from './asset-counts.ts';
import { type AssetIndex, assetIndexInSlices, assetsInOrder, indexWithReplaced } from './asset-index.ts';
import { compareRoots } from './asset-orders.ts';
import { listAssets } from './asset-query.ts';
import { slotCount } from './asset-slots.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { recordIn } from './search-text.ts';
import { atOnce } from './sliced-work.ts';
import { differencesOf } from './snapshot-difference.ts';

/** What an asset looks like, but for its root. */
interface Looks {
  readonly name: string;
  readonly type: (typeof typeFilters)[number];
  readonly tags: readonly string[];
  readonly sources: readonly string[];
  readonly health: (typeof healths)[number];
  readonly registered: boolean;
}

const findings: Readonly<Record<Looks['health'], readonly Diagnostic[]>> = {
  ok: [],
  warning: [{ code: 'source-duplicate', path: 'a', place: { file: 'x' } }],
  error: [{ code: 'source-missing', path: 'a', place: { file: 'x' } }],
  missing: [],
};

function anAsset(root: string, { name, type, tags, sources, health, registered }: Looks): Asset {
  const entry = registered ? aHeldEntry({ root, assetId: anId(root.length * 1000 + root.charCodeAt(0)) }) : null;
  if (health === 'missing') {
    return createAsset(root, null, entry, []);
  }
  if (type === 'unknown') {
    const unread = { ...aScannedAsset(root, { name, manifest: null }), type: null };
    return createAsset(root, unread, entry, findings[health]);
  }
  const manifest = { schemaVersion: 1 as const, name, type, sources: [...sources], tags: [...tags] };
  return createAsset(root, aScannedAsset(root, { name, type, manifest }), entry, findings[health]);
}

const looks = fc.record<Looks>({
  name: fc.stringMatching(/^[xyXYé ]{1,3}$/),
  type: fc.constantFrom(...typeFilters.slice(0, 3), 'unknown' as const),
  tags: fc.array(fc.constantFrom('hud', 'HUD', 'menu bar', 'x'), { maxLength: 3 }),
  sources: fc.subarray(['a.png', 'b.PNG', 'c.json', 'd'], { minLength: 1 }),
  health: fc.constantFrom(...healths),
  registered: fc.boolean(),
});

/** A change of the asset with the given number, modulo how many there are, or of a root. */
type Change =
  | { readonly kind: 'add'; readonly root: string; readonly looks: Looks }
  | { readonly kind: 'edit'; readonly pick: number; readonly looks: Looks }
  | { readonly kind: 'move'; readonly pick: number; readonly root: string; readonly looks: Looks }
  | { readonly kind: 'register' | 'remove'; readonly pick: number };

const root = fc.stringMatching(/^[a-dA-D]{1,2}(\/[abé])?$/);
const pick = fc.nat(99);
const changes = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), root, looks }),
    fc.record({ kind: fc.constant('edit' as const), pick, looks }),
    fc.record({ kind: fc.constant('move' as const), pick, root, looks }),
    fc.record({ kind: fc.constantFrom('register' as const, 'remove' as const), pick }),
  ),
  { maxLength: 40, size: 'max' },
);

const queries = fc.array(
  fc.record({
    filter: fc.record({
      registration: fc.subarray([...registrations]),
      health: fc.oneof(fc.constant<AssetQuery['filter']['health']>([]), fc.subarray([...healths])),
      type: fc.oneof(fc.constant<AssetQuery['filter']['type']>([]), fc.subarray([...typeFilters])),
      tag: fc.oneof(fc.constant<string[]>([]), fc.subarray(['hud', 'HUD', 'menu bar', 'none'])),
      search: fc.oneof(
        fc.constantFrom('', 'ext:png', '-ext:.Png', 'ext:json x', 'ext:none'),
        fc.stringMatching(/^[axAXéu/]{0,3}( [bh])?$/),
      ),
    }),
    sort: fc.constantFrom(...assetSorts),
    descending: fc.boolean(),
    offset: fc.nat(40),
    limit: fc.nat(40),
  }),
  { minLength: 6, maxLength: 6 },
);

const everyAsset: Pick<AssetQuery, 'filter' | 'sort' | 'descending'> = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'root',
  descending: false,
};

/** The model: assets in no order. */
class Model {
  readonly assets = new Map<string, Asset>();

  /** What the change replaces with what, or null where it can't be done. */
  changeFor(change: Change): { before: Asset | null; after: Asset | null } | null {
    if (change.kind === 'add') {
      return this.assets.has(change.root) ? null : { before: null, after: anAsset(change.root, change.looks) };
    }
    const all = [...this.assets.values()];
    const before = all[change.pick % Math.max(1, all.length)];
    if (before === undefined) {
      return null;
    }
    switch (change.kind) {
      case 'edit':
        return { before, after: anAsset(before.root, change.looks) };
      case 'move':
        return this.assets.has(change.root) ? null : { before, after: anAsset(change.root, change.looks) };
      case 'register':
        return { before, after: withEntry(before, aHeldEntry({ root: before.root })) };
      case 'remove':
        return { before, after: null };
    }
  }

  replace(before: Asset | null, after: Asset | null): void {
    if (before !== null) {
      this.assets.delete(before.root);
    }
    if (after !== null) {
      this.assets.set(after.root, after);
    }
  }
}

/** The index of a load, whose assets are kept otherwise than those that come later. */
function loaded({ assets }: Model): AssetIndex {
  return atOnce(assetIndexInSlices([...assets.values()].toSorted(compareRoots)));
}

/** Makes the changes that can be made. `onChange` is told of the index before each. */
function changed(
  model: Model,
  index: AssetIndex,
  sequence: readonly Change[],
  onChange: (before: AssetIndex) => void = () => undefined,
): AssetIndex {
  let next = index;
  for (const change of sequence) {
    const replaced = model.changeFor(change);
    if (replaced !== null) {
      onChange(next);
      model.replace(replaced.before, replaced.after);
      next = indexWithReplaced(next, replaced.before, replaced.after);
    }
  }
  return next;
}

/** A snapshot of an index, which has nothing else. */
function snapshotOf(index: AssetIndex): ProjectSnapshot {
  const counts = [...assetsInOrder(index, 'root')].reduce((sum, asset) => countsReplaced(sum, null, asset), noAssets);
  return { ...aSnapshot(), assets: index, counts };
}

/** What everybody can see of an index. */
const contentOf = (index: AssetIndex): unknown => [
  assetSorts.map((sort) => [...assetsInOrder(index, sort)]),
  Array.from({ length: slotCount(index.slots) }, (_, slot) => recordIn(index.text, slot)),
];

describe('any sequence of changes', () => {
  it('S3 Q3 gives what a fresh index gives, and each query what filtering, sorting and slicing gives', () => {
    fc.assert(
      fc.property(changes, changes, queries, (atLoad, since, asked) => {
        const model = new Model();
        changed(model, aSnapshot().assets, atLoad);
        const index = changed(model, loaded(model), since);

        let fresh = aSnapshot().assets;
        for (const asset of naiveList(model.assets.values(), everyAsset)) {
          fresh = indexWithReplaced(fresh, null, asset);
        }
        expect(differencesOf(snapshotOf(index), snapshotOf(fresh))).toEqual([]);
        for (const query of asked) {
          const window = listAssets(snapshotOf(index), query);
          const expected = naiveList(model.assets.values(), query);
          expect(window.total).toBe(expected.length);
          expect(window.rows).toEqual(expected.slice(query.offset, query.offset + query.limit).map(summaryOf));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('S1 leaves every index that there was as it was', () => {
    fc.assert(
      fc.property(changes, changes, (atLoad, since) => {
        const model = new Model();
        changed(model, aSnapshot().assets, atLoad);
        const past: { readonly index: AssetIndex; readonly content: unknown }[] = [];
        changed(model, loaded(model), since, (index) => {
          past.push({ index: freezeDeeply(index), content: contentOf(index) });
        });

        for (const then of past) {
          expect(contentOf(then.index)).toEqual(then.content);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('many assets', () => {
  const count = 3000;
  const manyLooks = (at: number): Looks => ({
    name: `Name ${String((at * 7919) % count)}`,
    type: typeFilters[at % typeFilters.length] ?? 'image',
    tags: [at % 3 === 0 ? 'third' : 'other', `tag-${String(at % 40)}`],
    sources: [`a.${at % 4 === 0 ? 'png' : 'wav'}`, `b.e${String(at % 300)}`],
    health: healths[at % 3] ?? 'ok',
    registered: at % 2 === 0,
  });
  const rootOf = (at: number): string => `group-${String(at % 17)}/asset-${String(at)}`;

  it('S3 Q3 come, change, move and go through branches that split and join', () => {
    const model = new Model();
    let index = aSnapshot().assets;
    const replace = (before: Asset | null, after: Asset | null): void => {
      model.replace(before, after);
      index = indexWithReplaced(index, before, after);
    };
    const expectSame = (): void => {
      const snapshot = snapshotOf(index);
      for (const sort of assetSorts) {
        for (const filter of [
          {},
          { tag: ['third'] },
          { health: ['warning' as const] },
          { type: ['tileset' as const] },
          { type: ['tileset' as const], health: ['warning' as const] },
          { registration: ['registered' as const], type: ['tileset' as const] },
          { registration: ['registered' as const], search: '99' },
          { search: '1' },
          { search: 'asset-2 name', type: ['image' as const, 'tileset' as const] },
          { search: 'path:group-1 -tag:tag-3,third is:ok,registered' },
          { search: 'path:group-2/ is:registered' },
          { search: '-"name 1" tag:THIRD' },
          { search: 'ext:png,e17 -ext:e4' },
        ]) {
          const whole = { registration: [], health: [], type: [], tag: [], search: '', ...filter };
          const query: AssetQuery = { filter: whole, sort, descending: true, offset: 333, limit: 200 };
          const expected = naiveList(model.assets.values(), query);
          const window = listAssets(snapshot, query);
          expect(window.total).toBe(expected.length);
          expect(window.rows).toEqual(expected.slice(333, 533).map(summaryOf));
        }
      }
    };

    for (let at = 0; at < count; at += 1) {
      replace(null, anAsset(rootOf((at * 7919) % count), manyLooks(at)));
    }
    expectSame();
    index = loaded(model);
    expectSame();
    const all = [...model.assets.values()];
    for (const [at, asset] of all.entries()) {
      if (at % 3 === 0) {
        replace(asset, anAsset(at % 2 === 0 ? asset.root : `${asset.root}-moved`, manyLooks(at + 1)));
      }
    }
    expectSame();
    for (const [at, asset] of [...model.assets.values()].entries()) {
      if (at % 25 !== 0) {
        replace(asset, null);
      }
    }
    expectSame();
    let fresh = aSnapshot().assets;
    for (const asset of model.assets.values()) {
      fresh = indexWithReplaced(fresh, null, asset);
    }
    expect(differencesOf(snapshotOf(index), snapshotOf(fresh))).toEqual([]);
  });
});

describe('a change that can’t be made', () => {
  const plain: Looks = { name: 'x', type: 'image', tags: ['hud'], sources: ['a.png'], health: 'ok', registered: false };
  const [a, b] = [anAsset('a', plain), anAsset('b', plain)];
  const index = indexWithReplaced(indexWithReplaced(aSnapshot().assets, null, a), null, b);

  it.each([
    ['an asset that is not there is replaced', anAsset('c', plain), anAsset('c', plain)],
    ['an asset that is not there goes', anAsset('c', plain), null],
    ['an asset is replaced that is not the one that is there', withEntry(a, aHeldEntry({ root: 'a' })), b],
    ['an asset comes to a root that is taken', null, anAsset('a', plain)],
    ['an asset moves to a root that is taken', b, anAsset('a', plain)],
  ])('P5 throws when %s', (_, before, after) => {
    const change = (): unknown => indexWithReplaced(index, before, after);

    expect(change).toThrow(/not in the list|already/);
  });
});
