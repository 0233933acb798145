import { expect, test } from 'vitest';
import { characterAt, charactersIn, codePointName } from './character-ranges.ts';

test('places are counted over all ranges', () => {
  const ranges = [
    [0x20, 0x22],
    [0x41, 0x41],
    [0x1f600, 0x1f601],
  ] as const;

  expect(charactersIn(ranges)).toBe(6);
  expect([0, 2, 3, 4, 5, 6].map((place) => characterAt(ranges, place))).toEqual([
    0x20,
    0x22,
    0x41,
    0x1f600,
    0x1f601,
    null,
  ]);
});

test('a code point is written with four digits at least', () => {
  expect([0x20, 0xe9, 0x1f600].map(codePointName)).toEqual(['U+0020', 'U+00E9', 'U+1F600']);
});
