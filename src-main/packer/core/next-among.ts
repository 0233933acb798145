import type { AssetView } from '../../../src-preload/contract/domain/asset-list.ts';
import { type PlacedAsset, placedIn } from './asset-slots.ts';
import { placeOfAsset } from './find-row.ts';
import type { MatchingItems } from './matching-items.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** One of some items of a list: its place in the list, and the how manyth of them it is, from 1, as the list shows them. */
export interface RowAmong {
  readonly index: number;
  readonly root: string;
  readonly nth: number;
}

/**
 * The next of some items of a list behind a row or before it, and round the end; null where there are none. `from` is null
 * for the end that the direction comes from. Found by halving, never walked to. Throws where one of `some` is not in the list.
 */
export function nextAmong(
  snapshot: ProjectSnapshot,
  rows: MatchingItems,
  some: MatchingItems,
  { sort, descending }: Pick<AssetView, 'sort' | 'descending'>,
  from: number | null,
  direction: 'next' | 'previous',
): RowAmong | null {
  const { total } = some;
  if (total === 0) {
    return null;
  }

  // From here on all is ascending, whatever way the list shows it.
  const start = from === null ? null : descending ? rows.total - 1 - from : from;
  const nth =
    (direction === 'next') !== descending
      ? (start === null ? 0 : countBefore(snapshot, rows, some, sort, start + 1)) % total
      : ((start === null ? 0 : countBefore(snapshot, rows, some, sort, start)) + total - 1) % total;
  const { placed, place } = nthOf(snapshot, rows, some, sort, nth);
  return {
    index: descending ? rows.total - 1 - place : place,
    root: placed.asset.root,
    nth: descending ? total - nth : nth + 1,
  };
}

/**
 * How many of some items of a list stand before a place in it, both ascending. Found by halving, never walked to. Throws as
 * `nextAmong` does.
 */
export function countBefore(
  snapshot: ProjectSnapshot,
  rows: MatchingItems,
  some: MatchingItems,
  sort: AssetView['sort'],
  place: number,
): number {
  let low = 0;
  let high = some.total;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nthOf(snapshot, rows, some, sort, middle).place < place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** One of some items of a list, and its place in that. */
function nthOf(
  snapshot: ProjectSnapshot,
  rows: MatchingItems,
  some: MatchingItems,
  sort: AssetView['sort'],
  nth: number,
): { readonly placed: PlacedAsset; readonly place: number } {
  const [item] = some.window(nth, 1);
  const placed = item === undefined ? null : placedIn(snapshot.assets.slots, item);
  const place = placed === null ? null : placeOfAsset(snapshot, rows, sort, placed);
  if (placed === null || place?.isIn !== true) {
    throw new Error(`Item ${nth} of some of a list is not in the list`);
  }
  return { placed, place: place.before };
}
