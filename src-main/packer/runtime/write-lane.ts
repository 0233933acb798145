/** What a job answers its caller, and a duty that the lane does before the next job without keeping the caller. */
export interface JobResult<Value> {
  readonly value: Value;
  readonly afterwards?: () => Promise<void>;
}

/**
 * The one queue of a project through which every write goes (rules L1, L2 and L5). A job must not wait for another
 * job of the same lane: it would never end.
 */
export interface WriteLane {
  /** Runs the job after all that were accepted before it. A job that throws rejects its own caller alone. */
  run<Value>(job: () => Promise<JobResult<Value>>): Promise<Value>;
  /** Whether `close` was called: the lane accepts nothing any more. */
  isClosed(): boolean;
  /** Refuses new jobs from now on, and resolves when those accepted have ended. */
  close(): Promise<void>;
}

/** A lane of its own: other projects' lanes do not wait for it. */
export function createWriteLane(): WriteLane {
  let tail: Promise<unknown> = Promise.resolve();
  let closed = false;

  return {
    run: <Value>(job: () => Promise<JobResult<Value>>): Promise<Value> => {
      if (closed) {
        return Promise.reject(new Error('The lane is closed'));
      }
      const result = tail.then(job);
      // A job that throws tells its caller, and a duty that throws has none: the next job starts all the same.
      tail = result.then((ended) => ended.afterwards?.()).catch(() => undefined);
      return result.then((ended) => ended.value);
    },
    isClosed: () => closed,
    close: async () => {
      closed = true;
      await tail;
    },
  };
}
