import { type CrashDisk, type DiskImage, digestOf, type TearDensity } from '../testing/crash-disk.ts';
import type { Violations } from './violations.ts';

/** What is cut between two points of a disk, and what is expected there. */
export interface Cuts {
  readonly disk: CrashDisk;
  /** The first and the last point of it. */
  readonly from: number;
  readonly to: number;
  readonly density: (path: string) => TearDensity;
  /** Whether a kill is tried beside the power cut: it leaves what was seen. */
  readonly kills: boolean;
  /** What is expected at a point, as a text: a state is tried again where something else is. */
  readonly expectedAt: (point: number) => string;
}

/** A write is there or not: for files whose tearing is tried elsewhere, or can't be seen. */
export const wholeWrites: TearDensity = { step: 1_000_000, fill: 1_000_000, grid: 0 };

/**
 * Tries every state that can be left at each of the points, each once for what is expected of it, until enough is found.
 * `place` says how to find the state again. Answers how many were tried.
 */
export async function tryStatesBetween(
  { disk, from, to, density, kills, expectedAt }: Cuts,
  violations: Violations,
  tryState: (image: DiskImage, point: number, place: string) => Promise<void>,
): Promise<number> {
  const tried = new Set<string>();
  for (let point = from; point <= to; point += 1) {
    const killed = kills ? [disk.seenAt(point)] : [];
    for (const image of [...killed, ...disk.crashStates(point, density)]) {
      const key = `${digestOf(image)} ${expectedAt(point)}`;
      if (!tried.has(key) && !violations.isEnough()) {
        tried.add(key);
        await tryState(image, point, `point ${String(point)}, state ${String(tried.size)}`);
      }
    }
  }
  return tried.size;
}
