import type { ScannedAsset } from '../src-main/packer/core/asset.ts';
import type { Disk } from '../src-main/packer/disk/disk-port.ts';
import { decodeRows, encodeRow, rowSeparator } from '../src-main/packer/disk/scanned-rows.ts';
import { generatedAssets, scannedAssetOf } from './generated-project.ts';

/** Rows that come together, about as many as a thread of a scan sends at once. */
const rowsTogether = 1_000;

/**
 * The given disk, but that the scan of the project is made up: the assets of a generated project of this size, as they
 * come out of the threads that scan. A registration touches nothing below `assets/` (rule P4), so that its cost is the
 * real one: this spares the five million files of a project of a million assets.
 */
export function createGeneratedDisk(disk: Disk, size: number): Disk {
  return { ...disk, scan: async () => ({ assets: scannedAssets(size), diagnostics: [] }) };
}

function scannedAssets(size: number): ScannedAsset[] {
  const assets: ScannedAsset[] = [];
  let rows: string[] = [];
  for (const asset of generatedAssets(size)) {
    rows.push(encodeRow(scannedAssetOf(asset), null));
    if (rows.length === rowsTogether) {
      assets.push(...decodeRows(rows.join(rowSeparator)));
      rows = [];
    }
  }
  assets.push(...decodeRows(rows.join(rowSeparator)));
  return assets;
}
