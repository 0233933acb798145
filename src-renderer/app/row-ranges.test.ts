import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, hasRow, joined, type RowRanges, rangeBetween, withRowToggled } from './row-ranges.ts';

const rows = fc.nat(40);

/** Rows chosen by hand, click by click, as ranges and as a plain set. */
const chosen = fc.array(fc.oneof(rows, fc.tuple(rows, rows)), { maxLength: 12 }).map((clicks) => {
  let ranges: RowRanges = [];
  const plain = new Set<number>();
  for (const click of clicks) {
    if (typeof click === 'number') {
      ranges = withRowToggled(ranges, click);
      if (!plain.delete(click)) {
        plain.add(click);
      }
    } else {
      ranges = joined([...ranges, ...rangeBetween(...click)]);
      for (let row = Math.min(...click); row <= Math.max(...click); row += 1) {
        plain.add(row);
      }
    }
  }
  return { ranges, plain };
});

test('ranges hold the rows that a set of them would hold', () => {
  fc.assert(
    fc.property(chosen, ({ ranges, plain }) => {
      expect(countOf(ranges)).toBe(plain.size);
      for (let row = 0; row <= 41; row += 1) {
        expect(hasRow(ranges, row)).toBe(plain.has(row));
      }
    }),
  );
});

test('ranges are in order, and no two touch', () => {
  fc.assert(
    fc.property(chosen, ({ ranges }) => {
      for (const [at, { first, last }] of ranges.entries()) {
        expect(first).toBeLessThanOrEqual(last);
        expect(ranges[at + 1]?.first ?? last + 2).toBeGreaterThan(last + 1);
      }
    }),
  );
});

test('a million rows are one range', () => {
  expect(rangeBetween(999_999, 0)).toEqual([{ first: 0, last: 999_999 }]);
  expect(withRowToggled(rangeBetween(0, 999_999), 500)).toEqual([
    { first: 0, last: 499 },
    { first: 501, last: 999_999 },
  ]);
});
