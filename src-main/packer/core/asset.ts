import type { AssetDetails, AssetSummary, Health, SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { type Diagnostic, diagnosticRule } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { foldText } from './text-order.ts';

/** What the disk says of one asset's folder. `name` and `type` are there as far as the manifest could be read. */
export interface ScannedAsset {
  readonly root: string;
  readonly name: string | null;
  readonly type: AssetManifest['type'] | null;
  readonly manifest: AssetManifest | null;
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One asset in a snapshot. It is `registered` exactly when it has an `entry`. */
export interface Asset {
  readonly root: string;
  readonly name: string;
  readonly type: AssetManifest['type'] | null;
  readonly manifest: AssetManifest | null;
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly entry: RegistryEntry | null;
  readonly health: Health;
  /** Keys of the orders, folded once at load. Where folding changes nothing, the key is the text itself. */
  readonly nameKey: string;
  readonly rootKey: string;
}

/** One array for all the many assets that have none of something. */
const none: readonly never[] = [];

/** An asset from what the disk and the registry say. `scanned` is null where only the registry knows it. */
export function createAsset(
  root: string,
  scanned: ScannedAsset | null,
  entry: RegistryEntry | null,
  diagnostics: readonly Diagnostic[],
): Asset {
  const name = scanned?.name ?? lastSegment(root);
  return {
    root,
    name,
    type: scanned?.type ?? null,
    manifest: scanned?.manifest ?? null,
    sources: orNone(scanned?.sources),
    diagnostics: orNone(diagnostics),
    entry,
    health: scanned === null ? 'missing' : worstHealth(diagnostics),
    nameKey: keyOf(name),
    rootKey: keyOf(root),
  };
}

/** The tags of an asset, each once, as its manifest has them. */
export function tagsOf({ manifest }: Asset): readonly string[] {
  const tags = manifest?.tags ?? none;
  return tags.length > 1 ? [...new Set(tags)] : tags;
}

/**
 * What text search looks through for this asset alone: root and name, folded, a line each. A name that stands in the
 * root is left out: whatever is found in it is found there. Tags, which many assets share, are searched once for all
 * of them (tag-index.ts).
 */
export function searchTextOf({ rootKey, nameKey }: Asset): string {
  return rootKey.includes(nameKey) ? rootKey : `${rootKey}\n${nameKey}`;
}

/** The row that Studio's list shows. */
export function summaryOf(asset: Asset): AssetSummary {
  return {
    root: asset.root,
    name: asset.name,
    type: asset.type,
    registration: registrationOf(asset),
    health: asset.health,
    assetId: asset.entry?.assetId ?? null,
    problems: asset.diagnostics.length,
  };
}

/** Everything that is known of the asset at a revision. */
export function detailsOf(asset: Asset, revision: number): AssetDetails {
  return {
    ...summaryOf(asset),
    revision,
    manifest: asset.manifest,
    sources: [...asset.sources],
    diagnostics: [...asset.diagnostics],
    entry: asset.entry,
  };
}

export function registrationOf(asset: Asset): AssetSummary['registration'] {
  return asset.entry === null ? 'unregistered' : 'registered';
}

function orNone<Item>(items: readonly Item[] | undefined): readonly Item[] {
  return items === undefined || items.length === 0 ? none : items;
}

function keyOf(text: string): string {
  const key = foldText(text);
  return key === text ? text : key;
}

function worstHealth(diagnostics: readonly Diagnostic[]): Health {
  const severities = diagnostics.map((diagnostic) => diagnosticRule(diagnostic.code).severity);
  if (severities.includes('error')) {
    return 'error';
  }
  return severities.length > 0 ? 'warning' : 'ok';
}

function lastSegment(root: string): string {
  return root.slice(root.lastIndexOf('/') + 1);
}
