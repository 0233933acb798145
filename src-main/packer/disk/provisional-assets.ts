import type { ProvisionalAsset, ProvisionalAssets } from '../core/provisional-view.ts';
import { type RowLines, rowAt } from './row-lines.ts';
import { namesInRow } from './scanned-rows.ts';

/** What a scan has read so far: `found` grows at its end while the scan goes on. */
export function assetsReadSoFar(found: readonly ProvisionalAsset[]): ProvisionalAssets {
  return {
    from: 'scan',
    count: () => found.length,
    window: (offset, limit) => found.slice(offset, offset + limit),
  };
}

/** The assets that a scan index names. Its rows stay bytes: a window turns its own rows into assets. */
export function assetsInIndex(rows: RowLines): ProvisionalAssets {
  const count = rows.ends.length;
  return {
    from: 'scan-index',
    count: () => count,
    window: (offset, limit) => {
      const assets: ProvisionalAsset[] = [];
      for (let at = offset; at < Math.min(count, offset + limit); at += 1) {
        assets.push(namesInRow(rowAt(rows, at)));
      }
      return assets;
    },
  };
}
