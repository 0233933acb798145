/** How thoroughly a fault is tried: `gate` at every change, `full` before a release (reliability figures in README). */
export type Budget = 'gate' | 'full';

/** What trying one fault came to. */
export interface FaultResult {
  /** Distinct states, cuts, injections or rounds that were tried. */
  readonly tried: number;
  /**
   * A sentence for each violation: something confirmed is absent or altered after recovery, an error was swallowed, the
   * snapshot differs from a fresh load, or a good line was altered.
   */
  readonly violations: readonly string[];
  /** What the numbers do not say: how many were confirmed, injected, recovered. */
  readonly detail?: string;
}

/** One row of the fault matrix. */
export interface Fault {
  /** Unique, kebab-case: `npm run faults -- --only <name>`. */
  readonly name: string;
  /** As the table says it. */
  readonly title: string;
  /** Why it can't be tried on this machine, or null. Asked before it is run; told loudly. */
  unavailable?(): Promise<string | null>;
  run(budget: Budget): Promise<FaultResult>;
}
