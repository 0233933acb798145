import fs from 'node:fs';
import { promisify } from 'node:util';
import type { Disk, DiskFile } from './disk-port.ts';
import { createNodeBlockingDisk } from './node-blocking-disk.ts';
import { fileStatusOf, folderEntryOf } from './node-file-status.ts';
import { openFlags } from './node-open-flags.ts';
import { scanHere } from './scan-here.ts';

/** Systems that can't open or sync a folder answer with one of these. */
const folderSyncNotSupported: ReadonlySet<unknown> = new Set(['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP']);

/**
 * The port on `node:fs`. Callback functions of the default import, because they cost less than `fs.promises` and
 * because a fault can be put in their place from outside the process's own code. `scan` is how a whole project is read,
 * and `appends` how a commit is written: in other threads where there is a window to keep alive.
 */
export function createNodeDisk(
  scan: Disk['scan'] = scanHere(createNodeBlockingDisk()),
  appends: Pick<Disk, 'append' | 'expectAppend'> = {},
): Disk {
  return {
    ...appends,
    open: async (path, mode) => createNodeFile(await promisify(fs.open)(path, openFlags[mode], 0o666)),
    status: async (path) => fileStatusOf(await promisify(fs.lstat)(path, { bigint: true })),
    resolve: (path) => promisify(fs.realpath.native)(path),
    list: async (path) => {
      const entries = await promisify(fs.readdir)(path, { withFileTypes: true, encoding: 'buffer' });
      return entries.map(folderEntryOf);
    },
    scan,
    makeFolder: async (path) => {
      await promisify(fs.mkdir)(path);
    },
    rename: (from, to) => promisify(fs.rename)(from, to),
    remove: (path) => promisify(fs.unlink)(path),
    removeFolder: (path) => promisify(fs.rmdir)(path),
    syncFolder: async (path) => {
      const descriptor = await promisify(fs.open)(path, fs.constants.O_RDONLY);
      try {
        await promisify(fs.fsync)(descriptor);
      } catch (error) {
        if (process.platform !== 'win32' || !folderSyncNotSupported.has((error as NodeJS.ErrnoException).code)) {
          throw error;
        }
      } finally {
        await promisify(fs.close)(descriptor);
      }
    },
  };
}

function createNodeFile(descriptor: number): DiskFile {
  return {
    status: async () => fileStatusOf(await promisify(fs.fstat)(descriptor, { bigint: true })),
    read: async (length, position, into) => {
      const bytes = into ?? new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await readOnce(descriptor, bytes, filled, length - filled, position + filled);
        if (bytesRead === 0) {
          break;
        }
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    write: (bytes) =>
      new Promise((resolve, reject) => {
        fs.write(descriptor, bytes, (error, written) => {
          if (error === null) {
            resolve(written);
          } else {
            reject(error);
          }
        });
      }),
    datasync: () => promisify(fs.fdatasync)(descriptor),
    sync: () => promisify(fs.fsync)(descriptor),
    truncate: (bytes) => promisify(fs.ftruncate)(descriptor, bytes),
    close: () => promisify(fs.close)(descriptor),
  };
}

const readOnce = promisify(fs.read) as (
  descriptor: number,
  bytes: Uint8Array,
  offset: number,
  length: number,
  position: number,
) => Promise<{ bytesRead: number }>;
