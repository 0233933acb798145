import { type RowLines, rowAt } from '../disk/row-lines.ts';
import { decodeScanIndex } from '../disk/scan-index.ts';
import { rootOfRow } from '../disk/scanned-rows.ts';

/** The rows of assets in the bytes of a scan index, by their roots; none where it can't be used. */
export function assetRowsIn(bytes: Uint8Array, assetsFolder: string): ReadonlyMap<string, string> {
  const index = decodeScanIndex(bytes, assetsFolder);
  return new Map(index === null ? [] : rowsOf(index.assets).map((row) => [rootOfRow(row) ?? '', row]));
}

/** The rows in lines, in their order. */
export function rowsOf(lines: RowLines): string[] {
  return Array.from(lines.ends, (_, at) => rowAt(lines, at));
}
