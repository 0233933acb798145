/** How far a job has come; `total` is null where nobody knows. */
export interface JobAmount {
  readonly done: number;
  readonly total: number | null;
}

/** How far all that runs has come together: a part of 1, `unknown` where no job knows its end, `none` where none runs. */
export type OverallProgress = number | 'unknown' | 'none';

/** Assets of all jobs together count, so that a small job beside a large one does not throw the bar back. */
export function overallProgress(jobs: readonly JobAmount[]): OverallProgress {
  if (jobs.length === 0) {
    return 'none';
  }
  let [done, total] = [0, 0];
  for (const job of jobs) {
    if (job.total !== null) {
      done += Math.min(job.done, job.total);
      total += job.total;
    }
  }
  return total === 0 ? 'unknown' : done / total;
}
