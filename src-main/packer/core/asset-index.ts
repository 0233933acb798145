import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, isSameAsset, searchTextOf } from './asset.ts';
import { everyKind, itemFor, kindMarks, kindOf, slotLimit, slotOf } from './asset-kind.ts';
import { type AssetOrders, compareNames, firstItemNotBefore, ordersWithReplaced } from './asset-orders.ts';
import {
  type AssetSlots,
  areAllLoaded,
  assetIn,
  loadedWithRoot,
  type PlacedAsset,
  slotCount,
  slotsInSlices,
  slotsWith,
} from './asset-slots.ts';
import { hasMark, itemsOf, treeInSlices } from './block-tree.ts';
import { type FacetOrders, facetOrdersInSlices, facetOrdersWithReplaced } from './facet-orders.ts';
import { naturalPlacesInSlices } from './natural-order.ts';
import { type SearchText, searchTextInSlices, textWithRecord } from './search-text.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
import { partsOfSort } from './sort-parts.ts';
import { type SourceExtensions, sourceExtensionsInSlices, withExtensionsOf } from './source-extensions.ts';
import { type TagIndex, tagIndexInSlices, tagsInSlices, tagsWithReplaced } from './tag-index.ts';
import { type TagKinds, tagKindsInSlices, tagKindsWithReplaced } from './tag-kinds.ts';
import { foldText } from './text-order.ts';

/**
 * Every asset of a snapshot and every index of them, as a value (rule S1). An asset is kept once, in a slot; indexes
 * hold the slot, an integer, so that none of them can hold an asset that is out of date.
 */
export interface AssetIndex {
  readonly slots: AssetSlots;
  /** Slots that hold no asset, the last freed first. */
  readonly free: FreeSlots | null;
  readonly orders: AssetOrders;
  readonly facetOrders: FacetOrders;
  readonly tags: TagIndex;
  readonly tagKinds: TagKinds;
  readonly extensions: SourceExtensions;
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
  const items: number[] = [];
  const nameKeys: string[] = [];
  for (const asset of assets) {
    items.push(itemFor(items.length, asset));
    nameKeys.push(asset.nameKey);
    if (items.length % sliceSteps === 0) {
      yield;
    }
  }
  // Slots are in the order by root, and so they break the ties between names.
  const byName = yield* naturalPlacesInSlices(nameKeys, (a, b) => a - b);
  const itemsByName = yield* itemsInSlices(items, byName);
  const root = yield* treeInSlices(items, kindMarks);
  const tags = yield* tagsInSlices(assets);
  return {
    slots: yield* slotsInSlices(assets, byName),
    free: null,
    orders: { root, name: yield* treeInSlices(itemsByName, kindMarks) },
    facetOrders: yield* facetOrdersInSlices(items, itemsByName),
    tags: yield* tagIndexInSlices(assets, tags, byName),
    tagKinds: yield* tagKindsInSlices(tags, items),
    extensions: yield* sourceExtensionsInSlices(assets),
    text: yield* searchTextInSlices(assets.length, (slot) => recordOf(assets[slot] ?? null, nameKeys[slot])),
  };
}

/**
 * The index with `after` in the place of `before`: the one way in which a write changes it. Null before is an asset
 * more, null after one less. Every index is patched, none is made anew (rule S4). Throws where the index has no such
 * asset, or has one at the new root already.
 */
export function indexWithReplaced(index: AssetIndex, before: Asset | null, after: Asset | null): AssetIndex {
  const from = before === null ? null : placeOf(index, before);
  const to = after === null ? null : { asset: after, slot: from?.slot ?? index.free?.slot ?? slotCount(index.slots) };
  if (to !== null && to.slot >= slotLimit) {
    throw new RangeError(`A project can have ${slotLimit} assets at most`);
  }
  return {
    slots: slotsAfter(index.slots, from, to),
    free: freeAfter(index.free, from, to),
    orders: ordersWithReplaced(index.orders, index.slots, from, to),
    facetOrders: facetOrdersWithReplaced(index.facetOrders, index.slots, from, to),
    tags: tagsWithReplaced(index.tags, index.slots, from, to),
    tagKinds: tagKindsWithReplaced(index.tagKinds, before, after),
    extensions: extensionsAfter(index.extensions, from, to),
    text: textAfter(index.text, from, to),
  };
}

/** The asset at a root and its slot, or null: in the table of those of the load, or else in the order by root. */
export function placedWithRoot({ slots, orders }: AssetIndex, root: string): PlacedAsset | null {
  const loaded = loadedWithRoot(slots, root);
  if (loaded !== null || areAllLoaded(slots)) {
    return loaded;
  }
  const item = firstItemNotBefore(orders, slots, { root, rootKey: foldText(root) });
  const asset = item === undefined ? undefined : assetIn(slots, item);
  return item === undefined || asset?.root !== root ? null : { asset, slot: slotOf(item) };
}

/** The first asset that does not come before a folded root, in the order by root: of those of that root the first. */
export function firstAssetFrom(index: AssetIndex, rootKey: string): Asset | undefined {
  return firstAssetNotBefore(index, { root: '', rootKey });
}

/** The next asset behind one, in the order by root. */
export function firstAssetBehind(index: AssetIndex, { root, rootKey }: Asset): Asset | undefined {
  return firstAssetNotBefore(index, { root: `${root}\0`, rootKey });
}

// What is compared is not the caller's to say: who looks in another order than that of the list finds nothing.
function firstAssetNotBefore(index: AssetIndex, named: Pick<Asset, 'root' | 'rootKey'>): Asset | undefined {
  const item = firstItemNotBefore(index.orders, index.slots, named);
  return item === undefined ? undefined : assetIn(index.slots, item);
}

/** Every asset, in an order. */
export function* assetsInOrder(index: AssetIndex, sort: AssetSort): Generator<Asset, void> {
  for (const { list, selection } of partsOfSort(() => index.orders, sort, everyKind)) {
    for (const item of itemsOf(list)) {
      if (hasMark(selection, kindOf(item))) {
        yield assetIn(index.slots, item);
      }
    }
  }
}

function placeOf(index: AssetIndex, asset: Asset): PlacedAsset {
  const placed = placedWithRoot(index, asset.root);
  if (placed === null || !isSameAsset(placed.asset, asset)) {
    throw new Error(`The asset ${asset.root} to replace is not in the list`);
  }
  return placed;
}

function slotsAfter(slots: AssetSlots, before: PlacedAsset | null, after: PlacedAsset | null): AssetSlots {
  const slot = (before ?? after)?.slot ?? 0;
  const isInPlace = before !== null && after !== null && compareNames(before.asset, after.asset) === 0;
  return slotsWith(slots, slot, after?.asset ?? null, isInPlace);
}

function freeAfter(free: FreeSlots | null, before: PlacedAsset | null, after: PlacedAsset | null): FreeSlots | null {
  if (before === null) {
    return free?.next ?? null;
  }
  return after === null ? { slot: before.slot, next: free } : free;
}

function extensionsAfter(
  extensions: SourceExtensions,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
): SourceExtensions {
  return before?.asset.packed === after?.asset.packed
    ? extensions
    : withExtensionsOf(extensions, (before ?? after)?.slot ?? 0, after?.asset ?? null);
}

function textAfter(text: SearchText, before: PlacedAsset | null, after: PlacedAsset | null): SearchText {
  // Tags and extensions are not in the text; but what a search found is kept as long as the text is the same
  // (slots-with.ts), and some of it was found in those.
  const isSame =
    before !== null &&
    after !== null &&
    compareNames(before.asset, after.asset) === 0 &&
    before.asset.packed === after.asset.packed;
  return isSame ? text : textWithRecord(text, (before ?? after)?.slot ?? 0, recordOf(after?.asset ?? null));
}

/** What search looks through for what a slot holds. */
function recordOf(asset: Asset | null, nameKey?: string): string {
  return asset === null ? '' : searchTextOf(asset, nameKey);
}

/** The items of slots, which are given by slot, in another order of slots. */
function* itemsInSlices(bySlot: readonly number[], order: readonly number[]): SlicedWork<number[]> {
  const items: number[] = [];
  for (const slot of order) {
    items.push(bySlot[slot] ?? 0);
    if (items.length % sliceSteps === 0) {
      yield;
    }
  }
  return items;
}
