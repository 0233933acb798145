import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type BenchPlan, heavyRuns } from '../bench-plan.ts';
import type { Contender } from '../interleaved.ts';
import { microseconds } from '../stopwatch.ts';

/** What the C program's time is called, whoever asks for it. */
export const walkAndRead = 'C program: walk and read';

/** The same where it looks at all that the packer looks at. */
const walkAndLook = 'C program: walk, look at all and read';

/** The C program of this folder (walk-and-read.c), compiled into `folder`, or null where that can't be done. */
export function compileWalker(checkout: string, folder: string): string | null {
  const built = join(folder, 'walk-and-read');
  return runs('cc', ['-O2', '-o', built, join(checkout, 'bench', 'walk-and-read.c')]) ? built : null;
}

/** A whole process that reads a project's assets, its start included. Throws where it fails. */
export function readingProgram(
  plan: BenchPlan,
  name: string,
  command: string,
  args: readonly string[],
): (size: number, folder: string) => Contender {
  return (size, folder) => ({
    size,
    unit: 'ms',
    runs: heavyRuns(plan, size),
    run: () => {
      const took = microseconds(() => {
        if (!runs(command, [join(folder, 'assets'), ...args])) {
          throw new Error(`${name} failed`);
        }
      });
      return { [name]: took / 1000 };
    },
  });
}

/** The C program as a contender: as it is, and where it looks at as much as the packer does. */
export function walkers(plan: BenchPlan, walker: string, size: number, folder: string): readonly Contender[] {
  return [
    readingProgram(plan, walkAndRead, walker, [])(size, folder),
    readingProgram(plan, walkAndLook, walker, ['--look'])(size, folder),
  ];
}

/** Takes the manifests of a project out of the system's cache; false where that can't be done. */
export function forgetManifests(walker: string, folder: string): boolean {
  return runs(walker, ['--forget', join(folder, 'assets')]);
}

/** Whether a program ran and ended well. */
export function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { maxBuffer: 1024 ** 3 }).status === 0;
}
