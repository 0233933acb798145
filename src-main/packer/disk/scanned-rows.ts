import type { SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import {
  type AssetManifest,
  assetTypes,
  manifestSchemaVersion,
} from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/asset.ts';

/**
 * A scanned asset as the fewest values that it can be made of again: root; name, or null; place of its type in
 * `assetTypes`, or -1; paths of its sources as the manifest lists them, or null where there is no manifest that can be
 * used; the bytes of each source, those listed twice left out; then what most assets do not have: tags, whether it is
 * preloaded, description, diagnostics. What is null at the end is left out.
 */
type ScannedRow = readonly [
  root: string,
  name: string | null,
  type: number,
  paths: readonly string[] | null,
  bytes: readonly (number | null)[],
  tags?: readonly string[] | null,
  preload?: boolean | null,
  description?: string | null,
  diagnostics?: readonly Diagnostic[],
];

/** The row of an asset, in JSON on one line. Rows with a comma between them are what `decodeRows` reads. */
export function encodeRow(asset: ScannedAsset): string {
  const { root, name, type, manifest, sources, diagnostics } = asset;
  const row: unknown[] = [
    root,
    name,
    type === null ? -1 : assetTypes.indexOf(type),
    manifest?.sources ?? null,
    sources.map(({ bytes }) => bytes),
    manifest?.tags ?? null,
    manifest?.preload ?? null,
    manifest?.description ?? null,
    diagnostics.length > 0 ? diagnostics : null,
  ];
  while (row.at(-1) === null) {
    row.pop();
  }
  return JSON.stringify(row);
}

/** The assets of rows that `encodeRow` made, and nobody else: nothing is checked. */
export function decodeRows(text: string): ScannedAsset[] {
  return (JSON.parse(`[${text}]`) as ScannedRow[]).map(assetOf);
}

const none: readonly never[] = [];

function assetOf(row: ScannedRow): ScannedAsset {
  const [root, name, typeAt, paths, bytes, tags, preload, description, diagnostics = none] = row;
  const type = assetTypes[typeAt] ?? null;
  const manifest =
    paths === null || name === null || type === null
      ? null
      : manifestOf(name, type, paths, tags ?? null, preload ?? null, description ?? null);
  return { root, name, type, manifest, sources: sourcesOf(paths ?? none, bytes), diagnostics };
}

/** With its fields in the order of the schema, and no field that the author did not write. */
function manifestOf(
  name: string,
  type: AssetManifest['type'],
  sources: readonly string[],
  tags: readonly string[] | null,
  preload: boolean | null,
  description: string | null,
): AssetManifest {
  const manifest: AssetManifest = { schemaVersion: manifestSchemaVersion, name, type, sources: sources as string[] };
  if (tags !== null) {
    manifest.tags = tags as string[];
  }
  if (preload !== null) {
    manifest.preload = preload;
  }
  if (description !== null) {
    manifest.description = description;
  }
  return manifest;
}

function sourcesOf(paths: readonly string[], bytes: readonly (number | null)[]): readonly SourceFile[] {
  const once = paths.length === bytes.length ? paths : [...new Set(paths)];
  return once.map((path, at) => ({ path, bytes: bytes[at] ?? null }));
}
