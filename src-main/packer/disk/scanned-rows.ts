import type { SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import {
  type AssetManifest,
  assetManifestSchema,
  assetTypes,
  manifestSchemaVersion,
} from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/asset.ts';

/**
 * What tells a file that was changed from one that was not: bytes, time of its content, time of its inode, inode
 * (blocking-disk.ts).
 */
export type FileStamp = readonly [bytes: number, modifiedMs: number, changedMs: number, inode: number];

/**
 * A scanned asset as the fewest values that it can be made of again: root; stamp of its manifest, or null where what
 * was read of it must be read again; name, or null; place of its type in
 * `assetTypes`, or -1; paths of its sources as the manifest lists them, or null where there is no manifest that can be
 * used; the bytes of each source, those listed twice left out; then what most assets do not have: tags, whether it is
 * preloaded, description, diagnostics. What is null at the end is left out.
 */
type ScannedRow = readonly [
  root: string,
  stamp: FileStamp | null,
  name: string | null,
  type: number,
  paths: readonly string[] | null,
  bytes: readonly (number | null)[],
  tags?: readonly string[] | null,
  preload?: boolean | null,
  description?: string | null,
  diagnostics?: readonly Diagnostic[],
];

/** What stands between rows. It stands in no row. */
export const rowSeparator = ',\n';

/** The row of an asset, in JSON on one line. Rows with separators between them are what `decodeRows` reads. */
export function encodeRow(asset: ScannedAsset, stamp: FileStamp | null): string {
  const { root, name, type, manifest, sources, diagnostics } = asset;
  const row: unknown[] = [
    root,
    stamp,
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

/** The root of a row, found without reading the rest, or null where the text is no row. */
export function rootOfRow(row: string): string | null {
  let end = row.indexOf('"', 2);
  while (end !== -1 && isEscaped(row, end)) {
    end = row.indexOf('"', end + 1);
  }
  const root = parsed(row.slice(1, end + 1));
  return typeof root === 'string' ? root : null;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') {
    before -= 1;
  }
  return (at - before) % 2 === 1;
}

/** A manifest in which nothing was wrong, and what its file was like when it was read. */
export interface KnownManifest {
  readonly stamp: FileStamp;
  readonly manifest: AssetManifest;
}

/**
 * What a row of a file says of an asset's manifest, where it can stand for it: a manifest in which nothing was wrong.
 * Null where the row is not what `encodeRow` makes of one.
 */
export function knownManifest(row: string): KnownManifest | null {
  const value: unknown = parsed(row);
  if (!Array.isArray(value) || !isStamp(value[1])) {
    return null;
  }
  const [, , name, typeAt, sources, , tags, preload, description] = value as readonly unknown[];
  const optional = Object.entries({ tags, preload, description }).filter(([, part]) => (part ?? null) !== null);
  const checked = assetManifestSchema.safeParse({
    schemaVersion: manifestSchemaVersion,
    name,
    type: assetTypes[Number(typeAt)],
    sources,
    ...Object.fromEntries(optional),
  });
  return checked.success ? { stamp: value[1], manifest: checked.data } : null;
}

function parsed(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    // JSON.parse has one way to fail: the text is no JSON.
    return null;
  }
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.every((part, at) => part === b[at]);
}

function isStamp(value: unknown): value is FileStamp {
  return Array.isArray(value) && value.length === 4 && value.every((part) => typeof part === 'number');
}

const none: readonly never[] = [];

function assetOf(row: ScannedRow): ScannedAsset {
  const [root, , name, typeAt, paths, bytes, tags, preload, description, diagnostics = none] = row;
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
