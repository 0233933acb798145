import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { naiveList } from '../testing/naive-list.ts';
import { assetsInOrder } from './asset-index.ts';
import { findNamed } from './find-named.ts';
import { foldText } from './text-order.ts';

it('Q11 is what walking the list leads to, from any row and round its end', () => {
  const from = fc.option(fc.nat(41));
  const text = fc.stringMatching(/^[a-zA-Zé]{1,2}$/);
  fc.assert(
    fc.property(anySnapshot, anyQuery, from, text, fc.nat(), (snapshot, query, from, typed, pick) => {
      const list = naiveList(assetsInOrder(snapshot.assets, 'root'), query);
      // Most texts begin no name: every other one begins that of a row.
      const row = list[pick % Math.max(1, list.length)];
      const sought = pick % 2 === 0 && row !== undefined ? row.name.slice(0, 1 + (pick % 3)) : typed;
      const named = list.flatMap(({ root, name }, index) =>
        foldText(name).startsWith(foldText(sought)) ? [{ index, root }] : [],
      );

      const found = findNamed(snapshot, query, from, sought);

      expect(found).toEqual(named.find(({ index }) => from === null || index > from) ?? named[0] ?? null);
    }),
    { numRuns: 500 },
  );
});
