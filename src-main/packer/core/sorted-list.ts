/**
 * A sorted list as a value: blocks of at most `blockLimit` items in order. A change copies one block and the list
 * of blocks and shares the rest (rules S1 and S4), and a window at any offset costs what the window costs, because
 * blocks know their length where a tree without counts would have to walk.
 *
 * `compare` must be a total order: two items that compare as 0 are the same place in the list.
 */
export interface SortedList<Item> {
  readonly compare: (a: Item, b: Item) => number;
  readonly size: number;
  readonly blocks: readonly (readonly Item[])[];
}

/** Block size that measured best between copying long blocks and long lists of blocks. */
const blockLimit = 512;

/** A new list of the items, which may come in any order. */
export function sortedListOf<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): SortedList<Item> {
  const sorted = items.toSorted(compare);
  const blocks: Item[][] = [];
  // Half-full blocks, so that the first inserts after a load do not split.
  for (let start = 0; start < sorted.length; start += blockLimit / 2) {
    blocks.push(sorted.slice(start, start + blockLimit / 2));
  }
  return { compare, size: sorted.length, blocks };
}

/** The list with the item in its place. An item that compares as equal is replaced, and the size stays. */
export function withItem<Item>(list: SortedList<Item>, item: Item): SortedList<Item> {
  const place = placeOf(list, item);
  const block = list.blocks[place.block];
  if (block === undefined) {
    return { ...list, size: 1, blocks: [[item]] };
  }
  const changed = place.found ? block.with(place.index, item) : block.toSpliced(place.index, 0, item);
  const pieces =
    changed.length > blockLimit ? [changed.slice(0, blockLimit / 2), changed.slice(blockLimit / 2)] : [changed];
  return {
    ...list,
    size: place.found ? list.size : list.size + 1,
    blocks: list.blocks.toSpliced(place.block, 1, ...pieces),
  };
}

/** The list without the item that compares as equal. Throws when there is none: the caller's indexes disagree. */
export function withoutItem<Item>(list: SortedList<Item>, item: Item): SortedList<Item> {
  const place = placeOf(list, item);
  const block = list.blocks[place.block];
  if (block === undefined || !place.found) {
    throw new Error('The item to remove is not in the list');
  }
  const changed = block.toSpliced(place.index, 1);
  return {
    ...list,
    size: list.size - 1,
    blocks: changed.length === 0 ? list.blocks.toSpliced(place.block, 1) : list.blocks.with(place.block, changed),
  };
}

/**
 * The first item that is not before the probe, or undefined past the end. The probe compares an item with what is
 * looked for and answers as `compare` would: below 0 where the item comes before it.
 */
export function firstNotBefore<Item>(list: SortedList<Item>, probe: (item: Item) => number): Item | undefined {
  const place = lowerBound(list, probe);
  return list.blocks[place.block]?.[place.index];
}

/** Items `offset` to `offset + limit`, fewer at the end. */
export function windowOf<Item>(list: SortedList<Item>, offset: number, limit: number): Item[] {
  const window: Item[] = [];
  let skip = offset;
  for (const block of list.blocks) {
    if (window.length >= limit) {
      break;
    }
    if (skip >= block.length) {
      skip -= block.length;
      continue;
    }
    window.push(...block.slice(skip, skip + limit - window.length));
    skip = 0;
  }
  return window;
}

/** Every item in order. */
export function* itemsOf<Item>(list: SortedList<Item>): Generator<Item, void> {
  for (const block of list.blocks) {
    yield* block;
  }
}

interface Place {
  readonly block: number;
  readonly index: number;
  readonly found: boolean;
}

function placeOf<Item>(list: SortedList<Item>, item: Item): Place {
  const bound = lowerBound(list, (other) => list.compare(other, item));
  const at = list.blocks[bound.block]?.[bound.index];
  if (at !== undefined && list.compare(at, item) === 0) {
    return { ...bound, found: true };
  }
  // Past the end there is no block: the item goes to the end of the last one.
  const last = list.blocks.length - 1;
  if (bound.block > last && last >= 0) {
    return { block: last, index: list.blocks[last]?.length ?? 0, found: false };
  }
  return { ...bound, found: false };
}

function lowerBound<Item>(list: SortedList<Item>, probe: (item: Item) => number): { block: number; index: number } {
  const block = partitionPoint(list.blocks.length, (at) => {
    const last = list.blocks[at]?.at(-1);
    return last !== undefined && probe(last) < 0;
  });
  const items = list.blocks[block] ?? [];
  const index = partitionPoint(items.length, (at) => {
    const item = items[at];
    return item !== undefined && probe(item) < 0;
  });
  return { block, index };
}

/** The first of `length` positions at which `isBefore` no longer holds. */
function partitionPoint(length: number, isBefore: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
