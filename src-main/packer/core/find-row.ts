import type { AssetView } from '../../../src-preload/contract/domain/asset-list.ts';
import { assetIn, compareNames, compareRoots, firstItemNotBefore } from './asset-orders.ts';
import { matchingItems } from './asset-query.ts';
import type { MatchingItems } from './matching-items.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { foldText } from './text-order.ts';

/**
 * The place of an asset in a list, null where it is not in it (rule Q8). It is counted down the tree of the list, never
 * walked to; a list with a text search is counted by blocks, once for each revision and search.
 */
export function findRow(snapshot: ProjectSnapshot, view: AssetView, root: string): number | null {
  const { orders, slots } = snapshot.assets;
  const named = { root, rootKey: foldText(root) };
  const item = firstItemNotBefore(orders, slots, (asset) => compareRoots(asset, named));
  if (item === undefined || assetIn(slots, item).root !== root) {
    return null;
  }
  const matching = matchingItems(snapshot, view);
  const place = placeOfItem(snapshot, matching, view.sort, item);
  return place === null ? null : view.descending ? matching.total - 1 - place : place;
}

/** The place, ascending, of an item among some that are in an order. */
export function placeOfItem(
  { assets: { slots } }: ProjectSnapshot,
  matching: MatchingItems,
  sort: AssetView['sort'],
  item: number,
): number | null {
  const asset = assetIn(slots, item);
  const compare = sort === 'name' ? compareNames : compareRoots;
  return matching.placeOf(item, (other) => compare(assetIn(slots, other), asset));
}
