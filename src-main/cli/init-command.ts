import { basename, resolve } from 'node:path';
import { projectManifestSchema } from '../../src-preload/contract/domain/project-manifest.ts';
import { errnoOf } from '../packer/disk/disk-port.ts';
import type { CommandRun } from './command-run.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { text } from './texts.ts';

/** What stands in the way of the name of a new project, or null. */
export function isProjectName(name: string): boolean {
  return projectManifestSchema.shape.name.safeParse(name.trim()).success;
}

/** `init`: makes a project in the named folder, or here. A folder that is not there is made, its parent has to be. */
export async function initCommand(
  { world, output, project }: CommandRun,
  { name: given }: { readonly name?: string },
): Promise<ExitCode> {
  const path = resolve(world.workingFolder, project ?? '.');
  const name = (given ?? basename(path)).trim();
  const made = await makeFolderIfAbsent(world.disk, path);
  if (made.errno !== null) {
    return output.fail({ code: 'create-failed', errno: made.errno });
  }
  const packer = world.createPacker();
  try {
    const created = await packer.createProject(path, name);
    if (!created.ok) {
      if (made.isNew) {
        await world.disk.removeFolder(path).catch(errnoOf);
      }
      return output.fail(created.failure);
    }
    output.answer({ path, name }, [text('cli.init.made', { path, name })]);
    return exitCodes.done;
  } finally {
    await packer.close();
  }
}

async function makeFolderIfAbsent(
  disk: CommandRun['world']['disk'],
  path: string,
): Promise<{ readonly isNew: boolean; readonly errno: string | null }> {
  try {
    await disk.makeFolder(path);
    return { isNew: true, errno: null };
  } catch (error) {
    const errno = errnoOf(error);
    return { isNew: false, errno: errno === 'EEXIST' ? null : errno };
  }
}
