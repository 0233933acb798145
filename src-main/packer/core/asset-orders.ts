import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, registrationOf } from './asset.ts';
import { type SortedList, sortedListOf, withItem, withoutItem } from './sorted-list.ts';
import { compareText } from './text-order.ts';

type CompareAssets = (a: Asset, b: Asset) => number;

/** One list an order in which assets can be asked for; each ends in the root, so that no two assets are equal. */
export type AssetOrders = Readonly<Record<AssetSort, SortedList<Asset>>>;

const byRoot: CompareAssets = (a, b) => compareText(a.rootKey, b.rootKey) || compareText(a.root, b.root);

const compareBy: Readonly<Record<AssetSort, CompareAssets>> = {
  root: byRoot,
  name: (a, b) => compareText(a.nameKey, b.nameKey) || byRoot(a, b),
  type: (a, b) => compareText(a.type ?? '', b.type ?? '') || byRoot(a, b),
  registration: (a, b) => compareText(registrationOf(a), registrationOf(b)) || byRoot(a, b),
};

/** Every order of the assets. */
export function ordersOf(assets: readonly Asset[]): AssetOrders {
  return {
    root: sortedListOf(assets, compareBy.root),
    name: sortedListOf(assets, compareBy.name),
    type: sortedListOf(assets, compareBy.type),
    registration: sortedListOf(assets, compareBy.registration),
  };
}

/** Every order with `after` in the place of `before`, which may be another place. */
export function ordersWithReplaced(orders: AssetOrders, before: Asset, after: Asset): AssetOrders {
  return {
    root: replaced(orders.root, before, after),
    name: replaced(orders.name, before, after),
    type: replaced(orders.type, before, after),
    registration: replaced(orders.registration, before, after),
  };
}

function replaced(list: SortedList<Asset>, before: Asset, after: Asset): SortedList<Asset> {
  const moved = list.compare(before, after) !== 0;
  return withItem(moved ? withoutItem(list, before) : list, after);
}
