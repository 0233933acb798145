import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, firstNotBefore, isSound, itemsOf, type Selection, windowOf } from './block-tree.ts';
import { type SortedList, sortedListOf, withItem, withoutItem } from './sorted-list.ts';

const byNumber = (a: number, b: number): number => a - b;

interface Keyed {
  readonly key: number;
  readonly content: string;
}
const everyItem: Selection = { marks: null, allowed: null };

const blocksIn = <Item>(list: SortedList<Item>): (readonly Item[])[] => [...blocksOf(list)];

const byKey = (a: Keyed, b: Keyed): number => a.key - b.key;

/** Numbers from 0 in steps of two, so that every odd one is free between them. */
const evenNumbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at * 2);

/** Distinct numbers in no order, enough for several blocks. Two numbers make them, so that a failure shrinks fast. */
const manyNumbers = fc
  .record({ count: fc.integer({ min: 0, max: 3000 }), step: fc.integer({ min: 1, max: 999_982 }) })
  .map(({ count, step }) => Array.from({ length: count }, (_, at) => ((at + 1) * step) % 999_983));

describe('a list of items', () => {
  it('has the items in order whatever order they came in', () => {
    fc.assert(
      fc.property(manyNumbers, (numbers) => {
        const list = sortedListOf(numbers, byNumber);

        expect([...itemsOf(list)]).toEqual(numbers.toSorted(byNumber));
        expect(list.size).toBe(numbers.length);
      }),
      { numRuns: 15 },
    );
  });

  it('does not change the array that it was made of', () => {
    const numbers = [3, 1, 2];

    sortedListOf(numbers, byNumber);

    expect(numbers).toEqual([3, 1, 2]);
  });
});

describe('changes', () => {
  it('give what a sorted array gives, for any sequence of them', () => {
    const change = fc.record({ adds: fc.boolean(), number: fc.integer({ min: 0, max: 4000 }) });
    fc.assert(
      fc.property(manyNumbers, fc.array(change, { maxLength: 100, size: 'max' }), (numbers, changes) => {
        let list = sortedListOf(numbers, byNumber);
        const naive = new Set(numbers);

        for (const { adds, number } of changes) {
          if (adds) {
            list = withItem(list, number);
            naive.add(number);
          } else if (naive.delete(numbers[number] ?? number)) {
            list = withoutItem(list, numbers[number] ?? number);
          }
        }

        expect([...itemsOf(list)]).toEqual([...naive].toSorted(byNumber));
        expect(list.size).toBe(naive.size);
        expect(isSound(list)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('S4 keep every block within its limit while 3,000 items come one after the other', () => {
    let list = sortedListOf<number>([], byNumber);

    for (let number = 0; number < 3000; number += 1) {
      list = withItem(list, (number * 7919) % 3001);
    }

    expect(Math.max(...blocksIn(list).map((block) => block.length))).toBeLessThanOrEqual(512);
    expect(blocksIn(list).length).toBeGreaterThan(5);
    expect([...itemsOf(list)]).toEqual([...itemsOf(list)].toSorted(byNumber));
    expect(list.size).toBe(3000);
  });

  it('leave no empty block when every item goes', () => {
    let list = sortedListOf(evenNumbers(600), byNumber);

    for (const number of evenNumbers(600)) {
      list = withoutItem(list, number);
    }

    expect(blocksIn(list)).toEqual([[]]);
    expect(list.size).toBe(0);
  });

  it('put the first item into an empty list', () => {
    const list = withItem(sortedListOf<number>([], byNumber), 7);

    expect([...itemsOf(list)]).toEqual([7]);
    expect(list.size).toBe(1);
  });

  it('put an item past the end into the last block', () => {
    const before = sortedListOf(evenNumbers(600), byNumber);

    const after = withItem(before, 99_999);

    expect(blocksIn(after)).toHaveLength(blocksIn(before).length);
    expect(blocksIn(after).at(-1)?.at(-1)).toBe(99_999);
  });

  it('replace an item that compares as equal, and keep the size', () => {
    const before = sortedListOf<Keyed>([{ key: 1, content: 'old' }], byKey);

    const after = withItem(before, { key: 1, content: 'new' });

    expect([...itemsOf(after)]).toEqual([{ key: 1, content: 'new' }]);
    expect(after.size).toBe(1);
  });

  it.each([
    ['an empty list', 0],
    ['a list of one block', 10],
    ['a list of many blocks', 2000],
  ])('throw when the item to remove is not in %s', (_, count) => {
    const list = sortedListOf(evenNumbers(count), byNumber);

    const remove = (): unknown => withoutItem(list, 5);

    expect(remove).toThrow('not in the list');
  });
});

describe('S1 sharing', () => {
  const places = [0, 511, 512, 1000, 1999];

  it.each(places)('S1 one item more at %i copies one block and shares the others', (at) => {
    const before = sortedListOf(evenNumbers(2000), byNumber);

    const after = withItem(before, at * 2 + 1);

    expect(blocksIn(after).filter((block) => !blocksIn(before).includes(block))).toHaveLength(1);
    expect(blocksIn(before).filter((block) => !blocksIn(after).includes(block))).toHaveLength(1);
  });

  it.each(places)('S1 one item less at %i copies one block and shares the others', (at) => {
    const before = sortedListOf(evenNumbers(2000), byNumber);

    const after = withoutItem(before, at * 2);

    expect(blocksIn(after).filter((block) => !blocksIn(before).includes(block))).toHaveLength(1);
    expect(blocksIn(before).filter((block) => !blocksIn(after).includes(block))).toHaveLength(1);
  });

  it('S1 a list is the same after changes were made of it', () => {
    const list = sortedListOf(evenNumbers(1000), byNumber);

    withItem(list, 7);
    withoutItem(list, 8);

    expect([...itemsOf(list)]).toEqual(evenNumbers(1000));
    expect(list.size).toBe(1000);
  });
});

describe('windowOf', () => {
  it('Q3 gives what a slice gives, at any offset and limit', () => {
    const window = fc.record({ offset: fc.integer({ min: 0, max: 3500 }), limit: fc.integer({ min: 0, max: 600 }) });
    fc.assert(
      fc.property(manyNumbers, window, (numbers, { offset, limit }) => {
        const list = sortedListOf(numbers, byNumber);

        expect(windowOf(list, everyItem, offset, limit)).toEqual(
          numbers.toSorted(byNumber).slice(offset, offset + limit),
        );
      }),
      { numRuns: 40 },
    );
  });

  it.each([0, 1, 255, 256, 257, 511, 512, 999, 1000, 1001])('Q3 takes the items from offset %i', (offset) => {
    const list = sortedListOf(evenNumbers(1000), byNumber);

    const window = windowOf(list, everyItem, offset, 300);

    expect(window).toEqual(evenNumbers(1000).slice(offset, offset + 300));
  });
});

describe('firstNotBefore', () => {
  const list = sortedListOf(evenNumbers(1000), byNumber);

  it.each([
    [-5, 0],
    [0, 0],
    [511, 512],
    [512, 512],
    [513, 514],
    [1997, 1998],
    [1998, 1998],
  ])('finds for %i the item %i', (sought, found) => {
    const item = firstNotBefore(list, (other) => other - sought);

    expect(item).toBe(found);
  });

  it('finds nothing past the end', () => {
    const item = firstNotBefore(list, (other) => other - 1999);

    expect(item).toBeUndefined();
  });
});
