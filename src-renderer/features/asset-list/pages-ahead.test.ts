import { expect, test } from 'vitest';
import { pagesAhead } from './pages-ahead.ts';

test.each([
  ['at rest', 0, [51]],
  ['slowly down', 3, [51]],
  ['slowly up', -3, [49]],
  ['faster down', 20, [51, 52]],
  ['at 1,000 pixels a frame', 36, [51, 52, 53]],
  ['at 1,000 pixels a frame, upwards', -36, [49, 48, 47]],
  ['after a jump', 40_000, []],
  ['after a jump upwards', -301, []],
] as const)('%s', (_how, travel, pages) => {
  expect(pagesAhead({ first: 5_040, last: 5_059 }, travel, 100_000, 100)).toEqual(pages);
});

test('nothing is read beyond the ends of the list', () => {
  expect(pagesAhead({ first: 99_980, last: 99_999 }, 0, 100_000, 100)).toEqual([]);
  expect(pagesAhead({ first: 99_850, last: 99_869 }, 36, 100_000, 100)).toEqual([999]);
  expect(pagesAhead({ first: 110, last: 129 }, -36, 100_000, 100)).toEqual([0]);
  expect(pagesAhead({ first: 80, last: 99 }, 0, 100, 100)).toEqual([]);
});

test('the page after that of the last row that is seen is the first', () => {
  expect(pagesAhead({ first: 90, last: 109 }, 5, 100_000, 100)).toEqual([2]);
});
