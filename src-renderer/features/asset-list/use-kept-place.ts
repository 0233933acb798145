import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { FoundRow } from '../../../src-preload/contract/domain/asset-list.ts';
import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { ListedAsset } from '../../ipc/asset-state.ts';
import { call } from '../../ipc/packer-client.ts';
import { keepPlace } from '../../ipc/places-kept.ts';
import { type ListView, pageOfRow, pageSize, projectQueries } from '../../ipc/project-queries.ts';

/** The row that is selected; the root is null until it was read. */
export interface SelectedRow {
  readonly index: number;
  readonly root: string | null;
}

/** Where a row was in a list, and where it is by now, or would be if it were in it still. */
export interface RowMove {
  readonly from: number;
  readonly to: number;
}

/** What moved in a list. */
export interface RowMoves {
  /** Of the first row that was seen. */
  readonly seen: RowMove | null;
  /** Of the selected one, or of the one that came into its place. */
  readonly selected: { readonly root: string; readonly index: number } | null;
}

/** What moved, in which list, and with which of its orders. */
interface FoundMoves extends RowMoves {
  readonly view: ListView;
  readonly orderRevision: number;
}

/** A list as it is shown, and what of it the author is at. */
interface ShownList {
  readonly projectId: string;
  readonly view: ListView;
  readonly rowAt: (index: number) => ListedAsset | undefined;
  /** The rows that are seen; null before any is. */
  readonly seen: () => RowRange | null;
  readonly selection: SelectedRow | null;
}

/**
 * Keeps the author where he is when a write, as one of many, takes rows away above him or brings some: the place of the
 * first row that is seen is asked for, and where it moved that of the selected one, and the pages there are read, before anything of the
 * write is shown. Where they stand as they stood, nothing is asked for. Answers what takes the moves for the order of
 * rows that is being shown: once, and none that another write has overtaken. A list at its beginning stays there.
 */
export function useKeptPlace(list: ShownList): (orderRevision: number | null) => RowMoves | null {
  const queryClient = useQueryClient();
  const moves = useRef<FoundMoves | null>(null);

  const find = useEffectEvent(async (projectId: string) => {
    if (projectId !== list.projectId) {
      return;
    }
    const { view, selection, rowAt } = list;
    const seen = list.seen();
    const first = seen === null || seen.first === 0 ? undefined : rowAt(seen.first)?.root;
    const firstPlace = seen === null ? null : await placeIfMoved(queryClient, projectId, view, seen.first, first);
    // Where what is seen stays, the row that left may be the selected one: to ask for its place would hold up each click.
    const selectedPlace =
      firstPlace === null || selection === null
        ? null
        : await placeIfMoved(queryClient, projectId, view, selection.index, selection.root ?? undefined);
    const to = firstPlace?.before ?? null;
    const index = selectedPlace?.before ?? null;
    const pages = new Set<number>();
    if (seen !== null && to !== null) {
      for (let page = pageOfRow(to); page <= pageOfRow(to + seen.last - seen.first); page += 1) {
        pages.add(page);
      }
    }
    if (index !== null) {
      pages.add(pageOfRow(index));
    }
    await Promise.all(Array.from(pages, (page) => queryClient.query(projectQueries.page(projectId, view, page))));
    const orderRevision = firstPlace?.orderRevision;
    if (orderRevision !== undefined) {
      moves.current = {
        view,
        orderRevision,
        seen: seen === null || to === null ? null : { from: seen.first, to },
        selected: selection?.root == null || index === null ? null : { root: selection.root, index },
      };
    }
  });
  useEffect(() => keepPlace((projectId) => find(projectId)), []);

  const { view } = list;
  return (orderRevision) => {
    const taken = moves.current;
    if (taken === null || orderRevision === null || orderRevision < taken.orderRevision) {
      return null;
    }
    moves.current = null;
    return taken.view === view && taken.orderRevision === orderRevision ? taken : null;
  };
}

/** Where a row of a list is by now, or null where it is where it was, as far as the pages say that were read. */
async function placeIfMoved(
  queryClient: QueryClient,
  projectId: string,
  view: ListView,
  index: number,
  root: string | undefined,
): Promise<FoundRow | null> {
  const page = queryClient.getQueryData(projectQueries.page(projectId, view, pageOfRow(index)).queryKey);
  if (root === undefined || page?.rows[index % pageSize]?.root === root) {
    return null;
  }
  return call('packer:find-row', { projectId, view, root });
}
