import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { listAssets } from './asset-query.ts';
import { meantAssets } from './meant-assets.ts';

const named = (root: string, name: string) => aScannedAsset(root, { name });

describe('assets that a text may mean', () => {
  const snapshot = aSnapshot({
    assets: [
      named('nature/apple', 'Apple tree'),
      named('nature/oak', 'Tree of oak'),
      named('nature/stump', 'Stump of a tree'),
      named('tree/leaf', 'Leaf'),
      named('ui/ok', 'OK'),
    ],
  });
  const rootsFor = (text: string, limit = 10) => meantAssets(snapshot, text, limit).rows.map(({ root }) => root);

  it('Q10 come with a name that begins so first, then a root that does, then what the search finds', () => {
    expect(rootsFor('tree')).toEqual(['nature/oak', 'tree/leaf', 'nature/apple', 'nature/stump']);
  });

  it('Q10 are found by words in any order, and by case or none', () => {
    expect(rootsFor('TREE apple')).toEqual(['nature/apple']);
  });

  it('Q10 are as many as asked for, and it is told how many there are', () => {
    const { total, rows } = meantAssets(snapshot, 'tree', 2);

    expect(total).toBe(4);
    expect(rows.map(({ root }) => root)).toEqual(['nature/oak', 'tree/leaf']);
  });

  it('Q10 are all that the search finds, each once, whatever is typed', () => {
    fc.assert(
      fc.property(anySnapshot, anyQuery, (any, { filter: { search } }) => {
        const filter = { registration: [], health: [], type: [], tag: [], search };
        const found = listAssets(any, { filter, sort: 'name', descending: false, offset: 0, limit: 500 });

        const roots = meantAssets(any, search, 100).rows.map(({ root }) => root);

        expect(new Set(roots).size).toBe(roots.length);
        expect(found.rows.filter(({ root }) => !roots.includes(root))).toEqual([]);
      }),
    );
  });
});
