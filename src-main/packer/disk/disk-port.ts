import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { ProvisionalAssets } from '../core/provisional-view.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';

/**
 * What a file is, as far as the packer asks. `identity` names the file itself, whatever path it was found by;
 * `modifiedNs` is when its content was last written, in nanoseconds since 1970, as far as the system keeps it.
 */
export interface FileStatus {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly bytes: number;
  readonly links: number;
  readonly identity: string;
  readonly modifiedNs: bigint;
}

/** One name in a folder. `name` is null where it is not UTF-8. */
export interface FolderEntry {
  readonly name: string | null;
  readonly kind: FileStatus['kind'];
}

/** An open file. Every call is asynchronous (rule L7) and throws the system's error with its `code`. */
export interface DiskFile {
  status(): Promise<FileStatus>;
  /**
   * Reads up to `length` bytes at `position`; fewer at the end of the file. The answer may be a view on `into`, which is
   * at least as long: a long file is then read without new memory for each piece.
   */
  read(length: number, position: number, into?: Uint8Array): Promise<Uint8Array>;
  /** Writes once, and answers how many bytes the disk took: it may be fewer than given. */
  write(bytes: Uint8Array): Promise<number>;
  /** Resolves when content and size are on the disk (`fdatasync`). */
  datasync(): Promise<void>;
  /** Resolves when content and all of the file's own data are on the disk (`fsync`). */
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** Who waits for a scan: tells how many assets were read so far, from time to time, and is asked to stop. */
export interface ScanOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (assets: number) => void;
  /**
   * Told what is known of the assets before the scan has ended, and again where something else is: first what was read
   * so far, then what the index says, where it is to be used and can be. What is told grows, and stays valid.
   */
  readonly onProvisional?: (assets: ProvisionalAssets) => void;
  /**
   * Told the assets that the index names, where it is to be used and can be, before anybody has looked whether the disk has
   * them. Where each is found as the index says, and nothing else, the scan answers with this very list. `isRefuted` says
   * whether something else was found already.
   */
  readonly onExpected?: (assets: readonly ScannedAsset[], isRefuted: () => boolean) => void;
  /**
   * What to do with the project's scan index (scan-index.ts), on a disk that has one: `use` opens no manifest that is as
   * the index says; `compare` reads all of them, and tells which the index has wrong.
   */
  readonly index?: 'use' | 'compare';
  /** The name of a temporary file in the private folder: the index is brought up to date, after the answer. */
  readonly keepIndexBy?: string;
}

/** Assets and findings of a project's `assets/` folder, in the order in which the disk gave them. */
export interface ScannedAssets {
  readonly assets: readonly ScannedAsset[];
  readonly diagnostics: readonly Diagnostic[];
  /** Where the index was compared: roots whose manifest it has wrong though its file was not changed, or that there is none. */
  readonly wrongInIndex?: readonly string[] | 'no-index';
  /** Resolves when the index is kept, with the system's name for why it could not be, or null. */
  readonly kept?: Promise<string | null>;
}

/** The file that the next write expects to find under its name. */
export interface ExpectedFile {
  readonly identity: string;
  readonly bytes: number;
}

/** A file, and its status when it was looked at. */
export interface SeenFile {
  readonly path: string;
  readonly status: FileStatus;
}

/** Bytes to append to a file, if the lock is still ours and the file is still the one that was read. */
export interface AppendOrder {
  /** The lock file as it was when it was last known to be ours. */
  readonly lock: SeenFile;
  readonly path: string;
  readonly target: ExpectedFile;
  readonly bytes: Uint8Array;
}

/** How an append ended. */
export type AppendResult =
  /** All bytes are in the file, and the sync that covers them has returned. */
  | { readonly kind: 'durable' }
  /** The lock file is not as it was known, which may be all right. Nothing was written. */
  | { readonly kind: 'lock-changed' }
  /** The file is not the one that was read. Nothing was written, or (`written`) it was changed or replaced meanwhile. */
  | { readonly kind: 'changed-outside'; readonly written: boolean }
  /** The disk refused at `step`. Where `isInDoubt`, any part of the bytes may be in the file. */
  | {
      readonly kind: 'failed';
      readonly step: 'open' | 'check' | 'write' | 'sync';
      readonly errno: string;
      readonly isInDoubt: boolean;
    };

/**
 * Every way in which the packer touches the disk. One port, so that a test can log each call (rule P4) and make
 * each of them fail.
 *
 * Paths are absolute. `open` never follows a link in the last step and never waits for the other end of a pipe:
 * - `read`: an existing file, for reading;
 * - `append`: an existing file, every write goes to its end;
 * - `create`: a new file for writing; fails when the name is taken.
 */
export interface Disk {
  open(path: string, mode: 'read' | 'append' | 'create'): Promise<DiskFile>;
  /** The status of what the path names, of a link itself where it is one. */
  status(path: string): Promise<FileStatus>;
  /** The path with every link resolved. */
  resolve(path: string): Promise<string>;
  list(path: string): Promise<FolderEntry[]>;
  /**
   * Reads every asset below the project's `assets/` (scanner.ts). Each problem becomes a diagnostic; only an `assets/`
   * folder that can't be listed throws the disk's error. An aborted signal makes it throw the signal's reason.
   */
  scan(projectFolder: string, options: ScanOptions): Promise<ScannedAssets>;
  /**
   * The whole of a checked append (`appendChecked` of checked-append.ts) in one turn, on a disk that has a quicker way to it
   * than one call after the other. `log` is told each call that was made.
   */
  readonly append?: (order: AppendOrder, log?: (call: DiskCall) => void) => Promise<AppendResult>;
  /** Says that an `append` is near: who makes one may wake up meanwhile. Nothing is wrong where none comes. */
  readonly expectAppend?: () => void;
  makeFolder(path: string): Promise<void>;
  /** Replaces what `to` names, if anything, in one step. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Removes a folder that is empty. */
  removeFolder(path: string): Promise<void>;
  /** Resolves when the names in the folder are on the disk. Does nothing on systems that have no such call. */
  syncFolder(path: string): Promise<void>;
}

/** One call of the port, in the order in which they began. Calls on an open file carry the path that it was opened by. */
export interface DiskCall {
  readonly call: keyof Disk | `file.${keyof DiskFile}`;
  readonly path: string;
  readonly detail?: string | number;
}

/** The system's name of an error (`ENOSPC`). An error without one is a bug and is thrown on. */
export function errnoOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  throw error;
}
