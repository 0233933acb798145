import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import type { BulkFollower, ReadingOptions } from '../packer/index.ts';

/**
 * Time between two progress events of a job, whose steps can be shorter than a frame. What is held back for it is told
 * when it is over: the next step may hang, and until then the author reads what was told last.
 */
const msBetweenEvents = 50;

/** Jobs that write many entries. */
type BulkKind = 'register' | 'unregister' | 'undo' | 'trash' | 'create';

/** Long work that tells how far it is and can be cancelled by the id that its caller gave it. */
export interface Jobs {
  run<Value>(
    jobId: string,
    kind: Exclude<JobProgress['kind'], BulkKind>,
    work: (reading: ReadingOptions) => Promise<Value>,
  ): Promise<Value>;
  /** A bulk write, whose total is known. It tells where it is before the first batch, on the way and at the end. */
  runBulk<Value>(jobId: string, kind: BulkKind, work: (follower: BulkFollower) => Promise<Value>): Promise<Value>;
  /** A job that is not known, because it has ended, is no failure. */
  cancel(jobId: string): void;
  /** For when the app ends: nobody waits for what is only read. */
  cancelAll(): void;
}

export function createJobs(emit: (progress: JobProgress) => void): Jobs {
  const running = new Map<string, AbortController>();
  async function cancellable<Value>(jobId: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const controller = new AbortController();
    running.set(jobId, controller);
    try {
      return await work(controller.signal);
    } finally {
      running.delete(jobId);
    }
  }

  return {
    run: (jobId, kind, work) => {
      let [done, total]: [number, number | null] = [0, null];
      const telling = tellSeldom(() => {
        emit({ jobId, kind, done, total });
      });
      const onProgress = (assets: number, expected?: number): void => {
        [done, total] = [assets, expected ?? null];
        telling.tell();
      };
      return cancellable(jobId, (signal) => work({ signal, onProgress })).finally(telling.end);
    },
    runBulk: (jobId, kind, work) => {
      let done = 0;
      let total = 0;
      const telling = tellSeldom(() => {
        emit({ jobId, kind, done, total });
      });
      return cancellable(jobId, (signal) =>
        work({
          signal,
          begun: (roots) => {
            total = roots.length;
            telling.tell();
          },
          advanced: (results) => {
            done += results.length;
            if (done === total) {
              telling.tellNow();
            } else {
              telling.tell();
            }
          },
        }),
      ).finally(telling.end);
    },
    cancel: (jobId) => {
      running.get(jobId)?.abort();
    },
    cancelAll: () => {
      for (const controller of running.values()) {
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

function tellSeldom(say: () => void): Telling {
  let pause: NodeJS.Timeout | null = null;
  let untold = false;

  function tellNow(): void {
    untold = false;
    say();
    pause ??= setTimeout(() => {
      pause = null;
      if (untold) {
        tellNow();
      }
    }, msBetweenEvents);
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
