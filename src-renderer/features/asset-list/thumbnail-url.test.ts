import { expect, test } from 'vitest';
import { madeAhead, thumbnailSizeFor, thumbnailUrl } from './thumbnail-url.ts';

test('encodes the root as one part, and asks by size and by the reading of the disk', () => {
  const url = thumbnailUrl('p', 'ui/größe #1', 64, '2026-11-24T14:02:03.004Z');

  expect(url).toBe('asset://p/ui%2Fgr%C3%B6%C3%9Fe%20%231/thumbnail?size=64&r=2026-11-24T14%3A02%3A03.004Z');
  expect(madeAhead(url)).toBe(`${url}&ahead`);
});

test.each([
  [20, 1, 64],
  [20, 3, 64],
  [96, 1, 256],
  [256, 1, 256],
  [136, 2, 512],
  [256, 3, 512],
])('%i pixels at %i to one take the size of %i', (edge, ratio, size) => {
  expect(thumbnailSizeFor(edge, ratio)).toBe(size);
});
