import { join } from 'node:path';
import { type Disk, errnoOf } from './disk-port.ts';

/** What Studio keeps beside a project's sources and out of version control: lock, recovery copies, caches. */
export const privateFolderName = '.prometeu';

/** The path of a project's private folder. It is there while a process holds the project's lock. */
export function privateFolderOf(projectFolder: string): string {
  return join(projectFolder, privateFolderName);
}

/** Makes a folder where there is none, durable under its name. Throws the disk's error; a link is not followed. */
export async function ensureFolder(disk: Disk, parent: string, name: string): Promise<string> {
  const path = join(parent, name);
  try {
    await disk.makeFolder(path);
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
  return path;
}
