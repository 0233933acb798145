import type { AssetView, CountedRows } from '../../../src-preload/contract/domain/asset-list.ts';
import { narrowedTo, type RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { matchingItems } from './asset-query.ts';
import { assetIn } from './asset-slots.ts';
import { countBefore } from './next-among.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** Rows up to which a look at each is faster than halving, of which every step looks for a place in two lists. */
const fewRows = 1024;

/**
 * How many of the rows at places of a list are registered, and how many are not (rule Q12). Rows beyond its end are none.
 * Ranges that share rows count them twice.
 */
export function countSelected(
  snapshot: ProjectSnapshot,
  view: AssetView,
  ranges: readonly RowRange[],
  looksAtEachUpTo = fewRows,
): Pick<CountedRows, 'registered' | 'unregistered'> {
  const { filter, sort, descending } = view;
  const rows = matchingItems(snapshot, view);
  const narrowed = narrowedTo(filter, 'unregistered');
  let all = 0;
  let unregistered = 0;
  for (const range of ranges) {
    const end = Math.min(range.last + 1, rows.total);
    const count = Math.max(0, end - range.first);
    // From here on all is ascending, whatever way the list shows it.
    const first = descending ? rows.total - end : range.first;
    all += count;
    if (narrowed === null) {
      continue;
    }
    if (count <= looksAtEachUpTo) {
      for (const item of rows.window(first, count)) {
        // The lists of a tag don't know of registrations: the asset does.
        unregistered += assetIn(snapshot.assets.slots, item).entry === null ? 1 : 0;
      }
    } else {
      const some = matchingItems(snapshot, { filter: narrowed, sort });
      unregistered +=
        countBefore(snapshot, rows, some, sort, first + count) - countBefore(snapshot, rows, some, sort, first);
    }
  }
  return { registered: all - unregistered, unregistered };
}
