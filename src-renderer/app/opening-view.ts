import { create } from 'zustand';
import type { RowRange } from '../../src-preload/contract/domain/bulk-registration.ts';
import type { ProvisionalRow, ProvisionalSource } from '../../src-preload/contract/domain/provisional-view.ts';
import type { ListBeginning } from './project-view.ts';

/** What the author does in the list of a project that is being opened, for the list that takes its place. */
interface OpeningView {
  /** Whose rows are shown; null until there are some. */
  readonly from: ProvisionalSource | null;
  /** The row is null until it has been read. */
  readonly selection: { readonly index: number; readonly row: ProvisionalRow | null } | null;
  readonly seen: RowRange;
  /** Pixels from the top of the list. */
  readonly scrollTop: number;
}

const atFirst: OpeningView = { from: null, selection: null, seen: { first: 0, last: 0 }, scrollTop: 0 };

/** One project at a time is being opened. */
export const useOpeningView = create<OpeningView>(() => atFirst);

export function resetOpeningView(): void {
  useOpeningView.setState(atFirst);
}

/**
 * How the list of the project begins that was being opened: at the same place, where its rows stood in the order that the
 * list begins in; else at the top, with the same asset selected.
 */
export function beginningAfterOpening(): ListBeginning {
  const { from, selection, scrollTop } = useOpeningView.getState();
  const root = selection?.row?.root ?? null;
  if (from === 'scan-index') {
    return { selection: selection === null ? null : { index: selection.index, root }, scrollTop };
  }
  return { selection: root === null ? null : { index: 0, root }, scrollTop: 0 };
}
