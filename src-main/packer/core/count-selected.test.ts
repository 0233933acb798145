import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { naiveList } from '../testing/naive-list.ts';
import { registrationOf } from './asset.ts';
import { assetsInOrder } from './asset-index.ts';
import { countSelected } from './count-selected.ts';

it('Q12 counts what walking the list counts, looked at row by row and by halving', () => {
  const range = fc.tuple(fc.nat(45), fc.nat(45)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
  const ranges = fc.array(range, { maxLength: 3 });
  fc.assert(
    fc.property(anySnapshot, anyQuery, ranges, fc.constantFrom(0, 3, 99), (snapshot, query, ranges, few) => {
      const list = naiveList(assetsInOrder(snapshot.assets, 'root'), query);
      const chosen = ranges.flatMap(({ first, last }) => list.slice(first, last + 1)).map(registrationOf);

      const counted = countSelected(snapshot, query, ranges, few);

      expect(counted).toEqual({
        registered: chosen.filter((each) => each === 'registered').length,
        unregistered: chosen.filter((each) => each === 'unregistered').length,
      });
    }),
    { numRuns: 500 },
  );
});
