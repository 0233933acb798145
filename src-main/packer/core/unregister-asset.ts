import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { type Asset, withEntry } from './asset.ts';
import { countsReplaced } from './asset-counts.ts';
import { indexWithReplaced } from './asset-index.ts';
import { type HeldEntry, isSameEntry } from './held-entry.ts';
import { findAsset, findTwin, isKnownByRegistryAlone, type ProjectSnapshot } from './project-snapshot.ts';
import { diagnosticsAfterCommit } from './register-asset.ts';
import { viewWithoutEntry } from './registry-view.ts';

/**
 * Why the asset at a root can't be unregistered now, or null where it can: the one place of UNREGISTER's preconditions
 * (rule U1), which both the command and the action capability ask.
 */
export function refusalToUnregister(snapshot: ProjectSnapshot, root: string): Refusal | null {
  const asset = findAsset(snapshot, root);
  if (asset === undefined) {
    return { code: 'no-such-asset', root };
  }
  if (asset.entry === null) {
    return { code: 'not-registered', root };
  }
  const duplicate = asset.diagnostics.find((found) => found.code === 'duplicate-entry');
  return duplicate?.code === 'duplicate-entry' ? { code: 'duplicate-entry', root, assetIds: duplicate.assetIds } : null;
}

/**
 * UNREGISTER's point patch (rule U2): the entry leaves the registry view, and the asset turns from `registered` to
 * `unregistered`, or leaves the list where the registry alone knew it. Every other asset is shared with the snapshot before.
 * Throws when the snapshot is not one that the entry can be taken from (rule P5).
 */
export function patchUnregistered(snapshot: ProjectSnapshot, entry: HeldEntry): ProjectSnapshot {
  const before = findAsset(snapshot, entry.root);
  if (before === undefined || !isSameEntry(before.entry, entry)) {
    throw new Error(`The entry ${entry.assetId} is not the one of ${entry.root}`);
  }
  const after = isKnownByRegistryAlone(snapshot, before) ? null : withEntry(before, null);
  return {
    ...snapshot,
    revision: snapshot.revision + 1,
    registry: viewWithoutEntry(snapshot.registry, entry),
    assets: indexWithReplaced(snapshot.assets, before, after),
    counts: countsReplaced(snapshot.counts, before, after),
    diagnostics: diagnosticsAfterCommit(snapshot.diagnostics),
  };
}

/**
 * Whether an asset that comes or goes with its entry is compared with another one (rule R10): that one’s findings change
 * with it, and a point patch does not see to that.
 */
export function isComparedWithOthers(snapshot: ProjectSnapshot, asset: Asset): boolean {
  return isKnownByRegistryAlone(snapshot, asset) && findTwin(snapshot, asset) !== undefined;
}
