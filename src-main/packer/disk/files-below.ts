import { join } from 'node:path';
import type { Disk } from './disk-port.ts';

/** Folders in folders of a dropped or chosen one that are entered: as deep as an asset can lie (rule V1). */
const deepestEntered = 32;

/** Folders that are listed for one of them, at most: what is dropped by mistake may be a whole disk. */
const mostListed = 10_000;

/** A file in a folder, and the names of the folders that lead to it from there. */
export interface FileBelow {
  readonly path: string;
  readonly folders: readonly string[];
}

/** The files in a folder and in those below it. */
export interface FilesBelow {
  readonly files: readonly FileBelow[];
  /** Files that were too many. */
  readonly left: number;
  /** Folders that were not looked into: too deep, behind too many files or folders, or not to be read. */
  readonly foldersLeft: number;
}

/**
 * The files in a folder that an author has dropped or chosen, each folder by name and before those below it; null where the path is no
 * folder. `most` is how many of them are wanted. As in a scan, folders whose names begin with a dot, `node_modules` and links to
 * folders are not entered; of files whose names begin with a dot, systems make their own. Never throws for what a disk can do.
 */
export async function filesBelow(disk: Disk, folder: string, most: number): Promise<FilesBelow | null> {
  const kind = await disk.status(folder).then(
    (status) => status.kind,
    () => null,
  );
  if (kind !== 'folder') {
    return null;
  }
  const files: FileBelow[] = [];
  let [left, foldersLeft, listed] = [0, 0, 0];
  // Newest first, each folder's own in front of those that were found before it.
  const waiting: { readonly path: string; readonly folders: readonly string[] }[] = [{ path: folder, folders: [] }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, folders } = next;
    const entries =
      folders.length > deepestEntered || listed >= mostListed || files.length >= most
        ? null
        : await disk.list(path).catch(() => null);
    listed += 1;
    if (entries === null) {
      foldersLeft += 1;
      continue;
    }
    const named = entries
      .flatMap(({ name, kind }) => (name === null || name.startsWith('.') ? [] : [{ name, kind }]))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name } of named.filter((entry) => entry.kind !== 'folder')) {
      if (files.length < most) {
        files.push({ path: join(path, name), folders });
      } else {
        left += 1;
      }
    }
    const below = named.filter((entry) => entry.kind === 'folder' && entry.name !== 'node_modules');
    for (const { name } of below.toReversed()) {
      waiting.push({ path: join(path, name), folders: [...folders, name] });
    }
  }
  return { files, left, foldersLeft };
}
