/** Violations that are told one by one; of more, what else is wrong is of no use any more and the fault ends. */
const mostTold = 20;
const mostFound = 300;

/** What a fault has found so far, one entry for each kind of violation. */
export interface Violations {
  /** `what` is the same for the same kind of violation, `where` says how to find this one again. */
  add(what: string, where: string): void;
  /** A sentence for each kind, with the first place where it was found and how often it was. */
  told(): readonly string[];
  /** Whether there are so many that going on would tell nothing new. */
  isEnough(): boolean;
  /** The same list for a part of the fault: a part that finds too many ends, and the others are tried all the same. */
  part(): Violations;
}

export function createViolations(): Violations {
  const kinds = new Map<string, { readonly first: string; count: number }>();

  function part(): Violations {
    let found = 0;
    return {
      add: (what, where) => {
        found += 1;
        const kind = kinds.get(what) ?? { first: where, count: 0 };
        kind.count += 1;
        kinds.set(what, kind);
      },
      told: () => [...kinds].map(([what, { first, count }]) => `${what} (${String(count)} times, first: ${first})`),
      isEnough: () => kinds.size >= mostTold || found >= mostFound,
      part,
    };
  }

  return part();
}

/** What was thrown, in one line and with the place where it was thrown. */
export function thrownText(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return `${error.message} ${place.trim()}`;
}
