import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AssetSort } from '../../src-preload/contract/domain/asset-list.ts';
import { countOf, joined, type RowRanges, rangeBetween, withRowToggled } from './row-ranges.ts';

/** The row that the author is on. The root is null until the row has been read. */
export interface Selection {
  readonly index: number;
  readonly root: string | null;
  /** A number that no selecting before it had, so that what was said of the last attempt ends with that. */
  readonly turn: number;
}

/**
 * Two rows or more, chosen by their places in the list that is shown. They stand for those assets as long as the list
 * has this `orderRevision`; with another one, or another list, the choice is void.
 */
export interface MarkedRows {
  readonly orderRevision: number;
  readonly ranges: RowRanges;
}

/** Which rows a key or a click leads to beside the one that it is on. */
export type Marking = 'alone' | 'toggle' | 'through';

/** A row that a key or a click leads to. `from` is the row with the cursor, from which a range begins. */
export interface RowChoice {
  readonly index: number;
  readonly root: string | null;
  readonly marking: Marking;
  readonly from: number | null;
  /** That of the list as it is shown; null while rows of another list stand in for it: then one row is chosen. */
  readonly orderRevision: number | null;
}

/** Rows under a band that the mouse draws over the list. */
export interface BandChoice {
  readonly ranges: RowRanges;
  /** The row nearest to where the band began, which gets the cursor; null where it touches none. */
  readonly lead: Omit<Selection, 'turn'> | null;
  /** Whether what was chosen before stays chosen. */
  readonly adds: boolean;
  /** The row with the cursor. */
  readonly from: number | null;
  readonly orderRevision: number;
}

/** What was chosen when a band was begun. */
interface BeforeBand extends Pick<ProjectView, 'selection' | 'marked' | 'anchor'> {
  readonly from: number | null;
}

/** How a list begins: what is looked for in it, and where the author was in it last, or while its project was opened. */
export interface ListBeginning extends Pick<ProjectView, 'search' | 'sort' | 'descending'> {
  readonly selection: Omit<Selection, 'turn'> | null;
  /** Pixels from its top. */
  readonly scrollTop: number;
  /** Whether it is to be scrolled to what is selected. */
  readonly sought: boolean;
}

/** What the author has chosen to see, and the ways to choose. */
export interface ProjectView {
  /** All that the list is filtered by, in the words of the search field: filters and chips read and write it. */
  readonly search: string;
  readonly sort: AssetSort;
  readonly descending: boolean;
  readonly selection: Selection | null;
  readonly marked: MarkedRows | null;
  /** The row from which Shift chooses. */
  readonly anchor: number | null;
  /** Null where no band is being drawn. */
  readonly beforeBand: BeforeBand | null;
  readonly setSearch: (search: string) => void;
  readonly setSort: (sort: AssetSort) => void;
  readonly reverse: () => void;
  readonly choose: (choice: RowChoice) => void;
  readonly chooseAll: (total: number, orderRevision: number) => void;
  readonly drawBand: (band: BandChoice) => void;
  /** What is under the band stays chosen, or all is as before it. */
  readonly endBand: (stays: boolean) => void;
  /** Back to the one row that has the cursor. */
  readonly unmark: () => void;
  /** The row that was selected before it was read has been read. */
  readonly nameSelection: (root: string) => void;
  /** The selected asset is in another row, as rows before it came or went. Nothing else is selected by that. */
  readonly moveSelection: (root: string, index: number) => void;
  readonly clearSelection: () => void;
  /** Selects a row that may be far away, and has the list scrolled to it: of all assets where the search is cleared for it. */
  readonly goTo: (index: number, root: string, cleared?: { readonly search?: '' }) => void;
  /** The turn of the selection that the list is to be scrolled to; null where it stays where it is. */
  readonly sought: number | null;
}

/** Whether the author has turned to another asset or another list himself. To be led to one is no turning of his. */
export function hasTurned(now: ProjectView, before: ProjectView): boolean {
  return (
    now.sought === before.sought &&
    (now.selection?.turn !== before.selection?.turn ||
      now.search !== before.search ||
      now.sort !== before.sort ||
      now.descending !== before.descending)
  );
}

/** What the author has chosen to see of one open project. */
export function createProjectView(beginning: ListBeginning): StoreApi<ProjectView> {
  const { selection: first, sought, search: firstSearch, sort: firstSort, descending: firstDescending } = beginning;
  let turns = first === null ? 0 : 1;
  const nextTurn = (): number => {
    turns += 1;
    return turns;
  };
  return createStore<ProjectView>((set) => ({
    search: firstSearch,
    sort: firstSort,
    descending: firstDescending,
    selection: first === null ? null : { ...first, turn: 1 },
    marked: null,
    anchor: null,
    beforeBand: null,
    sought: first !== null && sought ? 1 : null,
    setSearch: (search) => {
      set({ ...nothingMarked, search });
    },
    setSort: (sort) => {
      set({ ...nothingMarked, sort });
    },
    reverse: () => {
      set(({ descending }) => ({ ...nothingMarked, descending: !descending }));
    },
    choose: (choice) => {
      const turn = nextTurn();
      set((view) => ({
        selection: { index: choice.index, root: choice.root, turn },
        ...markedBy(choice, view, turn),
      }));
    },
    chooseAll: (total, orderRevision) => {
      set(({ selection, marked }) => ({
        selection: selection ?? { index: 0, root: null, turn: nextTurn() },
        marked: total > 1 ? { orderRevision, ranges: rangeBetween(0, total - 1) } : marked,
      }));
    },
    drawBand: (band) => {
      set((view) => {
        const { selection, marked, anchor } = view;
        const before = view.beforeBand ?? { selection, marked, anchor, from: band.from };
        return { beforeBand: before, ...chosenByBand(band, before, nextTurn()) };
      });
    },
    endBand: (stays) => {
      set(({ beforeBand }) => {
        if (stays || beforeBand === null) {
          return { beforeBand: null };
        }
        const { selection, marked, anchor } = beforeBand;
        return { selection, marked, anchor, beforeBand: null };
      });
    },
    unmark: () => {
      set(nothingMarked);
    },
    nameSelection: (root) => {
      set(({ selection }) => (selection === null ? {} : { selection: { ...selection, root } }));
    },
    moveSelection: (root, index) => {
      set(({ selection }) => (selection?.root === root ? { selection: { ...selection, index } } : {}));
    },
    clearSelection: () => {
      set({ ...nothingMarked, selection: null });
    },
    goTo: (index, root, cleared = {}) => {
      const turn = nextTurn();
      set({ ...nothingMarked, ...cleared, selection: { index, root, turn }, sought: turn });
    },
  }));
}

const begun = new WeakMap<ListBeginning, StoreApi<ProjectView>>();

/** The view that was begun so, as it is by now: another language draws everything anew, and what was chosen stays. */
export function projectViewOf(beginning: ListBeginning): StoreApi<ProjectView> {
  const view = begun.get(beginning) ?? createProjectView(beginning);
  begun.set(beginning, view);
  return view;
}

const nothingMarked = { marked: null, anchor: null } as const;

/** What a band chooses, with what was chosen before where it adds to that. One row alone is selected. */
function chosenByBand(
  { ranges, lead, adds, orderRevision }: BandChoice,
  { marked, from }: BeforeBand,
  turn: number,
): Partial<ProjectView> {
  const kept = marked?.orderRevision === orderRevision ? marked.ranges : from === null ? [] : rangeBetween(from, from);
  const chosen = joined(adds ? [...kept, ...ranges] : ranges);
  const first = chosen[0];
  if (first === undefined) {
    return { ...nothingMarked, selection: null };
  }
  const cursor = lead ?? { index: from ?? first.first, root: null };
  const selection = { ...cursor, turn };
  return countOf(chosen) === 1
    ? {
        ...nothingMarked,
        selection: first.first === cursor.index ? selection : { index: first.first, root: null, turn },
      }
    : { marked: { orderRevision, ranges: chosen }, anchor: cursor.index, selection };
}

/** What a choice makes of the rows that were chosen before it. Less than two rows are the one with the cursor. */
function markedBy(choice: RowChoice, view: ProjectView, turn: number): Partial<ProjectView> {
  const { index, marking, from, orderRevision } = choice;
  if (marking === 'alone' || orderRevision === null) {
    return nothingMarked;
  }
  const before = view.marked?.orderRevision === orderRevision ? view.marked.ranges : null;
  const anchor = view.anchor ?? from ?? index;
  if (marking === 'through') {
    return anchor === index
      ? { marked: null, anchor }
      : { marked: { orderRevision, ranges: rangeBetween(anchor, index) }, anchor };
  }
  const ranges = withRowToggled(before ?? (from === null ? [] : rangeBetween(from, from)), index);
  const count = countOf(ranges);
  if (count > 1) {
    return { marked: { orderRevision, ranges }, anchor: index };
  }
  const left = ranges[0]?.first;
  return left === undefined
    ? { ...nothingMarked, selection: null }
    : { ...nothingMarked, ...(left === index ? {} : { selection: { index: left, root: null, turn } }) };
}
