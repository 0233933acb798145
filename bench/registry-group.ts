import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noFailpoints } from '../src-main/packer/disk/failpoints.ts';
import { createNodeDisk } from '../src-main/packer/disk/node-disk.ts';
import { createRecoveryFolder } from '../src-main/packer/disk/recovery-folder.ts';
import { createRegistryJournal, type HowToRead } from '../src-main/packer/disk/registry-journal.ts';
import { createBenchDisk, createBenchPacker, unhurried, valueOf } from './bench-packer.ts';
import { allSizes, type BenchPlan, heavyRuns } from './bench-plan.ts';
import { type Contender, runInterleaved } from './interleaved.ts';
import type { GroupResult } from './measurement.ts';
import { entriesOnDisk, settleDisk } from './project-on-disk.ts';
import { microseconds, microsecondsUntil } from './stopwatch.ts';

/** Figure 16: reading a registry of so many entries, by its checkpoint and line by line. */
export async function measureRegistry(plan: BenchPlan): Promise<GroupResult> {
  const contenders = [];
  for (const count of allSizes(plan)) {
    const folder = entriesOnDisk(count);
    await keepCheckpoint(plan, count, folder);
    contenders.push(
      journalRead(plan, count, folder, 'by-checkpoint', 'registry, by its checkpoint'),
      journalRead(plan, count, folder, 'line-by-line', 'registry, line by line'),
      readAndDigest(plan, count, folder),
    );
  }
  settleDisk();
  return { measurements: await runInterleaved('registry', contenders), skips: [] };
}

/** As the app does it: behind an opening that found none, or one that says too little. Closing waits for it. */
async function keepCheckpoint(plan: BenchPlan, count: number, folder: string): Promise<void> {
  const packer = createBenchPacker(createBenchDisk(plan, count));
  valueOf(await packer.openProject(folder, unhurried));
  await packer.close();
}

function journalRead(plan: BenchPlan, count: number, folder: string, how: HowToRead, name: string): Contender {
  const disk = createNodeDisk();
  return {
    size: count,
    unit: 'ms',
    runs: heavyRuns(plan, count),
    run: async () => {
      // One that has read nothing yet, as at an opening.
      const journal = createRegistryJournal({
        disk,
        projectFolder: folder,
        recovery: createRecoveryFolder(disk, folder, () => new Date().toISOString()),
        failpoints: noFailpoints,
        newTemporaryName: () => 'never-written.tmp',
        lock: () => null,
        recordsInMemory: () => 0,
      });
      let found = 0;
      const took = await microsecondsUntil(async () => {
        found = (await journal.read(how)).entries.length;
      });
      if (found !== count) {
        throw new Error(`A registry of ${String(count)} entries was read as one of ${String(found)}`);
      }
      return { [name]: took / 1000 };
    },
  };
}

/** The floor of a read that checks what it reads: the bytes of the file and their digest. */
function readAndDigest(plan: BenchPlan, count: number, folder: string): Contender {
  return {
    size: count,
    unit: 'ms',
    runs: heavyRuns(plan, count),
    run: () => ({
      'registry, bytes and digest':
        microseconds(() =>
          createHash('sha256')
            .update(readFileSync(join(folder, 'assets.jsonl')))
            .digest('hex'),
        ) / 1000,
    }),
  };
}
