import { useEffect, useEffectEvent, useMemo } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { CommandSubject } from '../features/asset-details/command-subject.ts';
import { type AssetList, useAssetList } from '../features/asset-list/use-asset-list.ts';
import { filterOf } from '../ipc/asset-filter.ts';
import type { ListView } from '../ipc/project-queries.ts';
import type { MarkedRows, ProjectView } from './project-view.ts';

interface ShownAssets {
  readonly view: ListView;
  readonly list: AssetList;
  /** The selected asset, which may have left the list, as after its registration under "Unregistered". */
  readonly root: string | null;
  /** The row that has the cursor: the selected asset's, or the one that came into its place. */
  readonly cursor: number | null;
  readonly subject: CommandSubject | null;
  /** The rows that are chosen where they are more than one. */
  readonly marked: MarkedRows | null;
}

/**
 * The list that the author's choices lead to, and the selection as a place in it. `onMarksVoid` is told when several
 * rows were chosen and the list has other rows in their places now: they are chosen no more.
 */
export function useShownAssets(
  projectId: string,
  store: StoreApi<ProjectView>,
  onMarksVoid: (marked: MarkedRows) => void,
): ShownAssets {
  const { search, sort, descending, selection, nameSelection, moveSelection, marked, unmark } = useStore(store);
  const asked = filterOf(search).search;
  const view = useMemo(() => ({ filter: filterOf(asked), sort, descending }), [asked, sort, descending]);
  const list = useAssetList(projectId, view, selection, moveSelection);

  // A key can lead to a row that is not read yet (End). It gets its root once it is.
  const readRoot = selection !== null && selection.root === null ? list.rowAt(selection.index)?.root : undefined;
  useEffect(() => {
    if (readRoot !== undefined) {
      nameSelection(readRoot);
    }
  }, [readRoot, nameSelection]);

  const areVoid = marked !== null && list.orderRevision !== null && marked.orderRevision !== list.orderRevision;
  const tellMarksVoid = useEffectEvent(onMarksVoid);
  useEffect(() => {
    if (areVoid) {
      unmark();
      tellMarksVoid(marked);
    }
  }, [areVoid, marked, unmark]);

  const root = selection?.root ?? null;
  const found = root === null ? undefined : list.indexOf(root);
  const cursor = cursorOf(found ?? selection?.index, list.total);
  const name = found === undefined ? undefined : list.rowAt(found)?.name;
  return {
    view,
    list,
    root,
    cursor,
    subject: root === null ? null : { root, name: name ?? root, turn: selection?.turn ?? 0 },
    marked: areVoid ? null : marked,
  };
}

function cursorOf(index: number | undefined, total: number | null): number | null {
  if (index === undefined || total === null || total === 0) {
    return null;
  }
  return Math.min(index, total - 1);
}
