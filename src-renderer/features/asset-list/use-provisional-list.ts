import { useQueries, useQueryClient } from '@tanstack/react-query';
import { startTransition, useEffect, useState } from 'react';
import type { ProvisionalRow, ProvisionalView } from '../../../src-preload/contract/domain/provisional-view.ts';
import { subscribe } from '../../ipc/events.ts';
import { openingKeys, openingQueries } from '../../ipc/opening-queries.ts';
import { pageOfRow, pageSize } from '../../ipc/project-queries.ts';
import { indexOfRoot } from './index-of-root.ts';
import type { AssetList } from './use-asset-list.ts';

/** The list of a project that is being opened, as far as it is on screen. */
export interface ProvisionalList extends AssetList {
  /** What was read last, whatever its rows; null until something was. */
  readonly view: ProvisionalView | null;
  readonly rowAt: (index: number) => ProvisionalRow | undefined;
}

/**
 * Reads the pages on screen, those beside them and the one that holds the selected row, and reads them again when there
 * is more to show.
 */
export function useProvisionalList(jobId: string, selectedIndex: number | null): ProvisionalList {
  const queryClient = useQueryClient();
  const [onScreen, setOnScreen] = useState({ first: 0, last: 0 });
  const first = Math.max(0, onScreen.first - 1);
  const beside = Array.from({ length: onScreen.last + 2 - first }, (_, nth) => first + nth);
  // By the first page the total stays known while a far jump reads others.
  const pages = [...new Set([0, ...beside, ...(selectedIndex === null ? [] : [pageOfRow(selectedIndex)])])];
  const queries = useQueries({ queries: pages.map((page) => openingQueries.page(jobId, page)) });

  // Heard at once, and not behind the frame that shows how far the job is.
  useEffect(() => {
    let known = '';
    return subscribe('packer:job-progress', (told) => {
      // The rows of the scan index are all there from the first.
      const grown = told.total === null ? String(told.done) : 'all';
      if (told.jobId === jobId && grown !== known) {
        known = grown;
        void queryClient.invalidateQueries({ queryKey: openingKeys.view(jobId) });
      }
    });
  }, [queryClient, jobId]);

  const windows = new Map<number, ProvisionalView>();
  queries.forEach(({ data }, position) => {
    const page = pages[position];
    if (page !== undefined && data !== undefined && data !== null) {
      windows.set(page, data);
    }
  });
  const newest = [...windows.values()].reduce<ProvisionalView | null>(
    (best, each) => (best === null || each.total > best.total ? each : best),
    null,
  );

  return {
    view: newest,
    total: newest?.total ?? null,
    counts: null,
    error: null,
    orderRevision: null,
    shownOrderRevision: null,
    rowAt: (index) => windows.get(pageOfRow(index))?.rows[index % pageSize],
    indexOf: (root) => indexOfRoot(windows, root),
    showRows: (seen) => {
      const next = { first: pageOfRow(seen.first), last: pageOfRow(seen.last) };
      startTransition(() => {
        setOnScreen((now) => (now.first === next.first && now.last === next.last ? now : next));
      });
    },
    moveOfSeen: () => null,
  };
}
