import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyName } from '../testing/any-name.ts';
import { naiveCompare } from '../testing/naive-list.ts';
import { naturalPlacesInSlices } from './natural-order.ts';
import { atOnce } from './sliced-work.ts';

it('Q3 sorts many texts as they are compared one by one', () => {
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 30 }), (texts) => {
      const places = atOnce(naturalPlacesInSlices(texts, (a, b) => a - b));

      const naive = [...texts.keys()].sort((a, b) => naiveCompare(texts[a] ?? '', texts[b] ?? '') || a - b);
      expect(places).toEqual(naive);
    }),
    { numRuns: 500 },
  );
});

it('Q3 puts texts that are one as it is asked to', () => {
  const places = atOnce(naturalPlacesInSlices(['b', 'a', 'b', 'a'], (a, b) => b - a));

  expect(places).toEqual([3, 1, 2, 0]);
});
