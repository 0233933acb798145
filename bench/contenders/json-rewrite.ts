import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchPlan, heavyRuns } from '../bench-plan.ts';
import { generatedAsset, generatedEntries, generatedEntry } from '../generated-project.ts';
import type { Contender } from '../interleaved.ts';
import { microseconds } from '../stopwatch.ts';

/** A registry that is one JSON document: one entry more in memory, the whole of it to a new file, sync, rename. */
export function jsonRewrite(plan: BenchPlan, size: number, folder: string): Contender {
  const path = join(folder, `registry-${String(size)}.json`);
  const entries = [...generatedEntries(size)];
  let added = 0;
  return {
    size,
    unit: 'µs',
    runs: heavyRuns(plan, size),
    run: () => ({
      'whole JSON file rewritten': microseconds(() => {
        entries.push(generatedEntry(size + added, generatedAsset(size + added, size).root));
        added += 1;
        const descriptor = openSync(`${path}.new`, 'w');
        writeFileSync(descriptor, JSON.stringify(entries));
        fsyncSync(descriptor);
        closeSync(descriptor);
        renameSync(`${path}.new`, path);
      }),
    }),
  };
}
