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

/** Items that are sorted each time at once, where they are in no order yet. */
const runLength = sliceSteps / 2;

/**
 * A sorted copy: runs that are in order, as they come or because they are sorted each for itself, then merged pair by
 * pair. What comes from a disk comes mostly in order, and then costs one look at each item. Equal items keep their order.
 */
export function* sortedInSlices<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): SlicedWork<Item[]> {
  let runs: Item[][] = [];
  for (let start = 0; start < items.length; ) {
    let end = start + 1;
    while (end < items.length && compare(items[end - 1] as Item, items[end] as Item) <= 0) {
      end += 1;
      if ((end - start) % sliceSteps === 0) {
        yield;
      }
    }
    const isShort = end - start < runLength;
    end = isShort ? Math.min(items.length, start + runLength) : end;
    const run = items.slice(start, end);
    runs.push(isShort ? run.sort(compare) : run);
    start = end;
    yield;
  }
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const [a = [], b] = [runs[at], runs[at + 1]];
      merged.push(b === undefined ? a : yield* mergedInSlices(a, b, compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

/** Items taken one by one from the same run, after which it is looked for how many more of it follow. */
const worthALook = 8;

function* mergedInSlices<Item>(
  a: readonly Item[],
  b: readonly Item[],
  compare: (a: Item, b: Item) => number,
): SlicedWork<Item[]> {
  const length = a.length + b.length;
  // At its full length from the start: a long array that grows is copied while everybody waits.
  const merged = new Array<Item>(length);
  let [at, atA, atB] = [0, 0, 0];
  let [inRowA, inRowB] = [0, 0];
  while (at < length) {
    for (const end = Math.min(length, at + sliceSteps); at < end; ) {
      if (atA === a.length || atB === b.length || inRowA === worthALook || inRowB === worthALook) {
        // A whole stretch of one run follows, most often to its end.
        const isFromA = atB === b.length || (atA < a.length && inRowA === worthALook);
        const next = (isFromA ? b[atB] : a[atA]) as Item;
        const most = Math.min(end - at, isFromA ? a.length - atA : b.length - atB);
        const comesFirst = isFromA ? (item: Item) => compare(item, next) <= 0 : (item: Item) => compare(next, item) > 0;
        const [run, from] = isFromA ? [a, atA] : [b, atB];
        const count = next === undefined ? most : leadingCount(run, from, most, comesFirst);
        for (let copied = 0; copied < count; copied += 1) {
          merged[at + copied] = run[from + copied] as Item;
        }
        at += count;
        atA += isFromA ? count : 0;
        atB += isFromA ? 0 : count;
        if (count < most) {
          [inRowA, inRowB] = [0, 0];
        }
      } else if (compare(a[atA] as Item, b[atB] as Item) <= 0) {
        merged[at] = a[atA] as Item;
        at += 1;
        atA += 1;
        inRowA += 1;
        inRowB = 0;
      } else {
        merged[at] = b[atB] as Item;
        at += 1;
        atB += 1;
        inRowB += 1;
        inRowA = 0;
      }
    }
    yield;
  }
  return merged;
}

/** How many of the next items, `most` at most, come first; those that do stand before those that do not. */
function leadingCount<Item>(
  run: readonly Item[],
  from: number,
  most: number,
  comesFirst: (item: Item) => boolean,
): number {
  let low = 0;
  let high = 1;
  while (high <= most && comesFirst(run[from + high - 1] as Item)) {
    low = high;
    high *= 2;
  }
  // Those before `low` come first, the one at `high` does not, or is one too many.
  high = Math.min(high, most + 1);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (comesFirst(run[from + middle - 1] as Item)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
