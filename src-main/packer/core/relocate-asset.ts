import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { withEntry } from './asset.ts';
import { countsReplaced } from './asset-counts.ts';
import { indexWithReplaced } from './asset-index.ts';
import { WrittenEntry } from './held-entry.ts';
import { assetOfEntry, findAsset, isKnownByRegistryAlone, type ProjectSnapshot } from './project-snapshot.ts';
import { diagnosticsAfterCommit, refusalToRegister } from './register-asset.ts';
import { viewWithEntry, viewWithoutEntry } from './registry-view.ts';
import { refusalToUnregister } from './unregister-asset.ts';

/**
 * Why the entry of the asset at a root can't be given to the folder at another one now, or null where it can (rule V8):
 * its own folder has to be gone, and the other one to be what could be registered if that asset were not.
 */
export function refusalToRelocate(snapshot: ProjectSnapshot, root: string, to: string): Refusal | null {
  const refusal = refusalToUnregister(snapshot, root);
  if (refusal !== null) {
    return refusal;
  }
  return findAsset(snapshot, root)?.health === 'missing'
    ? refusalToRegister(snapshot, to, root)
    : { code: 'asset-not-missing', root };
}

/**
 * The point patch of an entry that goes to another root, and no folder with it (rule V9): what it leaves turns
 * `unregistered`, or leaves the list where the registry alone knew it; what it comes to turns `registered`, or joins the
 * list where no folder is there. Every other asset is shared with the snapshot before. Throws where the snapshot has no such
 * entry, or another one at the new root (rule P5).
 */
export function patchRelocated(snapshot: ProjectSnapshot, from: string, entry: RegistryEntry): ProjectSnapshot {
  const before = findAsset(snapshot, from);
  const there = findAsset(snapshot, entry.root) ?? null;
  if (before?.entry?.assetId !== entry.assetId || (there?.entry ?? null) !== null) {
    throw new Error(`There is no entry of ${from} that ${entry.root} could have`);
  }
  const held = new WrittenEntry(entry);
  const left = isKnownByRegistryAlone(snapshot, before) ? null : withEntry(before, null);
  const after = there === null ? assetOfEntry(snapshot, held) : withEntry(there, held);
  return {
    ...snapshot,
    revision: snapshot.revision + 1,
    registry: viewWithEntry(viewWithoutEntry(snapshot.registry, before.entry), held),
    assets: indexWithReplaced(indexWithReplaced(snapshot.assets, before, left), there, after),
    counts: countsReplaced(countsReplaced(snapshot.counts, before, left), there, after),
    diagnostics: diagnosticsAfterCommit(snapshot.diagnostics),
  };
}
