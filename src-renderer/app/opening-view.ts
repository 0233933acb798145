import { create } from 'zustand';
import type { RowRange } from '../../src-preload/contract/domain/bulk-registration.ts';
import type { ProvisionalRow, ProvisionalSource } from '../../src-preload/contract/domain/provisional-view.ts';

/** What the author does in the list of a project that is being opened, for the list that takes its place. */
interface OpeningView {
  /** Whose rows are shown; null until there are some. */
  readonly from: ProvisionalSource | null;
  /** The row is null until it has been read. */
  readonly selection: { readonly index: number; readonly row: ProvisionalRow | null } | null;
  readonly seen: RowRange;
  /** Pixels from the top of the list. */
  readonly scrollTop: number;
  /** The root of the selection that the list which takes its place has taken over; null where there was none to take. */
  readonly takenRoot: string | null;
}

const atFirst: OpeningView = {
  from: null,
  selection: null,
  seen: { first: 0, last: 0 },
  scrollTop: 0,
  takenRoot: null,
};

/** One project at a time is being opened. */
export const useOpeningView = create<OpeningView>(() => atFirst);

/** Begins anew, for the next project that is opened. */
export function resetOpeningView(): void {
  useOpeningView.setState(atFirst);
}

/** Where the author is in the list of a project that was being opened. */
export interface OpeningPlace {
  /** The root is null until it has been read. */
  readonly selection: { readonly index: number; readonly root: string | null } | null;
  readonly scrollTop: number;
  /** Whether its rows stand in the order by root, and not as the disk gave them. */
  readonly isInOrder: boolean;
}

/** What the list of the open project takes over from the one that was shown while it was being opened. */
export function placeAfterOpening(): OpeningPlace {
  const { from, selection, scrollTop } = useOpeningView.getState();
  return {
    selection: selection === null ? null : { index: selection.index, root: selection.row?.root ?? null },
    scrollTop,
    isInOrder: from === 'scan-index',
  };
}

/** The asset that was chosen since a selection was taken over, as while the open project is drawn; null where none was. */
export function chosenSinceTaken(): Pick<ProvisionalRow, 'root' | 'name'> | null {
  const { selection, takenRoot } = useOpeningView.getState();
  const row = selection?.row ?? null;
  return row?.root === takenRoot ? null : row;
}
