import type { NewRootReason, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { Asset } from './asset.ts';
import { firstAssetBehind, firstAssetFrom } from './asset-index.ts';
import { portabilityProblem } from './portable-path.ts';
import { findAsset, isKnownByRegistryAlone, type ProjectSnapshot } from './project-snapshot.ts';
import { foldText } from './text-order.ts';

/**
 * Deepest root that an asset is given. A scan enters twice as many levels (SPEC.md, Limits): what lies in the asset’s own
 * folder has to keep within them.
 */
const newRootDepthLimit = 32;

/** Why no asset can be given this root, whatever the project has, or null (rule V1). */
function problemOfNewRoot(root: string): NewRootReason | null {
  const problem = portabilityProblem(root);
  if (problem !== null) {
    return problem;
  }
  const names = root.split('/');
  // A scan does not enter such a folder.
  if (names.some((name) => name.startsWith('.'))) {
    return 'hidden-folder';
  }
  return names.length > newRootDepthLimit ? 'too-deep' : null;
}

/**
 * Why no asset can have this root, as far as memory knows, or null (rule V1): the one place of it, for an asset that comes
 * and for one that is `leaving` another root.
 */
export function refusalOfNewRoot(snapshot: ProjectSnapshot, root: string, leaving: string | null): Refusal | null {
  const reason = problemOfNewRoot(root);
  if (reason !== null) {
    return { code: 'new-root-invalid', root, reason };
  }
  const outer = leaving !== null && root.startsWith(`${leaving}/`) ? leaving : assetAround(snapshot, root, leaving);
  if (outer !== null) {
    return { code: 'new-root-in-asset', root, other: outer };
  }
  const taken = refusalOfTakenRoot(snapshot, root, leaving);
  if (taken !== null) {
    return taken;
  }
  const twin = twinOfRoot(snapshot, root, leaving);
  return twin === null ? null : { code: 'new-root-twin', root, other: twin };
}

/** The part of it without which nothing can be put there at all: an asset has this root, or lies below it. */
export function refusalOfTakenRoot(snapshot: ProjectSnapshot, root: string, leaving: string | null): Refusal | null {
  if (root !== leaving && findAsset(snapshot, root) !== undefined) {
    return { code: 'new-root-taken', root, other: root };
  }
  const isAbove = leaving?.startsWith(`${root}/`) === true;
  const other = isAbove ? leaving : firstAssetBelow(snapshot, root, leaving);
  return other === null ? null : { code: 'new-root-taken', root, other };
}

/** The nearest asset on the disk in whose folder a root lies, the one that is leaving apart, or null. */
export function assetAround(snapshot: ProjectSnapshot, root: string, leaving: string | null): string | null {
  for (let end = root.lastIndexOf('/'); end > 0; end = root.lastIndexOf('/', end - 1)) {
    const outer = root.slice(0, end);
    const asset = outer === leaving ? undefined : findAsset(snapshot, outer);
    if (asset !== undefined && !isKnownByRegistryAlone(snapshot, asset)) {
      return outer;
    }
  }
  return null;
}

/** The first asset, on the disk or not, that lies in a folder, the one that is leaving apart, or null. */
export function firstAssetBelow(snapshot: ProjectSnapshot, folder: string, leaving: string | null): string | null {
  const key = `${foldText(folder)}/`;
  const found = firstStaying(snapshot, key, leaving);
  return found?.rootKey.startsWith(key) === true ? found.root : null;
}

/**
 * An asset that lies at this root, or below one of the folders above it, by another spelling: on some systems both are one
 * folder. Null where there is none.
 */
function twinOfRoot(snapshot: ProjectSnapshot, root: string, leaving: string | null): string | null {
  const same = firstStaying(snapshot, foldText(root), leaving);
  if (same?.rootKey === foldText(root)) {
    return same.root;
  }
  for (let end = root.indexOf('/'); end > 0; end = root.indexOf('/', end + 1)) {
    const folder = root.slice(0, end + 1);
    // Where the asset lies in that folder already, there is none to make.
    const found = leaving?.startsWith(folder) === true ? undefined : firstStaying(snapshot, foldText(folder), leaving);
    if (found?.rootKey.startsWith(foldText(folder)) === true && !found.root.startsWith(folder)) {
      return found.root;
    }
  }
  return null;
}

/** The first asset by root whose key does not come before this one, the one that is leaving apart. */
function firstStaying({ assets }: ProjectSnapshot, key: string, leaving: string | null): Asset | undefined {
  const first = firstAssetFrom(assets, key);
  return first?.root === leaving ? firstAssetBehind(assets, first) : first;
}
