import { useEffect } from 'react';
import { create } from 'zustand';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import type { BulkResult } from '../ipc/bulk-message.ts';
import { subscribe } from '../ipc/events.ts';
import { failureLine } from '../ipc/failure-message.ts';
import { call } from '../ipc/packer-client.ts';
import { RequestFailed } from '../ipc/request-failed.ts';
import type { Saying } from './translation.ts';

/** What main says how far it is with, and what the window itself counts. */
type JobKind = JobProgress['kind'] | 'thumbnails';

/** Work that main is doing for the window, and how many assets it has come past. */
export interface Job {
  readonly jobId: string;
  readonly kind: JobKind;
  /** The project that it is about; null while that is being opened. */
  readonly projectId: string | null;
  readonly done: number;
  /** Null where that is not known. */
  readonly total: number | null;
  /** Assets a second since it was listed; null at first. */
  readonly rate: number | null;
  /** The asset that it is at; null where it does not take them one after the other. */
  readonly current: string | null;
  /** Whether the author does not want it any more. It goes on until main has come to where it can be ended. */
  readonly cancelled: boolean;
}

/** What a job came to, as a line. */
export interface JobResult {
  readonly text: Saying;
  /** `partly` where some of it was refused, `nothing` where there was nothing to do. */
  readonly outcome: 'done' | 'partly' | 'nothing' | 'cancelled' | 'problem';
  /** What there is to look at of a bulk write, or null. */
  readonly bulk: BulkResult | null;
}

/** A job that has ended. */
export interface EndedJob extends Pick<Job, 'jobId' | 'projectId'> {
  readonly result: JobResult;
}

interface Jobs {
  /** Oldest first. */
  readonly running: readonly Job[];
  /** Newest first. */
  readonly ended: readonly EndedJob[];
}

/** With less time behind it, a rate would say nothing. */
const firstRateMs = 500;

/** Jobs that have ended are listed until Studio closes, the newest of them. */
const listedEnded = 50;

const none: Jobs = { running: [], ended: [] };

/** The jobs of this session. */
export const useJobs = create<Jobs>(() => none);

/** None, as in a window that was just opened. */
export function resetJobs(): void {
  useJobs.setState(none);
}

/** Failures after which nothing is wrong. */
const outcomesOfFailures: Readonly<Partial<Record<Failure['code'], JobResult['outcome']>>> = {
  cancelled: 'cancelled',
  'nothing-to-undo': 'nothing',
  'nothing-to-redo': 'nothing',
};

/** Whether a failure says no more than that there was nothing to do, or that the author did not want it. */
export function isNothingWrong({ code }: Failure): boolean {
  return outcomesOfFailures[code] !== undefined;
}

/** When each job was first heard of, and how far it was then: main may have begun it for a page that is gone. */
const listedAt = new Map<string, { readonly ms: number; readonly done: number }>();

/** How jobs are cancelled that main knows nothing of as such. */
const cancelHere = new Map<string, () => void>();

/**
 * Runs long work, listed while it runs and afterwards with what `resultOf` makes of it; null leaves it out. What it can't
 * do is listed as its failure says. Main is asked to cancel it, but where `cancel` does.
 */
export async function runJob<Value>(
  job: Pick<Job, 'jobId' | 'kind' | 'projectId'>,
  work: () => Promise<Value>,
  resultOf: (value: Value) => JobResult | null,
  cancel?: () => void,
): Promise<Value> {
  if (cancel !== undefined) {
    cancelHere.set(job.jobId, cancel);
  }
  const begun = { ...job, done: 0, total: null, rate: null, current: null, cancelled: false };
  let result: JobResult | null = null;
  listRunning(begun);
  try {
    const value = await work();
    result = resultOf(value);
    return value;
  } catch (error) {
    if (error instanceof RequestFailed) {
      const { failure } = error;
      result = { text: () => failureLine(failure), outcome: outcomesOfFailures[failure.code] ?? 'problem', bulk: null };
    }
    throw error;
  } finally {
    const { jobId, projectId } = job;
    const ended = result === null ? [] : [{ jobId, projectId, result }];
    listedAt.delete(jobId);
    cancelHere.delete(jobId);
    useJobs.setState((jobs) => ({
      running: jobs.running.filter((each) => each.jobId !== jobId),
      ended: [...ended, ...jobs.ended].slice(0, listedEnded),
    }));
  }
}

/** Lists a job that runs already and that nobody here has begun. Answers whether it was not listed yet. */
export function adoptJob({ jobId, kind, done, total, current }: JobProgress, projectId: string): boolean {
  if (useJobs.getState().running.some((job) => job.jobId === jobId)) {
    return false;
  }
  listRunning({ jobId, kind, projectId, done, total, rate: null, current, cancelled: false });
  return true;
}

function listRunning(job: Job): void {
  listedAt.set(job.jobId, { ms: performance.now(), done: job.done });
  useJobs.setState(({ running }) => ({
    // Pictures come behind what the author began: the first one is what the status line shows.
    running: [...running, job].toSorted((a, b) => Number(a.kind === 'thumbnails') - Number(b.kind === 'thumbnails')),
  }));
}

/** Takes a job that was adopted from the list. */
export function dropJob(jobId: string): void {
  listedAt.delete(jobId);
  useJobs.setState(({ running }) => ({ running: running.filter((job) => job.jobId !== jobId) }));
}

/** Asks for a job to be stopped, which shows at once. The work itself then ends with what it had done by then. */
export function cancelJob(jobId: string): void {
  useJobs.setState(({ running }) => ({
    running: running.map((job) => (job.jobId === jobId ? { ...job, cancelled: true } : job)),
  }));
  const cancel = cancelHere.get(jobId);
  if (cancel !== undefined) {
    cancel();
    return;
  }
  // Nobody waits for this answer: whether it worked shows in how the job ends.
  call('packer:cancel-job', { jobId }).catch(() => undefined);
}

/** Keeps the counts of running jobs up to date while the window lives. */
export function useJobProgress(): void {
  useEffect(() => subscribe('packer:job-progress', tellJob), []);
}

/** How far a job is. */
export function tellJob({ jobId, done, total, current }: Pick<Job, 'jobId' | 'done' | 'total' | 'current'>): void {
  const now = performance.now();
  const from = listedAt.get(jobId) ?? { ms: now, done };
  const rate = now - from.ms < firstRateMs ? null : Math.round(((done - from.done) * 1000) / (now - from.ms));
  useJobs.setState(({ running }) => ({
    running: running.map((job) => (job.jobId === jobId ? { ...job, done, total, rate, current } : job)),
  }));
}
