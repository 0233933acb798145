import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { AssetSummary } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetCounts, AssetListing } from '../../../src-preload/contract/domain/asset-list.ts';
import { type ListView, pageSize, projectQueries } from '../../ipc/project-queries.ts';
import type { RequestFailed } from '../../ipc/request-failed.ts';

/** The list as far as it is on screen: rows are there only for the pages that are shown, and for one ahead. */
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
  readonly rowAt: (index: number) => AssetSummary | undefined;
  /** Where a root is among the rows that are there. */
  readonly indexOf: (root: string) => number | undefined;
  /** Says which rows are on screen now. */
  readonly showRows: (first: number, last: number) => void;
}

interface ShownPages {
  readonly first: number;
  readonly last: number;
}

/** Reads the first page, those on screen, the one after them, and the one that holds the selected row. */
export function useAssetList(projectId: string, view: ListView, selectedIndex: number | null): AssetList {
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<ShownPages>({ first: 0, last: 0 });
  const before = usePrevious(view);

  // The first page stays: total and counts are known also while a far jump reads pages that were never read.
  const pages = new Set([0]);
  for (let page = shown.first; page <= shown.last + 1; page += 1) {
    pages.add(page);
  }
  if (selectedIndex !== null) {
    pages.add(Math.floor(selectedIndex / pageSize));
  }
  const mounted = [...pages];

  const queries = useQueries({
    queries: mounted.map((page) => ({
      ...projectQueries.page(projectId, view, page),
      // Until the rows of a new filter or order are there, the old ones stay: no blank list for the one frame between.
      placeholderData: () => queryClient.getQueryData(projectQueries.page(projectId, before, page).queryKey),
    })),
  });

  const windows = new Map<number, AssetListing>();
  let newest: AssetListing | undefined;
  let error: RequestFailed | null = null;
  queries.forEach((query, position) => {
    error ??= query.error;
    const page = mounted[position];
    if (query.data === undefined || page === undefined) {
      return;
    }
    windows.set(page, query.data);
    if (newest === undefined || (!query.isPlaceholderData && query.data.revision >= newest.revision)) {
      newest = query.data;
    }
  });

  const rowAt = (index: number): AssetSummary | undefined =>
    windows.get(Math.floor(index / pageSize))?.rows[index % pageSize];

  const indexOf = (root: string): number | undefined => {
    for (const [page, { rows }] of windows) {
      const position = rows.findIndex((row) => row.root === root);
      if (position >= 0) {
        return page * pageSize + position;
      }
    }
    return undefined;
  };

  const showRows = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / pageSize), last: Math.floor(last / pageSize) };
    setShown((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);

  const standsIn = queries.some(({ isPlaceholderData }) => isPlaceholderData);
  const orders = [...windows.values()].map(({ orderRevision }) => orderRevision);
  return {
    total: newest?.total ?? null,
    counts: newest?.counts ?? null,
    error,
    orderRevision: standsIn ? null : (newest?.orderRevision ?? null),
    shownOrderRevision: standsIn || orders.length === 0 ? null : Math.min(...orders),
    rowAt,
    indexOf,
    showRows,
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
