import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, searchTextOf } from './asset.ts';
import { everyKind, itemFor, kindMarks, slotLimit, slotOf } from './asset-kind.ts';
import {
  type AssetOrders,
  type AssetSlots,
  assetIn,
  compareRoots,
  firstItemNotBefore,
  ordersWithReplaced,
  type PlacedAsset,
} from './asset-orders.ts';
import { itemsOf, treeInSlices } from './block-tree.ts';
import { type ProblemIndex, problemIndexInSlices, problemsWithReplaced } from './problem-index.ts';
import { type SearchText, searchTextInSlices, textWithRecord } from './search-text.ts';
import { sharedArrayInSlices, withElementAt } from './shared-array.ts';
import { type SlicedWork, sliceSteps, sortedInSlices } from './sliced-work.ts';
import { partsOfSort } from './sort-parts.ts';
import { type TagIndex, tagIndexInSlices, tagsInSlices, tagsWithReplaced } from './tag-index.ts';
import { type TagKinds, tagKindsInSlices, tagKindsWithReplaced } from './tag-kinds.ts';

/**
 * Every asset of a snapshot and every index of them, as a value (rule S1). An asset is kept once, in a slot; indexes
 * hold the slot, an integer, so that none of them can hold an asset that is out of date.
 */
export interface AssetIndex {
  readonly slots: AssetSlots;
  /** Slots that hold no asset, the last freed first. */
  readonly free: FreeSlots | null;
  readonly orders: AssetOrders;
  readonly problems: ProblemIndex;
  readonly tags: TagIndex;
  readonly tagKinds: TagKinds;
  readonly text: SearchText;
}

export interface FreeSlots {
  readonly slot: number;
  readonly next: FreeSlots | null;
}

/** The index of assets, which come in the order by root. */
export function* assetIndexInSlices(assets: readonly Asset[]): SlicedWork<AssetIndex> {
  if (assets.length > slotLimit) {
    throw new RangeError(`A project can have ${slotLimit} assets at most`);
  }
  const byRoot: number[] = [];
  const nameKeys: string[] = [];
  for (const asset of assets) {
    byRoot.push(byRoot.length);
    nameKeys.push(asset.nameKey);
    if (byRoot.length % sliceSteps === 0) {
      yield;
    }
  }
  // Slots are in the order by root, and so they break the ties between names.
  const byName = yield* sortedInSlices(byRoot, (a, b) => {
    const [keyA, keyB] = [nameKeys[a] ?? '', nameKeys[b] ?? ''];
    return keyA < keyB ? -1 : keyA === keyB ? a - b : 1;
  });
  const items = yield* itemsInSlices(assets, byRoot);
  const root = yield* treeInSlices(items, kindMarks);
  const tags = yield* tagsInSlices(assets);
  return {
    slots: yield* sharedArrayInSlices(assets),
    free: null,
    orders: { root, name: yield* treeInSlices(yield* itemsInSlices(assets, byName), kindMarks) },
    problems: yield* problemIndexInSlices(assets, byName),
    tags: yield* tagIndexInSlices(assets, tags, byName),
    tagKinds: yield* tagKindsInSlices(tags, items),
    text: yield* searchTextInSlices(assets.length, (slot) => recordOf(assets[slot] ?? null)),
  };
}

/**
 * The index with `after` in the place of `before`: the one way in which a write changes it. Null before is an asset
 * more, null after one less. Every index is patched, none is made anew (rule S4). Throws where the index has no such
 * asset, or has one at the new root already.
 */
export function indexWithReplaced(index: AssetIndex, before: Asset | null, after: Asset | null): AssetIndex {
  const slot = before === null ? (index.free?.slot ?? index.slots.length) : slotOfAsset(index, before);
  if (slot >= slotLimit) {
    throw new RangeError(`A project can have ${slotLimit} assets at most`);
  }
  const from = before === null ? null : { asset: before, slot };
  const to = after === null ? null : { asset: after, slot };
  return {
    slots: withElementAt(index.slots, slot, after),
    free: freeAfter(index.free, from, to),
    orders: ordersWithReplaced(index.orders, index.slots, from, to),
    problems: problemsWithReplaced(index.problems, index.slots, from, to),
    tags: tagsWithReplaced(index.tags, index.slots, from, to),
    tagKinds: tagKindsWithReplaced(index.tagKinds, before, after),
    text: textAfter(index.text, slot, before, after),
  };
}

/** The first asset that does not come before what is looked for, in the order by root. */
export function firstAssetNotBefore(index: AssetIndex, probe: (asset: Asset) => number): Asset | undefined {
  const item = firstItemNotBefore(index.orders, index.slots, probe);
  return item === undefined ? undefined : assetIn(index.slots, item);
}

/** Every asset, in an order. */
export function* assetsInOrder(index: AssetIndex, sort: AssetSort): Generator<Asset, void> {
  for (const { list, selection } of partsOfSort(index.orders, sort, everyKind)) {
    for (const item of itemsOf(list)) {
      if (selection.allows(item)) {
        yield assetIn(index.slots, item);
      }
    }
  }
}

function slotOfAsset({ orders, slots }: AssetIndex, asset: Asset): number {
  const item = firstItemNotBefore(orders, slots, (other) => compareRoots(other, asset));
  if (item === undefined || assetIn(slots, item) !== asset) {
    throw new Error(`The asset ${asset.root} to replace is not in the list`);
  }
  return slotOf(item);
}

function freeAfter(free: FreeSlots | null, before: PlacedAsset | null, after: PlacedAsset | null): FreeSlots | null {
  if (before === null) {
    return free?.next ?? null;
  }
  return after === null ? { slot: before.slot, next: free } : free;
}

function textAfter(text: SearchText, slot: number, before: Asset | null, after: Asset | null): SearchText {
  // Tags are not in the text; but what a search found is kept as long as the text is the same (asset-query.ts), and some
  // of it was found in tags.
  const isSame =
    before !== null &&
    after !== null &&
    before.root === after.root &&
    before.name === after.name &&
    before.packed === after.packed;
  return isSame ? text : textWithRecord(text, slot, recordOf(after));
}

/** What search looks through for what a slot holds. */
function recordOf(asset: Asset | null): string {
  return asset === null ? '' : searchTextOf(asset);
}

function* itemsInSlices(assets: readonly Asset[], order: readonly number[]): SlicedWork<number[]> {
  const items: number[] = [];
  for (const slot of order) {
    const asset = assets[slot];
    if (asset !== undefined) {
      items.push(itemFor(slot, asset));
    }
    if (items.length % sliceSteps === 0) {
      yield;
    }
  }
  return items;
}
