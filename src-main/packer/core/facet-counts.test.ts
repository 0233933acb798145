import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { healths, registrations, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import { formatSearch, parseSearch, type SearchKey } from '../../../src-preload/contract/domain/search-terms.ts';
import { anyQuery, anySnapshot } from '../testing/any-query.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { assetsInOrder } from './asset-index.ts';
import { listAssets } from './asset-query.ts';
import { facetCounts, facetFolders, facetTags } from './facet-counts.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { patchRegistered } from './register-asset.ts';
import { tagCounts } from './tag-counts.ts';
import { foldText } from './text-order.ts';

function found(snapshot: ProjectSnapshot, search: string): number {
  const filter = { registration: [], health: [], type: [], tag: [], search };
  return listAssets(snapshot, { filter, sort: 'root', descending: false, offset: 0, limit: 0 }).total;
}

/** The search that a click on a value of a facet leads to, where no other value of it is chosen. */
function withValue(search: string, key: SearchKey, value: string): string {
  const others = parseSearch(search).filter((term) => term.key !== key || (term.excluded && key !== 'is'));
  return formatSearch([...others, { key, values: [value], excluded: false }]);
}

const anySearch = anyQuery.map(({ filter }) => filter.search);

describe('the counts of a search', () => {
  it('Q7 are what a click on each value would leave', () => {
    fc.assert(
      fc.property(anySnapshot, anySearch, (snapshot, search) => {
        const counts = facetCounts(snapshot, search);

        const words = parseSearch(search).filter(({ key }) => key === 'text');
        expect(counts.all).toBe(found(snapshot, formatSearch(words)));
        for (const state of registrations) {
          expect(counts.registration[state], state).toBe(found(snapshot, withValue(search, 'is', state)));
        }
        for (const state of healths) {
          expect(counts.health[state], state).toBe(found(snapshot, withValue(search, 'is', state)));
        }
        for (const type of typeFilters) {
          expect(counts.type[type], type).toBe(found(snapshot, withValue(search, 'type', type)));
        }
        const tags = new Map(facetTags(snapshot, search).map(({ tag, count }) => [foldText(tag), count]));
        for (const { tag } of tagCounts(snapshot.assets)) {
          expect(tags.get(foldText(tag)) ?? 0, tag).toBe(found(snapshot, withValue(search, 'tag', tag)));
        }
        for (const { path, count } of facetFolders(snapshot, search, '').folders) {
          expect(count, path).toBe(found(snapshot, withValue(search, 'path', path)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('Q7 of a search for kinds alone are those that a look at each asset finds, before and behind registrations', () => {
    const kinds = fc.constantFrom('is:unregistered', 'is:registered,error', '-is:ok', 'is:registered -type:image', '');
    fc.assert(
      fc.property(anySnapshot, kinds, fc.nat(3), (fresh, search, nth) => {
        const unregistered = [...assetsInOrder(fresh.assets, 'root')].filter(({ entry }) => entry === null);
        const registered = unregistered
          .filter((_, at) => at % 4 === nth)
          .reduce(
            (snapshot, { root }, at) => patchRegistered(snapshot, anEntry({ root, assetId: anId(100 + at) })),
            fresh,
          );

        for (const snapshot of [fresh, registered]) {
          // With a condition that all meet, each asset is looked at.
          const looking = `${search} -path:nowhere`;
          expect(facetTags(snapshot, search)).toEqual(facetTags(snapshot, looking));
          for (const path of ['', 'a/', 'b/', 'A_b/']) {
            expect(facetFolders(snapshot, search, path), path).toEqual(facetFolders(snapshot, looking, path));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('Q7 follow a registration where they are of one, and nothing of tags is counted twice', () => {
    const tagged = (root: string) =>
      aScannedAsset(root, {
        manifest: { schemaVersion: 1, name: root, type: 'image', sources: ['a.png'], tags: ['hud'] },
      });
    const snapshot = aSnapshot({ assets: [tagged('ui/a'), tagged('ui/b')] });
    expect(facetTags(snapshot, 'is:unregistered')).toEqual([{ tag: 'hud', count: 2 }]);
    expect(facetTags(snapshot, 'is:unregistered')).toBe(facetTags(snapshot, 'is:unregistered'));

    const registered = patchRegistered(snapshot, anEntry({ root: 'ui/a' }));

    expect(facetTags(registered, 'is:unregistered')).toEqual([{ tag: 'hud', count: 1 }]);
    expect(facetFolders(registered, 'is:registered', '').folders).toMatchObject([{ path: 'ui/', count: 1 }]);
    expect(facetFolders(registered, 'is:registered font', '').folders).toMatchObject([{ path: 'ui/', count: 0 }]);
    expect(facetCounts(registered, 'type:image').registration).toEqual({ registered: 1, unregistered: 1 });
  });
});
