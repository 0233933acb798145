import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createBenchDisk, createBenchPacker, unhurried, valueOf } from './bench-packer.ts';
import { type BenchPlan, heavyRuns } from './bench-plan.ts';
import { hasGit, runGit, trackManifests } from './contenders/git.ts';
import {
  compileWalker,
  forgetManifests,
  readingProgram,
  runs,
  walkAndRead,
  walkers,
} from './contenders/reading-programs.ts';
import { type Contender, runInterleaved } from './interleaved.ts';
import type { GroupResult, Skip } from './measurement.ts';
import { benchFolder, forgetPrivateFolder, notOnDisk, projectOnDisk, settleDisk } from './project-on-disk.ts';
import { microseconds, microsecondsUntil } from './stopwatch.ts';

/** How often a project is opened whose manifests the disk has to be asked for. */
const coldRuns = 3;

/** Figures 10 to 12 in Node: opening a project, and programs that read the same files. */
export async function measureOpen(plan: BenchPlan, checkout: string): Promise<GroupResult> {
  const skips: Skip[] = [];
  const skip = (name: string, size: number | null, reason: string): void => {
    skips.push({ group: 'open', name, size, reason });
  };
  const projects = plan.sizes.map((size) => ({ size, folder: projectOnDisk(size) }));
  if (plan.generatedSize !== null) {
    skip('open, every manifest read', plan.generatedSize, notOnDisk);
  }
  const tools = mkdtempSync(join(benchFolder(), 'open-'));
  try {
    const walker = compileWalker(checkout, tools);
    if (walker === null) {
      skip(walkAndRead, null, 'there is no C compiler (cc)');
    }
    const find = runs('find', ['--version']);
    if (!find) {
      skip('`find -name asset.json`', null, 'there is no GNU find');
    }
    if (!hasGit()) {
      skip('`git status`', null, 'there is no git');
    }
    const contenders = projects.flatMap(({ size, folder }) => [
      packerOpen(plan, size, folder),
      ...(walker === null ? [] : walkers(plan, walker, size, folder)),
      ...(find ? [readingProgram(plan, '`find -name asset.json`', 'find', ['-name', 'asset.json'])(size, folder)] : []),
      ...(hasGit() ? [gitStatus(plan, size, folder)] : []),
    ]);
    settleDisk();
    const warm = await runInterleaved('open', contenders);
    const first = projects[0]?.folder;
    if (walker === null || first === undefined || !forgetManifests(walker, first)) {
      skip('open, manifests not in the cache', null, 'nothing here takes files out of the cache');
      return { measurements: warm, skips };
    }
    const cold = projects.flatMap(({ size, folder }) => [
      coldOpen(plan, size, folder, walker),
      coldWalk(plan, size, folder, walker),
    ]);
    return { measurements: [...warm, ...(await runInterleaved('open', cold))], skips };
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
}

/** The first opening, which has nothing but the files themselves, and the one after it, which may have more. */
function packerOpen(plan: BenchPlan, size: number, folder: string): Contender {
  async function open(name: string): Promise<Record<string, number>> {
    const { took, longestBlock } = await openOnce(plan, size, folder);
    return { [name]: took, [`${name}, longest block`]: longestBlock };
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

function coldOpen(plan: BenchPlan, size: number, folder: string, walker: string): Contender {
  return {
    size,
    unit: 'ms',
    runs: Math.min(plan.runs, coldRuns),
    run: async () => {
      forgetPrivateFolder(folder);
      forgetManifests(walker, folder);
      return { 'open, manifests not in the cache': (await openOnce(plan, size, folder)).took };
    },
  };
}

function coldWalk(plan: BenchPlan, size: number, folder: string, walker: string): Contender {
  const walk = readingProgram(plan, `${walkAndRead}, not in the cache`, walker, [])(size, folder);
  return {
    ...walk,
    runs: Math.min(plan.runs, coldRuns),
    run: () => {
      forgetManifests(walker, folder);
      return walk.run();
    },
  };
}

/** Milliseconds of an opening, and of the longest time in which nothing else had its turn. */
async function openOnce(
  plan: BenchPlan,
  size: number,
  folder: string,
): Promise<{ readonly took: number; readonly longestBlock: number }> {
  const packer = createBenchPacker(createBenchDisk(plan, size));
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  // It counts from one tick to the next: there must be one before, and one after.
  await setTimeout(10);
  const took = await microsecondsUntil(async () => {
    valueOf(await packer.openProject(folder, unhurried));
  });
  await setTimeout(10);
  delays.disable();
  await packer.close();
  return { took: took / 1000, longestBlock: delays.max / 1e6 };
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
