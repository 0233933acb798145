import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { createAsset } from './asset.ts';
import { countsReplaced } from './asset-counts.ts';
import { indexWithReplaced } from './asset-index.ts';
import { WrittenEntry } from './held-entry.ts';
import type { MoveChange } from './move-change.ts';
import { firstAssetBelow, refusalOfNewRoot, refusalOfTakenRoot } from './new-root.ts';
import {
  byPlace,
  findAsset,
  isKnownByRegistryAlone,
  type ProjectSnapshot,
  registryFileName,
} from './project-snapshot.ts';
import { diagnosticsAfterCommit } from './register-asset.ts';
import { viewWithEntry, viewWithoutEntry } from './registry-view.ts';
import { patchRelocated } from './relocate-asset.ts';
import type { ScannedAsset } from './scanned-asset.ts';
import { refusalToUnregister } from './unregister-asset.ts';

/**
 * Why the asset at a root can't be moved anywhere now, or null where it can (rule V1): the one place of the preconditions
 * of where it lies, which both the command and the action capability ask.
 */
export function refusalToMoveAway(snapshot: ProjectSnapshot, root: string): Refusal | null {
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
  // Nobody has looked into those, and what they hold may come up elsewhere.
  if (snapshot.diagnostics.some((found) => found.code === 'folder-too-deep' && isInFolderOf(root, found))) {
    return { code: 'new-root-invalid', root, reason: 'too-deep' };
  }
  return asset.entry === null ? null : refusalToUnregister(snapshot, root);
}

/** Why an asset can't be moved to a root now, as far as memory knows, or null where it can (rule V1). */
export function refusalToMove(snapshot: ProjectSnapshot, root: string, to: string): Refusal | null {
  const refusal = refusalToMoveAway(snapshot, root);
  if (refusal !== null) {
    return refusal;
  }
  return root === to ? { code: 'new-root-unchanged', root } : refusalOfNewRoot(snapshot, to, root);
}

/**
 * Why a move can't be taken back, or null where the asset is as it left it (rule V7). Where it came from counts as a place
 * for it, whatever is wrong with that. `restorers` as in entry-change.ts.
 */
export function refusalToMoveBack(
  snapshot: ProjectSnapshot,
  { root, from, entry }: MoveChange,
  restorers: ReadonlySet<string>,
): Refusal | null {
  const asset = findAsset(snapshot, root);
  const now = asset?.entry ?? null;
  const isAsLeft =
    entry === null
      ? now === null
      : now?.assetId === entry.assetId && (now.rev === entry.rev || restorers.has(now.commandId));
  if (asset === undefined || !isAsLeft) {
    return { code: 'changed-since', root };
  }
  return refusalToMoveAway(snapshot, root) ?? refusalOfTakenRoot(snapshot, from, root);
}

/** What a move made of an asset. */
export interface MovedAsset {
  readonly from: string;
  readonly to: string;
  /** What the folder says at its new place; null where the snapshot was read since, and knows it there. */
  readonly scanned: ScannedAsset | null;
  /** The entry at the new root, or null where the asset is not registered. */
  readonly entry: RegistryEntry | null;
}

/**
 * Why an entry can't be given another root now, or null: the folder lies there already, and the registry has to say of the
 * entry what it said before.
 */
export function refusalToMoveEntry(
  snapshot: ProjectSnapshot,
  { from, to, scanned, assetId }: Omit<MovedAsset, 'entry'> & { readonly assetId: string },
): Refusal | null {
  const before = findAsset(snapshot, from);
  if (before?.entry?.assetId !== assetId) {
    return { code: 'changed-since', root: from };
  }
  const there = findAsset(snapshot, to);
  if (there?.entry != null) {
    return { code: 'new-root-taken', root: to, other: to };
  }
  const isSeen = there !== undefined || (scanned !== null && !isKnownByRegistryAlone(snapshot, before));
  return isSeen ? refusalToUnregister(snapshot, from) : { code: 'no-such-asset', root: to };
}

/**
 * A move's point patch (rule V4): the asset has its new root, and with it what was found in its folder; the entry is the
 * same id at that root. Every other asset is shared with the snapshot before. Where the snapshot was read after the folder was
 * moved, it has the asset at the new root already, and the entry alone follows. Throws where there is nothing to move
 * (rule P5).
 */
export function patchMoved(snapshot: ProjectSnapshot, { from, to, scanned, entry }: MovedAsset): ProjectSnapshot {
  const before = findAsset(snapshot, from);
  if (entry !== null && findAsset(snapshot, to) !== undefined) {
    return patchRelocated(snapshot, from, entry);
  }
  if (before === undefined || (before.entry === null) !== (entry === null)) {
    throw new Error(`There is no asset ${from} to move to ${to}`);
  }
  const held = entry === null ? null : new WrittenEntry(entry);
  const registry =
    held === null || before.entry === null
      ? snapshot.registry
      : viewWithEntry(viewWithoutEntry(snapshot.registry, before.entry), held);
  const diagnostics = held === null ? snapshot.diagnostics : diagnosticsAfterCommit(snapshot.diagnostics);
  if (scanned === null || isKnownByRegistryAlone(snapshot, before)) {
    throw new Error(`Nothing is known of ${to}`);
  }
  const after = createAsset(to, scanned, held, []);
  return {
    ...snapshot,
    revision: snapshot.revision + 1,
    registry,
    assets: indexWithReplaced(snapshot.assets, before, after),
    counts: countsReplaced(snapshot.counts, before, after),
    diagnostics: withFolderMoved(diagnostics, from, to),
  };
}

/** Findings on the folders of an asset, at its new place. */
function withFolderMoved(diagnostics: readonly Diagnostic[], from: string, to: string): readonly Diagnostic[] {
  if (!diagnostics.some((found) => isInFolderOf(from, found))) {
    return diagnostics;
  }
  const moved = diagnostics.map((found): Diagnostic => {
    const file = `assets/${to}${found.place.file.slice(`assets/${from}`.length)}`;
    return isInFolderOf(from, found) ? { ...found, place: { ...found.place, file } } : found;
  });
  return [
    ...moved.filter(({ place }) => place.file !== registryFileName).toSorted(byPlace),
    ...moved.filter(({ place }) => place.file === registryFileName),
  ];
}

function isInFolderOf(root: string, { place }: Diagnostic): boolean {
  return place.file === `assets/${root}` || place.file.startsWith(`assets/${root}/`);
}
