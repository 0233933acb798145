import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { countsReplaced } from './asset-counts.ts';
import { indexWithReplaced } from './asset-index.ts';
import { firstAssetBelow } from './new-root.ts';
import { findAsset, findTwin, isKnownByRegistryAlone, type ProjectSnapshot } from './project-snapshot.ts';
import { refusalToUnregister } from './unregister-asset.ts';

/** The moving of an asset's folder to the system’s trash, at its author's word, as the history holds it (rule T4). */
export interface TrashChange {
  readonly op: 'trashed';
  readonly root: string;
}

/**
 * Why the asset at a root can't be moved to the trash now, or null where it can (rule T1): the one place of the
 * preconditions, which both the command and the action capability ask.
 */
export function refusalToTrash(snapshot: ProjectSnapshot, root: string): Refusal | null {
  const asset = findAsset(snapshot, root);
  if (asset === undefined) {
    return { code: 'no-such-asset', root };
  }
  if (isKnownByRegistryAlone(snapshot, asset)) {
    return { code: 'asset-missing', root };
  }
  const inner = firstAssetBelow(snapshot, root, null);
  if (inner !== null) {
    return { code: 'holds-other-assets', root, other: inner };
  }
  return asset.entry === null ? null : refusalToUnregister(snapshot, root);
}

/**
 * The point patch of an asset whose folder is gone (rule T3): it leaves the list, and with it what was found in its
 * folder. Every other asset is shared with the snapshot before. Throws where it is registered, or not there (rule P5).
 */
export function patchTrashed(snapshot: ProjectSnapshot, root: string): ProjectSnapshot {
  const before = findAsset(snapshot, root);
  if (before?.entry !== null) {
    throw new Error(`There is no unregistered asset ${root} to take out`);
  }
  const folder = `assets/${root}`;
  return {
    ...snapshot,
    revision: snapshot.revision + 1,
    assets: indexWithReplaced(snapshot.assets, before, null),
    counts: countsReplaced(snapshot.counts, before, null),
    diagnostics: snapshot.diagnostics.filter(
      ({ place }) => place.file !== folder && !place.file.startsWith(`${folder}/`),
    ),
  };
}

/** Whether an asset that leaves ends a finding on another one (rule R10), which a point patch does not see to. */
export function hasTwin(snapshot: ProjectSnapshot, root: string): boolean {
  const asset = findAsset(snapshot, root);
  return asset !== undefined && findTwin(snapshot, asset) !== undefined;
}
