import { keepPreviousData, type QueryKey, queryOptions } from '@tanstack/react-query';
import pLimit from 'p-limit';
import type { AssetSummary } from '../../src-preload/contract/domain/asset.ts';
import type { FacetsQuery } from '../../src-preload/contract/domain/asset-facets.ts';
import type { AssetFilter, AssetListing, AssetSort } from '../../src-preload/contract/domain/asset-list.ts';
import type { RowSelection } from '../../src-preload/contract/domain/bulk-registration.ts';
import type { AssetRefusalCode } from '../../src-preload/contract/domain/failure.ts';
import type { LaneState } from '../../src-preload/contract/domain/lane.ts';
import { call } from './packer-client.ts';

/** Rows that one read of the list asks for. */
export const pageSize = 100;

/** The page that holds a row. */
export function pageOfRow(index: number): number {
  return Math.floor(index / pageSize);
}

/** Page reads that are under way at once, at most: what is scrolled past fast is never asked for. */
const readAtOnce = pLimit(4);

/** Which list: all that decides its rows and their order, without the place in it. */
export interface ListView {
  readonly filter: AssetFilter;
  readonly sort: AssetSort;
  readonly descending: boolean;
}

/** Whether a lane is in a state that it leaves by itself. */
export function isPassing(lane: LaneState | undefined): boolean {
  return lane?.state === 'poisoned' || lane?.state === 'reloading';
}

/** Every query key of an open project, from the generic to the specific. Keys are written nowhere else. */
export const projectKeys = {
  project: (projectId: string) => ['projects', projectId] as const,
  summary: (projectId: string) => [...projectKeys.project(projectId), 'summary'] as const,
  lists: (projectId: string) => [...projectKeys.project(projectId), 'list'] as const,
  list: (projectId: string, view: ListView) => [...projectKeys.lists(projectId), view] as const,
  page: (projectId: string, view: ListView, page: number) => [...projectKeys.list(projectId, view), page] as const,
  /** Of a search: read again with all that is shown of the project, and not after it. */
  facets: (projectId: string, query: FacetsQuery) => [...projectKeys.project(projectId), 'facets', query] as const,
  /** Not below the project: most writes change nothing of what there is in all. */
  allFacets: (projectId: string, rowsRevision: number, query: FacetsQuery) =>
    ['facets', projectId, rowsRevision, query] as const,
  allDetails: (projectId: string) => [...projectKeys.project(projectId), 'details'] as const,
  details: (projectId: string, root: string) => [...projectKeys.allDetails(projectId), root] as const,
  allActions: (projectId: string) => [...projectKeys.project(projectId), 'actions'] as const,
  actions: (projectId: string, root: string) => [...projectKeys.allActions(projectId), root] as const,
  /** Not below the project: a picture is of one file (`source`, empty for whichever the asset has) at one reading of the disk, and no write changes it. */
  picture: (projectId: string, root: string, readAt: string, source = '') =>
    ['picture', projectId, root, readAt, source] as const,
  moveCheck: (projectId: string, root: string, to: string) =>
    [...projectKeys.project(projectId), 'move-check', root, to] as const,
  relocations: (projectId: string, root: string) => [...projectKeys.project(projectId), 'relocations', root] as const,
  countedRows: (projectId: string, rows: RowSelection) =>
    [...projectKeys.project(projectId), 'counted-rows', rows] as const,
  found: (projectId: string, text: string) => [...projectKeys.project(projectId), 'found', text] as const,
  /** As a picture. */
  inspection: (projectId: string, root: string, source: string, readAt: string) =>
    ['inspection', projectId, root, source, readAt] as const,
  repairs: (projectId: string) => [...projectKeys.project(projectId), 'repairs'] as const,
  newRoots: (projectId: string, roots: readonly string[]) =>
    [...projectKeys.project(projectId), 'new-roots', roots] as const,
  history: (projectId: string) => [...projectKeys.project(projectId), 'history'] as const,
  /** Not below the project: what a command refused does not change any more. */
  refused: (projectId: string, commandId: string, code: AssetRefusalCode) =>
    ['refused', projectId, commandId, code] as const,
};

/**
 * A page that was read again, with the rows that it had before wherever they say the same, at whatever place: who shows
 * one has nothing to do then.
 */
function withSameRows(before: AssetListing | undefined, now: AssetListing): AssetListing {
  if (before === undefined) {
    return now;
  }
  const known = new Map(before.rows.map((row) => [row.root, row]));
  const rows = now.rows.map((row) => {
    const same = known.get(row.root);
    return same !== undefined && isSameRow(same, row) ? same : row;
  });
  // Counts are of the revision.
  const isSame =
    before.revision === now.revision &&
    before.orderRevision === now.orderRevision &&
    before.total === now.total &&
    before.rows.length === rows.length &&
    rows.every((row, at) => row === before.rows[at]);
  return isSame ? before : { ...now, rows };
}

function isSameRow(a: AssetSummary, b: AssetSummary): boolean {
  const keys = Object.keys(b) as (keyof AssetSummary)[];
  return keys.every((key) => a[key] === b[key]);
}

/** The number of the page that a key of `projectKeys.page` names. */
export function pageOf(key: QueryKey): number {
  return Number(key.at(-1));
}

/** Refused assets that are listed for each reason. */
export const listedRefused = 200;

/** Steps of the history that are listed. */
const listedSteps = 100;

/** Assets that are listed for a text, of which the author wants one. */
const listedFound = 50;

/** The reads of an open project. */
export const projectQueries = {
  summary: (projectId: string) =>
    queryOptions({
      queryKey: projectKeys.summary(projectId),
      queryFn: () => call('packer:get-project', { projectId }),
      // A lane that is under way ends by itself, and nobody tells.
      refetchInterval: ({ state }) => (isPassing(state.data?.lane) ? 500 : false),
      refetchIntervalInBackground: true,
    }),

  page: (projectId: string, view: ListView, page: number) =>
    queryOptions({
      queryKey: projectKeys.page(projectId, view, page),
      // A page that nobody wants any more when its turn comes is not asked for.
      queryFn: ({ signal }) =>
        readAtOnce(() => {
          signal.throwIfAborted();
          return call('packer:list-assets', {
            projectId,
            query: { ...view, offset: page * pageSize, limit: pageSize },
          });
        }),
      structuralSharing: (before, now) => withSameRows(before as AssetListing | undefined, now as AssetListing),
      // Nothing but a write or a reload changes a page, and both say so (`useInvalidateProject`).
      staleTime: Number.POSITIVE_INFINITY,
      // Pages left behind by scrolling are cheap to read again; a million rows in the page's memory are not.
      gcTime: 10_000,
    }),

  /** Of a search, or of all assets as they are since a revision in which one came, went or was changed. */
  facets: (projectId: string, rowsRevision: number, query: FacetsQuery) =>
    queryOptions({
      queryKey:
        query.search === ''
          ? projectKeys.allFacets(projectId, rowsRevision, query)
          : projectKeys.facets(projectId, query),
      queryFn: () => call('packer:get-asset-facets', { projectId, query }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10_000,
      // What is listed stays while a folder is opened.
      placeholderData: keepPreviousData,
    }),

  details: (projectId: string, root: string) =>
    queryOptions({
      queryKey: projectKeys.details(projectId, root),
      queryFn: () => call('packer:get-asset-details', { projectId, root }),
      gcTime: 10_000,
    }),

  actions: (projectId: string, root: string) =>
    queryOptions({
      queryKey: projectKeys.actions(projectId, root),
      queryFn: () => call('packer:get-asset-actions', { projectId, root }),
      gcTime: 10_000,
    }),

  moveCheck: (projectId: string, root: string, to: string) =>
    queryOptions({
      queryKey: projectKeys.moveCheck(projectId, root, to),
      queryFn: () => call('packer:check-move', { projectId, root, to }),
      gcTime: 10_000,
    }),

  relocations: (projectId: string, root: string) =>
    queryOptions({
      queryKey: projectKeys.relocations(projectId, root),
      queryFn: () => call('packer:find-relocations', { projectId, root }),
      gcTime: 10_000,
    }),

  countedRows: (projectId: string, rows: RowSelection) =>
    queryOptions({
      queryKey: projectKeys.countedRows(projectId, rows),
      queryFn: () => call('packer:count-selected', { projectId, rows }),
      // Each row more asks anew, and shows what was said of the rows before it meanwhile.
      gcTime: 0,
      placeholderData: keepPreviousData,
    }),

  found: (projectId: string, text: string) =>
    queryOptions({
      queryKey: projectKeys.found(projectId, text),
      queryFn: () => call('packer:find-assets', { projectId, text, limit: listedFound }),
      gcTime: 10_000,
    }),

  picture: (projectId: string, root: string, readAt: string, source = '') =>
    queryOptions({
      queryKey: projectKeys.picture(projectId, root, readAt, source),
      queryFn: () => call('packer:describe-picture', { projectId, root, ...(source === '' ? {} : { source }) }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10_000,
    }),

  inspection: (projectId: string, root: string, source: string, readAt: string) =>
    queryOptions({
      queryKey: projectKeys.inspection(projectId, root, source, readAt),
      queryFn: () => call('packer:inspect-source', { projectId, root, source }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
    }),

  refused: (projectId: string, commandId: string, code: AssetRefusalCode) =>
    queryOptions({
      queryKey: projectKeys.refused(projectId, commandId, code),
      queryFn: () =>
        call('packer:list-refused-assets', { projectId, commandId, code, offset: 0, limit: listedRefused }),
      gcTime: 10_000,
    }),

  history: (projectId: string) =>
    queryOptions({
      queryKey: projectKeys.history(projectId),
      queryFn: () => call('packer:get-history', { projectId, offset: 0, limit: listedSteps }),
      gcTime: 10_000,
    }),

  newRoots: (projectId: string, roots: readonly string[]) =>
    queryOptions({
      queryKey: projectKeys.newRoots(projectId, roots),
      queryFn: async () => ({ roots, ...(await call('packer:check-new-roots', { projectId, roots: [...roots] })) }),
      // Each letter that is typed asks anew.
      gcTime: 0,
    }),

  repairs: (projectId: string) =>
    queryOptions({
      queryKey: projectKeys.repairs(projectId),
      queryFn: () => call('packer:list-repairs', { projectId }),
      // It reads the file, which another program may have changed since the last look.
      gcTime: 0,
    }),
};
