import type { ThumbnailAnswer, ThumbnailOrder, ThumbnailOutcome, ThumbnailRequest } from './thumbnail-messages.ts';

/** A process that makes thumbnails, one at a time. */
export interface ThumbnailProcess {
  readonly send: (request: ThumbnailRequest) => void;
  /** Ends it at once, whatever it does. */
  readonly kill: () => void;
}

/** What a process is heard by. After `onExit` nothing comes any more. */
export interface ThumbnailProcessListener {
  readonly onAnswer: (answer: ThumbnailAnswer) => void;
  readonly onExit: () => void;
}

/** Those on screen come before those that only may come into view. */
export type ThumbnailPriority = 'visible' | 'ahead';

/** Everything that the queue asks of the world. */
export interface ThumbnailQueueParts {
  readonly start: (listener: ThumbnailProcessListener) => ThumbnailProcess;
  /** Calls back after so many milliseconds; answers what calls that off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

export interface ThumbnailQueue {
  /**
   * Makes a thumbnail, or joins the one that is being made of the same key. Visible ones first, in the order in which
   * they were asked for. Where the signal is aborted it ends `cancelled`, and an order for which nobody waits any more is
   * taken out of the queue. Rejects never.
   */
  make(key: string, order: ThumbnailOrder, priority: ThumbnailPriority, signal: AbortSignal): Promise<ThumbnailOutcome>;
  /** Ends the processes; what was asked for ends `cancelled`, and so does whatever is asked for later. */
  close(): void;
}

/** Thumbnails that are made at once, each in a process of its own: where one ends, nobody else is to blame. */
const atOnce = 2;

/** Longest time for one thumbnail. The slowest within the limits took a tenth of it. */
const longestMs = 20_000;

/** A process that waits for so long is ended: it holds memory. */
const idleMs = 60_000;

/** So many processes in a row that did not even come up: the machine can't run them, and no more are started. */
const mostFailedStarts = 3;

interface Job {
  readonly key: string;
  readonly order: ThumbnailOrder;
  priority: ThumbnailPriority;
  readonly waiting: Set<(outcome: ThumbnailOutcome) => void>;
}

interface Slot {
  process: ThumbnailProcess | null;
  job: Job | null;
  /** Calls off the time-out of the job, or of waiting for one. */
  stopTimer: () => void;
  /** Why the process is being ended by the queue. */
  timedOut: boolean;
}

/** The thumbnails that are to be made. A crash or a hang costs the one at which it happened, and a new process. */
export function createThumbnailQueue({ start, after }: ThumbnailQueueParts): ThumbnailQueue {
  const jobs = new Map<string, Job>();
  const queued: Job[] = [];
  const slots = Array.from(
    { length: atOnce },
    (): Slot => ({ process: null, job: null, stopTimer: () => undefined, timedOut: false }),
  );
  let failedStarts = 0;
  let closed = false;

  function finish(job: Job, outcome: ThumbnailOutcome): void {
    jobs.delete(job.key);
    for (const tell of job.waiting) {
      tell(outcome);
    }
    job.waiting.clear();
  }

  function next(): Job | undefined {
    const first = queued.findIndex(({ priority }) => priority === 'visible');
    return queued.splice(Math.max(0, first), 1)[0];
  }

  function serve(): void {
    for (const slot of slots) {
      if (slot.job !== null) {
        continue;
      }
      const job = next();
      if (job === undefined) {
        return;
      }
      begin(slot, job);
    }
  }

  function begin(slot: Slot, job: Job): void {
    slot.stopTimer();
    slot.job = job;
    slot.timedOut = false;
    slot.process ??= startIn(slot);
    slot.process.send({ kind: 'make', order: job.order });
    slot.stopTimer = after(longestMs, () => {
      slot.timedOut = true;
      slot.process?.kill();
    });
  }

  function startIn(slot: Slot): ThumbnailProcess {
    let isUp = false;
    return start({
      onAnswer: (answer) => {
        if (answer.kind === 'ready') {
          isUp = true;
          failedStarts = 0;
          return;
        }
        settle(slot, answer);
      },
      onExit: () => {
        slot.process = null;
        failedStarts += isUp ? 0 : 1;
        settle(slot, { kind: 'refused', code: slot.timedOut ? 'timed-out' : 'crashed' });
      },
    });
  }

  function settle(slot: Slot, outcome: ThumbnailOutcome): void {
    const { job } = slot;
    slot.stopTimer();
    slot.job = null;
    slot.stopTimer =
      slot.process === null
        ? () => undefined
        : after(idleMs, () => {
            slot.process?.kill();
          });
    if (job !== null) {
      if (outcome.kind === 'cancelled' && job.waiting.size > 0 && !closed) {
        // Somebody asked for it again while it was being given up.
        queued.push(job);
      } else {
        finish(job, outcome);
      }
    }
    if (failedStarts >= mostFailedStarts) {
      for (const left of queued.splice(0)) {
        finish(left, { kind: 'refused', code: 'crashed' });
      }
      return;
    }
    serve();
  }

  function giveUp(job: Job): void {
    const place = queued.indexOf(job);
    if (place >= 0) {
      queued.splice(place, 1);
      jobs.delete(job.key);
    } else {
      slots.find((slot) => slot.job === job)?.process?.send({ kind: 'cancel' });
    }
  }

  return {
    make: (key, order, priority, signal) => {
      if (closed || signal.aborted) {
        return Promise.resolve({ kind: 'cancelled' });
      }
      if (failedStarts >= mostFailedStarts) {
        return Promise.resolve({ kind: 'refused', code: 'crashed' });
      }
      return new Promise((resolve) => {
        const known = jobs.get(key);
        const job: Job = known ?? { key, order, priority, waiting: new Set() };
        const abort = (): void => {
          job.waiting.delete(tell);
          if (job.waiting.size === 0) {
            giveUp(job);
          }
          resolve({ kind: 'cancelled' });
        };
        const tell = (outcome: ThumbnailOutcome): void => {
          signal.removeEventListener('abort', abort);
          resolve(outcome);
        };
        signal.addEventListener('abort', abort, { once: true });
        job.waiting.add(tell);
        if (priority === 'visible') {
          job.priority = priority;
        }
        if (known === undefined) {
          jobs.set(key, job);
          queued.push(job);
          serve();
        }
      });
    },
    close: () => {
      closed = true;
      for (const job of queued.splice(0)) {
        finish(job, { kind: 'cancelled' });
      }
      for (const slot of slots) {
        slot.stopTimer();
        slot.process?.kill();
        if (slot.job !== null) {
          finish(slot.job, { kind: 'cancelled' });
          slot.job = null;
        }
      }
    },
  };
}
