import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import type { ReadingOptions } from '../packer/index.ts';

/** Assets between two progress events: often enough to look alive, seldom enough to cost nothing. */
const assetsBetweenEvents = 100;

/** Long work that tells how far it is and can be cancelled by the id that its caller gave it. */
export interface Jobs {
  run<Value>(
    jobId: string,
    kind: JobProgress['kind'],
    work: (reading: ReadingOptions) => Promise<Value>,
  ): Promise<Value>;
  /** A job that is not known, because it has ended, is no failure. */
  cancel(jobId: string): void;
  /** For when the app ends: nobody waits for what is only read. */
  cancelAll(): void;
}

export function createJobs(emit: (progress: JobProgress) => void): Jobs {
  const running = new Map<string, AbortController>();
  return {
    run: async (jobId, kind, work) => {
      const controller = new AbortController();
      running.set(jobId, controller);
      const onProgress = (done: number): void => {
        if (done % assetsBetweenEvents === 0) {
          emit({ jobId, kind, done });
        }
      };
      try {
        return await work({ signal: controller.signal, onProgress });
      } finally {
        running.delete(jobId);
      }
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
