/** What a job answers its caller, and a duty that the lane does before the next job without keeping the caller. */
export interface JobResult<Value> {
  readonly value: Value;
  readonly afterwards?: () => Promise<void>;
}

/** How one of several jobs that were done together ended: with its value, or with what it threw. */
export type Ended<Value> = { readonly value: Value } | { readonly thrown: unknown };

/**
 * Jobs that may be done together (rule L6). `run` gets those that wait behind each other when the lane comes to the
 * first of them, in their order and at most `most`, and answers for each how it ended.
 */
export interface Batch<Item, Value> {
  readonly most: number;
  run(items: readonly Item[]): Promise<JobResult<readonly Ended<Value>[]>>;
}

/**
 * The one queue of a project through which every write goes (rules L1, L2, L5 and L6). A job must not wait for another
 * job of the same lane: it would never end.
 */
export interface WriteLane {
  /** Runs the job after all that were accepted before it. A job that throws rejects its own caller alone. */
  run<Value>(job: () => Promise<JobResult<Value>>): Promise<Value>;
  /** The same for an item that may share its turn with items of the same batch directly behind it. */
  runInBatch<Item, Value>(batch: Batch<Item, Value>, item: Item): Promise<Value>;
  /** Whether `close` was called: the lane accepts nothing any more. */
  isClosed(): boolean;
  /** Refuses new jobs from now on, and resolves when those accepted have ended. */
  close(): Promise<void>;
}

/** Something that was accepted and has not begun. Those that share a `batch` may be done together. */
interface Waiting {
  readonly batch: object;
  readonly most: number;
  readonly item: unknown;
  run(together: readonly Waiting[]): Promise<JobResult<readonly Ended<unknown>[]>>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A lane of its own: other projects' lanes do not wait for it. */
export function createWriteLane(): WriteLane {
  let queue: Waiting[] = [];
  let working: Promise<void> | null = null;
  let closed = false;

  function accept<Value>(waiting: Omit<Waiting, 'resolve' | 'reject'>): Promise<Value> {
    if (closed) {
      return Promise.reject(new Error('The lane is closed'));
    }
    return new Promise<Value>((resolve, reject) => {
      queue.push({ ...waiting, resolve: resolve as (value: unknown) => void, reject });
      // Not in the call that accepts: the next commands of the same moment belong to the group.
      working ??= Promise.resolve().then(work);
    });
  }

  async function work(): Promise<void> {
    for (let turn = takeTurn(); turn.length > 0; turn = takeTurn()) {
      await doTogether(turn);
    }
    working = null;
  }

  /** The first in the queue, and those of its batch that stand directly behind it. */
  function takeTurn(): readonly Waiting[] {
    const [first] = queue;
    if (first === undefined) {
      return [];
    }
    const other = queue.findIndex(({ batch }) => batch !== first.batch);
    const turn = queue.slice(0, Math.min(first.most, other === -1 ? queue.length : other));
    queue = queue.slice(turn.length);
    return turn;
  }

  async function doTogether(turn: readonly Waiting[]): Promise<void> {
    const [first] = turn;
    try {
      const ended = await first?.run(turn);
      for (const [at, { resolve, reject }] of turn.entries()) {
        const one = ended?.value[at] ?? { thrown: new Error('The batch left a job without an answer') };
        if ('thrown' in one) {
          reject(one.thrown);
        } else {
          resolve(one.value);
        }
      }
      // A duty that throws has no caller: the next job starts all the same.
      await ended?.afterwards?.().catch(() => undefined);
    } catch (error) {
      for (const { reject } of turn) {
        reject(error);
      }
    }
  }

  return {
    run: <Value>(job: () => Promise<JobResult<Value>>) =>
      accept<Value>({
        batch: job,
        most: 1,
        item: null,
        run: async () => {
          const { value, ...duty } = await job();
          return { value: [{ value }], ...duty };
        },
      }),
    runInBatch: <Item, Value>(batch: Batch<Item, Value>, item: Item) =>
      accept<Value>({
        batch,
        most: batch.most,
        item,
        run: (together) => batch.run(together.map((waiting) => waiting.item as Item)),
      }),
    isClosed: () => closed,
    close: async () => {
      closed = true;
      await working;
    },
  };
}
