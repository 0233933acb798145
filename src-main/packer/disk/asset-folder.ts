import { dirname, join, relative, sep } from 'node:path';
import { type Disk, errnoOf } from './disk-port.ts';
import { ensureFolder } from './private-folder.ts';

/** The path of a root below `assets/`, whose own path has every link resolved. */
export function folderOfRoot(assetsFolder: string, root: string): string {
  return join(assetsFolder, ...root.split('/'));
}

/**
 * What stands at a folder’s path: a folder, with no link on the way and spelled as it is; nothing; or something else,
 * which includes what nobody can look at.
 */
export async function standsAt(disk: Disk, folder: string): Promise<'folder' | 'nothing' | 'other'> {
  try {
    const { kind } = await disk.status(folder);
    return kind === 'folder' && (await disk.resolve(folder)) === folder ? 'folder' : 'other';
  } catch (error) {
    const errno = errnoOf(error);
    return errno === 'ENOENT' || errno === 'ENOTDIR' ? 'nothing' : 'other';
  }
}

/** What is in the way of making the folders above a root: its path, or the root that they have by another spelling. */
export type ParentsMade =
  /** They are there. `added` were not before, each by its path below `assets/`. */
  | { readonly kind: 'made'; readonly added: readonly string[] }
  | { readonly kind: 'taken' }
  | { readonly kind: 'twin'; readonly other: string };

/**
 * Makes the folders above a root that are not there, each durable under its name; a link is not followed. Throws the
 * disk’s error.
 */
export async function makeParents(disk: Disk, assetsFolder: string, root: string): Promise<ParentsMade> {
  let parent = assetsFolder;
  const added: string[] = [];
  for (const [at, name] of root.split('/').slice(0, -1).entries()) {
    try {
      const { path, isNew } = await ensureFolder(disk, parent, name);
      parent = path;
      if (isNew) {
        added.push(foldersAbove(root)[at] ?? '');
      }
    } catch (error) {
      if (errnoOf(error) === 'ENOTDIR') {
        return { kind: 'taken' };
      }
      throw error;
    }
  }
  const stands = await disk.resolve(parent);
  return stands === parent
    ? { kind: 'made', added }
    : { kind: 'twin', other: relative(assetsFolder, stands).split(sep).join('/') };
}

/** The folders above a root, the outermost first, each by its path below `assets/`. */
export function foldersAbove(root: string): readonly string[] {
  const names = root.split('/').slice(0, -1);
  return names.map((_, at) => names.slice(0, at + 1).join('/'));
}

/** Removes the folders above a root as far as they are empty, the nearest `most` of them, and tells nobody where that does not work. */
export async function removeEmptyParents(
  disk: Disk,
  assetsFolder: string,
  root: string,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const depth = Math.min(most, foldersAbove(root).length);
  let folder = folderOfRoot(assetsFolder, root);
  for (let left = depth; left > 0; left -= 1) {
    folder = dirname(folder);
    try {
      await disk.removeFolder(folder);
    } catch (error) {
      // One that was never made may be below one that was.
      if (errnoOf(error) !== 'ENOENT') {
        return;
      }
    }
  }
}

/** Syncs the names in the folders above two roots, which are one where they lie beside each other. Throws the disk’s error. */
export async function syncParents(disk: Disk, from: string, to: string): Promise<void> {
  for (const parent of new Set([dirname(to), dirname(from)])) {
    await disk.syncFolder(parent);
  }
}
