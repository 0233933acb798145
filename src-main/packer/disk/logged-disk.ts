import { join } from 'node:path';
import type { Disk, DiskCall, DiskFile } from './disk-port.ts';

/** The same disk, telling each call before it is made. What proves rule P4. */
export function createLoggedDisk(disk: Disk, log: (call: DiskCall) => void): Disk {
  const { append, expectAppend } = disk;
  return {
    ...(append === undefined ? {} : { append: (order) => append(order, log) }),
    ...(expectAppend === undefined ? {} : { expectAppend }),
    ...createLoggedFiles(disk, log),
    resolve: (path) => {
      log({ call: 'resolve', path });
      return disk.resolve(path);
    },
    list: (path) => {
      log({ call: 'list', path });
      return disk.list(path);
    },
    scan: (projectFolder, options) => {
      log({ call: 'scan', path: join(projectFolder, 'assets') });
      return disk.scan(projectFolder, options);
    },
    makeFolder: (path) => {
      log({ call: 'makeFolder', path });
      return disk.makeFolder(path);
    },
    rename: (from, to) => {
      log({ call: 'rename', path: from, detail: to });
      return disk.rename(from, to);
    },
    remove: (path) => {
      log({ call: 'remove', path });
      return disk.remove(path);
    },
    removeFolder: (path) => {
      log({ call: 'removeFolder', path });
      return disk.removeFolder(path);
    },
    syncFolder: (path) => {
      log({ call: 'syncFolder', path });
      return disk.syncFolder(path);
    },
  };
}

/** The same of a disk's open files and statuses. */
export function createLoggedFiles(
  disk: Pick<Disk, 'open' | 'status'>,
  log: (call: DiskCall) => void,
): Pick<Disk, 'open' | 'status'> {
  return {
    open: async (path, mode) => {
      log({ call: 'open', path, detail: mode });
      return createLoggedFile(await disk.open(path, mode), path, log);
    },
    status: (path) => {
      log({ call: 'status', path });
      return disk.status(path);
    },
  };
}

function createLoggedFile(file: DiskFile, path: string, log: (call: DiskCall) => void): DiskFile {
  return {
    status: () => {
      log({ call: 'file.status', path });
      return file.status();
    },
    read: (length, position, into) => {
      log({ call: 'file.read', path, detail: length });
      return file.read(length, position, into);
    },
    write: (bytes) => {
      log({ call: 'file.write', path, detail: bytes.byteLength });
      return file.write(bytes);
    },
    datasync: () => {
      log({ call: 'file.datasync', path });
      return file.datasync();
    },
    sync: () => {
      log({ call: 'file.sync', path });
      return file.sync();
    },
    truncate: (bytes) => {
      log({ call: 'file.truncate', path, detail: bytes });
      return file.truncate(bytes);
    },
    close: () => {
      log({ call: 'file.close', path });
      return file.close();
    },
  };
}
