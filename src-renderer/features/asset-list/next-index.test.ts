import { expect, test } from 'vitest';
import { nextIndex } from './next-index.ts';

test.each([
  ['ArrowDown', null, 0],
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', null, 99],
  ['ArrowUp', 4, 3],
  ['ArrowUp', 0, 0],
  ['PageDown', 4, 24],
  ['PageDown', 95, 99],
  ['PageUp', 24, 4],
  ['PageUp', 4, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['a', 50, null],
] as const)('%s at %s leads to %s', (key, index, next) => {
  expect(nextIndex(key, { index, total: 100, screen: 20 })).toBe(next);
});

test('no key leads anywhere in an empty list', () => {
  expect(nextIndex('End', { index: null, total: 0, screen: 20 })).toBeNull();
});
