import { type AssetManifest, assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { checkedContent, type PackedContent } from '../core/packed-content.ts';
import { parsedJson } from '../core/parsed-json.ts';
import { PackedAsset, packedContentOf, type ScannedAsset } from '../core/scanned-asset.ts';
import type { FolderStamp } from './blocking-disk.ts';
import type { FolderListing, StampedListing } from './folder-listing.ts';

/**
 * What tells a file that was changed from one that was not: bytes, time of its content, time of its inode, inode
 * (blocking-disk.ts).
 */
export type FileStamp = readonly [bytes: number, modifiedMs: number, changedMs: number, inode: number];

/**
 * A scanned asset as the fewest values that it can be made of again: root; stamp of its manifest, or null where what
 * was read of it must be read again; name, or null; place of its type in `assetTypes`, or -1; its content, packed; stamp
 * of its folder, where that has a manifest and nothing else that a scan asks for, and need not be listed again.
 */
type ScannedRow = readonly [
  root: string,
  stamp: FileStamp | null,
  name: string | null,
  type: number,
  packed: PackedContent,
  folder?: FolderStamp,
];

/** What stands between rows. It stands in no row. */
export const rowSeparator = ',\n';

/** The row of an asset, in JSON on one line. Rows with separators between them are what `decodeRows` reads. */
export function encodeRow(asset: ScannedAsset, stamp: FileStamp | null, folder: FolderStamp | null = null): string {
  const { root, name, type } = asset;
  const typeAt = type === null ? -1 : assetTypes.indexOf(type);
  const row: ScannedRow = [root, stamp, name, typeAt, packedContentOf(asset)];
  return JSON.stringify(folder === null ? row : [...row, folder]);
}

/** The row of a folder that need not be listed again, of other folders than those which stand in the rows of assets. */
export function encodeFolderRow(root: string, { stamp, listing }: StampedListing): string {
  const { hasManifest, folders, links } = listing;
  return JSON.stringify([root, stamp, hasManifest, folders, links]);
}

/** The listing in a row of a file, or null where the row is not what `encodeFolderRow` makes of one. */
export function knownFolder(row: string): StampedListing | null {
  const value: unknown = parsedJson(row);
  if (!Array.isArray(value) || value.length !== 5) {
    return null;
  }
  const [, stamp, hasManifest, folders, links] = value as readonly unknown[];
  return isFolderStamp(stamp) && typeof hasManifest === 'boolean' && areNames(folders) && areNames(links)
    ? { stamp, listing: { hasManifest, folders, links, unreadable: 0 } satisfies FolderListing }
    : null;
}

/** The assets of rows that `encodeRow` made, and nobody else: nothing is checked. */
export function decodeRows(text: string): PackedAsset[] {
  return (JSON.parse(`[${text}]`) as ScannedRow[]).map(([root, , name, typeAt, packed]) => {
    return new PackedAsset(root, name, assetTypes[typeAt] ?? null, packed);
  });
}

/** The asset of a row of a file, or null where the row is none. What the asset's content says is not checked. */
export function assetInRow(row: string): PackedAsset | null {
  const value: unknown = parsedJson(row);
  const [root, , name, typeAt, packed] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return typeof root === 'string' && (name === null || typeof name === 'string') && typeof packed === 'string'
    ? new PackedAsset(root, name, assetTypes[Number(typeAt)] ?? null, packed)
    : null;
}

/** The root of a row, found without reading the rest, or null where the text is no row. */
export function rootOfRow(row: string): string | null {
  let end = row.indexOf('"', 2);
  while (end !== -1 && isEscaped(row, end)) {
    end = row.indexOf('"', end + 1);
  }
  if (!row.startsWith('["')) {
    return null;
  }
  const text = row.slice(2, end);
  // Most have nothing in them that is written otherwise in JSON.
  if (end !== -1 && !text.includes('\\')) {
    return text;
  }
  const root = parsedJson(row.slice(1, end + 1));
  return typeof root === 'string' ? root : null;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === '\\') {
    before -= 1;
  }
  return (at - before) % 2 === 1;
}

/**
 * Root, name and type of a row of a file, for showing: what can't be read of them is left out, and of what is no row the
 * root is empty.
 */
export function namesInRow(row: string): Pick<ScannedAsset, 'root' | 'name' | 'type'> {
  const value: unknown = parsedJson(row);
  const [root, , name, typeAt] = Array.isArray(value) ? (value as readonly unknown[]) : [rootOfRow(row)];
  return {
    root: typeof root === 'string' ? root : '',
    name: typeof name === 'string' ? name : null,
    type: typeof typeAt === 'number' ? (assetTypes[typeAt] ?? null) : null,
  };
}

/** What a row of a file says of an asset in whose manifest nothing was wrong. */
export interface KnownAsset {
  readonly row: string;
  /** The place of the row among those of assets. */
  readonly at: number;
  /** What the manifest's file was like when it was read. */
  readonly stamp: FileStamp;
  readonly manifest: AssetManifest;
  /** Of each source that the manifest lists, where nothing at all was wrong with the asset and its place; else null. */
  readonly bytes: readonly number[] | null;
  /** The folder's stamp, where a manifest is all that it has. */
  readonly folder: FolderStamp | null;
}

/** Null where the row is not what `encodeRow` makes of an asset in whose manifest nothing was wrong. */
export function knownAsset(row: string, at = 0): KnownAsset | null {
  const value: unknown = parsedJson(row);
  if (!Array.isArray(value) || !isStamp(value[1])) {
    return null;
  }
  const [, stamp, name, typeAt, packed, folder = null] = value as unknown as readonly [
    unknown,
    FileStamp,
    ...unknown[],
  ];
  const content = typeof packed === 'string' ? checkedContent(packed, name, assetTypes[Number(typeAt)]) : null;
  return content === null || (folder !== null && !isFolderStamp(folder))
    ? null
    : { row, at, stamp, folder, ...content };
}

function isStamp(value: unknown): value is FileStamp {
  return Array.isArray(value) && value.length === 4 && value.every((part) => typeof part === 'number');
}

function isFolderStamp(value: unknown): value is FolderStamp {
  return Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === 'number');
}

/** Names that stand for something in the folder itself. */
function areNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && /^[^./\0][^/\0]*$/.test(name));
}
