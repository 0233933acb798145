import { isDeepStrictEqual } from 'node:util';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import type { FolderStamp } from './blocking-disk.ts';
import { isManifestAlone, isSameStamp, type StampedListing } from './folder-listing.ts';
import { rowFinder } from './row-lines.ts';
import type { ScanIndex } from './scan-index.ts';
import { encodeFolderRow, encodeRow, type FileStamp, knownAsset, knownFolder } from './scanned-rows.ts';
import type { KnownFolder } from './scanner.ts';

/** The row that an index is to have of what was found, beside the one that it has. */
interface ComparedRow {
  /** Null where the index is to have none. */
  readonly row: string | null;
  readonly isChanged: boolean;
  /** Whether the index has it wrong, though its stamps say that it was not changed. */
  readonly isWrong: boolean;
}

/** The same of an asset, and the place of the row that the index has of it, or null. */
interface ComparedAsset extends ComparedRow {
  readonly row: string;
  readonly at: number | null;
}

/** What a scan takes from an index, and what it puts against it. */
export interface RowsAgainstIndex {
  /** What is known of a folder, as far as it may be believed. */
  known(root: string): KnownFolder;
  asset(asset: ScannedAsset, stamp: FileStamp | null, folder: StampedListing | null): ComparedAsset;
  folder(root: string, folder: StampedListing): ComparedRow;
}

/**
 * Rows against an index, or against none. A file or a folder that was changed at `trustedUntil` or later, in milliseconds
 * since 1970, is read again the next time. Asked in the order by root, it costs next to nothing to find a row.
 */
export function rowsAgainstIndex(index: ScanIndex | null, trustedUntil: number): RowsAgainstIndex {
  const rowsOf = (kind: keyof ScanIndex) => (index === null ? () => null : rowFinder(index[kind]));
  // What was found is told behind the asking for more, and each has its own place in the rows.
  const [knownAssetRow, toldAssetRow] = [rowsOf('assets'), rowsOf('assets')];
  const [knownFolderRow, toldFolderRow] = [rowsOf('folders'), rowsOf('folders')];

  function isLongAgo([modifiedMs, changedMs]: FolderStamp): boolean {
    return Math.max(modifiedMs, changedMs) < trustedUntil;
  }

  return {
    known: (root) => {
      const assetRow = knownAssetRow(root);
      const asset = assetRow === null ? null : knownAsset(assetRow.row, assetRow.at);
      if (asset !== null && asset.folder !== null) {
        // A clock that was set back may come past the time of a folder once more.
        return { asset: isLongAgo(asset.folder) ? asset : { ...asset, folder: null }, listing: null };
      }
      const folderRow = knownFolderRow(root);
      const listing = folderRow === null ? null : knownFolder(folderRow.row);
      return { asset, listing: listing !== null && isLongAgo(listing.stamp) ? listing : null };
    },
    asset: (asset, stamp, folder) => {
      const found = toldAssetRow(asset.root);
      const before = found === null ? null : knownAsset(found.row);
      const isKnown = before !== null && stamp !== null && isSameStamp(before.stamp, stamp);
      const [, modifiedMs = 0, changedMs = 0] = stamp ?? [];
      const alone = folder !== null && isManifestAlone(folder.listing) ? folder.stamp : null;
      const row = encodeRow(
        asset,
        isKnown || Math.max(modifiedMs, changedMs) < trustedUntil ? stamp : null,
        alone !== null && isLongAgo(alone) ? alone : null,
      );
      const stampBefore = before?.folder ?? null;
      const isFolderWrong =
        stampBefore !== null && folder !== null && alone === null && isSameStamp(stampBefore, folder.stamp);
      return {
        row,
        at: found?.at ?? null,
        isChanged: row !== found?.row,
        isWrong: isFolderWrong || (isKnown && !isDeepStrictEqual(before.manifest, asset.manifest)),
      };
    },
    folder: (root, folder) => {
      if (!isLongAgo(folder.stamp)) {
        return { row: null, isChanged: false, isWrong: false };
      }
      const rowBefore = toldFolderRow(root)?.row ?? null;
      const before = rowBefore === null ? null : knownFolder(rowBefore);
      const row = encodeFolderRow(root, folder);
      const isChanged = row !== rowBefore;
      return { row, isChanged, isWrong: isChanged && before !== null && isSameStamp(before.stamp, folder.stamp) };
    },
  };
}
