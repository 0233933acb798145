import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import type { BulkFollower, ReadingOptions } from '../packer/index.ts';

/** Assets between two progress events: often enough to look alive, seldom enough to cost nothing. */
const assetsBetweenEvents = 100;

/**
 * Time between two progress events of a bulk registration, whose batches can be shorter than a frame. What is held back
 * for it is told when it is over: the next batch may hang, and until then the author reads what was told last.
 */
const msBetweenEvents = 50;

/** Long work that tells how far it is and can be cancelled by the id that its caller gave it. */
export interface Jobs {
  run<Value>(
    jobId: string,
    kind: Exclude<JobProgress['kind'], 'register'>,
    work: (reading: ReadingOptions) => Promise<Value>,
  ): Promise<Value>;
  /** A bulk registration, whose total is known. It tells where it is before the first batch, on the way and at the end. */
  runBulk<Value>(jobId: string, work: (follower: BulkFollower) => Promise<Value>): Promise<Value>;
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
      let hundreds = 0;
      const onProgress = (done: number): void => {
        if (done >= (hundreds + 1) * assetsBetweenEvents) {
          hundreds = Math.floor(done / assetsBetweenEvents);
          emit({ jobId, kind, done, total: null });
        }
      };
      return cancellable(jobId, (signal) => work({ signal, onProgress }));
    },
    runBulk: (jobId, work) => {
      let done = 0;
      let total = 0;
      let untold = false;
      let pause: NodeJS.Timeout | null = null;
      const tell = (): void => {
        untold = pause !== null && done < total;
        if (untold) {
          return;
        }
        emit({ jobId, kind: 'register', done, total });
        pause ??= setTimeout(() => {
          pause = null;
          if (untold) {
            tell();
          }
        }, msBetweenEvents);
      };
      return cancellable(jobId, (signal) =>
        work({
          signal,
          begun: (roots) => {
            total = roots.length;
            tell();
          },
          advanced: (results) => {
            done += results.length;
            tell();
          },
        }),
      ).finally(() => {
        if (pause !== null) {
          clearTimeout(pause);
        }
      });
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
