import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { anEntry, anId, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { plainEntry } from './held-entry.ts';
import { findAsset, findTwin, type ProjectSnapshot } from './project-snapshot.ts';
import { differencesOf } from './snapshot-difference.ts';

function codesAt(snapshot: ProjectSnapshot, root: string): string[] | undefined {
  return findAsset(snapshot, root)?.diagnostics.map(({ code }) => code);
}

describe('an asset in a snapshot', () => {
  it('is unregistered without an entry', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('ui/ok')] });

    const asset = findAsset(snapshot, 'ui/ok');

    expect(asset?.entry).toBeNull();
    expect(snapshot.counts.registration).toEqual({ unregistered: 1, registered: 0 });
  });

  it('has the entry of its root', () => {
    const entry = anEntry({ root: 'ui/ok' });

    const snapshot = aSnapshot({ assets: [aScannedAsset('ui/ok'), aScannedAsset('ui/no')], entries: [entry] });

    expect(plainEntryOf(findAsset(snapshot, 'ui/ok'))).toEqual(entry);
    expect(findAsset(snapshot, 'ui/no')?.entry).toBeNull();
  });

  it('is missing where only the registry has it', () => {
    const snapshot = aSnapshot({ entries: [anEntry({ root: 'ui/gone' })] });

    const asset = findAsset(snapshot, 'ui/gone');

    expect(asset).toMatchObject({ health: 'missing', name: 'gone', type: null, manifest: null, sources: [] });
    expect(codesAt(snapshot, 'ui/gone')).toEqual(['manifest-missing']);
  });

  it.each([
    ['ok', []],
    ['warning', ['source-duplicate']],
    ['error', ['source-missing']],
    ['error', ['source-duplicate', 'source-missing']],
  ] as const)('has the health %s of its worst finding', (health, codes) => {
    const diagnostics = codes.map((code): Diagnostic => ({ code, path: 'a.png', place: { file: 'x' } }));

    const snapshot = aSnapshot({ assets: [aScannedAsset('a', { diagnostics })] });

    expect(findAsset(snapshot, 'a')?.health).toBe(health);
  });

  it('keeps that it lies inside another one', () => {
    const nested: Diagnostic = { code: 'nested-asset', outer: 'ui', place: { file: 'assets/ui/ok' } };

    const snapshot = aSnapshot({ assets: [aScannedAsset('ui'), aScannedAsset('ui/ok', { diagnostics: [nested] })] });

    expect(codesAt(snapshot, 'ui/ok')).toEqual(['nested-asset']);
    expect(codesAt(snapshot, 'ui')).toEqual([]);
  });

  it.each(['', 'UI/ok', 'ui', 'ui/ok/', 'ui/ok2', '__proto__', 'z'])(
    'is not found by the root %j of no asset',
    (root) => {
      const snapshot = aSnapshot({ assets: [aScannedAsset('ui/ok')] });

      const asset = findAsset(snapshot, root);

      expect(asset).toBeUndefined();
    },
  );
});

describe('two roots that are one folder on some systems', () => {
  it.each([
    ['case', 'ui/OK', 'ui/ok'],
    ['case of a folder above', 'UI/ok', 'ui/ok'],
    ['the encoding of letters', 'ui/boto\u0303es', 'ui/botões'],
    ['case and encoding', 'ui/BOTO\u0303ES', 'ui/botões'],
  ])('R10 are told of each other where they differ in %s', (_, one, other) => {
    const snapshot = aSnapshot({ assets: [aScannedAsset(one), aScannedAsset(other)] });

    const found = [findAsset(snapshot, one)?.diagnostics, findAsset(snapshot, other)?.diagnostics];

    expect(found).toEqual([
      [{ code: 'duplicate-root', other, place: { file: `assets/${one}` } }],
      [{ code: 'duplicate-root', other: one, place: { file: `assets/${other}` } }],
    ]);
  });

  it('R10 are told also where only the registry has one of them', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('ui/ok')], entries: [anEntry({ root: 'UI/ok' })] });

    const codes = [codesAt(snapshot, 'ui/ok'), codesAt(snapshot, 'UI/ok')];

    expect(codes).toEqual([['duplicate-root'], ['manifest-missing', 'duplicate-root']]);
  });

  it.each([
    ['A', 'a'],
    ['a', 'A'],
  ])('are twins: of %s it is %s', (root, twin) => {
    const snapshot = aSnapshot({ assets: ['a', 'A', 'b'].map((each) => aScannedAsset(each)) });

    const found = findTwin(snapshot, aSnapshotAsset(snapshot, root));

    expect(found?.root).toBe(twin);
  });

  it.each(['a', 'aa', 'b', 'c'])('are no twins where they only begin alike: %s', (root) => {
    const snapshot = aSnapshot({ assets: ['a', 'aa', 'b', 'c'].map((each) => aScannedAsset(each)) });

    const found = findTwin(snapshot, aSnapshotAsset(snapshot, root));

    expect(found).toBeUndefined();
  });
});

describe('two entries of one root', () => {
  const first = anEntry({ assetId: anId(2), registeredAt: '2026-01-01T00:00:00.000Z' });
  const second = anEntry({ assetId: anId(1), registeredAt: '2026-01-02T00:00:00.000Z' });

  it('R10 are told, and the one registered first counts', () => {
    const snapshot = aSnapshot({ assets: [aScannedAsset('ui/ok')], entries: [second, first] });

    const asset = findAsset(snapshot, 'ui/ok');

    expect(plainEntryOf(asset)).toEqual(first);
    expect(asset?.diagnostics).toEqual([
      { code: 'duplicate-entry', root: 'ui/ok', assetIds: [anId(2), anId(1)], place: { file: 'assets.jsonl' } },
    ]);
  });

  it('R10 count by the smaller id where both were registered at the same time', () => {
    const larger = anEntry({ assetId: anId(2) });
    const smaller = anEntry({ assetId: anId(1) });
    const snapshot = aSnapshot({ assets: [aScannedAsset('ui/ok')], entries: [larger, smaller] });

    expect(plainEntryOf(findAsset(snapshot, 'ui/ok'))).toEqual(smaller);
  });

  it('R10 make one asset, not two', () => {
    const snapshot = aSnapshot({ entries: [second, first] });

    const { all } = snapshot.counts;

    expect(all).toBe(1);
  });
});

describe('a project in a snapshot', () => {
  it('has the findings on its folders in order, then those on the registry', () => {
    const folderDiagnostics: Diagnostic[] = [
      { code: 'folder-link-not-followed', place: { file: 'assets/b' } },
      { code: 'name-not-utf8', place: { file: 'assets/a' } },
    ];
    const registryDiagnostics: Diagnostic[] = [{ code: 'registry-line-unreadable', place: { file: 'a', line: 2 } }];

    const snapshot = aSnapshot({ folderDiagnostics, registryDiagnostics });

    expect(snapshot.diagnostics).toEqual([folderDiagnostics[1], folderDiagnostics[0], registryDiagnostics[0]]);
  });

  it('S3 is the same for any order in which the disk was read', () => {
    const root = fc.stringMatching(/^[abAB](\/[cC])?$/);
    const scanned = fc.uniqueArray(root, { maxLength: 8 }).map((roots) => roots.map((each) => aScannedAsset(each)));
    const entries = fc
      .array(fc.record({ root, day: fc.integer({ min: 1, max: 3 }) }), { maxLength: 8 })
      .map((parts) =>
        parts.map((part, at) =>
          anEntry({ assetId: anId(at), root: part.root, registeredAt: `2026-01-0${String(part.day)}T00:00:00.000Z` }),
        ),
      );
    const input = fc.tuple(scanned, entries).chain(([someAssets, someEntries]) =>
      fc.record({
        assets: shuffled(someAssets),
        entries: shuffled(someEntries),
        someAssets: fc.constant(someAssets),
        someEntries: fc.constant(someEntries),
      }),
    );
    fc.assert(
      fc.property(input, ({ assets, entries: shuffledEntries, someAssets, someEntries }) => {
        const snapshot = aSnapshot({ assets: someAssets, entries: someEntries });
        const other = aSnapshot({ assets, entries: shuffledEntries });

        expect(differencesOf(snapshot, other)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

function shuffled<Item>(items: Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray(items, { minLength: items.length });
}

function plainEntryOf(asset: ReturnType<typeof findAsset>): unknown {
  return asset?.entry ? plainEntry(asset.entry) : undefined;
}

function aSnapshotAsset(snapshot: ProjectSnapshot, root: string): NonNullable<ReturnType<typeof findAsset>> {
  const asset = findAsset(snapshot, root);
  if (asset === undefined) {
    throw new Error(`The test's snapshot has no asset ${root}`);
  }
  return asset;
}

describe('a registered asset below a folder that can’t be read', () => {
  it('is not missing: nobody knows', () => {
    const place = { file: 'assets/ui' };
    const snapshot = aSnapshot({
      entries: [anEntry({ root: 'ui/ok' }), anEntry({ root: 'uix/ok' })],
      folderDiagnostics: [{ code: 'folder-unreadable', errno: 'EACCES', place }],
    });

    expect(findAsset(snapshot, 'ui/ok')).toMatchObject({
      health: 'error',
      diagnostics: [{ code: 'manifest-unreadable', errno: 'EACCES' }],
    });
    expect(findAsset(snapshot, 'uix/ok')).toMatchObject({ health: 'missing' });
  });
});
