import { kindMarks, kindOf, slotOf } from './asset-kind.ts';
import { blocksOf, countOf, windowOf } from './block-tree.ts';
import { hasSlot, type SlotSet } from './slot-set.ts';
import type { SortPart } from './sort-parts.ts';

/** Items that match a query, in ascending order. */
export interface MatchingItems {
  readonly total: number;
  window(offset: number, limit: number): readonly number[];
}

/** All that the parts have: nothing is walked, because their lists know how many they hold. */
export function itemsOfParts(parts: readonly SortPart[]): MatchingItems {
  const counts = parts.map(({ list, selection }) => countOf(list, selection));
  return {
    total: counts.reduce((sum, count) => sum + count, 0),
    window: (offset, limit) => {
      let skip = offset;
      const window: number[] = [];
      for (const [at, { list, selection }] of parts.entries()) {
        const count = counts[at] ?? 0;
        if (skip < count && window.length < limit) {
          window.push(...windowOf(list, selection, skip, limit - window.length));
        }
        skip = Math.max(0, skip - count);
      }
      return window;
    },
  };
}

/**
 * What the parts, which are of one list, have in the given slots. The list is walked once, to count what is in each
 * block: to keep what is found would take longer than to find it.
 */
export function itemsInSlots(parts: readonly SortPart[], slots: SlotSet): MatchingItems {
  const [first] = parts;
  const blocks = first === undefined ? [] : [...blocksOf(first.list)];
  const partOfKind = Array.from({ length: kindMarks.count }, (_, kind) => {
    return parts.findIndex(({ selection }) => selection.allows(kind));
  });
  const partOf = (item: number): number => (hasSlot(slots, slotOf(item)) ? (partOfKind[kindOf(item)] ?? -1) : -1);
  const counts = new Uint16Array(parts.length * blocks.length);
  let total = 0;
  for (const [number, block] of blocks.entries()) {
    for (const item of block) {
      const part = partOf(item);
      if (part >= 0) {
        total += 1;
        const at = part * blocks.length + number;
        counts[at] = (counts[at] ?? 0) + 1;
      }
    }
  }

  function window(offset: number, limit: number): readonly number[] {
    const found: number[] = [];
    let skip = offset;
    for (let at = 0; at < counts.length && found.length < limit; at += 1) {
      const count = counts[at] ?? 0;
      if (skip < count) {
        const part = Math.floor(at / blocks.length);
        const ofBlock = (blocks[at % blocks.length] ?? []).filter((item) => partOf(item) === part);
        found.push(...ofBlock.slice(skip, skip + limit - found.length));
      }
      skip = Math.max(0, skip - count);
    }
    return found;
  }

  return { total, window };
}
