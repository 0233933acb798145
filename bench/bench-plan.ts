/** What a run measures, at which sizes, and how often. */
export interface BenchPlan {
  /** Sizes of which a project is on the disk. */
  readonly sizes: readonly number[];
  /** A size of which only the registry is on the disk, and the files below `assets/` are made up; or null. */
  readonly generatedSize: number | null;
  /** How often what takes microseconds is timed. */
  readonly runs: number;
  /** Whether so few runs are made that they show nothing but that this runs. */
  readonly quick: boolean;
  /** Whether the sizes and the runs are those that the bounds of the figures are for. */
  readonly judged: boolean;
  /** The bundled scan-worker.ts, or null where scans run in the thread that asks for them. */
  readonly scanWorker: string | null;
}

/** What a run is asked for. */
export interface BenchWish {
  /** Up to a million assets. */
  readonly full: boolean;
  readonly quick: boolean;
  /** Sizes instead of those that the figures are for. */
  readonly sizes: readonly number[] | null;
  readonly scanWorker: string | null;
}

/** The plan of a run. */
export function planOf({ full, quick, sizes, scanWorker }: BenchWish): BenchPlan {
  const judged = sizes === null && !quick;
  return quick
    ? { sizes: sizes ?? [20, 200], generatedSize: full ? 400 : null, runs: 4, quick, judged, scanWorker }
    : {
        sizes: sizes ?? [100, 1_000, 10_000, 100_000],
        generatedSize: full ? 1_000_000 : null,
        runs: 300,
        quick,
        judged,
        scanWorker,
      };
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
