import fs from 'node:fs';
import type { Disk } from '../disk/disk-port.ts';
import { createInlineFiles } from '../disk/inline-files.ts';
import { createNodeBlockingDisk } from '../disk/node-blocking-disk.ts';
import { folderEntryOf } from '../disk/node-file-status.ts';
import { scanHere } from '../disk/scan-here.ts';

/**
 * Real files by blocking calls: several times as fast as the packer's own disk where a test reads a small project ten
 * thousand times, because no call goes through the thread pool.
 */
export function createInlineDisk(): Disk {
  return {
    ...createInlineFiles(),
    resolve: async (path) => fs.realpathSync.native(path),
    list: async (path) => fs.readdirSync(path, { withFileTypes: true, encoding: 'buffer' }).map(folderEntryOf),
    scan: scanHere(createNodeBlockingDisk()),
    makeFolder: async (path) => {
      fs.mkdirSync(path);
    },
    rename: async (from, to) => {
      fs.renameSync(from, to);
    },
    remove: async (path) => {
      fs.unlinkSync(path);
    },
    removeFolder: async (path) => {
      fs.rmdirSync(path);
    },
    syncFolder: async (path) => {
      const descriptor = fs.openSync(path, fs.constants.O_RDONLY);
      fs.fsyncSync(descriptor);
      fs.closeSync(descriptor);
    },
  };
}
