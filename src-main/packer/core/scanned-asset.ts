import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { type AssetContent, type PackedContent, packContent, unpackContent } from './packed-content.ts';

/** What the disk says of one asset's folder. `name` and `type` are there as far as the manifest could be read. */
export interface ScannedAsset extends AssetContent {
  readonly root: string;
  readonly name: string | null;
  readonly type: AssetManifest['type'] | null;
}

/** A scanned asset whose content is packed, as those of a large project have to be. Each getter unpacks it anew. */
export class PackedAsset implements ScannedAsset {
  readonly root: string;
  readonly name: string | null;
  readonly type: AssetManifest['type'] | null;
  readonly packed: PackedContent;

  constructor(root: string, name: string | null, type: AssetManifest['type'] | null, packed: PackedContent) {
    this.root = root;
    this.name = name;
    this.type = type;
    this.packed = packed;
  }

  get manifest(): AssetContent['manifest'] {
    return this.#content().manifest;
  }

  get sources(): AssetContent['sources'] {
    return this.#content().sources;
  }

  get diagnostics(): AssetContent['diagnostics'] {
    return this.#content().diagnostics;
  }

  #content(): AssetContent {
    return unpackContent(this.packed, this.name, this.type);
  }
}

/** The same asset with other diagnostics. */
export function withDiagnostics(scanned: ScannedAsset, diagnostics: readonly Diagnostic[]): ScannedAsset {
  const { root, name, type, manifest, sources } = scanned;
  return { root, name, type, manifest, sources, diagnostics };
}

/** The content of a scanned asset, packed. */
export function packedContentOf(scanned: ScannedAsset): PackedContent {
  return scanned instanceof PackedAsset ? scanned.packed : packContent(scanned);
}
