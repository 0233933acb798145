import type { Asset } from './asset.ts';
import { itemFor, kindMarks, slotOf } from './asset-kind.ts';
import {
  type BlockTree,
  firstNotBefore,
  type Probe,
  treeOf,
  withItemAt,
  withItemFor,
  withoutItemAt,
} from './block-tree.ts';
import { elementAt, elementsAt, type SharedArray } from './shared-array.ts';
import { compareText } from './text-order.ts';

/** Where each asset is kept; a free slot holds null. */
export type AssetSlots = SharedArray<Asset | null>;

/**
 * Assets in the two orders that need a list: each item is a slot and a kind (asset-kind.ts). The orders by type and by
 * registration need none, because each is what the order by root has of one value after the other, and so is any of
 * the four that is filtered: the lists count what they hold by kind. That makes two lists of 30 bits an item, where
 * one list a filter value and sort would be well over a hundred.
 */
export interface AssetOrders {
  readonly root: BlockTree<number>;
  readonly name: BlockTree<number>;
}

type CompareAssets = (a: Asset, b: Asset) => number;

/** The order by root (rule Q3), of assets and of what is only going to be one. */
export function compareRoots(a: Pick<Asset, 'root' | 'rootKey'>, b: Pick<Asset, 'root' | 'rootKey'>): number {
  return compareText(a.rootKey, b.rootKey) || compareText(a.root, b.root);
}

export const compareNames: CompareAssets = (a, b) => compareText(a.nameKey, b.nameKey) || compareRoots(a, b);

/** Orders of nothing. */
export const noOrders: AssetOrders = { root: treeOf([], kindMarks), name: treeOf([], kindMarks) };

/** An asset and where it is kept. */
export interface PlacedAsset {
  readonly asset: Asset;
  readonly slot: number;
}

/**
 * Both orders with `after` in the place of `before`, which may be another place. Null before is one asset more, null
 * after one less. `slots` are those before the change, `itemOf` makes what the lists hold. Throws when `before` is not
 * there: the indexes disagree.
 */
export function ordersWithReplaced(
  orders: AssetOrders,
  slots: AssetSlots,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
  itemOf = itemFor,
): AssetOrders {
  const replaced = (list: BlockTree<number>, compare: CompareAssets): BlockTree<number> => {
    if (before !== null && after !== null && compare(before.asset, after.asset) === 0) {
      const place = probeFor(slots, compare, before.asset);
      return withItemFor(list, place, itemOf(before.slot, before.asset), itemOf(after.slot, after.asset));
    }
    const without = before === null ? list : withoutItemAt(list, probeFor(slots, compare, before.asset));
    if (after === null) {
      return without;
    }
    const changed = withItemAt(without, probeFor(slots, compare, after.asset), itemOf(after.slot, after.asset));
    if (changed.size !== without.size + 1) {
      throw new Error(`The asset to replace is not in the list, or ${after.asset.root} is in it already`);
    }
    return changed;
  };
  return {
    root: replaced(orders.root, compareRoots),
    name: replaced(orders.name, compareNames),
  };
}

/** The item of the first asset that does not come before what is looked for, in the order by root. */
export function firstItemNotBefore(
  orders: AssetOrders,
  slots: AssetSlots,
  probe: (asset: Asset) => number,
): number | undefined {
  return firstNotBefore(orders.root, (item) => probe(assetIn(slots, item)));
}

/** The asset of an item. Throws where there is none: the indexes disagree. */
export function assetIn(slots: AssetSlots, item: number): Asset {
  return inUse(elementAt(slots, slotOf(item)), item);
}

/** The assets of many items, in a fraction of the time that it takes to get them one by one. */
export function assetsIn(slots: AssetSlots, items: readonly number[]): Asset[] {
  return elementsAt(slots, items.map(slotOf)).map((asset, at) => inUse(asset, items[at] ?? 0));
}

function inUse(asset: Asset | null | undefined, item: number): Asset {
  if (asset === undefined || asset === null) {
    throw new Error(`There is no asset in slot ${slotOf(item)}`);
  }
  return asset;
}

function probeFor(slots: AssetSlots, compare: CompareAssets, asset: Asset): Probe<number> {
  return (item) => compare(assetIn(slots, item), asset);
}
