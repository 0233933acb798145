import fs from 'node:fs';
import type { Disk, DiskFile } from './disk-port.ts';
import { fileStatusOf } from './node-file-status.ts';
import { openFlags } from './node-open-flags.ts';

/**
 * The port's open files and statuses by calls that wait, behind promises that are settled when they come: a call through
 * the thread pool takes several times as long. For threads in which nobody waits.
 */
export function createInlineFiles(): Pick<Disk, 'open' | 'status'> {
  return {
    open: async (path, mode) => createInlineFile(fs.openSync(path, openFlags[mode], 0o666)),
    status: async (path) => fileStatusOf(fs.lstatSync(path, { bigint: true })),
  };
}

function createInlineFile(descriptor: number): DiskFile {
  return {
    status: async () => fileStatusOf(fs.fstatSync(descriptor, { bigint: true })),
    read: async (length, position) => {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, length, position));
    },
    write: async (bytes) => fs.writeSync(descriptor, bytes),
    datasync: async () => {
      fs.fdatasyncSync(descriptor);
    },
    sync: async () => {
      fs.fsyncSync(descriptor);
    },
    truncate: async (bytes) => {
      fs.ftruncateSync(descriptor, bytes);
    },
    close: async () => {
      fs.closeSync(descriptor);
    },
  };
}
