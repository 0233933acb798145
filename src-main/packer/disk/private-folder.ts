import { join } from 'node:path';
import { type Disk, errnoOf } from './disk-port.ts';
import { writeFully } from './write-fully.ts';

/** What Studio keeps beside a project's sources and out of version control: lock, recovery copies, caches. */
export const privateFolderName = '.prometeu';

/** The path of a project's private folder. It is there while a process holds the project's lock. */
export function privateFolderOf(projectFolder: string): string {
  return join(projectFolder, privateFolderName);
}

/** The name of something in the private folder that is there while it is put together. `unique`: no other one has it. */
export function temporaryNameOf(unique: string): string {
  return `assets-${unique}.tmp`;
}

/** Whether a name is one of those. */
export function isTemporaryName(name: string): boolean {
  return /^assets-.+\.tmp$/.test(name);
}

/**
 * Replaces a file of the private folder by one of these pieces, in one step; `sync` makes its bytes durable first. Throws the disk's error; the
 * old file then stands.
 */
export async function replacePrivateFile(
  disk: Disk,
  projectFolder: string,
  name: string,
  pieces: readonly Uint8Array[],
  { temporaryName, sync }: { readonly temporaryName: string; readonly sync: boolean },
): Promise<void> {
  const folder = privateFolderOf(projectFolder);
  const temporary = join(folder, temporaryName);
  try {
    const file = await disk.open(temporary, 'create');
    try {
      for (const piece of pieces) {
        await writeFully(file, piece);
      }
      if (sync) {
        await file.sync();
      }
    } finally {
      await file.close();
    }
    await disk.rename(temporary, join(folder, name));
  } catch (error) {
    await disk.remove(temporary).catch(errnoOf);
    throw error;
  }
}

/** Makes a folder where there is none, durable under its name, and says whether it did. Throws the disk's error; a link is not followed. */
export async function ensureFolder(
  disk: Disk,
  parent: string,
  name: string,
): Promise<{ readonly path: string; readonly isNew: boolean }> {
  const path = join(parent, name);
  let isNew = false;
  try {
    await disk.makeFolder(path);
    isNew = true;
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') {
      throw error;
    }
    if ((await disk.status(path)).kind !== 'folder') {
      throw Object.assign(new Error(`${name} is not a folder`), { code: 'ENOTDIR' });
    }
  }
  // Also where it was there: who made it may have failed at this.
  await disk.syncFolder(parent);
  return { path, isNew };
}
