import { expect, test } from 'vitest';
import { imageScale, nextScale } from './image-scale.ts';

const room = { width: 300, height: 200 };

test.each([
  ['a large image down by any fraction', { width: 600, height: 100 }, 0.5],
  ['a small image up by whole numbers', { width: 64, height: 64 }, 3],
  ['a tiny image no further than sixteen times', { width: 1, height: 1 }, 16],
  ['an image that fits not at all', { width: 200, height: 150 }, 1],
  ['an image without a size not at all', { width: 0, height: 0 }, 1],
])('scales %s', (_what, image, scale) => {
  expect(imageScale(image, room)).toBe(scale);
});

test.each([
  [0.43, 'in', 0.5],
  [0.43, 'out', 0.25],
  [1, 'in', 2],
  [1, 'out', 0.5],
  [2.9999999, 'in', 4],
  [5, 'in', 6],
  [32, 'in', 32],
  [0.01, 'out', 0.01],
] as const)('zooming from %s %s leads to %s', (scale, direction, next) => {
  expect(nextScale(scale, direction)).toBe(next);
});
