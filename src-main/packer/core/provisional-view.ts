import { type ActionCapability, assetActions } from '../../../src-preload/contract/domain/asset-action.ts';
import type {
  ProvisionalRow,
  ProvisionalSource,
  ProvisionalView,
} from '../../../src-preload/contract/domain/provisional-view.ts';
import { nameOf } from './asset.ts';
import type { ScannedAsset } from './scanned-asset.ts';

/** What is shown of an asset before it is known whether that is so. */
export type ProvisionalAsset = Pick<ScannedAsset, 'root' | 'name' | 'type'>;

/** The assets of a project as far as they are known before its scan has ended. Answered from memory. */
export interface ProvisionalAssets {
  readonly from: ProvisionalSource;
  /** How many there are by now. */
  count(): number;
  /** Those from `offset` on, `limit` at most. What was answered once stays at its place. */
  window(offset: number, limit: number): readonly ProvisionalAsset[];
}

/** Which project is being opened. */
export type ProjectBeingOpened = Pick<ProvisionalView, 'projectId' | 'name' | 'path'>;

/** A window of the provisional view (rule Q5). */
export function provisionalView(
  { projectId, name, path }: ProjectBeingOpened,
  assets: ProvisionalAssets,
  offset: number,
  limit: number,
): ProvisionalView {
  return {
    phase: 'opening',
    projectId,
    name,
    path,
    from: assets.from,
    total: assets.count(),
    rows: assets.window(offset, limit).map(rowOf),
    actions: assetActions.map(
      (action): ActionCapability => ({ action, available: false, reason: { code: 'still-opening' } }),
    ),
  };
}

function rowOf({ root, name, type }: ProvisionalAsset): ProvisionalRow {
  return { root, name: nameOf(root, name), type };
}
