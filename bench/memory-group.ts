import { spawnSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { allSizes, type BenchPlan } from './bench-plan.ts';
import { generatedAssets, manifestTextOf } from './generated-project.ts';
import { type GroupResult, type Measurement, measured } from './measurement.ts';
import { openBenchProject } from './open-bench-project.ts';

/** The argument by which this program is the process that is measured. */
export const memoryChild = 'memory-child';

/** Figure 13: what a process has for each asset of the project that it holds, beyond the bytes of the manifests. */
export function measureMemory(plan: BenchPlan, program: string): GroupResult {
  const turns = plan.quick ? 1 : 3;
  const measurements: Measurement[] = [];
  const sizes = allSizes(plan).filter((size) => plan.quick || size >= 10_000);
  const samples = new Map(sizes.map((size) => [size, [] as number[]]));
  for (let turn = 0; turn < turns; turn += 1) {
    const empty = residentBytes(program, { ...plan, sizes: [1], generatedSize: null }, 1);
    for (const [size, found] of samples) {
      found.push((residentBytes(program, plan, size) - empty - manifestBytes(size)) / size);
    }
  }
  for (const [size, found] of samples) {
    measurements.push(measured({ group: 'memory', name: 'memory an asset', size, unit: 'bytes' }, found));
  }
  return { measurements, skips: [] };
}

/** In the measured process: opens the project, throws away what is not needed, and says what the process still has. */
export async function sayResidentBytes(plan: BenchPlan, size: number): Promise<void> {
  const { gc } = globalThis as { readonly gc?: () => void };
  if (gc === undefined) {
    throw new Error('This process needs --expose-gc');
  }
  const project = await openBenchProject(plan, size);
  let [before, now] = [Infinity, process.memoryUsage.rss()];
  // Freed pages go back to the system step by step: until nothing more goes.
  while (now < before) {
    for (let turn = 0; turn < 5; turn += 1) {
      gc();
      await setImmediate();
    }
    [before, now] = [now, process.memoryUsage.rss()];
  }
  await project.close();
  process.stdout.write(`${String(Math.min(before, now))}\n`);
}

function residentBytes(program: string, plan: BenchPlan, size: number): number {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', '--max-old-space-size=8192', program, memoryChild, JSON.stringify(plan), String(size)],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`The process that holds ${String(size)} assets failed: ${stderr}`);
  }
  return Number(stdout.trim());
}

function manifestBytes(size: number): number {
  let bytes = 0;
  for (const asset of generatedAssets(size)) {
    bytes += Buffer.byteLength(manifestTextOf(asset));
  }
  return bytes;
}
