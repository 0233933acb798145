import type { FolderEntry } from './disk-port.ts';

/**
 * What a file is, as far as a scan asks. The two times and the inode tell a file that was changed from one that was
 * not: milliseconds since 1970 with what the system has behind the point.
 */
export interface BlockingStatus {
  readonly kind: FolderEntry['kind'];
  readonly bytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly inode: number;
}

/**
 * What tells a folder that has other names in it, or had for a time, from one that has not: time of its content, time of
 * its inode, inode.
 */
export type FolderStamp = readonly [modifiedMs: number, changedMs: number, inode: number];

/** An open file. */
export interface BlockingFile {
  status(): BlockingStatus;
  /**
   * The first bytes, `length` at most; fewer where the file ends before. Valid until the next read of the disk; where the
   * answer is a view on `into`, which is at least as long, as long as that is.
   */
  read(length: number, into?: Uint8Array): Uint8Array;
  close(): void;
}

/**
 * An open folder. Names are looked up in the very folder that was opened, whatever stands at its path meanwhile, as far
 * as the system has a way to say so; where it has none, `verify` throws when the folder is not at its path any more,
 * and what was read since it was opened counts for nothing.
 */
export interface BlockingFolder {
  list(): FolderEntry[];
  /** The folder's stamp, or null where its times are not known to change with the names in it. */
  stamp(): FolderStamp | null;
  /** The status of what a name says, of a link itself where it is one. */
  status(name: string): BlockingStatus;
  /** Fails where the name is a link. */
  openFolder(name: string): BlockingFolder;
  /**
   * A folder in this one that is read through it and not held open, which takes fewer calls. What was read of it counts
   * when `isAsListed` of this folder has said so afterwards. Null where this folder could not say so: `openFolder` then.
   */
  passInto(name: string): BlockingFolder | null;
  /** Whether all names in this folder stand for what they stood for when it was first passed through. */
  isAsListed(): boolean;
  /** Fails where the name is a link, and never waits for the other end of a pipe. */
  openFile(name: string): BlockingFile;
  /** Throws where what was read of this folder may be of another one. */
  verify(): void;
  close(): void;
}

/**
 * The reading side of the disk by calls that wait: what a scan is made of, because a call that goes through the thread
 * pool takes several times as long as the system needs for it. For threads in which nobody waits. Each call throws the
 * system's error with its `code`.
 */
export interface BlockingDisk {
  /** The path with every link resolved. */
  resolve(path: string): string;
  /** The status of what a path names, of a link itself where it is one. */
  status(path: string): BlockingStatus;
  openFolder(path: string): BlockingFolder;
}
