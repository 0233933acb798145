import type { AssetDetails, AssetSummary, Health } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { type Diagnostic, diagnosticRule } from '../../../src-preload/contract/domain/diagnostic.ts';
import { type HeldEntry, isSameEntry, plainEntry } from './held-entry.ts';
import {
  type AssetContent,
  type PackedContent,
  packContent,
  packedDiagnostics,
  packedTags,
  unpackContent,
} from './packed-content.ts';
import { packedContentOf, type ScannedAsset } from './scanned-asset.ts';
import { foldSearched, foldText, searchedKey } from './text-order.ts';

/**
 * One asset in a snapshot: a row of the columns of a load (asset-columns.ts), or one that a write has made. It is
 * `registered` exactly when it has an `entry`. A value: nothing in it changes.
 */
export abstract class Asset implements AssetContent {
  abstract readonly root: string;
  abstract readonly name: string;
  abstract readonly type: AssetManifest['type'] | null;
  abstract readonly health: Health;
  /** How many diagnostics there are. */
  abstract readonly problems: number;
  abstract readonly entry: HeldEntry | null;
  /** What the getters unpack, anew at each call. */
  abstract readonly packed: PackedContent;

  /** Keys of the orders, folded anew at each call: places of the load know the order without them (asset-slots.ts). */
  get nameKey(): string {
    return foldText(this.name);
  }

  get rootKey(): string {
    return foldText(this.root);
  }

  get manifest(): AssetContent['manifest'] {
    return unpackContent(this.packed, this.name, this.type).manifest;
  }

  get sources(): AssetContent['sources'] {
    return unpackContent(this.packed, this.name, this.type).sources;
  }

  get diagnostics(): AssetContent['diagnostics'] {
    return packedDiagnostics(this.packed);
  }
}

/** What an asset is made of. */
type AssetParts = Pick<Asset, 'root' | 'name' | 'type' | 'health' | 'problems' | 'entry' | 'packed'>;

/** An asset that has its parts itself. */
class MadeAsset extends Asset {
  readonly root: string;
  readonly name: string;
  readonly type: AssetManifest['type'] | null;
  readonly health: Health;
  readonly problems: number;
  readonly entry: HeldEntry | null;
  readonly packed: PackedContent;

  constructor(parts: AssetParts) {
    super();
    this.root = parts.root;
    this.name = parts.name;
    this.type = parts.type;
    this.health = parts.health;
    this.problems = parts.problems;
    this.entry = parts.entry;
    this.packed = parts.packed;
  }
}

/** Whether two are the same asset, with the same content and the same entry. */
export function isSameAsset(a: Asset, b: Asset): boolean {
  return (
    a === b ||
    (a.root === b.root &&
      a.name === b.name &&
      a.type === b.type &&
      a.health === b.health &&
      a.packed === b.packed &&
      isSameEntry(a.entry, b.entry))
  );
}

/**
 * An asset from what the disk and the registry say. `scanned` is null where only the registry knows it; `compared` are
 * findings that one folder alone does not have.
 */
export function createAsset(
  root: string,
  scanned: ScannedAsset | null,
  entry: HeldEntry | null,
  compared: readonly Diagnostic[],
): Asset {
  const name = nameOf(root, scanned?.name ?? null);
  const packed = packedWith(scanned, compared);
  const diagnostics = packedDiagnostics(packed);
  return new MadeAsset({
    root,
    name,
    type: scanned?.type ?? null,
    health: scanned === null ? 'missing' : worstHealth(diagnostics),
    problems: diagnostics.length,
    entry,
    packed,
  });
}

/** The asset with this entry, or without one: what registering and unregistering make of it. */
export function withEntry(asset: Asset, entry: HeldEntry | null): Asset {
  const { root, name, type, health, problems, packed } = asset;
  return new MadeAsset({ root, name, type, health, problems, entry, packed });
}

/** What an asset is called: as its manifest says, or as the last folder of its root where that gives no name. */
export function nameOf(root: string, name: string | null): string {
  return name ?? root.slice(root.lastIndexOf('/') + 1);
}

/** The tags of an asset, each once, as its manifest has them. */
export function tagsOf({ packed }: Asset): readonly string[] {
  const tags = packedTags(packed);
  return tags.length > 1 ? [...new Set(tags)] : tags;
}

/**
 * What text search looks through for this asset alone: root and name, folded and without accents, a line each. A name that stands in the
 * root is left out: whatever is found in it is found there. Tags, which many assets share, are searched once for all
 * of them (tag-index.ts). Whoever has folded the name already says so.
 */
export function searchTextOf(asset: Asset, nameKey = asset.nameKey): string {
  const [root, name] = [foldSearched(asset.root), searchedKey(nameKey)];
  return root.includes(name) ? root : `${root}\n${name}`;
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
    problems: asset.problems,
  };
}

/** Everything that is known of the asset at a revision. */
export function detailsOf(asset: Asset, revision: number): AssetDetails {
  const { manifest, sources, diagnostics } = unpackContent(asset.packed, asset.name, asset.type);
  return {
    ...summaryOf(asset),
    revision,
    manifest,
    sources: [...sources],
    diagnostics: [...diagnostics],
    entry: asset.entry === null ? null : plainEntry(asset.entry),
  };
}

export function registrationOf(asset: Asset): AssetSummary['registration'] {
  return asset.entry === null ? 'unregistered' : 'registered';
}

const nothing: AssetContent = { manifest: null, sources: [], diagnostics: [] };

function packedWith(scanned: ScannedAsset | null, compared: readonly Diagnostic[]): PackedContent {
  if (scanned !== null && compared.length === 0) {
    return packedContentOf(scanned);
  }
  const { manifest, sources, diagnostics } = scanned ?? nothing;
  return packContent({ manifest, sources, diagnostics: [...diagnostics, ...compared] });
}

function worstHealth(diagnostics: readonly Diagnostic[]): Health {
  const severities = diagnostics.map((diagnostic) => diagnosticRule(diagnostic.code).severity);
  if (severities.includes('error')) {
    return 'error';
  }
  return severities.length > 0 ? 'warning' : 'ok';
}
