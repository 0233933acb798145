import type { Failpoints } from '../src-main/packer/disk/failpoints.ts';
import type { Packer } from '../src-main/packer/index.ts';
import { createBenchDisk, createBenchPacker, unhurried, valueOf } from './bench-packer.ts';
import type { BenchPlan } from './bench-plan.ts';
import { unregisteredRoots } from './generated-project.ts';
import { projectOnDisk, registryOnDisk, resetProject } from './project-on-disk.ts';

/** A generated project that is open, and roots that can be registered in it. */
export interface BenchProject {
  readonly packer: Packer;
  projectId(): string;
  /** So many roots that are not registered yet. Where they have run out, the project is opened anew as it was. */
  nextRoots(count: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens the project of this size: from the disk, or with files that are made up. */
export async function openBenchProject(plan: BenchPlan, size: number, failpoints?: Failpoints): Promise<BenchProject> {
  const folder = size === plan.generatedSize ? registryOnDisk(size) : projectOnDisk(size);
  const packer = createBenchPacker(createBenchDisk(plan, size), failpoints);
  const roots = unregisteredRoots(size);
  let used = 0;
  let projectId = await openSettled(packer, folder);

  return {
    packer,
    projectId: () => projectId,
    nextRoots: async (count) => {
      if (count > roots.length) {
        throw new Error(`A project of ${String(size)} has no ${String(count)} assets that are not registered`);
      }
      if (used + count > roots.length) {
        await packer.closeProject(projectId);
        resetProject(folder, size);
        projectId = await openSettled(packer, folder);
        used = 0;
      }
      used += count;
      return roots.slice(used - count, used);
    },
    close: () => packer.close(),
  };
}

/**
 * Opens a project twice, and answers its id: what the first opening keeps for the next one is written behind its answer, and
 * closing waits for it.
 */
export async function openSettled(packer: Packer, folder: string): Promise<string> {
  const first = valueOf(await packer.openProject(folder, unhurried)).projectId;
  await packer.closeProject(first);
  return valueOf(await packer.openProject(folder, unhurried)).projectId;
}
