import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ReadOnlyReason } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type Asset, createAsset } from './asset.ts';
import {
  type AssetIndex,
  assetIndexInSlices,
  assetsInOrder,
  firstAssetBehind,
  firstAssetFrom,
  placedWithRoot,
} from './asset-index.ts';
import { countsOf } from './asset-kind.ts';
import type { HeldEntry } from './held-entry.ts';
import { naturalPlacesInSlices } from './natural-order.ts';
import { portabilityProblem } from './portable-path.ts';
import type { ReadRecords } from './read-records.ts';
import { entriesOf, type RegistryView, registryViewInSlices } from './registry-view.ts';
import { PackedAsset, type ScannedAsset, withDiagnostics } from './scanned-asset.ts';
import { atOnce, type SlicedWork, sliceSteps, withPauses } from './sliced-work.ts';
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
  readonly entries: ReadRecords<RegistryEntry>;
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
  readonly assets: AssetIndex;
  readonly counts: AssetCounts;
  /** Findings on the project's folders and on the registry file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The snapshot of what was just read. The same disk gives an equal snapshot whatever order it was read in. */
export function createSnapshot(scanned: ScannedProject, registry: RegistryContent, revision: number): ProjectSnapshot {
  return atOnce(snapshotInSlices(scanned, registry, revision));
}

/** What somebody has made of a snapshot already: the view of its registry's entries, and the index of its assets with them. */
export interface SnapshotParts {
  readonly view: RegistryView;
  readonly assets: AssetIndex | null;
}

/** The same as `createSnapshot`, with a pause after every few milliseconds of work: a large project takes seconds. */
export async function buildSnapshot(
  scanned: ScannedProject,
  registry: RegistryContent,
  revision: number,
  pause: () => Promise<void>,
  made?: SnapshotParts,
): Promise<ProjectSnapshot> {
  return withPauses(snapshotInSlices(scanned, registry, revision, made), pause);
}

/** The view of entries, with a pause after every few milliseconds of work. */
export async function buildRegistryView(
  entries: ReadRecords<RegistryEntry>,
  pause: () => Promise<void>,
): Promise<RegistryView> {
  return withPauses(registryViewInSlices(entries), pause);
}

/** The index of assets and what a registry says of them, for folders of which each can be looked into. With pauses. */
export async function buildAssetIndex(
  assets: readonly ScannedAsset[],
  view: RegistryView,
  pause: () => Promise<void>,
): Promise<AssetIndex> {
  return withPauses(indexInSlices({ assets, diagnostics: [] }, view), pause);
}

/** Whether the index of a project's assets depends on nothing but them and the registry. */
export function isWhole({ diagnostics }: Pick<ScannedProject, 'diagnostics'>): boolean {
  return unreadableFolders(diagnostics).length === 0;
}

function* indexInSlices(scanned: Omit<ScannedProject, 'name'>, view: RegistryView): SlicedWork<AssetIndex> {
  return yield* assetIndexInSlices(yield* assetsInSlices(scanned, view));
}

function* snapshotInSlices(
  scanned: ScannedProject,
  registry: RegistryContent,
  revision: number,
  made?: SnapshotParts,
): SlicedWork<ProjectSnapshot> {
  const view = made?.view ?? (yield* registryViewInSlices(registry.entries));
  const assets = made?.assets ?? (yield* indexInSlices(scanned, view));
  return {
    revision,
    name: scanned.name,
    registry: view,
    readOnly: registry.readOnly,
    assets,
    counts: countsOf(assets.orders.root),
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
  const assets = Array.from(assetsInOrder(snapshot.assets, 'root')).flatMap((asset): ScannedAsset[] => {
    const { root, name, type, packed, diagnostics: found } = asset;
    if (isNotInFolders(asset, unreadable)) {
      return [];
    }
    const ofTheFolder = found.filter(isOfTheFolder);
    const scanned = new PackedAsset(root, name, type, packed);
    return ofTheFolder.length === found.length ? [scanned] : [withDiagnostics(scanned, ofTheFolder)];
  });
  return createSnapshot({ name: snapshot.name, assets, diagnostics }, registry, revision);
}

/** Whether an asset stands in the list only because it is registered: its folder is gone, or nobody can look for it. */
export function isKnownByRegistryAlone(snapshot: ProjectSnapshot, asset: Asset): boolean {
  return isNotInFolders(asset, unreadableFolders(snapshot.diagnostics));
}

function isNotInFolders({ root, health }: Asset, unreadable: readonly UnreadableFolder[]): boolean {
  return health === 'missing' || unreadableAsset(root, unreadable) !== null;
}

/** The asset that an entry makes where no folder has one: what a load makes of it, alone with its root. */
export function assetOfEntry(snapshot: ProjectSnapshot, entry: HeldEntry): Asset {
  const { root } = entry;
  const found = { root, rootKey: foldText(root), scanned: null, entries: [entry] };
  return assetOf(found, null, unreadableFolders(snapshot.diagnostics));
}

/** Whether a finding was made in the asset's folder, and not by comparing it with others and with the registry. */
export function isOfTheFolder({ code, place }: Diagnostic): boolean {
  return code !== 'duplicate-root' && code !== 'duplicate-entry' && place.file !== registryFileName;
}

/** The asset at a root, or undefined; its `entry` is the one that counts for the root. Reads no disk and copies nothing. */
export function findAsset(snapshot: ProjectSnapshot, root: string): Asset | undefined {
  return placedWithRoot(snapshot.assets, root)?.asset;
}

/** Another asset whose root is the same folder on some systems (rule R10), one at `leaving` apart, or undefined. */
export function findTwin(snapshot: ProjectSnapshot, asset: Asset, leaving: string | null = null): Asset | undefined {
  let twin = firstAssetFrom(snapshot.assets, asset.rootKey);
  while (twin?.root === asset.root || (leaving !== null && twin?.root === leaving)) {
    twin = firstAssetBehind(snapshot.assets, twin);
  }
  return twin?.rootKey === asset.rootKey ? twin : undefined;
}

const noEntries: readonly HeldEntry[] = [];

/** What the folders and the registry say of one root. */
interface RootFindings {
  readonly root: string;
  readonly rootKey: string;
  readonly scanned: ScannedAsset | null;
  /** The one that counts first. */
  readonly entries: readonly HeldEntry[];
}

/** The assets in the order by root. */
function* assetsInSlices(project: Omit<ScannedProject, 'name'>, view: RegistryView): SlicedWork<Asset[]> {
  const unreadable = unreadableFolders(project.diagnostics);
  const findings = yield* findingsInSlices(project, view);
  const assets: Asset[] = [];
  // Twins stand beside each other in this order: where a group of them starts, is the first one.
  let start = 0;
  for (const [at, found] of findings.entries()) {
    if (findings[start]?.rootKey !== found.rootKey) {
      start = at;
    }
    const twin = at === start ? findings[at + 1] : findings[start];
    assets.push(assetOf(found, twin?.rootKey === found.rootKey ? twin.root : null, unreadable));
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  return assets;
}

/**
 * The findings of each root, in the order by root: those of the folders and those of the registry are sorted together,
 * because a table of all roots would stop everything for as long as it takes to move to a larger one.
 */
function* findingsInSlices(project: Omit<ScannedProject, 'name'>, view: RegistryView): SlicedWork<RootFindings[]> {
  const all: RootFindings[] = [];
  const rootKeys: string[] = [];
  for (const found of eachFinding(project, view)) {
    all.push(found);
    rootKeys.push(found.rootKey);
    if (all.length % sliceSteps === 0) {
      yield;
    }
  }
  const byRoot = yield* naturalPlacesInSlices(rootKeys, (a, b) => byTextAndTime(all[a], all[b]));
  const findings: RootFindings[] = [];
  for (const [steps, place] of byRoot.entries()) {
    const found = all[place];
    const last = findings.at(-1);
    if (found !== undefined && last?.root === found.root) {
      // Of two texts that are equal one is kept: the entry's.
      findings[findings.length - 1] = { ...found, scanned: last.scanned, entries: [...last.entries, ...found.entries] };
    } else if (found !== undefined) {
      findings.push(found);
    }
    if (steps % sliceSteps === 0) {
      yield;
    }
  }
  return findings;
}

/** What each folder says, and what each entry does. */
function* eachFinding(project: Omit<ScannedProject, 'name'>, view: RegistryView): Generator<RootFindings, void> {
  for (const scanned of project.assets) {
    yield { root: scanned.root, rootKey: foldText(scanned.root), scanned, entries: noEntries };
  }
  for (const entry of entriesOf(view)) {
    yield { root: entry.root, rootKey: foldText(entry.root), scanned: null, entries: [entry] };
  }
}

/**
 * Of one root the folder comes first, then its entries. The earlier registered comes before the later one, and so it is the
 * one that counts (rule R10).
 */
function byTextAndTime(a: RootFindings | undefined, b: RootFindings | undefined): number {
  if (a?.root !== b?.root) {
    return compareText(a?.root ?? '', b?.root ?? '');
  }
  const [entry, other] = [a?.entries[0], b?.entries[0]];
  return entry === undefined || other === undefined
    ? Number(entry !== undefined) - Number(other !== undefined)
    : compareText(entry.registeredAt, other.registeredAt) || compareText(entry.assetId, other.assetId);
}

function assetOf(found: RootFindings, twin: string | null, unreadable: readonly UnreadableFolder[]): Asset {
  const { root, entries } = found;
  const scanned = found.scanned ?? unreadableAsset(root, unreadable);
  const compared: Diagnostic[] = [];
  if (scanned === null) {
    compared.push({ code: 'manifest-missing', place: { file: `assets/${root}/asset.json` } });
    // Only the registry says that there is such a folder, and anybody can have written it.
    const reason = portabilityProblem(root);
    if (reason !== null) {
      compared.push({ code: 'root-not-portable', root, reason, place: { file: registryFileName } });
    }
  }
  if (twin !== null) {
    compared.push({ code: 'duplicate-root', other: twin, place: { file: `assets/${root}` } });
  }
  if (entries.length > 1) {
    const assetIds = entries.map((entry) => entry.assetId);
    compared.push({ code: 'duplicate-entry', root, assetIds, place: { file: registryFileName } });
  }
  return createAsset(root, scanned, entries[0] ?? null, compared);
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

/** The order of findings on folders. */
export function byPlace(a: Diagnostic, b: Diagnostic): number {
  return compareText(a.place.file, b.place.file) || compareText(a.code, b.code);
}
