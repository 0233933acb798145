import { percentile } from './percentile.ts';

/** What one contender took at one size. Times are in the unit that is named, over `runs` runs. */
export interface Measurement {
  readonly group: GroupName;
  readonly name: string;
  /** Assets of the project. */
  readonly size: number;
  readonly unit: Unit;
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** The largest of all. */
  readonly most: number;
}

/** What could not be measured, and why. */
export interface Skip {
  readonly group: GroupName;
  readonly name: string;
  /** Null where it holds for every size. */
  readonly size: number | null;
  readonly reason: string;
}

export type Unit = 'µs' | 'ms' | 'bytes' | 'rows';

/** Measurements that are taken together, interleaved with each other. */
export const groupNames = ['register', 'queries', 'registry', 'open', 'memory', 'app'] as const;
export type GroupName = (typeof groupNames)[number];

/** What a group has to say when it has ended. */
export interface GroupResult {
  readonly measurements: readonly Measurement[];
  readonly skips: readonly Skip[];
}

/** What a whole run found, and where: the file that tables, chart and README are drawn from. */
export interface BenchResult extends GroupResult {
  readonly date: string;
  readonly machine: string;
  /** Whether the sizes and the runs are those that the bounds are for. */
  readonly judged: boolean;
}

/** The percentiles of samples. Throws where there are none. */
export function measured(
  of: Pick<Measurement, 'group' | 'name' | 'size' | 'unit'>,
  samples: readonly number[],
): Measurement {
  return {
    ...of,
    runs: samples.length,
    p50: percentile(samples, 50),
    p95: percentile(samples, 95),
    p99: percentile(samples, 99),
    most: percentile(samples, 100),
  };
}
