import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import type { BulkFollower, ReadingOptions } from '../packer/index.ts';
import { type OverallProgress, overallProgress } from './overall-progress.ts';

/**
 * Time between two progress events of a job, whose steps can be shorter than a frame. What is held back for it is told
 * when it is over: the next step may hang, and until then the author reads what was told last.
 */
const msBetweenEvents = 50;

/**
 * The same for a job that only reads, when it has gone on for a second. Each event has the page read and draw what is
 * known by then, and where there are few processors that is taken from those who read the project.
 */
const longestMsBetweenEvents = 250;

/** By how much each pause is longer than the one before: eight make a second, and the next one is the longest. */
const pauseGrowth = 1.25;

/** Jobs that write many entries. */
type BulkKind = 'register' | 'unregister' | 'undo' | 'trash' | 'create';

/** Which job it is. */
interface JobOrder<Kind> {
  readonly jobId: string;
  readonly kind: Kind;
  /** The project that it is about; null while that is being opened. */
  readonly projectId: string | null;
}

/** Long work that tells how far it is and can be cancelled by the id that its caller gave it. */
export interface Jobs {
  run<Value>(
    order: JobOrder<Exclude<JobProgress['kind'], BulkKind>>,
    work: (reading: ReadingOptions) => Promise<Value>,
  ): Promise<Value>;
  /** A bulk write, whose total is known. It tells where it is before the first batch, on the way and at the end. */
  runBulk<Value>(order: JobOrder<BulkKind>, work: (follower: BulkFollower) => Promise<Value>): Promise<Value>;
  /** Where the jobs of a project are that run now, oldest first. */
  list(projectId: string): readonly JobProgress[];
  /** A job that is not known, because it has ended, is no failure. */
  cancel(jobId: string): void;
  /** For when the app ends: nobody waits for what is only read. */
  cancelAll(): void;
}

/** Whom jobs tell. */
export interface JobEvents {
  /** Of each job by itself. */
  readonly progress: (progress: JobProgress) => void;
  readonly ended: (job: Pick<JobProgress, 'jobId'>) => void;
  /** Of all that run, whenever something changes. */
  readonly overall: (overall: OverallProgress) => void;
}

export function createJobs(events: JobEvents): Jobs {
  interface RunningJob {
    readonly controller: AbortController;
    readonly projectId: string | null;
    progress: JobProgress;
  }
  const running = new Map<string, RunningJob>();
  function showAll(): void {
    events.overall(overallProgress([...running.values()].map(({ progress }) => progress)));
  }
  async function cancellable<Value>(
    { jobId, kind, projectId }: JobOrder<JobProgress['kind']>,
    work: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    const controller = new AbortController();
    running.set(jobId, { controller, projectId, progress: { jobId, kind, done: 0, total: null, current: null } });
    showAll();
    try {
      return await work(controller.signal);
    } finally {
      running.delete(jobId);
      events.ended({ jobId });
      showAll();
    }
  }
  function tell(progress: JobProgress): void {
    const job = running.get(progress.jobId);
    if (job !== undefined) {
      job.progress = progress;
      showAll();
    }
    events.progress(progress);
  }

  return {
    run: (order, work) => {
      const { jobId, kind } = order;
      let [done, total]: [number, number | null] = [0, null];
      const telling = tellSeldom(() => {
        tell({ jobId, kind, done, total, current: null });
      }, longestMsBetweenEvents);
      const onProgress = (assets: number, expected?: number): void => {
        [done, total] = [assets, expected ?? null];
        telling.tell();
      };
      return cancellable(order, (signal) => work({ signal, onProgress })).finally(telling.end);
    },
    runBulk: (order, work) => {
      const { jobId, kind } = order;
      let done = 0;
      let all: readonly string[] = [];
      const telling = tellSeldom(() => {
        tell({ jobId, kind, done, total: all.length, current: all[done] ?? null });
      });
      return cancellable(order, (signal) =>
        work({
          signal,
          begun: (roots) => {
            all = roots;
            telling.tell();
          },
          advanced: (results) => {
            done += results.length;
            if (done === all.length) {
              telling.tellNow();
            } else {
              telling.tell();
            }
          },
        }),
      ).finally(telling.end);
    },
    list: (projectId) =>
      [...running.values()].filter((job) => job.projectId === projectId).map(({ progress }) => progress),
    cancel: (jobId) => {
      running.get(jobId)?.controller.abort();
    },
    cancelAll: () => {
      for (const { controller } of running.values()) {
        controller.abort();
      }
    },
  };
}

/** What a job says of itself, and when. */
interface Telling {
  /** Now, or when enough time has passed since the last time. */
  readonly tell: () => void;
  readonly tellNow: () => void;
  /** Nothing is told any more. */
  readonly end: () => void;
}

function tellSeldom(say: () => void, longestMs = msBetweenEvents): Telling {
  let pause: NodeJS.Timeout | null = null;
  let pauseMs = msBetweenEvents;
  let untold = false;

  function tellNow(): void {
    untold = false;
    say();
    pause ??= setTimeout(() => {
      pause = null;
      if (untold) {
        tellNow();
      }
    }, pauseMs);
    pauseMs = Math.min(longestMs, pauseMs * pauseGrowth);
  }

  return {
    tell: () => {
      if (pause === null) {
        tellNow();
      } else {
        untold = true;
      }
    },
    tellNow,
    end: () => {
      if (pause !== null) {
        clearTimeout(pause);
      }
    },
  };
}
