/**
 * Work that can be put down between slices: it yields after every few milliseconds' worth, so that whoever drives it
 * may let others go on meanwhile. The same code is run at once where nobody waits.
 */
export type SlicedWork<Value> = Generator<undefined, Value, undefined>;

/** How many small steps make a slice: each step is below two microseconds, most are far below. */
export const sliceSteps = 1024;

/** Runs the work to its end without a break. */
export function atOnce<Value>(work: SlicedWork<Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/** Runs the work with a pause after each slice. */
export async function withPauses<Value>(work: SlicedWork<Value>, pause: () => Promise<void>): Promise<Value> {
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
    await pause();
  }
}

/** A sorted copy: runs that are sorted each for itself, then merged pair by pair. Equal items keep their order. */
export function* sortedInSlices<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): SlicedWork<Item[]> {
  const runLength = sliceSteps / 2;
  let runs: Item[][] = [];
  for (let start = 0; start < items.length; start += runLength) {
    runs.push(items.slice(start, start + runLength).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* mergedInSlices(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedInSlices<Item>(
  a: readonly Item[],
  b: readonly Item[],
  compare: (a: Item, b: Item) => number,
): SlicedWork<Item[]> {
  const length = a.length + b.length;
  // At its full length from the start: a long array that grows is copied while everybody waits.
  const merged = new Array<Item>(length);
  let [at, atA, atB] = [0, 0, 0];
  // What comes from a disk is often in order already, and then nothing needs to be compared.
  const isInOrder = b[0] === undefined || compare(a[a.length - 1] as Item, b[0]) <= 0;
  while (at < length) {
    for (const end = Math.min(length, at + sliceSteps); at < end; at += 1) {
      const isFromA =
        atB === b.length || (atA < a.length && (isInOrder || compare(a[atA] as Item, b[atB] as Item) <= 0));
      merged[at] = (isFromA ? a[atA] : b[atB]) as Item;
      if (isFromA) {
        atA += 1;
      } else {
        atB += 1;
      }
    }
    yield;
  }
  return merged;
}
