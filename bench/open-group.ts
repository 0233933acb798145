import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createBenchDisk, createBenchPacker, unhurried, valueOf } from './bench-packer.ts';
import { type BenchPlan, heavyRuns } from './bench-plan.ts';
import { hasGit, runGit, trackManifests } from './contenders/git.ts';
import { type Contender, runInterleaved } from './interleaved.ts';
import type { GroupResult, Skip } from './measurement.ts';
import { benchFolder, forgetPrivateFolder, projectOnDisk } from './project-on-disk.ts';
import { microseconds, microsecondsUntil } from './stopwatch.ts';

/** Figures 10 to 12: opening a project whose files are in the system's cache, and programs that read the same files. */
export async function measureOpen(plan: BenchPlan, checkout: string): Promise<GroupResult> {
  const skips: Skip[] = [];
  const skip = (name: string, size: number | null, reason: string): void => {
    skips.push({ group: 'open', name, size, reason });
  };
  const projects = plan.sizes.map((size) => ({ size, folder: projectOnDisk(size) }));
  if (plan.generatedSize !== null) {
    skip('open, every manifest read', plan.generatedSize, 'the files of this size are not on the disk');
  }
  const tools = mkdtempSync(join(benchFolder(), 'open-'));
  try {
    const walker = compileWalker(checkout, tools);
    if (walker === null) {
      skip('C program: walk and read', null, 'there is no C compiler (cc)');
    }
    const programs = [
      ...(walker === null ? [] : [program(plan, 'C program: walk and read', walker, (assets) => [assets])]),
      ...(runs('find', ['--version'])
        ? [program(plan, '`find -name asset.json`', 'find', (assets) => [assets, '-name', 'asset.json'])]
        : []),
    ];
    if (programs.length < 2 && walker !== null) {
      skip('`find -name asset.json`', null, 'there is no GNU find');
    }
    if (!hasGit()) {
      skip('`git status`', null, 'there is no git');
    }
    const contenders = projects.flatMap(({ size, folder }) => [
      packerOpen(plan, size, folder),
      ...programs.map((of) => of(size, folder)),
      ...(hasGit() ? [gitStatus(plan, size, folder)] : []),
    ]);
    return { measurements: await runInterleaved('open', contenders), skips };
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
}

/** The first opening, which has nothing but the files themselves, and the one after it, which may have more. */
function packerOpen(plan: BenchPlan, size: number, folder: string): Contender {
  async function open(name: string): Promise<Record<string, number>> {
    const packer = createBenchPacker(createBenchDisk(plan));
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    const took = await microsecondsUntil(async () => {
      valueOf(await packer.openProject(folder, unhurried));
    });
    delays.disable();
    await packer.close();
    return { [name]: took / 1000, [`${name}, longest block`]: delays.max / 1e6 };
  }
  return {
    size,
    unit: 'ms',
    runs: heavyRuns(plan, size),
    run: async () => {
      forgetPrivateFolder(folder);
      return { ...(await open('open, every manifest read')), ...(await open('open again')) };
    },
  };
}

function program(
  plan: BenchPlan,
  name: string,
  command: string,
  args: (assetsFolder: string) => readonly string[],
): (size: number, folder: string) => Contender {
  return (size, folder) => ({
    size,
    unit: 'ms',
    runs: heavyRuns(plan, size),
    run: () => {
      const assets = join(folder, 'assets');
      const took = microseconds(() => {
        if (!runs(command, args(assets))) {
          throw new Error(`${name} failed`);
        }
      });
      return { [name]: took / 1000 };
    },
  });
}

function gitStatus(plan: BenchPlan, size: number, folder: string): Contender {
  trackManifests(folder);
  // The first one brings the index up to date.
  runGit(folder, ['status', '--porcelain']);
  return {
    size,
    unit: 'ms',
    runs: heavyRuns(plan, size),
    run: () => ({ '`git status`': microseconds(() => runGit(folder, ['status', '--porcelain'])) / 1000 }),
  };
}

/** The C program of this folder, compiled, or null where that can't be done. */
function compileWalker(checkout: string, folder: string): string | null {
  const built = join(folder, 'walk-and-read');
  return runs('cc', ['-O2', '-o', built, join(checkout, 'bench', 'walk-and-read.c')]) ? built : null;
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { maxBuffer: 1024 ** 3 }).status === 0;
}
