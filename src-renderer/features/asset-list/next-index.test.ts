import { expect, test } from 'vitest';
import { nextIndex } from './next-index.ts';

test.each([
  ['ArrowDown', null, 0],
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', null, 99],
  ['ArrowUp', 4, 3],
  ['ArrowUp', 0, 0],
  ['ArrowRight', 4, null],
  ['ArrowLeft', 4, null],
  ['PageDown', 4, 24],
  ['PageDown', 95, 99],
  ['PageUp', 24, 4],
  ['PageUp', 4, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['a', 50, null],
] as const)('in a list, %s at %s leads to %s', (key, index, next) => {
  expect(nextIndex(key, { index, total: 100, perLine: 1, screen: 20 })).toBe(next);
});

// 24 tiles in lines of 7: 0 to 6, 7 to 13, 14 to 20, and a last line of three, 21 to 23.
test.each([
  ['ArrowRight', null, 0],
  ['ArrowRight', 6, 7],
  ['ArrowRight', 23, 23],
  ['ArrowLeft', 7, 6],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 3, 10],
  ['ArrowDown', 19, 23],
  ['ArrowDown', 22, 22],
  ['ArrowUp', 10, 3],
  ['ArrowUp', 3, 3],
  ['PageDown', 3, 17],
  ['PageDown', 10, 23],
  ['PageDown', 8, 22],
  ['PageUp', 22, 8],
  ['PageUp', 9, 2],
  ['Home', 12, 0],
  ['End', 12, 23],
] as const)('among tiles, %s at %s leads to %s', (key, index, next) => {
  expect(nextIndex(key, { index, total: 24, perLine: 7, screen: 2 })).toBe(next);
});

test('no key leads anywhere in an empty list', () => {
  expect(nextIndex('End', { index: null, total: 0, perLine: 1, screen: 20 })).toBeNull();
});
