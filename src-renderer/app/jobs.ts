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
}

/** The jobs that are running now, oldest first. */
export const useJobs = create<{ readonly running: readonly Job[] }>(() => ({ running: [] }));

/** Runs long work, listed until it has ended, however it ends. */
export async function runJob<Value>(job: Omit<Job, 'done'>, work: () => Promise<Value>): Promise<Value> {
  useJobs.setState(({ running }) => ({ running: [...running, { ...job, done: 0 }] }));
  try {
    return await work();
  } finally {
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
      subscribe('packer:job-progress', ({ jobId, done }) => {
        useJobs.setState(({ running }) => ({
          running: running.map((job) => (job.jobId === jobId ? { ...job, done } : job)),
        }));
      }),
    [],
  );
}
