import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { createAsset } from './asset.ts';
import { countsReplaced } from './asset-counts.ts';
import { indexWithReplaced } from './asset-index.ts';
import { firstAssetBelow, refusalOfNewRoot } from './new-root.ts';
import { findAsset, isKnownByRegistryAlone, type ProjectSnapshot } from './project-snapshot.ts';
import type { ScannedAsset } from './scanned-asset.ts';
import { foldText } from './text-order.ts';

/**
 * Why no asset can be made at each of these roots, as far as memory knows, or null where it can (rule N1): the one place of
 * the preconditions, which both the command and the review before it ask. Each is looked at beside those before it that can.
 */
export function refusalsToCreate(snapshot: ProjectSnapshot, roots: readonly string[]): readonly (Refusal | null)[] {
  const beside: Beside = { roots: new Map(), folders: new Map() };
  const hidden = snapshot.diagnostics.flatMap(({ code, place }) => (code === 'folder-unreadable' ? [place.file] : []));
  return roots.map((root) => {
    const refusal =
      refusalOfNewRoot(snapshot, root, null) ?? refusalOfHidden(hidden, root) ?? refusalBeside(root, beside);
    if (refusal === null) {
      beside.roots.set(foldText(root), root);
      for (const folder of foldersAbove(root)) {
        beside.folders.set(foldText(folder), { folder, root });
      }
    }
    return refusal;
  });
}

/** Roots that are to be made too, and the folders above them, by what they are on every system. */
interface Beside {
  readonly roots: Map<string, string>;
  readonly folders: Map<string, { readonly folder: string; readonly root: string }>;
}

function refusalBeside(root: string, { roots, folders }: Beside): Refusal | null {
  const key = foldText(root);
  const same = roots.get(key);
  if (same !== undefined) {
    return same === root ? { code: 'new-root-taken', root, other: same } : { code: 'new-root-twin', root, other: same };
  }
  const inner = folders.get(key);
  if (inner !== undefined) {
    return { code: 'new-root-taken', root, other: inner.root };
  }
  for (const folder of foldersAbove(root)) {
    const outer = roots.get(foldText(folder));
    if (outer !== undefined) {
      return { code: 'new-root-in-asset', root, other: outer };
    }
    const beside = folders.get(foldText(folder));
    if (beside !== undefined && beside.folder !== folder) {
      return { code: 'new-root-twin', root, other: beside.root };
    }
  }
  return null;
}

/** Below a folder that nobody can list, an asset would not be found again. */
function refusalOfHidden(hidden: readonly string[], root: string): Refusal | null {
  const file = `assets/${root}/`;
  return hidden.some((folder) => file.startsWith(`${folder}/`))
    ? { code: 'invalid-root', root, diagnostics: ['folder-unreadable'] }
    : null;
}

function foldersAbove(root: string): string[] {
  const names = root.split('/');
  return names.slice(1).map((_, at) => names.slice(0, at + 1).join('/'));
}

/** Why the making of an asset can't be undone, as far as memory knows, or null where its folder may be looked at (rule N7). */
export function refusalToUncreate(snapshot: ProjectSnapshot, root: string): Refusal | null {
  const asset = findAsset(snapshot, root);
  if (asset === undefined || isKnownByRegistryAlone(snapshot, asset)) {
    return { code: 'changed-since', root };
  }
  const inner = firstAssetBelow(snapshot, root, null);
  return inner === null ? null : { code: 'holds-other-assets', root, other: inner };
}

/** The manifest of an asset that is made of files, as Studio says it. `sources` are the names that the files have in its folder. */
export function newManifest(name: string, type: AssetManifest['type'], sources: readonly string[]): AssetManifest {
  return { schemaVersion: 1, name, type, sources: [...sources] };
}

/**
 * The point patch of assets whose folders have come (rule N4): each joins the list, unregistered. Every other asset is shared
 * with the snapshot before, and there is one revision. Throws where one is there already (rule P5).
 */
export function patchCreated(snapshot: ProjectSnapshot, made: readonly ScannedAsset[]): ProjectSnapshot {
  const after = made.reduce((before, scanned) => {
    if (findAsset(before, scanned.root) !== undefined) {
      throw new Error(`There is an asset ${scanned.root} already`);
    }
    const asset = createAsset(scanned.root, scanned, null, []);
    return {
      ...before,
      assets: indexWithReplaced(before.assets, null, asset),
      counts: countsReplaced(before.counts, null, asset),
    };
  }, snapshot);
  return { ...after, revision: snapshot.revision + 1 };
}
