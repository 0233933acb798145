import { describe, expect, it } from 'vitest';
import { assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import { anEntry, anId, aScannedAsset, aSnapshot, type SnapshotParts } from '../testing/project-builder.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { changesBetween, differencesOf, withoutConsequences } from './snapshot-difference.ts';
import { itemsOf, type SortedList, withItem, withoutItem } from './sorted-list.ts';

const parts: SnapshotParts = {
  assets: [aScannedAsset('a'), aScannedAsset('b'), aScannedAsset('c')],
  entries: [anEntry({ assetId: anId(1), root: 'a' }), anEntry({ assetId: anId(2), root: 'b' })],
  folderDiagnostics: [{ code: 'name-not-utf8', place: { file: 'assets' } }],
  registryDiagnostics: [{ code: 'registry-line-unreadable', place: { file: 'assets.jsonl', line: 3 } }],
};

/** The list with its first item copied and changed, in the same place. */
function withStaleFirst<Item extends object>(list: SortedList<Item>, change: Partial<Item>): SortedList<Item> {
  return withItem(list, { ...firstOf(list), ...change });
}

function firstOf<Item>(list: SortedList<Item>): Item {
  const [first] = itemsOf(list);
  if (first === undefined) {
    throw new Error('The test’s list is empty');
  }
  return first;
}

describe('two snapshots of one disk', () => {
  it('S3 do not differ', () => {
    const differences = differencesOf(aSnapshot(parts), aSnapshot(structuredClone(parts)));

    expect(differences).toEqual([]);
  });

  it('S3 do not differ by their revision', () => {
    const differences = differencesOf({ ...aSnapshot(parts), revision: 9 }, aSnapshot(parts));

    expect(differences).toEqual([]);
  });

  it('S3 do not differ by the blocks of their lists', () => {
    const snapshot = aSnapshot(parts);
    const [first, second, third] = itemsOf(snapshot.orders.root);
    const root = { ...snapshot.orders.root, blocks: [[first], [second, third]] } as typeof snapshot.orders.root;

    const differences = differencesOf({ ...snapshot, orders: { ...snapshot.orders, root } }, snapshot);

    expect(differences).toEqual([]);
  });
});

describe('an index that a patch forgot', () => {
  it.each(assetSorts)('S3 shows where the order by %s holds a stale asset', (sort) => {
    const snapshot = aSnapshot(parts);
    const orders = { ...snapshot.orders, [sort]: withStaleFirst(snapshot.orders[sort], { entry: null }) };

    const differences = differencesOf({ ...snapshot, orders }, snapshot);

    expect(differences).toContainEqual({ part: 'index', key: `order by ${sort}`, change: 'different' });
  });

  it.each(assetSorts)('S3 shows where the order by %s lacks an asset', (sort) => {
    const snapshot = aSnapshot(parts);
    const list = snapshot.orders[sort];
    const orders = { ...snapshot.orders, [sort]: withoutItem(list, firstOf(list)) };

    const differences = differencesOf({ ...snapshot, orders }, snapshot);

    expect(differences).toContainEqual({ part: 'index', key: `order by ${sort}`, change: 'different' });
  });

  it.each(assetSorts)('S3 shows where the order by %s has its items in another order', (sort) => {
    const snapshot = aSnapshot(parts);
    const list = snapshot.orders[sort];
    const orders = { ...snapshot.orders, [sort]: { ...list, blocks: [[...itemsOf(list)].toReversed()] } };

    const differences = differencesOf({ ...snapshot, orders }, snapshot);

    expect(differences).toEqual([{ part: 'index', key: `order by ${sort}`, change: 'different' }]);
  });

  it.each(assetSorts)('S3 shows where the order by %s counts wrong', (sort) => {
    const snapshot = aSnapshot(parts);
    const orders = { ...snapshot.orders, [sort]: { ...snapshot.orders[sort], size: 99 } };

    const differences = differencesOf({ ...snapshot, orders }, snapshot);

    expect(differences).toEqual([{ part: 'index', key: `order by ${sort}`, change: 'different' }]);
  });

  it.each(['byId', 'byRoot'] as const)('S3 shows where the entries %s hold a stale one', (index) => {
    const snapshot = aSnapshot(parts);
    const registry = {
      ...snapshot.registry,
      [index]: withStaleFirst(snapshot.registry[index], { commandId: 'another' }),
    };

    const differences = differencesOf({ ...snapshot, registry }, snapshot);

    const key = index === 'byId' ? 'entries by id' : 'entries by root';
    expect(differences).toContainEqual({ part: 'index', key, change: 'different' });
  });

  it.each(['all', 'registration', 'health', 'type'] as const)('S3 shows where the count of %s is wrong', (kind) => {
    const snapshot = aSnapshot(parts);
    const { counts } = aSnapshot();

    const differences = differencesOf({ ...snapshot, counts: { ...snapshot.counts, [kind]: counts[kind] } }, snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'counts', change: 'different' }]);
  });
});

describe('what differs', () => {
  it.each([
    ['only-in-memory', parts.assets, parts.assets?.slice(1)],
    ['only-on-disk', parts.assets?.slice(1), parts.assets],
  ])('S3 is an asset that is %s', (change, memory = [], disk = []) => {
    const differences = differencesOf(aSnapshot({ assets: memory }), aSnapshot({ assets: disk }));

    expect(differences).toContainEqual({ part: 'asset', key: 'a', change });
  });

  it('S3 is an asset with other content, in depth', () => {
    const disk = aSnapshot({ assets: [aScannedAsset('a', { sources: [{ path: 'picture.png', bytes: 7 }] })] });

    const differences = differencesOf(aSnapshot({ assets: [aScannedAsset('a')] }), disk);

    expect(differences).toContainEqual({ part: 'asset', key: 'a', change: 'different' });
  });

  it('S3 is a list that is shorter by what comes last', () => {
    const disk = aSnapshot({ assets: [aScannedAsset('a', { sources: [] })] });

    const differences = differencesOf(aSnapshot({ assets: [aScannedAsset('a')] }), disk);

    expect(differences).toContainEqual({ part: 'asset', key: 'a', change: 'different' });
  });

  it('S3 is a list that is longer on the disk', () => {
    const memory = aSnapshot({ assets: [aScannedAsset('a', { sources: [] })] });

    const differences = differencesOf(memory, aSnapshot({ assets: [aScannedAsset('a')] }));

    expect(differences).toContainEqual({ part: 'asset', key: 'a', change: 'different' });
  });

  it('S3 is an entry', () => {
    const memory: ProjectSnapshot = aSnapshot({ entries: [anEntry({ assetId: anId(1) })] });
    const disk = aSnapshot({ entries: [anEntry({ assetId: anId(1), commandId: 'another' })] });

    const differences = differencesOf(memory, disk);

    expect(differences).toContainEqual({ part: 'entry', key: anId(1), change: 'different' });
  });

  it('S3 is a finding on the project', () => {
    const differences = differencesOf(aSnapshot(), aSnapshot({ folderDiagnostics: parts.folderDiagnostics ?? [] }));

    expect(differences).toEqual([{ part: 'diagnostic', key: 'assets name-not-utf8 0', change: 'only-on-disk' }]);
  });

  it('S3 is the place of a finding', () => {
    const place = { file: 'assets.jsonl', line: 4 };
    const disk = aSnapshot({ ...parts, registryDiagnostics: [{ code: 'registry-line-unreadable', place }] });

    const differences = differencesOf(aSnapshot(parts), disk);

    expect(differences.map(({ part, change }) => [part, change])).toEqual([['diagnostic', 'different']]);
  });

  it('S3 is the name of the project', () => {
    const differences = differencesOf(aSnapshot({ name: 'Old' }), aSnapshot({ name: 'New' }));

    expect(differences).toEqual([{ part: 'project', key: 'name', change: 'different' }]);
  });

  it('S3 is whether the registry can be written', () => {
    const differences = differencesOf(aSnapshot(), aSnapshot({ readOnly: 'not-a-file' }));

    expect(differences).toEqual([{ part: 'project', key: 'read-only', change: 'different' }]);
  });
});

describe('what a reload found', () => {
  it('is counted by root', () => {
    const before = aSnapshot({ assets: ['a', 'b', 'c'].map((root) => aScannedAsset(root)) });
    const after = aSnapshot({
      assets: [aScannedAsset('b', { name: 'Other' }), ...['c', 'd', 'e', 'f'].map((root) => aScannedAsset(root))],
    });

    const changes = changesBetween(before, after);

    expect(changes).toEqual({ added: 3, changed: 1, removed: 1 });
  });

  it('is nothing where nothing changed', () => {
    const changes = changesBetween(aSnapshot(parts), aSnapshot(structuredClone(parts)));

    expect(changes).toEqual({ added: 0, changed: 0, removed: 0 });
  });
});

describe('what a person is told', () => {
  it('S3 leaves out indexes that differ only because an asset does', () => {
    const ofAsset = { part: 'asset', key: 'a', change: 'only-in-memory' } as const;
    const ofIndex = { part: 'index', key: 'order by name', change: 'different' } as const;

    expect(withoutConsequences([ofAsset, ofIndex])).toEqual([ofAsset]);
    expect(withoutConsequences([ofIndex])).toEqual([ofIndex]);
  });
});
