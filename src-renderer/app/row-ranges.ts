import type { RowRange } from '../../src-preload/contract/domain/bulk-registration.ts';

/** Rows of a list by their places: ranges in order, of which no two touch. As small for a million rows as for one. */
export type RowRanges = readonly RowRange[];

/** All rows between two, whichever comes first. */
export function rangeBetween(one: number, other: number): RowRanges {
  return [{ first: Math.min(one, other), last: Math.max(one, other) }];
}

/** How many rows there are in them. */
export function countOf(ranges: RowRanges): number {
  return ranges.reduce((count, { first, last }) => count + last - first + 1, 0);
}

export function hasRow(ranges: RowRanges, row: number): boolean {
  return ranges.some(({ first, last }) => first <= row && row <= last);
}

/** The rows with this one taken out where it is in, and put in where it is not. */
export function withRowToggled(ranges: RowRanges, row: number): RowRanges {
  return hasRow(ranges, row)
    ? ranges.flatMap((range) => without(range, row))
    : joined([...ranges, ...rangeBetween(row, row)]);
}

/** The rows of both. */
export function joined(ranges: RowRanges): RowRanges {
  const result: RowRange[] = [];
  for (const { first, last } of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = result.at(-1);
    if (before !== undefined && first <= before.last + 1) {
      result[result.length - 1] = { first: before.first, last: Math.max(before.last, last) };
    } else {
      result.push({ first, last });
    }
  }
  return result;
}

function without({ first, last }: RowRange, row: number): RowRange[] {
  if (row < first || row > last) {
    return [{ first, last }];
  }
  return [
    { first, last: row - 1 },
    { first: row + 1, last },
  ].filter((range) => range.first <= range.last);
}
