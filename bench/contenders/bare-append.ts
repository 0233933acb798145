import { closeSync, constants, fdatasync, fdatasyncSync, openSync, write, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encodeEntry, encodeRegistry } from '../../src-main/packer/disk/registry-record.ts';
import type { BenchPlan } from '../bench-plan.ts';
import { generatedAsset, generatedEntries, generatedEntry } from '../generated-project.ts';
import type { Contender } from '../interleaved.ts';
import { microseconds, microsecondsUntil } from '../stopwatch.ts';

/**
 * The floor: the bytes of one record, written to the end of an open file of as many records and synced, and nothing
 * else. Once by calls that wait, and once as a process must do it that may not wait (rule L7).
 */
export function bareAppend(plan: BenchPlan, size: number, folder: string): Contender {
  const path = join(folder, `bare-${String(size)}.jsonl`);
  writeFileSync(path, encodeRegistry(generatedEntries(size)));
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_APPEND);
  const line = Buffer.from(`${encodeEntry(generatedEntry(0, generatedAsset(0, size).root))}\n`);
  return {
    size,
    unit: 'µs',
    runs: plan.runs,
    run: async () => ({
      'bare append and fdatasync': microseconds(() => {
        writeSync(descriptor, line);
        fdatasyncSync(descriptor);
      }),
      'bare append and fdatasync, asynchronous': await microsecondsUntil(async () => {
        await promisify(write)(descriptor, line);
        await promisify(fdatasync)(descriptor);
      }),
    }),
    close: () => {
      closeSync(descriptor);
    },
  };
}
