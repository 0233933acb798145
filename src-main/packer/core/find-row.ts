import type { AssetView } from '../../../src-preload/contract/domain/asset-list.ts';
import { placedWithRoot } from './asset-index.ts';
import { itemFor } from './asset-kind.ts';
import { probeFor } from './asset-orders.ts';
import { matchingItems } from './asset-query.ts';
import type { PlacedAsset } from './asset-slots.ts';
import type { MatchingItems } from './matching-items.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/**
 * The place of an asset in a list, null where it is not in it (rule Q8). It is counted down the tree of the list, never
 * walked to; a list with a text search is counted by blocks, once for each revision and search.
 */
export function findRow(snapshot: ProjectSnapshot, view: AssetView, root: string): number | null {
  const placed = placedWithRoot(snapshot.assets, root);
  if (placed === null) {
    return null;
  }
  const matching = matchingItems(snapshot, view);
  const place = placeOfAsset(snapshot, matching, view.sort, placed);
  return place === null ? null : view.descending ? matching.total - 1 - place : place;
}

/** The place, ascending, of an asset among items that are in an order; null where it is not one of them. */
export function placeOfAsset(
  { assets: { slots } }: ProjectSnapshot,
  matching: MatchingItems,
  sort: AssetView['sort'],
  placed: PlacedAsset,
): number | null {
  const order = sort === 'name' ? 'name' : 'root';
  return matching.placeOf(itemFor(placed.slot, placed.asset), probeFor(slots, order, placed));
}
