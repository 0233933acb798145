import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { createBenchDisk, createBenchPacker } from './bench-packer.ts';
import { allSizes, type BenchPlan } from './bench-plan.ts';
import { generatedAssets, manifestTextOf } from './generated-project.ts';
import { type GroupResult, type Measurement, measured } from './measurement.ts';
import { openSettled } from './open-bench-project.ts';
import { projectOnDisk, registryOnDisk } from './project-on-disk.ts';

/** The argument by which this program is the process that is measured. */
export const memoryChild = 'memory-child';

/** What a process has, in bytes: of the system's memory, and in V8's heap of it. */
interface HeldBytes {
  readonly resident: number;
  readonly heap: number;
}

/**
 * Figure 13: what the main process has for each asset of the project that it holds, beyond the bytes of the manifests.
 * It is Electron that holds it, started as plain Node, because V8's pointers have half the size there; plain Node where
 * there is no Electron.
 */
export function measureMemory(plan: BenchPlan, program: string): GroupResult {
  const where = plan.electron === null ? ', in Node' : '';
  const turns = plan.quick ? 1 : 3;
  const measurements: Measurement[] = [];
  const sizes = allSizes(plan).filter((size) => plan.quick || size >= 10_000);
  const samples = sizes.map((size) => ({ size, resident: [] as number[], heap: [] as number[] }));
  for (let turn = 0; turn < turns; turn += 1) {
    const empty = heldBytes(program, plan, 1);
    for (const { size, resident, heap } of samples) {
      const held = heldBytes(program, plan, size);
      const manifests = manifestBytes(size);
      resident.push((held.resident - empty.resident - manifests) / size);
      heap.push((held.heap - empty.heap - manifests) / size);
    }
  }
  for (const { size, resident, heap } of samples) {
    const of = { group: 'memory', size, unit: 'bytes' } as const;
    measurements.push(measured({ ...of, name: `memory an asset${where}` }, resident));
    measurements.push(measured({ ...of, name: `heap an asset${where}` }, heap));
  }
  return { measurements, skips: [] };
}

/** In the measured process: opens the project, throws away what is not needed, and says what the process still has. */
export async function sayHeldBytes(plan: BenchPlan, size: number, folder: string): Promise<void> {
  // V8 keeps pages that it has freed, and gives them back when a process has been idle for up to a minute. This flavor does
  // so at once; the V8 of Node 20 does not know it.
  const { gc } = globalThis as { readonly gc?: (options: { type: 'major'; flavor: 'last-resort' }) => void };
  if (gc === undefined) {
    throw new Error('This process needs --expose-gc');
  }
  const packer = createBenchPacker(createBenchDisk(plan, size));
  await openSettled(packer, folder);
  // Threads that end, and pages that are freed, go back to the system some time after: until nothing more goes.
  let resident = process.memoryUsage.rss();
  for (let since = 0; since < 3; since += 1) {
    for (let turn = 0; turn < 5; turn += 1) {
      gc({ type: 'major', flavor: 'last-resort' });
      await setTimeout(200);
    }
    const now = process.memoryUsage.rss();
    if (now < resident) {
      resident = now;
      since = -1;
    }
  }
  const { heapUsed, external } = process.memoryUsage();
  await packer.close();
  const held: HeldBytes = { resident, heap: heapUsed + external };
  process.stdout.write(`${JSON.stringify(held)}\n`);
}

function heldBytes(program: string, plan: BenchPlan, size: number): HeldBytes {
  // Made here: what making it takes is not to be measured.
  const folder = size === plan.generatedSize ? registryOnDisk(size) : projectOnDisk(size);
  const { status, stdout, stderr } = spawnSync(
    plan.electron ?? process.execPath,
    ['--expose-gc', program, memoryChild, JSON.stringify(plan), String(size), folder],
    { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  if (status !== 0) {
    throw new Error(`The process that holds ${String(size)} assets failed: ${stderr}`);
  }
  return JSON.parse(stdout) as HeldBytes;
}

function manifestBytes(size: number): number {
  let bytes = 0;
  for (const asset of generatedAssets(size)) {
    bytes += Buffer.byteLength(manifestTextOf(asset));
  }
  return bytes;
}
