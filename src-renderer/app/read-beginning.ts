import type { QueryClient } from '@tanstack/react-query';
import type { KeptView } from '../../src-preload/contract/domain/kept-view.ts';
import { filterOf } from '../ipc/asset-filter.ts';
import { call } from '../ipc/packer-client.ts';
import { type ListView, pageOfRow, projectQueries } from '../ipc/project-queries.ts';
import { type OpeningPlace, placeAfterOpening, useOpeningView } from './opening-view.ts';
import type { ListBeginning } from './project-view.ts';

/**
 * Reads what a project shows first before it is shown, so that it takes the place of its provisional view without a
 * blank between them. What can't be read is told where it is shown. Answers how its list begins: where the author is by
 * now, else where he was when it was shown last.
 */
export async function readBeginning(
  queryClient: QueryClient,
  projectId: string,
  kept: KeptView,
): Promise<ListBeginning> {
  const { search, sort, descending } = kept;
  const view: ListView = { filter: filterOf(search), sort, descending };
  const begin = (part: Pick<ListBeginning, 'selection' | 'scrollTop' | 'sought'>): ListBeginning => ({
    search,
    sort,
    descending,
    ...part,
  });
  const opened = placeAfterOpening();
  const beginning = begin(
    staysIn(view, opened) ?? (await placeOf(projectId, view, opened.selection?.root ?? kept.selected)),
  );
  const { selection, scrollTop } = beginning;
  const root = selection?.root ?? null;
  const { seen } = useOpeningView.getState();
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
  const now = placeAfterOpening();
  const later = staysIn(view, now);
  const taken = later === null ? opened : now;
  useOpeningView.setState({ takenRoot: taken.selection?.root ?? null });
  return later === null ? beginning : begin(later);
}

type Place = Pick<ListBeginning, 'selection' | 'scrollTop' | 'sought'>;

/** The same place, where the rows stand as they stood in the list that the author has begun to look at. */
function staysIn(
  { filter, sort, descending }: ListView,
  { selection, scrollTop, isInOrder }: OpeningPlace,
): Place | null {
  const isSameList = isInOrder && filter.search === '' && sort === 'root' && !descending;
  return isSameList && (selection !== null || scrollTop > 0) ? { selection, scrollTop, sought: false } : null;
}

/** An asset at its place in the list, which is scrolled to it; none where it is not in the list any more. */
async function placeOf(projectId: string, view: ListView, root: string | null): Promise<Place> {
  const nowhere = { selection: null, scrollTop: 0, sought: false };
  if (root === null) {
    return nowhere;
  }
  try {
    const { index } = await call('packer:find-row', { projectId, view, root });
    return index === null ? nowhere : { selection: { index, root }, scrollTop: 0, sought: true };
  } catch {
    // The list that can't be read either tells why.
    return nowhere;
  }
}
