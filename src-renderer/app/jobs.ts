import { useEffect } from 'react';
import { create } from 'zustand';
import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import { subscribe } from '../ipc/events.ts';
import { call } from '../ipc/packer-client.ts';

/** Work that main is doing for the window, and how many assets it has come past. */
export interface Job {
  readonly jobId: string;
  readonly kind: JobProgress['kind'];
  /** The project that it is about; null while that is being opened. */
  readonly projectId: string | null;
  readonly done: number;
  /** Null where that is not known. */
  readonly total: number | null;
  /** Assets a second since it began; null at first. */
  readonly rate: number | null;
}

/** With less time behind it, a rate would say nothing. */
const firstRateMs = 500;

/** The jobs that are running now, oldest first. */
export const useJobs = create<{ readonly running: readonly Job[] }>(() => ({ running: [] }));

const startedAt = new Map<string, number>();

/** Runs long work, listed until it has ended, however it ends. */
export async function runJob<Value>(
  job: Pick<Job, 'jobId' | 'kind' | 'projectId'>,
  work: () => Promise<Value>,
): Promise<Value> {
  const begun = { ...job, done: 0, total: null, rate: null };
  startedAt.set(job.jobId, performance.now());
  useJobs.setState(({ running }) => ({ running: [...running, begun] }));
  try {
    return await work();
  } finally {
    startedAt.delete(job.jobId);
    useJobs.setState(({ running }) => ({ running: running.filter(({ jobId }) => jobId !== job.jobId) }));
  }
}

/** Asks main to stop a job. The work itself then ends with `cancelled`. */
export function cancelJob(jobId: string): void {
  // Nobody waits for this answer: whether it worked shows in how the job ends.
  call('packer:cancel-job', { jobId }).catch(() => undefined);
}

/** Keeps the counts of running jobs up to date while the window lives. */
export function useJobProgress(): void {
  useEffect(
    () =>
      subscribe('packer:job-progress', ({ jobId, done, total }) => {
        const ms = performance.now() - (startedAt.get(jobId) ?? performance.now());
        const rate = ms < firstRateMs ? null : Math.round((done * 1000) / ms);
        useJobs.setState(({ running }) => ({
          running: running.map((job) => (job.jobId === jobId ? { ...job, done, total, rate } : job)),
        }));
      }),
    [],
  );
}
