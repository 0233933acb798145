import type { Fault } from '../fault.ts';
import { errnoInjection } from './errno-injection.ts';
import { fullDisk } from './full-disk.ts';
import { gitMerge } from './git-merge.ts';
import { killAtRandom } from './kill-at-random.ts';
import { killAtSyscall } from './kill-at-syscall.ts';
import { pausedOwner } from './paused-owner.ts';
import { powerCut } from './power-cut.ts';
import { racingProcesses } from './racing-processes.ts';
import { readOnlyFolder } from './read-only-folder.ts';
import { slowDisk } from './slow-disk.ts';
import { syncFails } from './sync-fails.ts';
import { twoWritersForeign } from './two-writers-foreign.ts';

/** The faults that are done to real processes, on the real disk. */
export const processFaults: readonly Fault[] = [
  errnoInjection,
  killAtSyscall,
  killAtRandom,
  powerCut,
  syncFails,
  fullDisk,
  readOnlyFolder,
  twoWritersForeign,
  gitMerge,
  racingProcesses,
  pausedOwner,
  slowDisk,
];
