import type { Asset } from './asset.ts';
import { itemFor, kindMarks, slotOf } from './asset-kind.ts';
import { type AssetSlots, assetIn, loadedPlace, type PlacedAsset, type PlaceOrder } from './asset-slots.ts';
import {
  type BlockTree,
  firstNotBefore,
  type Probe,
  treeOf,
  withItemAt,
  withItemFor,
  withoutItemAt,
} from './block-tree.ts';
import { compareNatural, compareText } from './text-order.ts';

/**
 * Assets in the two orders that need a list: each item is a slot and a kind (asset-kind.ts). The orders by type, registration
 * and health need none, because each is what the order by root has of one value after the other, and so is any of the five
 * that is filtered: the lists count what they hold by kind. That makes two lists of 30 bits an item of all assets, and a few
 * of some of them (facet-orders.ts), where one list a filter value and sort would be well over a hundred.
 */
export interface AssetOrders {
  readonly root: BlockTree<number>;
  readonly name: BlockTree<number>;
}

type CompareAssets = (a: Asset, b: Asset) => number;

/** The order by root (rule Q3), of assets and of what is only going to be one. */
export function compareRoots(a: Pick<Asset, 'root' | 'rootKey'>, b: Pick<Asset, 'root' | 'rootKey'>): number {
  // Keys are folded at each call, and most often it is one asset before and after a change.
  return a.root === b.root ? 0 : compareNatural(a.rootKey, b.rootKey) || compareText(a.root, b.root);
}

export const compareNames: CompareAssets = (a, b) =>
  (a.name === b.name ? 0 : compareNatural(a.nameKey, b.nameKey)) || compareRoots(a, b);

const comparedBy: Readonly<Record<PlaceOrder, CompareAssets>> = { root: compareRoots, name: compareNames };

/** Orders of nothing. */
export const noOrders: AssetOrders = { root: treeOf([], kindMarks), name: treeOf([], kindMarks) };

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
  return {
    root: orderWithReplaced(orders.root, 'root', slots, before, after, itemOf),
    name: orderWithReplaced(orders.name, 'name', slots, before, after, itemOf),
  };
}

/** The same of a list in one order. */
export function orderWithReplaced(
  list: BlockTree<number>,
  order: PlaceOrder,
  slots: AssetSlots,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
  itemOf = itemFor,
): BlockTree<number> {
  if (before !== null && after !== null && comparedBy[order](before.asset, after.asset) === 0) {
    const place = probeFor(slots, order, before);
    return withItemFor(list, place, itemOf(before.slot, before.asset), itemOf(after.slot, after.asset));
  }
  const without = before === null ? list : withoutItemAt(list, probeFor(slots, order, before));
  if (after === null) {
    return without;
  }
  // What its slot says of a place is said of what was in it.
  const place: Probe<number> = (item) => comparedBy[order](assetIn(slots, item), after.asset);
  const changed = withItemAt(without, place, itemOf(after.slot, after.asset));
  if (changed.size !== without.size + 1) {
    throw new Error(`The asset to replace is not in the list, or ${after.asset.root} is in it already`);
  }
  return changed;
}

/** The item of the first asset that does not come before a root, in the order by root. */
export function firstItemNotBefore(
  orders: AssetOrders,
  slots: AssetSlots,
  named: Pick<Asset, 'root' | 'rootKey'>,
): number | undefined {
  return firstNotBefore(orders.root, (item) => compareRoots(assetIn(slots, item), named));
}

/** Where an asset stands in an order that has it. */
export function probeFor(slots: AssetSlots, order: PlaceOrder, { asset, slot }: PlacedAsset): Probe<number> {
  const place = loadedPlace(slots, order, slot);
  const compare = comparedBy[order];
  return (item) => {
    const other = place === -1 ? -1 : loadedPlace(slots, order, slotOf(item));
    return other === -1 ? compare(assetIn(slots, item), asset) : other - place;
  };
}
