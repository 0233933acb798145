import { closeSync, constants, fdatasync, fdatasyncSync, openSync, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { encodeEntry } from '../../src-main/packer/disk/registry-record.ts';
import type { BenchPlan } from '../bench-plan.ts';
import { generatedAsset, generatedEntry } from '../generated-project.ts';
import type { Contender } from '../interleaved.ts';
import { microseconds, microsecondsUntil } from '../stopwatch.ts';
import { writeRegistryCopy } from './registry-copy.ts';

/**
 * The floor: the bytes of one record, written to the end of an open file of as many records and synced, and nothing
 * else. Once by calls that wait, and once as a process must do it that may not wait (rule L7).
 */
export function bareAppend(plan: BenchPlan, size: number, folder: string): Contender {
  const descriptor = openSync(writeRegistryCopy(folder, 'bare', size), constants.O_WRONLY | constants.O_APPEND);
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
