import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Failpoints } from '../../src-main/packer/disk/failpoints.ts';
import type { AssetQuery } from '../../src-preload/contract/domain/asset-list.ts';
import { unhurried, valueOf } from '../bench-packer.ts';
import { type BenchPlan, heavyRuns } from '../bench-plan.ts';
import type { Contender } from '../interleaved.ts';
import { type BenchProject, openBenchProject } from '../open-bench-project.ts';
import { microseconds, microsecondsUntil } from '../stopwatch.ts';

/** Assets that are registered together for figure 4. */
export const groupSize = 100;

/**
 * REGISTER on the path that authors take, with it what Studio asks for after each: a window and the details; and, where
 * the project is large enough, a group of registrations that share a sync, for each of them.
 */
export async function packerRegister(plan: BenchPlan, size: number): Promise<readonly Contender[]> {
  const commit = createCommitWatch();
  const project = await openBenchProject(plan, size, commit.failpoints);
  const single: Contender = {
    size,
    unit: 'µs',
    runs: plan.runs,
    run: async () => {
      const [root = ''] = await project.nextRoots(1);
      const register = await microsecondsUntil(() => registerOne(project, root));
      const offset = Math.floor(size / 4);
      const read = microseconds(() => {
        valueOf(project.packer.listAssets(project.projectId(), registeredByName(offset)));
        valueOf(project.packer.getAssetDetails(project.projectId(), root));
      });
      return { commit: commit.last(), REGISTER: register, 'REGISTER, window, details': register + read };
    },
    close: () => project.close(),
  };
  return size < 2 * groupSize ? [single] : [single, packerGroup(plan, size, project, commit)];
}

function packerGroup(plan: BenchPlan, size: number, project: BenchProject, commit: CommitWatch): Contender {
  const idle = { signal: new AbortController().signal, begun: () => undefined, advanced: () => undefined };
  return {
    size,
    unit: 'µs',
    runs: Math.min(plan.runs, 40),
    run: async () => {
      const roots = await project.nextRoots(groupSize);
      const before = commit.count();
      const took = await microsecondsUntil(async () => {
        const { packer } = project;
        const selection = { by: 'roots', roots } as const;
        const completion = valueOf(
          await packer.registerAssets(project.projectId(), { ...selection, roots: [...roots] }, randomUUID(), idle),
        );
        if (completion.written !== groupSize) {
          throw new Error(`Of a group, ${String(completion.written)} were registered`);
        }
      });
      if (commit.count() !== before + 1) {
        throw new Error('A group was not registered by one commit');
      }
      return {
        'commit of a group of 100, each': commit.last() / groupSize,
        'REGISTER in a group of 100, each': took / groupSize,
      };
    },
  };
}

/** The old way: REGISTER, and then the whole project is read again. */
export async function packerRescan(plan: BenchPlan, size: number): Promise<Contender> {
  const project = await openBenchProject(plan, size);
  return {
    size,
    unit: 'µs',
    runs: heavyRuns(plan, size),
    run: async () => {
      const [root = ''] = await project.nextRoots(1);
      const begun = performance.now();
      await registerOne(project, root);
      valueOf(await project.packer.reload(project.projectId(), unhurried));
      return { 'REGISTER and whole rescan (the old way)': (performance.now() - begun) * 1000 };
    },
    close: () => project.close(),
  };
}

interface CommitWatch {
  readonly failpoints: Failpoints;
  /** How long the last commit took, from the first look at the lock until the file was closed again (rule P1). */
  readonly last: () => number;
  /** How many commits there were. */
  readonly count: () => number;
}

function createCommitWatch(): CommitWatch {
  let [begun, ended, count] = [0, 0, 0];
  return {
    failpoints: {
      at: (name) => {
        if (name === 'commit:begun') {
          begun = performance.now();
        } else if (name === 'commit:closed') {
          ended = performance.now();
          count += 1;
        }
      },
    },
    last: () => (ended - begun) * 1000,
    count: () => count,
  };
}

async function registerOne(project: BenchProject, root: string): Promise<void> {
  const { status } = valueOf(await project.packer.register(project.projectId(), root, randomUUID()));
  if (status !== 'committed') {
    throw new Error(`The registration of ${root} was ${status}`);
  }
}

function registeredByName(offset: number): AssetQuery {
  const filter = { registration: ['registered' as const], health: [], type: [], tag: [], search: '' };
  return { filter, sort: 'name', descending: false, offset, limit: 100 };
}
