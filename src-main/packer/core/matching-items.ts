import { kindCount, kindOf, slotOf } from './asset-kind.ts';
import { blocksOf, countOf, hasMark, type Probe, rankOf, windowOf } from './block-tree.ts';
import { bitOf, type SlotSet, sizeOf } from './slot-set.ts';
import type { SortPart } from './sort-parts.ts';

/** Items that match a query, in ascending order. */
export interface MatchingItems {
  readonly total: number;
  window(offset: number, limit: number): readonly number[];
  /**
   * The place of an item among them, or the one that it would have; null where nobody can say, which is so of none that is
   * one of them. The probe looks for it in the order of the list.
   */
  placeOf(item: number, probe: Probe<number>): ItemPlace | null;
}

/** Where an item stands among others, or would stand if it were one of them. */
export interface ItemPlace {
  /** How many of them come before it. */
  readonly before: number;
  readonly isIn: boolean;
}

/** Two places in the order of a list. */
export interface Stretch {
  readonly from: Probe<number>;
  readonly to: Probe<number>;
}

/**
 * All that the parts have, or what they have in a stretch: nothing is walked, because their lists know how many they
 * hold.
 */
export function itemsOfParts(parts: readonly SortPart[], stretch: Stretch | null = null): MatchingItems {
  const starts = parts.map(({ list, selection }) => (stretch === null ? 0 : rankOf(list, selection, stretch.from)));
  const counts = parts.map(({ list, selection }, at) =>
    stretch === null ? countOf(list, selection) : rankOf(list, selection, stretch.to) - (starts[at] ?? 0),
  );
  return {
    total: counts.reduce((sum, count) => sum + count, 0),
    window: (offset, limit) => {
      let skip = offset;
      let window: readonly number[] = [];
      for (const [at, { list, selection }] of parts.entries()) {
        const count = counts[at] ?? 0;
        if (skip < count && window.length < limit) {
          const most = Math.min(count - skip, limit - window.length);
          const found = windowOf(list, selection, (starts[at] ?? 0) + skip, most);
          // Joined as lists: a call can't be given a hundred thousand items one by one.
          window = window.length === 0 ? found : [...window, ...found];
        }
        skip = Math.max(0, skip - count);
      }
      return window;
    },
    placeOf: (item, probe) => {
      let before = 0;
      for (const [at, { list, selection }] of parts.entries()) {
        const count = counts[at] ?? 0;
        // With one part there is one place for whatever is left out, too.
        if (hasMark(selection, kindOf(item)) || parts.length === 1) {
          const rank = rankOf(list, selection, probe);
          const place = rank - (starts[at] ?? 0);
          const [found] = windowOf(list, selection, rank, 1);
          const isIn = found !== undefined && slotOf(found) === slotOf(item) && place >= 0 && place < count;
          return { before: before + Math.max(0, Math.min(place, count)), isIn };
        }
        before += count;
      }
      return null;
    },
  };
}

/**
 * What the parts, which are of one list, have in the given slots, each of which is in the list. The list is walked once
 * at most, as far as windows need it, to count what is in each block: to keep what is found would take longer than to
 * find it.
 */
export function itemsInSlots(parts: readonly SortPart[], slots: SlotSet): MatchingItems {
  const [first] = parts;
  const blocks = first === undefined ? [] : [...blocksOf(first.list)];
  // Kinds that are in no part count in one that nobody asks for: to count without a question is faster than to ask.
  const partOfKind = Uint8Array.from({ length: kindCount }, (_, kind) => {
    const part = parts.findIndex(({ selection }) => hasMark(selection, kind));
    return part === -1 ? parts.length : part;
  });
  const width = parts.length + 1;
  // How many of each part stand before each block, and before the end; known of the blocks that were counted.
  const before = new Uint32Array(width * (blocks.length + 1));
  let counted = 0;

  function countTo(end: number): void {
    for (; counted < end; counted += 1) {
      const next = (counted + 1) * width;
      before.copyWithin(next, next - width, next);
      for (const item of blocks[counted] ?? []) {
        const at = next + (partOfKind[kindOf(item)] ?? 0);
        before[at] = (before[at] ?? 0) + bitOf(slots, slotOf(item));
      }
    }
  }

  /** How many of a part stand before a block. */
  function countBefore(block: number, part: number): number {
    countTo(block);
    return before[block * width + part] ?? 0;
  }

  function countOfParts(): number {
    return parts.reduce((sum, _, part) => sum + countBefore(blocks.length, part), 0);
  }

  /** The block in which the item of a part stands that has so many of the part before it; no block where there is none. */
  function blockWith(nth: number, part: number): number {
    while (counted < blocks.length && countBefore(counted, part) <= nth) {
      countTo(counted + 1);
    }
    return firstWhere(counted, (block) => countBefore(block + 1, part) > nth);
  }

  function window(offset: number, limit: number): readonly number[] {
    const found: number[] = [];
    let skip = offset;
    for (let part = 0; part < parts.length && found.length < limit; part += 1) {
      const first = blockWith(skip, part);
      for (let number = first; number < blocks.length && found.length < limit; number += 1) {
        let ahead = Math.max(0, skip - countBefore(number, part));
        for (const item of blocks[number] ?? []) {
          // Few are in the slots: what most are not is asked first.
          if (bitOf(slots, slotOf(item)) === 1 && partOfKind[kindOf(item)] === part) {
            if (ahead > 0) {
              ahead -= 1;
            } else if (found.push(item) === limit) {
              break;
            }
          }
        }
      }
      skip = found.length > 0 ? 0 : skip - countBefore(blocks.length, part);
    }
    return found;
  }

  function placeOf(item: number, probe: Probe<number>): ItemPlace | null {
    const own = partOfKind[kindOf(item)] ?? parts.length;
    // With one part there is one place for whatever is left out, too.
    const part = parts.length === 1 ? 0 : own;
    if (part === parts.length) {
      return null;
    }
    const block = firstWhere(blocks.length, (number) => {
      const last = blocks[number]?.at(-1);
      return last === undefined || probe(last) >= 0;
    });
    // What comes before it are the parts before its own as a whole, and of its own part what is in the blocks before.
    let place = countBefore(block, part);
    for (let each = 0; each < part; each += 1) {
      place += countBefore(blocks.length, each);
    }
    for (const other of blocks[block] ?? []) {
      if (probe(other) >= 0) {
        break;
      }
      place += partOfKind[kindOf(other)] === part ? bitOf(slots, slotOf(other)) : 0;
    }
    return { before: place, isIn: own === part && bitOf(slots, slotOf(item)) === 1 };
  }

  const hasAll = partOfKind.every((part) => part < parts.length);
  return { total: hasAll ? sizeOf(slots) : countOfParts(), window, placeOf };
}

/** The first of the numbers below an end of which something holds that holds of all behind it; the end where of none. */
function firstWhere(end: number, holds: (number: number) => boolean): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
