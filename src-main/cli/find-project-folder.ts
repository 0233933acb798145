import { dirname, join, resolve } from 'node:path';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { fail, type Result, succeed } from '../packer/core/result.ts';
import { type Disk, errnoOf } from '../packer/disk/disk-port.ts';
import { projectFileName, projectFolderOf } from '../packer/disk/project-folder.ts';

/**
 * The folder of the project that a command is for: the one that was named (its `prometeu.json` stands for it), else
 * the nearest one, from the working folder up, that holds a `prometeu.json`. Whether it is a project, opening it says.
 */
export async function findProjectFolder(
  disk: Disk,
  workingFolder: string,
  named: string | undefined,
): Promise<Result<string, Failure>> {
  if (named !== undefined) {
    return succeed(projectFolderOf(resolve(workingFolder, named)));
  }
  let folder = resolve(workingFolder);
  while (!(await isThere(disk, join(folder, projectFileName)))) {
    const parent = dirname(folder);
    if (parent === folder) {
      return fail({ code: 'not-a-project', reason: 'no-project-file' });
    }
    folder = parent;
  }
  return succeed(folder);
}

async function isThere(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.status(path);
    return true;
  } catch (error) {
    errnoOf(error);
    return false;
  }
}
