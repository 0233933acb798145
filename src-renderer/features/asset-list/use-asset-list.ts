import { useQueries, useQueryClient } from '@tanstack/react-query';
import { startTransition, useLayoutEffect, useRef, useState } from 'react';
import type { AssetCounts, AssetListing } from '../../../src-preload/contract/domain/asset-list.ts';
import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { ListedAsset } from '../../ipc/asset-state.ts';
import { type ListView, pageOfRow, pageSize, projectQueries } from '../../ipc/project-queries.ts';
import type { RequestFailed } from '../../ipc/request-failed.ts';
import { indexOfRoot } from './index-of-root.ts';
import { type RowMove, type RowMoves, type SelectedRow, useKeptPlace } from './use-kept-place.ts';
import { usePagesAhead } from './use-pages-ahead.ts';

/** The list as far as it is on screen: rows are there only for the pages that are shown, and for a few around them. */
export interface AssetList {
  /** Rows that match; null until a page has been read. */
  readonly total: number | null;
  /** Of the whole project; null until a page has been read. */
  readonly counts: AssetCounts | null;
  readonly error: RequestFailed | null;
  /** The newest that was read (rule Q6); null until a page of this very list has been read. */
  readonly orderRevision: number | null;
  /** That of the rows as they are shown, the oldest where they differ; null while those of another list stand in. */
  readonly shownOrderRevision: number | null;
  readonly rowAt: (index: number) => ListedAsset | undefined;
  /** Where a root is among the rows that are there. */
  readonly indexOf: (root: string) => number | undefined;
  /** Says which rows are on screen now, and how many the scroll passed that led there, negative upwards. */
  readonly showRows: (seen: RowRange, travel: number) => void;
  /** Where the first row that was seen is in the list as it is shown now; null where it is where it was. For one drawing. */
  readonly moveOfSeen: () => RowMove | null;
}

/**
 * Reads the pages on screen and the one that holds the selected row. A write makes it read these again, and no others:
 * what lies around them is read again when it is shown, and has the rows that it had until then. Where rows came or went
 * above what is seen, the author stays at it, and `onSelectedMoved` is told where the selected row is.
 */
export function useAssetList(
  projectId: string,
  view: ListView,
  selection: SelectedRow | null,
  onSelectedMoved: (root: string, index: number) => void,
): AssetList {
  const queryClient = useQueryClient();
  const seenRows = useRef<RowRange | null>(null);
  const [onScreen, setOnScreen] = useState({ view, first: 0, last: 0 });
  const [known, setKnown] = useState<{ view: ListView; listing: AssetListing | undefined }>({
    view,
    listing: undefined,
  });
  const before = usePrevious(view);
  const readAhead = usePagesAhead(projectId, view);

  const knownListing = known.view === view ? known.listing : undefined;
  const lastPage =
    knownListing === undefined ? Number.POSITIVE_INFINITY : pageOfRow(Math.max(0, knownListing.total - 1));
  // Another question begins at its first row.
  const first = onScreen.view === view ? onScreen.first : 0;
  const shown = new Set<number>();
  for (let page = first; page <= first + onScreen.last - onScreen.first; page += 1) {
    shown.add(Math.min(page, lastPage));
  }
  if (selection !== null) {
    shown.add(Math.min(pageOfRow(selection.index), lastPage));
  }
  // The first page stays in memory, though it is not read again: for the next question it stands in.
  const mounted = [...new Set([0, ...shown])];

  const queries = useQueries({
    queries: mounted.map((page) => ({
      ...projectQueries.page(projectId, view, page),
      enabled: shown.has(page),
      // Until the rows of a new filter or order are there, the old ones stay: no blank list for the one frame between.
      placeholderData: () => queryClient.getQueryData(projectQueries.page(projectId, before, page).queryKey),
    })),
  });

  const windows = new Map<number, AssetListing>();
  const orders: number[] = [];
  // Total and counts stay known while a far jump reads a page that was never read.
  let newest = knownListing;
  let standIn: AssetListing | undefined;
  let error: RequestFailed | null = null;
  queries.forEach((query, position) => {
    const page = mounted[position];
    if (page === undefined) {
      return;
    }
    if (shown.has(page)) {
      error ??= query.error;
    }
    if (query.data === undefined) {
      return;
    }
    windows.set(page, query.data);
    if (query.isPlaceholderData) {
      standIn ??= query.data;
      return;
    }
    if (shown.has(page)) {
      orders.push(query.data.orderRevision);
    }
    if (newest === undefined || query.data.revision > newest.revision) {
      newest = query.data;
    }
  });
  if (known.view !== view || known.listing !== newest) {
    setKnown({ view, listing: newest });
  }
  const standsIn = queries.some(({ isPlaceholderData }) => isPlaceholderData);
  const total = (newest ?? standIn)?.total ?? null;

  const windowOf = (page: number): AssetListing | undefined => {
    const shownWindow = windows.get(page);
    if (shownWindow !== undefined) {
      return shownWindow;
    }
    // What was read ahead is drawn with the scroll that comes to it, before it is counted among what is shown. Found once:
    // to look it up takes longer than a row has.
    const ahead = queryClient.getQueryData(projectQueries.page(projectId, view, page).queryKey);
    if (ahead !== undefined) {
      windows.set(page, ahead);
    }
    return ahead;
  };

  const rowAt = (index: number): ListedAsset | undefined => windowOf(pageOfRow(index))?.rows[index % pageSize];

  const orderRevision = standsIn ? null : (newest?.orderRevision ?? null);
  const takeMoves = useKeptPlace({ projectId, view, rowAt, seen: () => seenRows.current, selection });
  const moves = useRef<RowMoves | null>(null);
  const lookForMoves = (): RowMoves | null => {
    moves.current ??= takeMoves(orderRevision);
    return moves.current;
  };
  // After the list that is drawn with it, which is below this.
  useLayoutEffect(() => {
    const selected = lookForMoves()?.selected ?? null;
    moves.current = null;
    if (selected !== null) {
      onSelectedMoved(selected.root, selected.index);
    }
  });

  const showRows = (seen: RowRange, travel: number): void => {
    seenRows.current = seen;
    if (total !== null) {
      readAhead(seen, travel, total);
    }
    const next = { view, first: pageOfRow(seen.first), last: pageOfRow(seen.last) };
    // Off the urgent path: the scroll has drawn its rows already.
    startTransition(() => {
      setOnScreen((now) => (now.view === view && now.first === next.first && now.last === next.last ? now : next));
    });
  };

  return {
    total,
    counts: (newest ?? standIn)?.counts ?? null,
    error,
    orderRevision,
    shownOrderRevision: standsIn || orders.length === 0 ? null : Math.min(...orders),
    rowAt,
    indexOf: (root) => indexOfRoot(windows, root),
    showRows,
    moveOfSeen: () => lookForMoves()?.seen ?? null,
  };
}

/** The view before the present one; at first the present one itself. */
function usePrevious(view: ListView): ListView {
  const [views, setViews] = useState({ now: view, before: view });
  if (views.now === view) {
    return views.before;
  }
  setViews({ now: view, before: views.now });
  return views.now;
}
