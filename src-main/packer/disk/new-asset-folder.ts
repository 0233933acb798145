import { dirname, join } from 'node:path';
import type { CommitStep, FileProblem } from '../../../src-preload/contract/domain/failure.ts';
import type { MadeFile } from '../core/create-change.ts';
import { folderOfRoot, foldersAbove, makeParents, removeEmptyParents, standsAt } from './asset-folder.ts';
import { type Disk, type DiskFile, errnoOf, type FileStatus } from './disk-port.ts';
import { manifestFileName } from './folder-listing.ts';
import { writeFully } from './write-fully.ts';

/** The largest file that is copied into a project: what every file system takes, 4 GiB less a byte. */
const copiedByteLimit = 2 ** 32 - 1;

/** Bytes of a file that are in memory while it is copied. */
const pieceBytes = 256 * 1024;

/** A file that is to be copied into a new asset's folder. `name` is what it is called there. */
export interface FileToCopy {
  readonly path: string;
  readonly name: string;
}

/** Why a file can't be taken, as a person would say it. */
export interface FileTrouble {
  readonly reason: FileProblem;
  readonly errno?: string;
}

/** What a file is that an author wants to be copied: its size, or why it can't be. */
export type FileLook = { readonly bytes: number } | { readonly bytes: number | null; readonly trouble: FileTrouble };

/** Looks whether a file can be copied, by opening it. Links are not followed, and no byte is read. */
export async function lookAtFile(disk: Disk, path: string): Promise<FileLook> {
  const opened = await openToCopy(disk, path);
  if ('trouble' in opened) {
    return opened;
  }
  await opened.file.close().catch(errnoOf);
  return { bytes: opened.status.bytes };
}

/** How the making of a folder ended. Where it did not, the folder may be there in part. */
export type Staged =
  | { readonly kind: 'staged'; readonly files: readonly MadeFile[] }
  | { readonly kind: 'file-refused'; readonly path: string; readonly trouble: FileTrouble }
  /** By the signal. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly step: CommitStep; readonly errno: string };

/**
 * Makes the whole folder of a new asset elsewhere (rule N2): copies of the files, and the manifest; every file and the folder
 * synced. `folder` is one that is not there. Never throws for what a disk can do.
 */
export async function stageAsset(
  disk: Disk,
  folder: string,
  manifest: Uint8Array,
  files: readonly FileToCopy[],
  signal: AbortSignal,
): Promise<Staged> {
  const marks: MadeFile[] = [];
  try {
    await disk.makeFolder(folder);
  } catch (error) {
    return { kind: 'failed', step: 'create', errno: errnoOf(error) };
  }
  for (const { path, name } of files) {
    const copied = await copyFile(disk, path, join(folder, name), signal);
    if (copied.kind !== 'copied') {
      return copied;
    }
    marks.push({ name, ...copied.mark });
  }
  const written = await writeNewFile(disk, join(folder, manifestFileName), async (file) => {
    await writeFully(file, manifest);
    return null;
  });
  if (written.kind !== 'copied') {
    return written;
  }
  try {
    await disk.syncFolder(folder);
  } catch (error) {
    return { kind: 'failed', step: 'sync', errno: errnoOf(error) };
  }
  return { kind: 'staged', files: [...marks, { name: manifestFileName, ...written.mark }] };
}

/** Removes what was staged, whole or not. Only a folder of plain files is ours. Throws the disk's error. */
export async function removeStaged(disk: Disk, folder: string): Promise<void> {
  let entries: Awaited<ReturnType<Disk['list']>>;
  try {
    if ((await disk.status(folder)).kind !== 'folder') {
      return;
    }
    entries = await disk.list(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return;
    }
    throw error;
  }
  for (const { name, kind } of entries) {
    if (name !== null && kind === 'file') {
      await disk.remove(join(folder, name));
    }
  }
  await disk.removeFolder(folder);
}

/** Whether a folder holds the files that were put into it, as they were then, and nothing else. Never throws for what a disk can do. */
export async function isAsMade(disk: Disk, folder: string, files: readonly MadeFile[]): Promise<boolean> {
  try {
    const names = (await disk.list(folder)).map(({ name }) => name);
    if (names.length !== files.length || !files.every(({ name }) => names.includes(name))) {
      return false;
    }
    for (const { name, bytes, modifiedNs } of files) {
      const status = await disk.status(join(folder, name));
      if (status.kind !== 'file' || status.bytes !== bytes || String(status.modifiedNs) !== modifiedNs) {
        return false;
      }
    }
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}

/** How the placing of a staged folder ended. */
export type Placed =
  /** It has its place. `parent` is the folder that has to be synced before that is durable. */
  | { readonly kind: 'placed'; readonly parent: string }
  /** Something stands there, or a file or a link on the way there. Nothing was replaced. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly step: CommitStep; readonly errno: string };

/**
 * Gives a staged folder its place at a root (rule N3), which never replaces anything: it is looked first, and no system
 * renames a folder over one that holds something. Folders on the way are made, and are durable; `ready` has those that were
 * made sure of before, and gets the one of this root; `added` gets those that were made. Where it comes to nothing, those that are empty are removed. Never throws for what a disk can do.
 */
export async function placeStaged(
  disk: Disk,
  assetsFolder: string,
  staged: string,
  root: string,
  ready: Set<string>,
  added: Set<string>,
): Promise<Placed> {
  const target = folderOfRoot(assetsFolder, root);
  const parent = dirname(target);
  let step: CommitStep = 'create';
  try {
    if (!ready.has(parent)) {
      const parents = await makeParents(disk, assetsFolder, root);
      if (parents.kind !== 'made') {
        if (parents.kind === 'twin') {
          await removeEmptyParents(disk, assetsFolder, root);
        }
        return { kind: 'taken' };
      }
      ready.add(parent);
      for (const folder of parents.added) {
        added.add(folder);
      }
    }
    step = 'check';
    if ((await standsAt(disk, target)) !== 'nothing') {
      return { kind: 'taken' };
    }
    step = 'replace';
    await disk.rename(staged, target);
    return { kind: 'placed', parent };
  } catch (error) {
    const errno = errnoOf(error);
    await removeEmptyParents(disk, assetsFolder, root);
    ready.delete(parent);
    // Who makes them anew may be somebody else.
    for (const folder of foldersAbove(root)) {
      added.delete(folder);
    }
    return takenErrnos.has(errno) ? { kind: 'taken' } : { kind: 'failed', step, errno };
  }
}

/** What systems say where something stands in the way. */
const takenErrnos: ReadonlySet<string> = new Set(['ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'EISDIR']);

type Copied =
  | { readonly kind: 'copied'; readonly mark: Omit<MadeFile, 'name'> }
  | Exclude<Staged, { readonly kind: 'staged' }>;

/** A copy that is durable but for its name. A file that changes while it is copied is no file to have a copy of. */
async function copyFile(disk: Disk, from: string, to: string, signal: AbortSignal): Promise<Copied> {
  const opened = await openToCopy(disk, from);
  if ('trouble' in opened) {
    return { kind: 'file-refused', path: from, trouble: opened.trouble };
  }
  const { file: source, status: before } = opened;
  try {
    return await writeNewFile(disk, to, async (file) => {
      const piece = new Uint8Array(pieceBytes);
      for (let at = 0; at < before.bytes; ) {
        if (signal.aborted) {
          return 'stopped';
        }
        let read: Uint8Array;
        try {
          read = await source.read(Math.min(pieceBytes, before.bytes - at), at, piece);
        } catch (error) {
          return { reason: 'unreadable', errno: errnoOf(error) };
        }
        if (read.byteLength === 0) {
          return { reason: 'changed-meanwhile' };
        }
        await writeFully(file, read);
        at += read.byteLength;
      }
      try {
        return isSame(before, await source.status()) ? null : { reason: 'changed-meanwhile' };
      } catch (error) {
        return { reason: 'unreadable', errno: errnoOf(error) };
      }
    }).then((copied) => (copied.kind === 'file-refused' ? { ...copied, path: from } : copied));
  } finally {
    await source.close().catch(errnoOf);
  }
}

function isSame(a: FileStatus, b: FileStatus): boolean {
  return a.bytes === b.bytes && a.modifiedNs === b.modifiedNs && a.identity === b.identity;
}

/** Makes a file, has it written, and syncs it. `write` answers what was wrong with what it was to write, or null. */
async function writeNewFile(
  disk: Disk,
  path: string,
  write: (file: DiskFile) => Promise<FileTrouble | 'stopped' | null>,
): Promise<Copied> {
  let step: CommitStep = 'create';
  try {
    const file = await disk.open(path, 'create');
    try {
      step = 'write';
      const trouble = await write(file);
      if (trouble === 'stopped') {
        return { kind: 'stopped' };
      }
      if (trouble !== null) {
        return { kind: 'file-refused', path, trouble };
      }
      step = 'sync';
      await file.sync();
      const { bytes, modifiedNs } = await file.status();
      return { kind: 'copied', mark: { bytes, modifiedNs: String(modifiedNs) } };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { kind: 'failed', step, errno: errnoOf(error) };
  }
}

async function openToCopy(
  disk: Disk,
  path: string,
): Promise<
  | { readonly file: DiskFile; readonly status: FileStatus }
  | { readonly bytes: number | null; readonly trouble: FileTrouble }
> {
  let opened: DiskFile | null = null;
  try {
    const file = await disk.open(path, 'read');
    opened = file;
    const status = await file.status();
    const reason = problemOf(status);
    if (reason === null) {
      opened = null;
      return { file, status };
    }
    return { bytes: status.kind === 'file' ? status.bytes : null, trouble: { reason } };
  } catch (error) {
    return { bytes: null, trouble: troubleOf(errnoOf(error)) };
  } finally {
    await opened?.close().catch(errnoOf);
  }
}

function problemOf({ kind, bytes }: FileStatus): FileProblem | null {
  switch (kind) {
    case 'file':
      return bytes > copiedByteLimit ? 'too-large-to-copy' : null;
    case 'folder':
      return 'a-folder';
    case 'link':
      return 'a-link';
    case 'other':
      return 'not-a-file';
  }
}

function troubleOf(errno: string): FileTrouble {
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { reason: 'no-file' };
    // The last step is a link.
    case 'ELOOP':
      return { reason: 'a-link' };
    case 'EISDIR':
      return { reason: 'a-folder' };
    // A socket, or a pipe without another end.
    case 'ENXIO':
      return { reason: 'not-a-file' };
    default:
      return { reason: 'unreadable', errno };
  }
}
