import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import type { ActionCapability } from '../../../src-preload/contract/domain/asset-action.ts';
import type { AssetFacets, FacetsQuery } from '../../../src-preload/contract/domain/asset-facets.ts';
import type {
  AssetListing,
  AssetQuery,
  AssetView,
  CountedRows,
  FoundAssets,
  FoundNamed,
  FoundProblem,
  FoundRow,
} from '../../../src-preload/contract/domain/asset-list.ts';
import type { RowSelection } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { Failure, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { Relocations } from '../../../src-preload/contract/domain/relocation.ts';
import { detailsOf } from '../core/asset.ts';
import { actionsOf } from '../core/asset-actions.ts';
import { listAssets } from '../core/asset-query.ts';
import { countSelected } from '../core/count-selected.ts';
import { facetCounts, facetFolders, facetTags } from '../core/facet-counts.ts';
import { findNamed } from '../core/find-named.ts';
import { findProblem } from '../core/find-problem.ts';
import { findRow } from '../core/find-row.ts';
import { meantAssets } from '../core/meant-assets.ts';
import { refusalToMove } from '../core/move-asset.ts';
import { findAsset } from '../core/project-snapshot.ts';
import { relocationsOf } from '../core/relocations.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import { refusalOf } from './lane-state.ts';
import { orderRevisionOf } from './order-revision.ts';
import type { ReadySnapshot, SnapshotReader } from './runtime-registry.ts';

/** Reads of one published snapshot (rules Q1 and Q2): synchronous, so that they can wait for nothing. */
export interface ProjectQueries {
  listAssets(projectId: string, query: AssetQuery): Result<AssetListing, Failure>;
  getAssetFacets(projectId: string, query: FacetsQuery): Result<AssetFacets, Failure>;
  getAssetDetails(projectId: string, root: string): Result<AssetDetails, Failure>;
  getAssetActions(
    projectId: string,
    root: string,
  ): Result<{ readonly revision: number; readonly actions: ActionCapability[] }, Failure>;
  /** Whether an asset can have another root, as far as memory knows (rule V1). */
  checkMove(
    projectId: string,
    root: string,
    to: string,
  ): Result<{ readonly revision: number; readonly refusal: Refusal | null }, Failure>;
  /** Where the folder of a missing asset may be by now (rule V11). */
  findRelocations(projectId: string, root: string): Result<Relocations, Failure>;
  /** The place of an asset in a list (rule Q8). */
  findRow(projectId: string, view: AssetView, root: string): Result<FoundRow, Failure>;
  /** The next row of a list that has a problem (rule Q9). */
  findProblem(
    projectId: string,
    view: AssetView,
    from: number | null,
    direction: 'next' | 'previous',
  ): Result<FoundProblem, Failure>;
  /** The next row of a list whose name begins with a text (rule Q11). */
  findNamed(projectId: string, view: AssetView, from: number | null, text: string): Result<FoundNamed, Failure>;
  /** How many of the rows at places of a list are registered (rule Q12). */
  countSelected(projectId: string, rows: RowSelection): Result<CountedRows, Failure>;
  /** Assets that a text may mean (rule Q10). */
  meantAssets(projectId: string, text: string, limit: number): Result<FoundAssets, Failure>;
  /** The published snapshot, when the disk was read for it, and since when its rows stand where they do. */
  published(projectId: string): Result<ReadySnapshot, Failure>;
}

export function createProjectQueries(snapshots: SnapshotReader): ProjectQueries {
  function published(projectId: string): ReturnType<ProjectQueries['published']> {
    const current = snapshots.current(projectId);
    if (current === undefined) {
      return fail({ code: 'project-not-open' });
    }
    return current.state === 'ready' ? succeed(current) : fail({ code: 'snapshot-unavailable' });
  }

  return {
    published,
    listAssets: (projectId, query) => {
      const current = published(projectId);
      return current.ok
        ? succeed({
            ...listAssets(current.value.snapshot, query),
            orderRevision: orderRevisionOf(current.value, query),
          })
        : current;
    },
    findRow: (projectId, view, root) => {
      const current = published(projectId);
      return current.ok
        ? succeed({ ...revisionsOf(current.value, view), ...findRow(current.value.snapshot, view, root) })
        : current;
    },
    findProblem: (projectId, view, from, direction) => {
      const current = published(projectId);
      return current.ok
        ? succeed({
            ...revisionsOf(current.value, view),
            ...findProblem(current.value.snapshot, view, from, direction),
          })
        : current;
    },
    findNamed: (projectId, view, from, text) => {
      const current = published(projectId);
      return current.ok
        ? succeed({ ...revisionsOf(current.value, view), row: findNamed(current.value.snapshot, view, from, text) })
        : current;
    },
    countSelected: (projectId, rows) => {
      const current = published(projectId);
      if (!current.ok) {
        return current;
      }
      const { snapshot } = current.value;
      const { filter, sort, descending, ranges } = rows;
      return rows.orderRevision === orderRevisionOf(current.value, rows)
        ? succeed({ revision: snapshot.revision, ...countSelected(snapshot, { filter, sort, descending }, ranges) })
        : fail({ code: 'selection-outdated' });
    },
    meantAssets: (projectId, text, limit) => {
      const current = published(projectId);
      return current.ok
        ? succeed({ revision: current.value.snapshot.revision, ...meantAssets(current.value.snapshot, text, limit) })
        : current;
    },
    getAssetFacets: (projectId, { search, tags, folders }) => {
      const current = published(projectId);
      if (!current.ok) {
        return current;
      }
      const { snapshot, rowsRevision } = current.value;
      const found = facetTags(snapshot, search);
      return succeed({
        rowsRevision,
        counts: search === '' ? null : facetCounts(snapshot, search),
        tagTotal: found.length,
        tags: found.slice(0, tags),
        contents: folders.map((path) => facetFolders(snapshot, search, path)),
      });
    },
    getAssetDetails: (projectId, root) => {
      const current = published(projectId);
      if (!current.ok) {
        return current;
      }
      const { snapshot } = current.value;
      const asset = findAsset(snapshot, root);
      return asset === undefined ? fail({ code: 'no-such-asset', root }) : succeed(detailsOf(asset, snapshot.revision));
    },
    getAssetActions: (projectId, root) => {
      const current = published(projectId);
      if (!current.ok) {
        return current;
      }
      const { snapshot } = current.value;
      const actions = actionsOf(snapshot, root, refusalOf(snapshots.lane(projectId)));
      return actions.ok ? succeed({ revision: snapshot.revision, actions: actions.value }) : actions;
    },
    checkMove: (projectId, root, to) => {
      const current = published(projectId);
      if (!current.ok) {
        return current;
      }
      const { snapshot } = current.value;
      const refusal = refusalOf(snapshots.lane(projectId)) ?? refusalToMove(snapshot, root, to);
      return succeed({ revision: snapshot.revision, refusal });
    },
    findRelocations: (projectId, root) => {
      const current = published(projectId);
      if (!current.ok) {
        return current;
      }
      const { snapshot } = current.value;
      const refusal = refusalOf(snapshots.lane(projectId));
      return succeed({ revision: snapshot.revision, refusal, ...relocationsOf(snapshot, root) });
    },
  };
}

function revisionsOf(current: ReadySnapshot, view: AssetView): Pick<FoundRow, 'revision' | 'orderRevision'> {
  return { revision: current.snapshot.revision, orderRevision: orderRevisionOf(current, view) };
}
