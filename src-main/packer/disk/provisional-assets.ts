import type { ProvisionalAsset, ProvisionalAssets } from '../core/provisional-view.ts';
import { namesInRow } from './scanned-rows.ts';

/** What a scan has read so far: `found` grows at its end while the scan goes on. */
export function assetsReadSoFar(found: readonly ProvisionalAsset[]): ProvisionalAssets {
  return {
    from: 'scan',
    count: () => found.length,
    window: (offset, limit) => found.slice(offset, offset + limit),
  };
}

/** Rows in a block: few enough to be turned into text in a moment, whichever of them a window asks for. */
export const rowsInBlock = 256;

/** The rows of a scan index as the bytes that they are in the file, a line each, and where each block of them ends. */
export interface RowBlocks {
  readonly rows: number;
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** The blocks of so many lines, or null where there are more or fewer, or the last one has no end. Copies nothing. */
export function rowBlocksOf(bytes: Uint8Array, rows: number): RowBlocks | null {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends = new Uint32Array(Math.ceil(rows / rowsInBlock));
  let end = 0;
  for (let row = 0; row < rows; row += 1) {
    const at = lines.indexOf(0x0a, end);
    if (at === -1) {
      return null;
    }
    end = at + 1;
    ends[Math.floor(row / rowsInBlock)] = end;
  }
  return end === bytes.byteLength ? { rows, bytes, ends } : null;
}

/** The assets that a scan index names. Its rows stay bytes: a window turns those of its own blocks into assets. */
export function assetsInIndex({ rows, bytes, ends }: RowBlocks): ProvisionalAssets {
  function linesOf(block: number): readonly string[] {
    const start = block === 0 ? 0 : (ends[block - 1] ?? 0);
    const end = ends[block] ?? start;
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
      .toString('utf8')
      .split('\n')
      .slice(0, -1);
  }

  return {
    from: 'scan-index',
    count: () => rows,
    window: (offset, limit) => {
      const end = Math.min(rows, offset + limit);
      const assets: ProvisionalAsset[] = [];
      for (let block = Math.floor(offset / rowsInBlock); block * rowsInBlock < end; block += 1) {
        const first = block * rowsInBlock;
        assets.push(
          ...linesOf(block)
            .slice(Math.max(0, offset - first), end - first)
            .map(namesInRow),
        );
      }
      return assets;
    },
  };
}
