import type { Registration } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetQuery } from '../../../src-preload/contract/domain/asset-list.ts';
import {
  type AssetSelection,
  narrowedTo,
  type RowRange,
} from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import { rootsOfWindow } from '../core/asset-query.ts';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import { orderRevisionOf } from './order-revision.ts';
import type { ReadySnapshot } from './runtime-registry.ts';

/**
 * The roots that a selection means in a published snapshot (rules L9 and U3), each once: those of a list in its order,
 * those that are named as they are named. Of a filter, those with this registration, or all. `selection-outdated` where rows are not in their places any more.
 */
export function chosenRoots(
  current: ReadySnapshot,
  selection: Exclude<AssetSelection, { readonly by: 'refused' }>,
  registration: Registration | null,
): Result<readonly string[], Failure> {
  switch (selection.by) {
    case 'roots':
      return succeed([...new Set(selection.roots)]);
    case 'filter': {
      const { filter, sort, descending } = selection;
      const narrowed = registration === null ? filter : narrowedTo(filter, registration);
      return succeed(
        narrowed === null ? [] : rootsAt(current.snapshot, { filter: narrowed, sort, descending }, everything),
      );
    }
    case 'rows': {
      const { filter, sort, descending, orderRevision, ranges } = selection;
      return orderRevision === orderRevisionOf(current, selection)
        ? succeed(rootsIn(current.snapshot, { filter, sort, descending }, ranges))
        : fail({ code: 'selection-outdated' });
    }
  }
}

type ListOrder = Pick<AssetQuery, 'filter' | 'sort' | 'descending'>;

const everything: RowRange = { first: 0, last: Number.MAX_SAFE_INTEGER - 1 };

/** One reading of the list from the first row to the last: a list with a search costs as much for one row as for all. */
function rootsIn(snapshot: ProjectSnapshot, order: ListOrder, ranges: readonly RowRange[]): string[] {
  const start = ranges.reduce((least, { first }) => Math.min(least, first), Number.MAX_SAFE_INTEGER);
  const end = ranges.reduce((most, { last }) => Math.max(most, last), -1);
  if (end < start) {
    return [];
  }
  const roots = rootsAt(snapshot, order, { first: start, last: end });
  const chosen = ranges
    .toSorted((a, b) => a.first - b.first)
    .flatMap(({ first, last }) => roots.slice(first - start, last - start + 1));
  return [...new Set(chosen)];
}

function rootsAt(snapshot: ProjectSnapshot, order: ListOrder, { first, last }: RowRange): string[] {
  return rootsOfWindow(snapshot, { ...order, offset: first, limit: last - first + 1 });
}
