import type { AssetFilter, AssetView, CountedRows } from '../../../src-preload/contract/domain/asset-list.ts';
import { narrowedTo, narrowedToErrors, type RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { matchingItems } from './asset-query.ts';
import { assetIn } from './asset-slots.ts';
import type { MatchingItems } from './matching-items.ts';
import { countBefore } from './next-among.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** Rows up to which a look at each is faster than halving, of which every step looks for a place in two lists. */
const fewRows = 1024;

/**
 * How many of the rows at places of a list are registered, how many are not, and how many of these have errors (rule Q12).
 * Rows beyond its end are none. Ranges that share rows count them twice.
 */
export function countSelected(
  snapshot: ProjectSnapshot,
  view: AssetView,
  ranges: readonly RowRange[],
  looksAtEachUpTo = fewRows,
): Omit<CountedRows, 'revision'> {
  const { filter, sort, descending } = view;
  const rows = matchingItems(snapshot, view);
  const narrowed = narrowedTo(filter, 'unregistered');
  const faulty = narrowed === null ? null : narrowedToErrors(narrowed);
  const matching = (some: AssetFilter): MatchingItems => matchingItems(snapshot, { filter: some, sort });
  let unregisteredRows: MatchingItems | null = null;
  let faultyRows: MatchingItems | null = null;
  const counts = { all: 0, unregistered: 0, unregisteredWithErrors: 0 };
  for (const range of ranges) {
    const end = Math.min(range.last + 1, rows.total);
    const count = Math.max(0, end - range.first);
    // From here on all is ascending, whatever way the list shows it.
    const first = descending ? rows.total - end : range.first;
    counts.all += count;
    if (narrowed === null) {
      continue;
    }
    if (count <= looksAtEachUpTo) {
      for (const item of rows.window(first, count)) {
        // The lists of a tag don't know of registrations: the asset does.
        const { entry, health } = assetIn(snapshot.assets.slots, item);
        counts.unregistered += entry === null ? 1 : 0;
        counts.unregisteredWithErrors += entry === null && health === 'error' ? 1 : 0;
      }
    } else {
      const countOf = (some: MatchingItems): number =>
        countBefore(snapshot, rows, some, sort, first + count) - countBefore(snapshot, rows, some, sort, first);
      unregisteredRows ??= matching(narrowed);
      counts.unregistered += countOf(unregisteredRows);
      if (faulty !== null) {
        faultyRows ??= matching(faulty);
        counts.unregisteredWithErrors += countOf(faultyRows);
      }
    }
  }
  const { all, unregistered, unregisteredWithErrors } = counts;
  return { registered: all - unregistered, unregistered, unregisteredWithErrors };
}
