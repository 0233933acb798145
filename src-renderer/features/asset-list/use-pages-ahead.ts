import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { type ListView, pageOf, pageSize, projectKeys, projectQueries } from '../../ipc/project-queries.ts';
import { pagesAhead } from './pages-ahead.ts';

/** Pages on either side of those that are seen which stay in memory, beside what was read in the last seconds. */
const keptPages = 20;

/**
 * Reads the pages that a scroll comes to before they are seen, after the frame of the scroll was drawn. Those that it
 * does not come to any more are given up, and those that are far away are forgotten.
 */
export function usePagesAhead(
  projectId: string,
  view: ListView,
): (seen: RowRange, travel: number, total: number) => void {
  const queryClient = useQueryClient();
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);
  const wanted = useRef<readonly number[]>([]);
  useEffect(
    () => () => {
      clearTimeout(later.current);
    },
    [projectId, view],
  );

  return useCallback(
    (seen, travel, total) => {
      clearTimeout(later.current);
      later.current = setTimeout(() => {
        const pages = pagesAhead(seen, travel, total, pageSize);
        const first = Math.floor(seen.first / pageSize);
        const last = Math.floor(seen.last / pageSize);
        const isBeside = (page: number, distance: number): boolean =>
          page >= first - distance && page <= last + distance;
        for (const page of wanted.current) {
          if (!pages.includes(page) && !isBeside(page, 0)) {
            const queryKey = projectKeys.page(projectId, view, page);
            void queryClient.cancelQueries({ queryKey, exact: true, type: 'inactive' });
          }
        }
        wanted.current = pages;
        for (const page of pages) {
          // Why a page can't be read is said where it is shown.
          queryClient.query(projectQueries.page(projectId, view, page)).catch(() => undefined);
        }
        queryClient.removeQueries({
          queryKey: projectKeys.list(projectId, view),
          predicate: (query) => query.getObserversCount() === 0 && !isBeside(pageOf(query.queryKey), keptPages),
        });
      });
    },
    [queryClient, projectId, view],
  );
}
