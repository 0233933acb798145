import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BlockTree,
  blocksOf,
  countOf,
  countsBefore,
  hasMark,
  isSound,
  itemsFrom,
  itemsOf,
  type Marks,
  rankOf,
  type Selection,
  treeOf,
  windowOf,
  withItemAt,
  withItemFor,
  withoutItemAt,
} from './block-tree.ts';

/** Numbers, each marked by what remains of it when it is divided by 14, and beside that by what remains of seven and of two. */
const remainders: Marks<number> = {
  count: 23,
  of: (item) => item % 14,
  beside: Array.from({ length: 14 }, (_, rest) => [14 + (rest % 7), 21 + (rest % 2)]),
};

/** Marks of which no item has more than one. */
const someMarks = fc.option(
  fc.oneof(
    fc.uniqueArray(fc.nat(13), { maxLength: 14 }),
    fc.uniqueArray(fc.integer({ min: 14, max: 20 }), { maxLength: 7 }),
    fc.uniqueArray(fc.integer({ min: 21, max: 22 }), { maxLength: 2 }),
  ),
);

const selecting = (marks: readonly number[] | null): Selection => ({
  marks,
  allowed:
    marks === null
      ? null
      : Uint8Array.from({ length: 14 }, (_, rest) =>
          [rest, 14 + (rest % 7), 21 + (rest % 2)].some((mark) => marks.includes(mark)) ? 1 : 0,
        ),
});

const at = (number: number) => (item: number) => item - number;

/** A tree with several levels, made by so many inserts and removals. */
function manyLevels(): { readonly tree: BlockTree<number>; readonly items: number[] } {
  let tree = treeOf<number>([], remainders);
  const items = new Set<number>();
  for (let step = 0; step < 40_000; step += 1) {
    const number = (step * 7919) % 50_000;
    tree = withItemAt(tree, at(number), number);
    items.add(number);
  }
  for (let step = 0; step < 15_000; step += 1) {
    const number = (step * 7919) % 50_000;
    tree = withoutItemAt(tree, at(number));
    items.delete(number);
  }
  return { tree, items: [...items].sort((a, b) => a - b) };
}

describe('a tree of blocks', () => {
  const { tree, items } = manyLevels();

  it('S4 has what a sorted array has after many changes, with branches that count right', () => {
    expect([...itemsOf(tree)]).toEqual(items);
    expect(tree.size).toBe(items.length);
    expect(isSound(tree)).toBe(true);
  });

  it('S4 has another value in the place of one, counts right, and leaves the tree that it was made from', () => {
    const tens: Marks<number> = { count: 10, of: (item) => item % 10, beside: [] };
    const placed = treeOf(
      Array.from({ length: 5_000 }, (_, place) => place * 10),
      tens,
    );
    const byPlace = (item: number): number => Math.floor(item / 10) - 1234;

    const changed = withItemFor(placed, byPlace, 12_340, 12_347);

    expect([...itemsOf(changed)].filter((item) => item % 10 !== 0)).toEqual([12_347]);
    expect(isSound(changed)).toBe(true);
    expect([...itemsOf(placed)].every((item) => item % 10 === 0)).toBe(true);
    expect(() => withItemFor(placed, byPlace, 12_341, 12_347)).toThrow('The item to replace is not in the list');
  });

  it('S4 counts right where it shrinks to one block and grows out of it again', () => {
    let small = treeOf(items.slice(0, 700), remainders);
    const check = (numbers: readonly number[]): void => {
      expect(isSound(small)).toBe(true);
      expect(countOf(small, selecting([13]))).toBe(numbers.filter((number) => number % 14 === 13).length);
    };
    for (let left = 699; left >= 100; left -= 1) {
      small = withoutItemAt(small, at(items[left] ?? 0));
      check(items.slice(0, left));
    }
    for (let added = 100; added < 700; added += 1) {
      small = withItemAt(small, at(items[added] ?? 0), items[added] ?? 0);
      check(items.slice(0, added + 1));
    }
  });

  it('S4 has no crumbs left: blocks are a few items long at least on average', () => {
    expect([...blocksOf(tree)].length).toBeLessThan(items.length / 64);
  });

  it('Q3 answers windows of marked items at any offset', () => {
    fc.assert(
      fc.property(someMarks, fc.nat(30_000), fc.nat(600), (some, offset, limit) => {
        const selection = selecting(some);
        const selected = items.filter((item) => hasMark(selection, item % 14));

        expect(countOf(tree, selection)).toBe(selected.length);
        expect(windowOf(tree, selection, offset, limit)).toEqual(selected.slice(offset, offset + limit));
      }),
      { numRuns: 60 },
    );
  });

  it('Q3 knows how many marked items come before a place, and all that come from there on', () => {
    fc.assert(
      fc.property(someMarks, fc.nat(51_000), (some, place) => {
        const selection = selecting(some);

        expect(rankOf(tree, selection, at(place))).toBe(
          items.filter((item) => item < place && hasMark(selection, item % 14)).length,
        );
        expect(itemsFrom(tree, at(place)).next().value).toBe(items.find((item) => item >= place));
      }),
      { numRuns: 60 },
    );
    expect([...itemsFrom(tree, at(20_000))]).toEqual(items.filter((item) => item >= 20_000));
    expect(rankOf(treeOf<number>([]), selecting(null), at(1))).toBe(0);
  });

  it('Q7 knows how many marked items come before each of some places', () => {
    fc.assert(
      fc.property(someMarks, fc.array(fc.nat(items.length), { maxLength: 20 }), (some, numbers) => {
        const selection = selecting(some);
        const places = [...numbers, 0, items.length].sort((a, b) => a - b);

        expect(countsBefore(tree, selection, places)).toEqual(
          places.map((place) => items.slice(0, place).filter((item) => hasMark(selection, item % 14)).length),
        );
      }),
      { numRuns: 60 },
    );
    expect(countsBefore(treeOf<number>([]), selecting(null), [0, 0])).toEqual([0, 0]);
  });

  it('S1 is the same after changes were made of it', () => {
    const before = [...itemsOf(tree)];

    withItemAt(tree, at(1), 1);
    withoutItemAt(tree, at(items[5000] ?? 0));

    expect([...itemsOf(tree)]).toEqual(before);
    expect(isSound(tree)).toBe(true);
  });

  it('counts an item anew that is replaced by one with another mark', () => {
    const number = items[7000] ?? 0;
    const byTens = (item: number): number => Math.floor(item / 10) - Math.floor(number / 10);
    const tens = treeOf(
      items.filter((item, index) => Math.floor(item / 10) !== Math.floor((items[index - 1] ?? -10) / 10)),
      remainders,
    );

    const changed = withItemAt(tens, byTens, number - (number % 10) + ((number + 1) % 10));

    expect(changed.size).toBe(tens.size);
    expect(isSound(changed)).toBe(true);
  });
});
