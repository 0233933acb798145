import type { Disk, DiskFile } from './disk-port.ts';
import { fileStatusOf } from './node-file-status.ts';
import { openFlags } from './node-open-flags.ts';
import { plainFiles } from './plain-files.ts';

/**
 * The port's open files and statuses by calls that wait, behind promises that are settled when they come: a call through
 * the thread pool takes several times as long. For threads in which nobody waits.
 */
export function createInlineFiles(): Pick<Disk, 'open' | 'status'> {
  return {
    open: async (path, mode) => createInlineFile(plainFiles.openSync(path, openFlags[mode], 0o666)),
    status: async (path) => fileStatusOf(plainFiles.lstatSync(path, { bigint: true })),
  };
}

function createInlineFile(descriptor: number): DiskFile {
  return {
    status: async () => fileStatusOf(plainFiles.fstatSync(descriptor, { bigint: true })),
    read: async (length, position) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, plainFiles.readSync(descriptor, bytes, 0, length, position));
    },
    write: async (bytes) => plainFiles.writeSync(descriptor, bytes),
    datasync: async () => {
      plainFiles.fdatasyncSync(descriptor);
    },
    sync: async () => {
      plainFiles.fsyncSync(descriptor);
    },
    truncate: async (bytes) => {
      plainFiles.ftruncateSync(descriptor, bytes);
    },
    close: async () => {
      plainFiles.closeSync(descriptor);
    },
  };
}
