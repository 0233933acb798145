import type { SourceFile } from '../../../src-preload/contract/domain/asset.ts';
import {
  type AssetManifest,
  assetManifestSchema,
  manifestSchemaVersion,
} from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { parsedJson } from './parsed-json.ts';
import { plainManifest } from './plain-manifest.ts';

/** What only the details of an asset show. Name and type of the manifest are those of the asset. */
export interface AssetContent {
  readonly manifest: AssetManifest | null;
  readonly sources: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * An asset's content as one text, in JSON: a tenth of the memory of the objects that it stands for, and one thing for a
 * garbage collector to look at instead of a dozen. The same content is always the same text.
 */
export type PackedContent = string;

/**
 * Whether there are tags and diagnostics (bits 0 and 1); paths of the sources as the manifest lists them, or null where
 * there is no manifest that can be used; the bytes of each source, those listed twice left out; then what most assets do
 * not have. What is null at the end is left out.
 */
type Parts = readonly [
  marks: number,
  paths: readonly string[] | null,
  bytes: readonly (number | null)[],
  tags?: readonly string[] | null,
  preload?: boolean | null,
  description?: string | null,
  diagnostics?: readonly Diagnostic[] | null,
];

const tagged = 1;
const diagnosed = 2;

export function packContent({ manifest, sources, diagnostics }: AssetContent): PackedContent {
  return packParts(
    manifest,
    sources.map(({ bytes }) => bytes),
    diagnostics,
  );
}

function packParts(
  manifest: AssetManifest | null,
  bytes: readonly (number | null)[],
  diagnostics: readonly Diagnostic[],
): PackedContent {
  const tags = manifest?.tags ?? null;
  const marks = (tags !== null && tags.length > 0 ? tagged : 0) | (diagnostics.length > 0 ? diagnosed : 0);
  const parts: unknown[] = [
    marks,
    manifest?.sources ?? null,
    bytes,
    tags,
    manifest?.preload ?? null,
    manifest?.description ?? null,
    diagnostics.length > 0 ? diagnostics : null,
  ];
  while (parts.at(-1) === null) {
    parts.pop();
  }
  return JSON.stringify(parts);
}

/** The content of an asset with this name and type. Nothing is checked: the text is one that `packContent` made. */
export function unpackContent(
  packed: PackedContent,
  name: string | null,
  type: AssetManifest['type'] | null,
): AssetContent {
  const [, paths, bytes, tags = null, preload = null, description = null, diagnostics] = partsOf(packed);
  const manifest =
    paths === null || name === null || type === null ? null : manifestOf(name, type, paths, tags, preload, description);
  return { manifest, sources: sourcesOf(paths ?? none, bytes), diagnostics: diagnostics ?? none };
}

/** What a content that anybody may have written says. */
interface CheckedContent {
  readonly manifest: AssetManifest;
  /** Of each source, where the text is the one that `packContent` makes of sources that are all there, without diagnostics. */
  readonly bytes: readonly number[] | null;
}

/** The manifest of a content that anybody may have written, or null where it is none: no text is believed unseen. */
export function checkedContent(packed: string, name: unknown, type: unknown): CheckedContent | null {
  const parts = parsedJson(packed);
  if (!Array.isArray(parts)) {
    return null;
  }
  const [, sources, bytes, tags, preload, description] = parts as readonly unknown[];
  const said: Record<string, unknown> = { schemaVersion: manifestSchemaVersion, name, type, sources };
  if ((tags ?? null) !== null) {
    said['tags'] = tags;
  }
  if ((preload ?? null) !== null) {
    said['preload'] = preload;
  }
  if ((description ?? null) !== null) {
    said['description'] = description;
  }
  const manifest = plainManifest(said) ?? assetManifestSchema.safeParse(said).data ?? null;
  if (manifest === null) {
    return null;
  }
  const isWhole = areSizes(bytes, manifest.sources.length) && packed === packParts(manifest, bytes, none);
  return { manifest, bytes: isWhole ? bytes : null };
}

function areSizes(value: unknown, count: number): value is readonly number[] {
  return Array.isArray(value) && value.length === count && value.every((size) => typeof size === 'number');
}

/** The paths of the sources as the manifest lists them: they stand in front, and most often nothing else is read. */
export function packedPaths(packed: PackedContent): readonly string[] {
  const start = 3;
  const end = packed.startsWith('["', start) ? packed.indexOf('"],[', start) : -1;
  // A quote behind a backslash may be one of a path.
  const paths =
    end === -1 || packed[end - 1] === '\\'
      ? partsOf(packed)[1]
      : (JSON.parse(packed.slice(start, end + 2)) as string[]);
  return paths ?? none;
}

/** The tags as the manifest has them. */
export function packedTags(packed: PackedContent): readonly string[] {
  return hasMark(packed, tagged) ? (partsOf(packed)[3] ?? none) : none;
}

export function packedDiagnostics(packed: PackedContent): readonly Diagnostic[] {
  return hasMark(packed, diagnosed) ? (partsOf(packed)[6] ?? none) : none;
}

const none: readonly never[] = [];

/** Most assets have neither tags nor diagnostics: the first digit says so without a look at the rest. */
function hasMark(packed: PackedContent, mark: number): boolean {
  return (Number(packed.charAt(1)) & mark) !== 0;
}

function partsOf(packed: PackedContent): Parts {
  return JSON.parse(packed) as Parts;
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
