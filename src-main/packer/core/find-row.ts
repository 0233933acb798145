import type { AssetView, FoundRow } from '../../../src-preload/contract/domain/asset-list.ts';
import { placedWithRoot } from './asset-index.ts';
import { itemFor } from './asset-kind.ts';
import { probeFor } from './asset-orders.ts';
import { matchingItems } from './asset-query.ts';
import type { PlacedAsset } from './asset-slots.ts';
import type { ItemPlace, MatchingItems } from './matching-items.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** Where an asset stands in a list: `index` is null where it is not in it, `before` where nobody can say. */
export type RowPlace = Pick<FoundRow, 'index' | 'before'>;

/**
 * The place of an asset in a list, and of one that is not in it the one that it would have (rule Q8). It is counted down
 * the tree of the list, never walked to; a list with a text search is counted by blocks, once for each revision and search.
 */
export function findRow(snapshot: ProjectSnapshot, view: AssetView, root: string): RowPlace {
  const placed = placedWithRoot(snapshot.assets, root);
  if (placed === null) {
    return nowhere;
  }
  const matching = matchingItems(snapshot, view);
  const place = placeOfAsset(snapshot, matching, view.sort, placed);
  if (place === null) {
    return nowhere;
  }
  const { isIn } = place;
  const before = view.descending ? matching.total - place.before - (isIn ? 1 : 0) : place.before;
  return { index: isIn ? before : null, before };
}

const nowhere: RowPlace = { index: null, before: null };

/** The place, ascending, of an asset among items that are in an order, or the one that it would have, if that is known. */
export function placeOfAsset(
  { assets: { slots } }: ProjectSnapshot,
  matching: MatchingItems,
  sort: AssetView['sort'],
  placed: PlacedAsset,
): ItemPlace | null {
  const order = sort === 'name' ? 'name' : 'root';
  return matching.placeOf(itemFor(placed.slot, placed.asset), probeFor(slots, order, placed));
}
