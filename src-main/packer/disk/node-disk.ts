import { promisify } from 'node:util';
import type { Disk, DiskFile } from './disk-port.ts';
import { createNodeBlockingDisk } from './node-blocking-disk.ts';
import { fileStatusOf, folderEntryOf } from './node-file-status.ts';
import { openFlags } from './node-open-flags.ts';
import { plainFiles } from './plain-files.ts';
import { scanHere } from './scan-here.ts';

/** Systems that can't open or sync a folder answer with one of these. */
const folderSyncNotSupported: ReadonlySet<unknown> = new Set(['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP']);

/**
 * The port on the system's files. Callback functions of the object that they come with, because they cost less than its
 * promises and because a fault can be put in their place from outside the process's own code. `scan` is how a whole project is read,
 * and `appends` how a commit is written: in other threads where there is a window to keep alive.
 */
export function createNodeDisk(
  scan: Disk['scan'] = scanHere(createNodeBlockingDisk()),
  appends: Pick<Disk, 'append' | 'expectAppend'> = {},
): Disk {
  return {
    ...appends,
    open: async (path, mode) => createNodeFile(await promisify(plainFiles.open)(path, openFlags[mode], 0o666)),
    status: async (path) => fileStatusOf(await promisify(plainFiles.lstat)(path, { bigint: true })),
    resolve: (path) => promisify(plainFiles.realpath.native)(path),
    list: async (path) => {
      const entries = await promisify(plainFiles.readdir)(path, { withFileTypes: true, encoding: 'buffer' });
      return entries.map(folderEntryOf);
    },
    scan,
    makeFolder: async (path) => {
      await promisify(plainFiles.mkdir)(path);
    },
    rename: (from, to) => promisify(plainFiles.rename)(from, to),
    remove: (path) => promisify(plainFiles.unlink)(path),
    removeFolder: (path) => promisify(plainFiles.rmdir)(path),
    syncFolder: async (path) => {
      const descriptor = await promisify(plainFiles.open)(path, plainFiles.constants.O_RDONLY);
      try {
        await promisify(plainFiles.fsync)(descriptor);
      } catch (error) {
        if (process.platform !== 'win32' || !folderSyncNotSupported.has((error as NodeJS.ErrnoException).code)) {
          throw error;
        }
      } finally {
        await promisify(plainFiles.close)(descriptor);
      }
    },
  };
}

function createNodeFile(descriptor: number): DiskFile {
  return {
    status: async () => fileStatusOf(await promisify(plainFiles.fstat)(descriptor, { bigint: true })),
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
        plainFiles.write(descriptor, bytes, (error, written) => {
          if (error === null) {
            resolve(written);
          } else {
            reject(error);
          }
        });
      }),
    datasync: () => promisify(plainFiles.fdatasync)(descriptor),
    sync: () => promisify(plainFiles.fsync)(descriptor),
    truncate: (bytes) => promisify(plainFiles.ftruncate)(descriptor, bytes),
    close: () => promisify(plainFiles.close)(descriptor),
  };
}

const readOnce = promisify(plainFiles.read) as (
  descriptor: number,
  bytes: Uint8Array,
  offset: number,
  length: number,
  position: number,
) => Promise<{ bytesRead: number }>;
