import { type AssetManifest, assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { checkedManifest, type PackedContent } from '../core/packed-content.ts';
import { parsedJson } from '../core/parsed-json.ts';
import { PackedAsset, packedContentOf, type ScannedAsset } from '../core/scanned-asset.ts';

/**
 * What tells a file that was changed from one that was not: bytes, time of its content, time of its inode, inode
 * (blocking-disk.ts).
 */
export type FileStamp = readonly [bytes: number, modifiedMs: number, changedMs: number, inode: number];

/**
 * A scanned asset as the fewest values that it can be made of again: root; stamp of its manifest, or null where what
 * was read of it must be read again; name, or null; place of its type in `assetTypes`, or -1; its content, packed.
 */
type ScannedRow = readonly [
  root: string,
  stamp: FileStamp | null,
  name: string | null,
  type: number,
  packed: PackedContent,
];

/** What stands between rows. It stands in no row. */
export const rowSeparator = ',\n';

/** The row of an asset, in JSON on one line. Rows with separators between them are what `decodeRows` reads. */
export function encodeRow(asset: ScannedAsset, stamp: FileStamp | null): string {
  const { root, name, type } = asset;
  return JSON.stringify([root, stamp, name, type === null ? -1 : assetTypes.indexOf(type), packedContentOf(asset)]);
}

/** The assets of rows that `encodeRow` made, and nobody else: nothing is checked. */
export function decodeRows(text: string): PackedAsset[] {
  return (JSON.parse(`[${text}]`) as ScannedRow[]).map(([root, , name, typeAt, packed]) => {
    return new PackedAsset(root, name, assetTypes[typeAt] ?? null, packed);
  });
}

/** The root of a row, found without reading the rest, or null where the text is no row. */
export function rootOfRow(row: string): string | null {
  let end = row.indexOf('"', 2);
  while (end !== -1 && isEscaped(row, end)) {
    end = row.indexOf('"', end + 1);
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
  const value: unknown = parsedJson(row);
  if (!Array.isArray(value) || !isStamp(value[1])) {
    return null;
  }
  const [, stamp, name, typeAt, packed] = value as unknown as readonly [unknown, FileStamp, ...unknown[]];
  const manifest = typeof packed === 'string' ? checkedManifest(packed, name, assetTypes[Number(typeAt)]) : null;
  return manifest === null ? null : { stamp, manifest };
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.every((part, at) => part === b[at]);
}

function isStamp(value: unknown): value is FileStamp {
  return Array.isArray(value) && value.length === 4 && value.every((part) => typeof part === 'number');
}
