import type { Result } from '../src-main/packer/core/result.ts';
import { createAppendThreads } from '../src-main/packer/disk/append-in-threads.ts';
import type { Disk } from '../src-main/packer/disk/disk-port.ts';
import { type Failpoints, noFailpoints } from '../src-main/packer/disk/failpoints.ts';
import { createNodeDisk } from '../src-main/packer/disk/node-disk.ts';
import { scanInWorkers } from '../src-main/packer/disk/scan-in-workers.ts';
import { createPacker, type Packer, type ReadingOptions } from '../src-main/packer/index.ts';
import { randomIds, systemClock } from '../src-main/packer/runtime/system-ports.ts';
import type { Failure } from '../src-preload/contract/domain/failure.ts';
import type { BenchPlan } from './bench-plan.ts';

/** Reads to the end, and tells nobody. */
export const unhurried: ReadingOptions = { signal: new AbortController().signal, onProgress: () => undefined };

/** The disk that the app has, which scans and appends in threads; for the size that is made up, in one that makes it up. */
export function createBenchDisk(plan: BenchPlan, size: number): Disk {
  const scanWorker = size === plan.generatedSize ? plan.generatedScanWorker : plan.scanWorker;
  return createNodeDisk(scanInWorkers(scanWorker), createAppendThreads(plan.appendWorker).disk);
}

/** The packer as the app makes it: the system's disk, clock and random ids. */
export function createBenchPacker(disk: Disk, failpoints: Failpoints = noFailpoints): Packer {
  return createPacker({
    disk,
    failpoints,
    clock: systemClock,
    ids: randomIds,
    log: {
      warn: (event, detail) => {
        throw new Error(`The packer warned of ${event}: ${JSON.stringify(detail)}`);
      },
    },
  });
}

/** The value of an answer. A measurement of what failed would be worth nothing, so a failure is thrown. */
export function valueOf<T>(result: Result<T, Failure>): T {
  if (!result.ok) {
    throw new Error(`The packer answered ${JSON.stringify(result)}`);
  }
  return result.value;
}
