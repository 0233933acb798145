import type { Stats } from 'node:fs';
import { join } from 'node:path';
import type { BlockingDisk, BlockingFile, BlockingFolder, BlockingStatus, FolderStamp } from './blocking-disk.ts';
import { errnoOf, type FolderEntry } from './disk-port.ts';
import { folderEntryOf, kindOf } from './node-file-status.ts';
import { noFollow, noWait, onlyFolders } from './node-open-flags.ts';
import { plainFiles } from './plain-files.ts';

/** Where Linux names what a process has open: a path that begins so can't be led elsewhere by a link. */
const openDescriptors = '/proc/self/fd';

/** Longest path that Linux takes. */
const pathByteLimit = 4095;

/** Longest name that Linux takes, in bytes, and a slash. */
const longestName = 256;

/**
 * A folder that was changed so shortly before that it may be changed once more without a trace, because a system's clock
 * for files has ticks. Two seconds are the longest tick (FAT).
 */
export const longestTickMs = 2000;

/**
 * File systems of Linux that keep files on this machine and change a folder's times with the names in it, by their
 * numbers in statfs(2): ext2 to ext4, XFS, Btrfs, F2FS, tmpfs. Those that lie over others or over a network do not: what
 * they show may change without a trace.
 */
const timedFileSystems = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994]);

/** What a name of bytes that are not UTF-8 has in it when it is read as text; other names may have it too. */
const replacement = '\uFFFD';

/**
 * The blocking side of the disk on the system's files. `byDescriptor`: folders are read by their descriptors, as Linux can; else
 * by their paths, which are compared with what the system says that they lead to, before and after.
 */
export function createNodeBlockingDisk(
  byDescriptor = plainFiles.existsSync(openDescriptors),
  now: () => number = Date.now,
): BlockingDisk {
  const buffer = { bytes: new Uint8Array(64 * 1024) };
  const reach = { buffer, now, timed: new Map<number, boolean>() };
  return {
    resolve: (path) => plainFiles.realpathSync.native(path),
    status: (path) => statusOf(plainFiles.lstatSync(path)),
    openFolder: (path) => (byDescriptor ? openByDescriptor(path, path, reach, []) : openByPath(path, buffer)),
  };
}

/** Grows to the largest file that was read. */
interface ReadBuffer {
  bytes: Uint8Array;
}

/** What all folders of a disk have in common. */
interface Reach {
  readonly buffer: ReadBuffer;
  readonly now: () => number;
  /** Devices that were met, and whether the times of their folders can be believed. */
  readonly timed: Map<number, boolean>;
}

/** An open folder as it was at some time, and by which path whoever has it now can be asked for. */
interface SeenFolder {
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  readonly changedMs: number;
}

/**
 * `path` is what the folder is called, `from` a way to it. `above` are the folders that it is in, the one of the scan
 * first, as they were while each was open; null where one of them had just been changed, or was not open.
 */
function openByDescriptor(
  path: string,
  from: string,
  reach: Reach,
  above: readonly SeenFolder[] | null,
): BlockingFolder {
  // A descriptor leads deeper than a path can; what nobody else could reach is not entered.
  if (isTooLong(path)) {
    throw Object.assign(new Error('The path is too long'), { code: 'ENAMETOOLONG' });
  }
  const descriptor = plainFiles.openSync(from, plainFiles.constants.O_RDONLY | onlyFolders | noFollow);
  const here = `${openDescriptors}/${String(descriptor)}`;
  const { buffer, now } = reach;
  let device: number | null | undefined;
  function timedDevice(): number | null {
    device = device === undefined ? timedDeviceOf(descriptor, here, reach.timed) : device;
    return device;
  }
  let seen: SeenFolder | null | undefined;
  /** Null where it was changed so shortly before that it may be changed once more without a trace. */
  function seenFolder(): SeenFolder | null {
    if (seen === undefined) {
      const { dev, ino, ctimeMs } = plainFiles.fstatSync(descriptor);
      seen = ctimeMs < now() - longestTickMs ? { path, device: dev, inode: ino, changedMs: ctimeMs } : null;
    }
    return seen;
  }
  let ways: readonly SeenFolder[] | null | undefined;
  /** This folder behind those that it is in, where all of them are seen; else null. */
  function seenWay(): readonly SeenFolder[] | null {
    if (ways === undefined) {
      const last = above === null ? null : seenFolder();
      ways = above === null || last === null ? null : [...above, last];
    }
    return ways;
  }
  return {
    ...folderAt(here, buffer, (name, way) => openByDescriptor(`${path}/${name}`, way, reach, seenWay())),
    stamp: () => folderStampOf(plainFiles.fstatSync(descriptor), timedDevice()),
    passInto: (name) => {
      const inner = `${path}/${name}`;
      if (seenFolder() === null || isTooLong(inner)) {
        return null;
      }
      // The system goes down a path in half of the time that it takes to go through a descriptor.
      const isByPath = seenWay() !== null && (inner.length + longestName) * 3 <= pathByteLimit;
      return new PassedFolder(isByPath ? inner : `${here}/${name}`, inner, reach, timedDevice);
    },
    // Whoever puts something else under a name changes the folder, at another tick than the one that was seen.
    isAsListed: () =>
      plainFiles.fstatSync(descriptor).ctimeMs === seenFolder()?.changedMs && (seenWay() ?? []).every(isAsSeen),
    close: () => {
      plainFiles.closeSync(descriptor);
    },
  };
}

/**
 * Whether the path leads to the very folder that was seen, and no name in it stood for anything else since. A folder that
 * is renamed is changed by it, so that one that was away and is back is noticed, too. Above the folder of the scan nobody
 * looks: who can put another project in the place of this one needs no link for it.
 */
function isAsSeen({ path, device, inode, changedMs }: SeenFolder): boolean {
  try {
    const { dev, ino, ctimeMs } = plainFiles.lstatSync(path);
    return dev === device && ino === inode && ctimeMs === changedMs;
  } catch (error) {
    // What is not there is not as it was.
    errnoOf(error);
    return false;
  }
}

/** A folder that is read through the one that it is in. A class: there is one for each asset. */
class PassedFolder implements BlockingFolder {
  readonly #way: string;
  readonly #path: string;
  readonly #reach: Reach;
  readonly #timedDevice: () => number | null;

  /** `way` leads to the folder, which is called `path`. */
  constructor(way: string, path: string, reach: Reach, timedDevice: () => number | null) {
    this.#way = way;
    this.#path = path;
    this.#reach = reach;
    this.#timedDevice = timedDevice;
  }

  list(): FolderEntry[] {
    return entriesOf(this.#way);
  }

  stamp(): FolderStamp | null {
    return folderStampOf(plainFiles.lstatSync(this.#way), this.#timedDevice());
  }

  status(name: string): BlockingStatus {
    return statusOf(plainFiles.lstatSync(`${this.#way}/${name}`));
  }

  openFolder(name: string): BlockingFolder {
    return openByDescriptor(`${this.#path}/${name}`, `${this.#way}/${name}`, this.#reach, null);
  }

  passInto(): null {
    return null;
  }

  isAsListed(): boolean {
    return false;
  }

  openFile(name: string): BlockingFile {
    return openFile(`${this.#way}/${name}`, this.#reach.buffer);
  }

  verify(): void {
    // The folder that it is in says whether it counts.
  }

  close(): void {
    // Nothing is open.
  }
}

/** The device of an open folder, or null where its times can't be believed. */
function timedDeviceOf(descriptor: number, here: string, timed: Map<number, boolean>): number | null {
  const { dev } = plainFiles.fstatSync(descriptor);
  const isTimed = timed.get(dev) ?? timedFileSystems.has(plainFiles.statfsSync(here).type);
  timed.set(dev, isTimed);
  return isTimed ? dev : null;
}

/** Another device is another file system, which may be of any kind. */
function folderStampOf(stats: Stats, timedDevice: number | null): FolderStamp | null {
  const { dev, mtimeMs, ctimeMs, ino } = stats;
  return dev === timedDevice && stats.isDirectory() ? [mtimeMs, ctimeMs, ino] : null;
}

function isTooLong(path: string): boolean {
  return path.length * 3 > pathByteLimit && Buffer.byteLength(path) > pathByteLimit;
}

/** A folder that `here` leads to, whether it is open or stands in one that is. */
function folderAt(
  here: string,
  buffer: ReadBuffer,
  openFolder: (name: string, way: string) => BlockingFolder,
): BlockingFolder {
  return {
    list: () => entriesOf(here),
    stamp: () => null,
    status: (name) => statusOf(plainFiles.lstatSync(`${here}/${name}`)),
    openFolder: (name) => openFolder(name, `${here}/${name}`),
    passInto: () => null,
    isAsListed: () => false,
    openFile: (name) => openFile(`${here}/${name}`, buffer),
    verify: () => undefined,
    close: () => undefined,
  };
}

function openByPath(path: string, buffer: ReadBuffer): BlockingFolder {
  function verify(): void {
    if (plainFiles.realpathSync.native(path) !== path) {
      throw Object.assign(new Error('A link leads to the folder'), { code: 'ELOOP' });
    }
  }
  verify();
  return {
    list: () => entriesOf(path),
    stamp: () => null,
    status: (name) => statusOf(plainFiles.lstatSync(join(path, name))),
    openFolder: (name) => openByPath(join(path, name), buffer),
    passInto: () => null,
    isAsListed: () => false,
    openFile: (name) => openFile(join(path, name), buffer),
    verify,
    close: () => undefined,
  };
}

function openFile(path: string, buffer: ReadBuffer): BlockingFile {
  const descriptor = plainFiles.openSync(path, plainFiles.constants.O_RDONLY | noFollow | noWait);
  return {
    status: () => statusOf(plainFiles.fstatSync(descriptor)),
    read: (length, into) => {
      if (into === undefined && buffer.bytes.byteLength < length) {
        buffer.bytes = new Uint8Array(length);
      }
      const bytes = into ?? buffer.bytes;
      let filled = 0;
      while (filled < length) {
        const read = plainFiles.readSync(descriptor, bytes, filled, length - filled, filled);
        if (read === 0) {
          break;
        }
        filled += read;
      }
      return bytes.subarray(0, filled);
    },
    close: () => {
      plainFiles.closeSync(descriptor);
    },
  };
}

function entriesOf(path: string): FolderEntry[] {
  const entries = plainFiles.readdirSync(path, { withFileTypes: true });
  if (entries.every(({ name }) => !name.includes(replacement))) {
    return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  }
  // Read as bytes, which takes longer, and only where some name can be one that is no text.
  return plainFiles.readdirSync(path, { withFileTypes: true, encoding: 'buffer' }).map(folderEntryOf);
}

function statusOf(stats: Stats): BlockingStatus {
  const { size, mtimeMs, ctimeMs, ino } = stats;
  return { kind: kindOf(stats), bytes: size, modifiedMs: mtimeMs, changedMs: ctimeMs, inode: ino };
}
