import type { QueryClient } from '@tanstack/react-query';
import { pageOfRow } from '../features/asset-list/use-asset-list.ts';
import { filterOf } from '../ipc/asset-filter.ts';
import { projectQueries } from '../ipc/project-queries.ts';
import { beginningAfterOpening, useOpeningView } from './opening-view.ts';
import type { ListBeginning } from './project-view.ts';

/**
 * Reads what a project shows first before it is shown, so that it takes the place of its provisional view without a
 * blank between them. What can't be read is told where it is shown. Answers how its list begins.
 */
export async function readBeginning(queryClient: QueryClient, projectId: string): Promise<ListBeginning> {
  const beginning = beginningAfterOpening();
  const { selection, scrollTop } = beginning;
  const root = selection?.root ?? null;
  const { seen } = useOpeningView.getState();
  const view = { filter: filterOf(''), sort: 'root', descending: false } as const;
  const rows = [0, ...(scrollTop > 0 ? [seen.first, seen.last] : []), selection?.index ?? 0];
  const pages = [...new Set(rows.map(pageOfRow))];
  await Promise.allSettled([
    queryClient.query(projectQueries.summary(projectId)),
    ...pages.map((page) => queryClient.query(projectQueries.page(projectId, view, page))),
    ...(root === null
      ? []
      : [
          queryClient.query(projectQueries.details(projectId, root)),
          queryClient.query(projectQueries.actions(projectId, root)),
        ]),
  ]);
  // While that was read the author may have gone on.
  return beginningAfterOpening();
}
