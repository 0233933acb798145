import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { placedIn } from './asset-slots.ts';
import { placeOfAsset } from './find-row.ts';
import type { MatchingItems } from './matching-items.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** One of some items of a list: how many of them come before it, and its place in the list, both ascending. */
export interface ItemAmong {
  readonly item: number;
  readonly nth: number;
  readonly place: number;
}

/**
 * The next of some items of a list behind a place or before it, and round the end; null where there are none. `from` is null
 * for the end that the way comes from. All of it is ascending, whatever way the list shows it. Found by halving, never walked
 * to. Throws where one of `some` is not in the list.
 */
export function nextAmong(
  snapshot: ProjectSnapshot,
  rows: MatchingItems,
  some: MatchingItems,
  sort: AssetSort,
  from: number | null,
  ascends: boolean,
): ItemAmong | null {
  const { total } = some;
  if (total === 0) {
    return null;
  }

  function itemAt(nth: number): ItemAmong {
    const [item] = some.window(nth, 1);
    const place = item === undefined ? null : placeOfAsset(snapshot, rows, sort, placedIn(snapshot.assets.slots, item));
    if (item === undefined || place === null) {
      throw new Error(`Item ${nth} of some of a list is not in the list`);
    }
    return { item, nth, place };
  }
  /** How many of them come before a place. */
  function countBefore(place: number): number {
    let low = 0;
    let high = total;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (itemAt(middle).place < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  return itemAt(
    ascends
      ? (from === null ? 0 : countBefore(from + 1)) % total
      : ((from === null ? 0 : countBefore(from)) + total - 1) % total,
  );
}
