import type { WorkAnswer, WorkOutcome, WorkRequest } from './work-messages.ts';

/** A process that does one order at a time. */
export interface WorkProcess<Order> {
  readonly send: (request: WorkRequest<Order>) => void;
  /** Ends it at once, whatever it does. */
  readonly kill: () => void;
}

/** What a process is heard by. After `onExit` nothing comes any more. */
export interface WorkProcessListener<Made, Refusal extends string> {
  readonly onAnswer: (answer: WorkAnswer<Made, Refusal>) => void;
  readonly onExit: () => void;
}

/** Those on screen come before those that only may come into view. */
export type WorkPriority = 'visible' | 'ahead';

/** Everything that the queue asks of the world. */
export interface WorkQueueParts<Order, Made, Refusal extends string> {
  readonly start: (listener: WorkProcessListener<Made, Refusal>) => WorkProcess<Order>;
  /** Calls back after so many milliseconds; answers what calls that off. */
  readonly after: (milliseconds: number, call: () => void) => () => void;
}

export interface WorkQueue<Order, Made, Refusal extends string> {
  /**
   * Does an order, or joins the one of the same key that is under way. Visible ones first, in the order in which
   * they were asked for. Where the signal is aborted it ends `cancelled`, and an order for which nobody waits any more is
   * taken out of the queue. Rejects never.
   */
  make(key: string, order: Order, priority: WorkPriority, signal: AbortSignal): Promise<WorkOutcome<Made, Refusal>>;
  /** Ends the processes; what was asked for ends `cancelled`, and so does whatever is asked for later. */
  close(): void;
}

/** Orders that are done at once, each in a process of its own: where one ends, nobody else is to blame. */
const atOnce = 2;

/** Longest time for one order. The slowest thumbnail within the limits took a tenth of it. */
const longestMs = 20_000;

/** A process that waits for so long is ended: it holds memory. */
const idleMs = 60_000;

/** So many processes in a row that did not even come up: the machine can't run them, and no more are started. */
const mostFailedStarts = 3;

interface Job<Order, Outcome> {
  readonly key: string;
  readonly order: Order;
  priority: WorkPriority;
  readonly waiting: Set<(outcome: Outcome) => void>;
}

interface Slot<Order, Outcome> {
  process: WorkProcess<Order> | null;
  job: Job<Order, Outcome> | null;
  /** Calls off the time-out of the job, or of waiting for one. */
  stopTimer: () => void;
  /** Why the process is being ended by the queue. */
  timedOut: boolean;
}

/** The orders that are to be done. A crash or a hang costs the one at which it happened, and a new process. */
export function createWorkQueue<Order, Made, Refusal extends string>({
  start,
  after,
}: WorkQueueParts<Order, Made, Refusal>): WorkQueue<Order, Made, Refusal> {
  type Outcome = WorkOutcome<Made, Refusal>;
  const jobs = new Map<string, Job<Order, Outcome>>();
  const queued: Job<Order, Outcome>[] = [];
  const slots = Array.from(
    { length: atOnce },
    (): Slot<Order, Outcome> => ({ process: null, job: null, stopTimer: () => undefined, timedOut: false }),
  );
  let failedStarts = 0;
  let closed = false;

  function finish(job: Job<Order, Outcome>, outcome: Outcome): void {
    jobs.delete(job.key);
    for (const tell of job.waiting) {
      tell(outcome);
    }
    job.waiting.clear();
  }

  function next(): Job<Order, Outcome> | undefined {
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

  function begin(slot: Slot<Order, Outcome>, job: Job<Order, Outcome>): void {
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

  function startIn(slot: Slot<Order, Outcome>): WorkProcess<Order> {
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

  function settle(slot: Slot<Order, Outcome>, outcome: Outcome): void {
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

  function giveUp(job: Job<Order, Outcome>): void {
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
        const job: Job<Order, Outcome> = known ?? { key, order, priority, waiting: new Set() };
        const abort = (): void => {
          job.waiting.delete(tell);
          if (job.waiting.size === 0) {
            giveUp(job);
          }
          resolve({ kind: 'cancelled' });
        };
        const tell = (outcome: Outcome): void => {
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
