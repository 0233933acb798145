import type { Health } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetView, FoundProblem } from '../../../src-preload/contract/domain/asset-list.ts';
import { matchingItems } from './asset-query.ts';
import { assetIn, placedIn } from './asset-slots.ts';
import { placeOfAsset } from './find-row.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** Health other than ok. */
const problemHealths: readonly Health[] = ['warning', 'error', 'missing'];

/**
 * The next row of a list that has a problem, behind a row or before it, and round the end (rule Q9). `from` is null for
 * the end that the direction comes from. Found by halving, never walked to.
 */
export function findProblem(
  snapshot: ProjectSnapshot,
  view: AssetView,
  from: number | null,
  direction: 'next' | 'previous',
): Pick<FoundProblem, 'total' | 'row'> {
  const { filter, sort, descending } = view;
  const health = problemHealths.filter((each) => filter.health.length === 0 || filter.health.includes(each));
  if (health.length === 0) {
    return { total: 0, row: null };
  }
  const rows = matchingItems(snapshot, view);
  const problems = matchingItems(snapshot, { filter: { ...filter, health }, sort });
  const { total } = problems;
  if (total === 0) {
    return { total, row: null };
  }

  function problemAt(nth: number): { readonly item: number; readonly place: number } {
    const [item] = problems.window(nth, 1);
    const place = item === undefined ? null : placeOfAsset(snapshot, rows, sort, placedIn(snapshot.assets.slots, item));
    if (item === undefined || place === null) {
      throw new Error(`Problem ${nth} of a list is not in the list`);
    }
    return { item, place };
  }
  /** How many problems come before a place, ascending. */
  function problemsBefore(place: number): number {
    let low = 0;
    let high = total;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (problemAt(middle).place < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  const ascends = (direction === 'next') !== descending;
  const start = from === null ? null : descending ? rows.total - 1 - from : from;
  const nth = ascends
    ? (start === null ? 0 : problemsBefore(start + 1)) % total
    : ((start === null ? 0 : problemsBefore(start)) + total - 1) % total;
  const { item, place } = problemAt(nth);
  return {
    total,
    row: {
      index: descending ? rows.total - 1 - place : place,
      root: assetIn(snapshot.assets.slots, item).root,
      nth: descending ? total - nth : nth + 1,
    },
  };
}
