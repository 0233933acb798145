import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listedFolders } from '../../../src-preload/contract/domain/asset-facets.ts';
import { anEntry, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { listAssets } from './asset-query.ts';
import { folderContent } from './folder-content.ts';
import { patchRegistered } from './register-asset.ts';

const snapshotOf = (roots: readonly string[]) => aSnapshot({ assets: roots.map((root) => aScannedAsset(root)) });

/** The folders in a folder, worked out from nothing, by their paths with the number of assets below each. */
function naiveFolders(roots: readonly string[], parent: string): [string, number][] {
  const counts = new Map<string, number>();
  for (const root of roots) {
    const end = root.startsWith(parent) ? root.indexOf('/', parent.length) : -1;
    if (end !== -1) {
      const path = root.slice(0, end + 1);
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('the folders in a folder', () => {
  it('Q7 are those that assets lie below, with how many', () => {
    const { assets } = snapshotOf(['ui', 'ui-old/a', 'ui/b', 'ui/c/d', 'ui/c/e/f', 'single', 'z.z/a']);

    expect(folderContent(assets, '')).toEqual({
      path: '',
      folders: [
        { path: 'ui/', name: 'ui', count: 3, hasFolders: true },
        { path: 'ui-old/', name: 'ui-old', count: 1, hasFolders: false },
        { path: 'z.z/', name: 'z.z', count: 1, hasFolders: false },
      ],
      more: false,
    });
    expect(folderContent(assets, 'ui/').folders).toEqual([{ path: 'ui/c/', name: 'c', count: 2, hasFolders: true }]);
    expect(folderContent(assets, 'gone/').folders).toEqual([]);
  });

  it('Q7 are as many as a naive look finds, at every level', () => {
    const step = fc.stringMatching(/^[a-c.!-]{1,2}$/);
    const root = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(root, { maxLength: 40 }), (roots) => {
        const { assets } = snapshotOf(roots);
        const parents = new Set([
          '',
          ...roots.flatMap((each) => naiveFolders(roots, `${each}/`).map(([path]) => path)),
        ]);

        for (const parent of parents) {
          const { folders } = folderContent(assets, parent);
          const found = folders.map(({ path, count }) => [path, count] as const).sort(([a], [b]) => (a < b ? -1 : 1));
          expect(found).toEqual(naiveFolders(roots, parent));
          for (const { path, hasFolders } of folders) {
            expect(hasFolders).toBe(naiveFolders(roots, path).length > 0);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('Q7 are what a search by their path finds', () => {
    const snapshot = snapshotOf(['UI/a', 'ui/b', 'ui/c/d', 'uix/e']);
    const [ui] = folderContent(snapshot.assets, '').folders;

    const { total } = listAssets(snapshot, {
      filter: { registration: [], health: [], type: [], tag: [], search: `path:${ui?.path ?? ''}` },
      sort: 'root',
      descending: false,
      offset: 0,
      limit: 0,
    });

    expect(ui).toMatchObject({ name: 'UI', count: 3 });
    expect(total).toBe(3);
  });

  it('Q7 are told to have folders in them where too many assets would have to be looked at', () => {
    const { assets } = snapshotOf(Array.from({ length: 300 }, (_, at) => `flat/${String(at)}`));

    expect(folderContent(assets, '').folders).toMatchObject([{ count: 300, hasFolders: true }]);
    expect(folderContent(assets, 'flat/').folders).toEqual([]);
  });

  it('Q7 are listed up to a limit', () => {
    const { assets } = snapshotOf(Array.from({ length: listedFolders + 1 }, (_, at) => `folder-${String(at)}/a`));

    const { folders, more } = folderContent(assets, '');

    expect(folders).toHaveLength(listedFolders);
    expect(more).toBe(true);
  });

  it('S4 are not read again after a registration', () => {
    const snapshot = snapshotOf(['ui/a', 'ui/b']);
    const before = folderContent(snapshot.assets, '');

    const registered = patchRegistered(snapshot, anEntry({ root: 'ui/a' }));

    expect(folderContent(registered.assets, '')).toBe(before);
  });
});
