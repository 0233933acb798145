import type { AssetSummary } from '../../src-preload/contract/domain/asset.ts';
import {
  type AssetCounts,
  type AssetQuery,
  type AssetWindow,
  windowLimit,
} from '../../src-preload/contract/domain/asset-list.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { type Result, succeed } from '../packer/core/result.ts';
import type { Packer } from '../packer/index.ts';

/** Which rows: a query of the packer whose window may be of any size. */
export interface RowsQuery extends Omit<AssetQuery, 'limit'> {
  readonly limit: number | null;
}

/** Rows of one revision. `total` counts all that match, not only those of the window. */
export interface Rows {
  readonly revision: number;
  readonly total: number;
  readonly counts: AssetCounts;
  readonly rows: readonly AssetSummary[];
}

/** Asks for window after window until all rows are there. Where a reload came between two, it begins again. */
export function listRows(packer: Packer, projectId: string, query: RowsQuery): Result<Rows, Failure> {
  const wanted = query.limit ?? Number.POSITIVE_INFINITY;
  let first: AssetWindow | null = null;
  let rows: AssetSummary[] = [];
  for (;;) {
    const limit = Math.min(windowLimit, wanted - rows.length);
    const window = packer.listAssets(projectId, { ...query, offset: query.offset + rows.length, limit });
    if (!window.ok) {
      return window;
    }
    if (first !== null && first.revision !== window.value.revision) {
      first = null;
      rows = [];
      continue;
    }
    first = window.value;
    rows.push(...window.value.rows);
    if (window.value.rows.length < limit || rows.length >= wanted) {
      const { revision, total, counts } = first;
      return succeed({ revision, total, counts, rows });
    }
  }
}
