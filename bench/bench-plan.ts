/** What a run measures, at which sizes, and how often. */
export interface BenchPlan {
  /** Sizes of which a project is on the disk. */
  readonly sizes: readonly number[];
  /** A size of which only the registry is on the disk, and the files below `assets/` are made up; or null. */
  readonly generatedSize: number | null;
  /** How often what takes microseconds is timed. */
  readonly runs: number;
  /** Whether the numbers are for nothing but showing that this runs. */
  readonly quick: boolean;
}

/** The plan of `npm run bench`, of `--full`, and of `--quick`. */
export function planOf({ full, quick }: { readonly full: boolean; readonly quick: boolean }): BenchPlan {
  if (quick) {
    return { sizes: [20, 200], generatedSize: full ? 400 : null, runs: 4, quick };
  }
  return { sizes: [100, 1_000, 10_000, 100_000], generatedSize: full ? 1_000_000 : null, runs: 300, quick };
}

/** Every size of a plan, the smallest first. */
export function allSizes({ sizes, generatedSize }: BenchPlan): readonly number[] {
  return generatedSize === null ? sizes : [...sizes, generatedSize];
}

/** How often something is timed that takes longer with every asset. */
export function heavyRuns({ runs }: BenchPlan, size: number): number {
  const most = size >= 1_000_000 ? 3 : size >= 100_000 ? 7 : size >= 10_000 ? 15 : 30;
  return Math.min(runs, most);
}
