import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoundProblem } from '../../../src-preload/contract/domain/asset-list.ts';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { naiveList } from '../testing/naive-list.ts';
import type { Asset } from './asset.ts';
import { assetsInOrder } from './asset-index.ts';
import { findProblem } from './find-problem.ts';

/** What walking the list gives. */
function naiveProblem(
  list: readonly Asset[],
  from: number | null,
  direction: 'next' | 'previous',
): Pick<FoundProblem, 'total' | 'row'> {
  const problems = list.flatMap(({ root, health }, index) => (health === 'ok' ? [] : [{ index, root }]));
  const beyond =
    direction === 'next'
      ? (problems.find(({ index }) => from === null || index > from) ?? problems[0])
      : (problems.findLast(({ index }) => from === null || index < from) ?? problems.at(-1));
  return {
    total: problems.length,
    row: beyond === undefined ? null : { ...beyond, nth: problems.indexOf(beyond) + 1 },
  };
}

describe('the next problem', () => {
  it('Q9 is what walking the list leads to, from any row, both ways and round its ends', () => {
    const from = fc.option(fc.nat(41));
    const direction = fc.constantFrom('next' as const, 'previous' as const);
    fc.assert(
      fc.property(anySnapshot, anyQuery, from, direction, (snapshot, query, from, direction) => {
        const list = naiveList(assetsInOrder(snapshot.assets, 'root'), query);

        const found = findProblem(snapshot, query, from, direction);

        expect(found).toEqual(naiveProblem(list, from, direction));
      }),
      { numRuns: 500 },
    );
  });
});
