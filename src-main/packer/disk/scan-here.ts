import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import type { BlockingDisk } from './blocking-disk.ts';
import type { Disk } from './disk-port.ts';
import { assetsReadSoFar } from './provisional-assets.ts';
import { allFolders, scanFolders } from './scanner.ts';

/** Folders between two looks at what else there is to do. */
const foldersBetweenTurns = 32;

/**
 * A disk's scan in the thread that asks for it, which waits for the disk: for disks in memory, and for programs that
 * have nothing else to do. The app scans in other threads (scan-in-workers.ts), by the same scanner.
 */
export function scanHere(disk: BlockingDisk): Disk['scan'] {
  return async (projectFolder, { signal, onProgress, onProvisional }) => {
    signal.throwIfAborted();
    const assets: ScannedAsset[] = [];
    const diagnostics: Diagnostic[] = [];
    onProvisional?.(assetsReadSoFar(assets));
    const scan = scanFolders(disk, disk.resolve(join(projectFolder, 'assets')), {
      asset: (asset) => {
        assets.push(asset);
        onProgress(assets.length);
      },
      problem: (diagnostic) => {
        diagnostics.push(diagnostic);
      },
    });
    scan.add([allFolders]);
    try {
      for (let folders = 1; scan.step(); folders += 1) {
        if (folders % foldersBetweenTurns === 0) {
          await turn();
        }
        signal.throwIfAborted();
      }
    } finally {
      scan.close();
    }
    return { assets, diagnostics };
  };
}
