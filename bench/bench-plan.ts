/** Where the programs are that a run starts beside itself, bundled. */
export interface BenchPrograms {
  /** The thread that appends (append-worker.ts). */
  readonly appendWorker: string;
  /** The thread that scans (scan-worker.ts). */
  readonly scanWorker: string;
  /** The thread that makes up what a scan would find (generated-scan-worker.ts). */
  readonly generatedScanWorker: string;
  /** Electron, in which the app runs, or null where there is none. */
  readonly electron: string | null;
}

/** What a run measures, at which sizes, and how often. */
export interface BenchPlan extends BenchPrograms {
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
  /** Whether profiles are taken of what may miss its bound with one (profiles.measure.ts). */
  readonly profile: boolean;
}

/** What a run is asked for. */
export interface BenchWish extends BenchPrograms {
  /** Up to a million assets. */
  readonly full: boolean;
  readonly quick: boolean;
  /** Sizes instead of those that the figures are for. */
  readonly sizes: readonly number[] | null;
  readonly profile: boolean;
}

/** The plan of a run. */
export function planOf({ full, quick, sizes, profile, ...programs }: BenchWish): BenchPlan {
  const common = { ...programs, quick, profile, judged: sizes === null && !quick };
  return quick
    ? { ...common, sizes: sizes ?? [20, 200], generatedSize: full ? 400 : null, runs: 4 }
    : {
        ...common,
        sizes: sizes ?? [100, 1_000, 10_000, 100_000],
        generatedSize: full ? 1_000_000 : null,
        runs: 300,
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
