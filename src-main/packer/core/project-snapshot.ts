import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ReadOnlyReason } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type Asset, createAsset, type ScannedAsset } from './asset.ts';
import { countsWith, noAssets } from './asset-counts.ts';
import { type AssetOrders, ordersOf } from './asset-orders.ts';
import { portabilityProblem } from './portable-path.ts';
import { entryByRoot, type RegistryView, registryViewOf } from './registry-view.ts';
import { firstNotBefore, itemsOf } from './sorted-list.ts';
import { compareText, foldText } from './text-order.ts';

/** The registry file's path below the project's folder. */
export const registryFileName = 'assets.jsonl';

/** What the disk says of a whole project, in no particular order. */
export interface ScannedProject {
  readonly name: string;
  readonly assets: readonly ScannedAsset[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the registry file says. */
export interface RegistryContent {
  readonly entries: readonly RegistryEntry[];
  readonly diagnostics: readonly Diagnostic[];
  readonly readOnly: ReadOnlyReason | null;
}

/**
 * A whole project in memory at one revision (rules S1 to S3). A value: a write makes the next one and shares all
 * that it did not touch.
 */
export interface ProjectSnapshot {
  readonly revision: number;
  readonly name: string;
  readonly registry: RegistryView;
  readonly readOnly: ReadOnlyReason | null;
  readonly orders: AssetOrders;
  readonly counts: AssetCounts;
  /** Findings on the project's folders and on the registry file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The snapshot of what was just read. The same disk gives an equal snapshot whatever order it was read in. */
export function createSnapshot(scanned: ScannedProject, registry: RegistryContent, revision: number): ProjectSnapshot {
  const view = registryViewOf(registry.entries);
  const assets = assetsOf(scanned, view);
  return {
    revision,
    name: scanned.name,
    registry: view,
    readOnly: registry.readOnly,
    orders: ordersOf(assets),
    counts: assets.reduce((counts, asset) => countsWith(counts, asset, 1), noAssets),
    diagnostics: [...scanned.diagnostics.toSorted(byPlace), ...registry.diagnostics],
  };
}

/**
 * The snapshot of the same folders with another registry: what a repair makes of it, without looking at a folder.
 * Equal to a fresh load where the folders are as they were read.
 */
export function snapshotWithRegistry(
  snapshot: ProjectSnapshot,
  registry: RegistryContent,
  revision: number,
): ProjectSnapshot {
  const diagnostics = snapshot.diagnostics.filter(({ place }) => place.file !== registryFileName);
  const unreadable = unreadableFolders(diagnostics);
  const assets = Array.from(itemsOf(snapshot.orders.root)).flatMap((asset): ScannedAsset[] => {
    const { root, name, type, manifest, sources } = asset;
    if (asset.health === 'missing' || unreadableAsset(root, unreadable) !== null) {
      return [];
    }
    return [{ root, name, type, manifest, sources, diagnostics: asset.diagnostics.filter(isOfTheFolder) }];
  });
  return createSnapshot({ name: snapshot.name, assets, diagnostics }, registry, revision);
}

/** Whether a finding was made in the asset's folder, and not by comparing it with others and with the registry. */
function isOfTheFolder({ code, place }: Diagnostic): boolean {
  return code !== 'duplicate-root' && code !== 'duplicate-entry' && place.file !== registryFileName;
}

/** The asset at a root, or undefined. Reads no disk and copies nothing. */
export function findAsset(snapshot: ProjectSnapshot, root: string): Asset | undefined {
  const key = foldText(root);
  const asset = firstNotBefore(
    snapshot.orders.root,
    (other) => compareText(other.rootKey, key) || compareText(other.root, root),
  );
  return asset?.root === root ? asset : undefined;
}

/** Another asset whose root is the same folder on some systems (rule R10), or undefined. */
export function findTwin(snapshot: ProjectSnapshot, asset: Asset): Asset | undefined {
  const first = firstNotBefore(snapshot.orders.root, (other) => compareText(other.rootKey, asset.rootKey));
  if (first?.rootKey !== asset.rootKey) {
    return undefined;
  }
  if (first.root !== asset.root) {
    return first;
  }
  const next = firstNotBefore(
    snapshot.orders.root,
    (other) => compareText(other.rootKey, asset.rootKey) || compareText(other.root, `${asset.root}\0`),
  );
  return next?.rootKey === asset.rootKey ? next : undefined;
}

function assetsOf(project: ScannedProject, view: RegistryView): Asset[] {
  const scannedByRoot = new Map(project.assets.map((scanned) => [scanned.root, scanned]));
  const unreadable = unreadableFolders(project.diagnostics);
  const entriesByRoot = new Map<string, RegistryEntry[]>();
  for (const entry of itemsOf(view.byRoot)) {
    const others = entriesByRoot.get(entry.root);
    if (others === undefined) {
      entriesByRoot.set(entry.root, [entry]);
    } else {
      others.push(entry);
    }
  }
  const roots = new Set([...scannedByRoot.keys(), ...entriesByRoot.keys()]);
  const twins = twinsOf(roots);

  return [...roots].map((root) => {
    const scanned = scannedByRoot.get(root) ?? unreadableAsset(root, unreadable);
    const entries = entriesByRoot.get(root) ?? [];
    const diagnostics = [...(scanned?.diagnostics ?? [])];
    if (scanned === null) {
      diagnostics.push({ code: 'manifest-missing', place: { file: `assets/${root}/asset.json` } });
      // Only the registry says that there is such a folder, and anybody can have written it.
      const reason = portabilityProblem(root);
      if (reason !== null) {
        diagnostics.push({ code: 'root-not-portable', root, reason, place: { file: registryFileName } });
      }
    }
    const twin = twins.get(root);
    if (twin !== undefined) {
      diagnostics.push({ code: 'duplicate-root', other: twin, place: { file: `assets/${root}` } });
    }
    if (entries.length > 1) {
      const assetIds = entries.map((entry) => entry.assetId);
      diagnostics.push({ code: 'duplicate-entry', root, assetIds, place: { file: registryFileName } });
    }
    return createAsset(root, scanned, entryByRoot(view, root) ?? null, diagnostics);
  });
}

type UnreadableFolder = Extract<Diagnostic, { code: 'folder-unreadable' }>;

function unreadableFolders(diagnostics: readonly Diagnostic[]): UnreadableFolder[] {
  return diagnostics.filter((found) => found.code === 'folder-unreadable');
}

/** A registered asset below a folder that could not be looked into: nobody knows that it is gone. */
function unreadableAsset(root: string, unreadable: readonly UnreadableFolder[]): ScannedAsset | null {
  const file = `assets/${root}/asset.json`;
  const folder = unreadable.find(({ place }) => file.startsWith(`${place.file}/`));
  if (folder === undefined) {
    return null;
  }
  const diagnostics: Diagnostic[] = [{ code: 'manifest-unreadable', errno: folder.errno, place: { file } }];
  return { root, name: null, type: null, manifest: null, sources: [], diagnostics };
}

/** For each root that has a twin, the first other one in order. */
function twinsOf(roots: ReadonlySet<string>): Map<string, string> {
  const byKey = new Map<string, string[]>();
  for (const root of roots) {
    const key = foldText(root);
    byKey.set(key, [...(byKey.get(key) ?? []), root]);
  }
  const twins = new Map<string, string>();
  for (const group of byKey.values()) {
    if (group.length > 1) {
      const sorted = group.toSorted(compareText);
      for (const root of sorted) {
        twins.set(root, sorted.find((other) => other !== root) ?? root);
      }
    }
  }
  return twins;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return compareText(a.place.file, b.place.file) || compareText(a.code, b.code);
}
