/** A CPU profile as V8 gives it, as far as it is read here. Times are in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
      readonly columnNumber: number;
    };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Where a profile's time went. Milliseconds. */
export interface ProfileSummary {
  /** In which the thread did something. */
  readonly busy: number;
  /** The functions that took most by themselves, the largest first. */
  readonly top: readonly { readonly where: string; readonly self: number }[];
  /** The longest stretch without a pause, and the functions that took most of it. */
  readonly longest: {
    readonly took: number;
    readonly top: readonly { readonly where: string; readonly self: number }[];
  };
}

/** Names a function of a profile for a person. */
export type NameFrame = (frame: CpuProfile['nodes'][number]['callFrame']) => string;

/** What V8 calls a thread that waits. */
const waiting: ReadonlySet<string> = new Set(['(idle)', '(program)', '(root)']);

const shown = 12;

/** Adds up the profiles of the same thing done several times. */
export function summaryOf(profiles: readonly CpuProfile[], nameFrame: NameFrame): ProfileSummary {
  const all = new Map<string, number>();
  let longest = new Map<string, number>();
  for (const { nodes, samples, timeDeltas } of profiles) {
    const names = new Map(
      nodes.map(({ id, callFrame }) => [id, waiting.has(callFrame.functionName) ? null : nameFrame(callFrame)]),
    );
    let stretch = new Map<string, number>();
    samples.forEach((id, at) => {
      const name = names.get(id) ?? null;
      // A delta is the time since the sample before: what was running then.
      const took = (timeDeltas[at + 1] ?? 0) / 1000;
      if (name === null) {
        stretch = new Map();
        return;
      }
      add(all, name, took);
      add(stretch, name, took);
      if (sum(stretch) > sum(longest)) {
        longest = new Map(stretch);
      }
    });
  }
  return { busy: sum(all), top: topOf(all), longest: { took: sum(longest), top: topOf(longest) } };
}

function add(times: Map<string, number>, name: string, took: number): void {
  times.set(name, (times.get(name) ?? 0) + took);
}

function sum(times: ReadonlyMap<string, number>): number {
  return [...times.values()].reduce((total, took) => total + took, 0);
}

function topOf(times: ReadonlyMap<string, number>): { where: string; self: number }[] {
  return Array.from(times, ([where, self]) => ({ where, self }))
    .sort((a, b) => b.self - a.self)
    .slice(0, shown);
}
