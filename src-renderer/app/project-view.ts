import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TypeFilter } from '../../src-preload/contract/domain/asset.ts';
import type { AssetSort } from '../../src-preload/contract/domain/asset-list.ts';
import type { StatusFilter } from '../ipc/asset-filter.ts';

/** The row that the author is on. The root is null until the row has been read. */
export interface Selection {
  readonly index: number;
  readonly root: string | null;
  /** Another number for each selecting, so that what was said of the last attempt ends with it. */
  readonly turn: number;
}

/** What the author has chosen to see, and the ways to choose. */
export interface ProjectView {
  readonly status: StatusFilter;
  readonly types: readonly TypeFilter[];
  readonly search: string;
  readonly sort: AssetSort;
  readonly descending: boolean;
  readonly selection: Selection | null;
  readonly setStatus: (status: StatusFilter) => void;
  readonly toggleType: (type: TypeFilter) => void;
  readonly setSearch: (search: string) => void;
  readonly setSort: (sort: AssetSort) => void;
  readonly reverse: () => void;
  readonly clearFilters: () => void;
  readonly select: (index: number, root: string | null) => void;
  /** The row that was selected before it was read has been read. */
  readonly nameSelection: (root: string) => void;
  readonly clearSelection: () => void;
}

/** What the author has chosen to see of one open project. */
export function createProjectView(): StoreApi<ProjectView> {
  return createStore<ProjectView>((set) => ({
    status: 'all',
    types: [],
    search: '',
    sort: 'name',
    descending: false,
    selection: null,
    // A second click on a status takes it off; "all" takes off everything.
    setStatus: (status) => {
      set((view) => (status === 'all' ? { status, types: [] } : { status: view.status === status ? 'all' : status }));
    },
    toggleType: (type) => {
      set(({ types }) => ({ types: types.includes(type) ? types.filter((each) => each !== type) : [...types, type] }));
    },
    setSearch: (search) => {
      set({ search });
    },
    setSort: (sort) => {
      set({ sort });
    },
    reverse: () => {
      set(({ descending }) => ({ descending: !descending }));
    },
    clearFilters: () => {
      set({ status: 'all', types: [], search: '' });
    },
    select: (index, root) => {
      set(({ selection }) => ({ selection: { index, root, turn: (selection?.turn ?? 0) + 1 } }));
    },
    nameSelection: (root) => {
      set(({ selection }) => (selection === null ? {} : { selection: { ...selection, root } }));
    },
    clearSelection: () => {
      set({ selection: null });
    },
  }));
}
