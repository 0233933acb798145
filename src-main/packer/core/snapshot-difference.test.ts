import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { anEntry, anId, aScannedAsset, aSnapshot, type SnapshotParts } from '../testing/project-builder.ts';
import { type Asset, createAsset } from './asset.ts';
import { type AssetIndex, assetsInOrder, indexWithReplaced } from './asset-index.ts';
import { kindMarks } from './asset-kind.ts';
import type { AssetOrders } from './asset-orders.ts';
import { slotsWith } from './asset-slots.ts';
import { itemsOf } from './block-tree.ts';
import { plainEntry, WrittenEntry } from './held-entry.ts';
import { findAsset, type ProjectSnapshot } from './project-snapshot.ts';
import { entriesOf, type RegistryView, viewWithEntry, viewWithoutEntry } from './registry-view.ts';
import type { ScannedAsset } from './scanned-asset.ts';
import { textWithRecord } from './search-text.ts';
import { changesBetween, differencesOf, withoutConsequences } from './snapshot-difference.ts';
import { sortedListOf } from './sorted-list.ts';
import { withExtensionsOf } from './source-extensions.ts';

function tagged(root: string, tag: string): ScannedAsset {
  const type = 'image';
  return aScannedAsset(root, { manifest: { schemaVersion: 1, name: root, type, sources: ['a.png'], tags: [tag] } });
}

function anAsset(root: string): Asset {
  return createAsset(root, aScannedAsset(root), null, []);
}

function findAnAsset(index: AssetIndex, root: string): Asset {
  const asset = [...assetsInOrder(index, 'root')].find((other) => other.root === root);
  if (asset === undefined) {
    throw new Error(`The test’s index has no asset ${root}`);
  }
  return asset;
}

const parts: SnapshotParts = {
  assets: [tagged('a', 'green'), tagged('b', 'green'), tagged('c', 'red')],
  entries: [anEntry({ assetId: anId(1), root: 'a' }), anEntry({ assetId: anId(2), root: 'b' })],
  folderDiagnostics: [{ code: 'name-not-utf8', place: { file: 'assets' } }],
  registryDiagnostics: [{ code: 'registry-line-unreadable', place: { file: 'assets.jsonl', line: 3 } }],
};

/** The view with its first entry copied and changed, in the same place. */
function withStaleFirst(view: RegistryView, change: Partial<RegistryEntry>): RegistryView {
  const [first] = entriesOf(view);
  if (first === undefined) {
    throw new Error('The test’s view is empty');
  }
  return viewWithEntry(viewWithoutEntry(view, first), new WrittenEntry({ ...plainEntry(first), ...change }));
}

/** The snapshot with some of its asset index changed. */
function withIndex(snapshot: ProjectSnapshot, change: Partial<AssetIndex>): ProjectSnapshot {
  return { ...snapshot, assets: { ...snapshot.assets, ...change } };
}

/** A list of one block, or with counts where there are more. */
function listOf(blocks: readonly (readonly number[])[], size = blocks.flat().length): AssetOrders['root'] {
  const nodes = blocks.map((items) => ({ children: null, items }));
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) {
    return { size, counts: [], marks: kindMarks, root: only };
  }
  const rows = Array.from({ length: kindMarks.count }, (_, mark) =>
    blocks.map(
      (items) =>
        items.filter((item) => [kindMarks.of(item), ...(kindMarks.beside[kindMarks.of(item)] ?? [])].includes(mark))
          .length,
    ),
  );
  const [lasts, sizes] = [blocks.map((items) => items.at(-1) ?? 0), blocks.map((items) => items.length)];
  const counts = rows.map((row) => row.reduce((sum, count) => sum + count, 0));
  return { size, counts, marks: kindMarks, root: { children: nodes, lasts, sizes, counts: rows } };
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
    const [first = 0, ...others] = itemsOf(snapshot.assets.orders.root);
    const orders = { ...snapshot.assets.orders, root: listOf([[first], others]) };

    const differences = differencesOf(withIndex(snapshot, { orders }), snapshot);

    expect(differences).toEqual([]);
  });

  it('S3 do not differ by the slots in which they keep their assets', () => {
    const snapshot = aSnapshot(parts);
    const asset = findAsset(snapshot, 'b');
    if (asset === undefined) {
      throw new Error('The test’s snapshot has no such asset');
    }
    const without = indexWithReplaced(indexWithReplaced(snapshot.assets, asset, null), null, anAsset('z'));
    const again = indexWithReplaced(indexWithReplaced(without, null, asset), findAnAsset(without, 'z'), null);

    const differences = differencesOf({ ...snapshot, assets: again }, snapshot);

    expect(differences).toEqual([]);
  });
});

describe('an index that a patch forgot', () => {
  const snapshot = aSnapshot(parts);
  const { orders, tags } = snapshot.assets;
  const [first = 0, second = 0, ...others] = itemsOf(orders.root);
  const tagged = [...itemsOf(tags)];

  it.each(['root', 'name'] as const)('S3 shows where the order by %s filters by what was', (order) => {
    const list = listOf([[first ^ 1, second, ...others]]);

    const differences = differencesOf(withIndex(snapshot, { orders: { ...orders, [order]: list } }), snapshot);

    expect(differences).toContainEqual({ part: 'index', key: `order by ${order}`, change: 'different' });
  });

  it.each(['root', 'name'] as const)('S3 shows where the order by %s lacks an asset', (order) => {
    const list = listOf([[second, ...others]]);

    const differences = differencesOf(withIndex(snapshot, { orders: { ...orders, [order]: list } }), snapshot);

    expect(differences).toContainEqual({ part: 'index', key: `order by ${order}`, change: 'different' });
  });

  it.each(['root', 'name'] as const)('S3 shows where the order by %s has its items in another order', (order) => {
    const list = listOf([[second, first, ...others]]);

    const differences = differencesOf(withIndex(snapshot, { orders: { ...orders, [order]: list } }), snapshot);

    expect(differences).toContainEqual({ part: 'index', key: `order by ${order}`, change: 'different' });
  });

  it.each(['root', 'name'] as const)('S3 shows where the order by %s has a wrong size', (order) => {
    const list = listOf([[first, second, ...others]], 99);

    const differences = differencesOf(withIndex(snapshot, { orders: { ...orders, [order]: list } }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: `order by ${order}`, change: 'different' }]);
  });

  it('S3 shows where the counts of a whole list are wrong', () => {
    const list = listOf([[first], [second, ...others]]);
    const wrong = { ...list, counts: list.counts.map((count) => count + 1) };

    const differences = differencesOf(withIndex(snapshot, { orders: { ...orders, root: wrong } }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'order by root', change: 'different' }]);
  });

  it.each(['sizes', 'counts', 'lasts'] as const)('S3 shows where the %s of a branch are wrong', (what) => {
    const list = listOf([[first], [second, ...others]]);
    const { root } = list;
    if (root.children === null) {
      throw new Error('The test’s list has no branch');
    }
    const wrong = { sizes: [2, 1], counts: root.counts.map((row) => row.toReversed()), lasts: [second, first] };
    const broken = { ...list, root: { ...root, [what]: wrong[what] } };

    const differences = differencesOf(withIndex(snapshot, { orders: { ...orders, root: broken } }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'order by root', change: 'different' }]);
  });

  it.each(['root', 'name'] as const)('S3 shows where a tag’s order by %s lacks an asset', (order) => {
    const [one, ...rest] = tagged;
    if (one === undefined) {
      throw new Error('The test’s snapshot has no tag');
    }
    const stale = { ...one, orders: { ...one.orders, [order]: listOf([[...itemsOf(one.orders[order])].slice(1)]) } };
    const list = sortedListOf([stale, ...rest], tags.compare);

    const differences = differencesOf(withIndex(snapshot, { tags: list }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: `tag "green" by ${order}`, change: 'different' }]);
  });

  it('S3 shows where the assets of a type lack one', () => {
    const { facetOrders } = snapshot.assets;
    const nameByType = { ...facetOrders.nameByType, image: listOf([[first]]) };

    const differences = differencesOf(withIndex(snapshot, { facetOrders: { ...facetOrders, nameByType } }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'type image by name', change: 'different' }]);
  });

  it.each(['root', 'name'] as const)('S3 shows where the assets of a health, by %s, lack one', (order) => {
    const { facetOrders } = snapshot.assets;
    const warning = { ...facetOrders.health.warning, [order]: listOf([[first]]) };
    const health = { ...facetOrders.health, warning };

    const differences = differencesOf(withIndex(snapshot, { facetOrders: { ...facetOrders, health } }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: `health warning by ${order}`, change: 'different' }]);
  });

  it('S3 shows where a tag is missing', () => {
    const list = sortedListOf(tagged.slice(1), tags.compare);

    const differences = differencesOf(withIndex(snapshot, { tags: list }), snapshot);

    expect(differences).toContainEqual({ part: 'index', key: 'tags', change: 'different' });
  });

  it('S3 shows where the search text is of before', () => {
    const text = textWithRecord(snapshot.assets.text, 0, 'another');

    const differences = differencesOf(withIndex(snapshot, { text }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'search text', change: 'different' }]);
  });

  it('S3 shows where the extensions are of before', () => {
    const extensions = withExtensionsOf(snapshot.assets.extensions, 0, null);

    const differences = differencesOf(withIndex(snapshot, { extensions }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'extensions', change: 'different' }]);
  });

  it('S3 shows where a slot is kept of an asset that is gone', () => {
    const slots = slotsWith(snapshot.assets.slots, 3, anAsset('gone'), false);

    const differences = differencesOf(withIndex(snapshot, { slots }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'slots', change: 'different' }]);
  });

  it('S3 shows where a slot is lost', () => {
    const slots = slotsWith(snapshot.assets.slots, 3, null, false);

    const differences = differencesOf(withIndex(snapshot, { slots }), snapshot);

    expect(differences).toEqual([{ part: 'index', key: 'slots', change: 'different' }]);
  });

  it('S3 shows where the entries hold a stale one', () => {
    const registry = withStaleFirst(snapshot.registry, { commandId: 'another' });

    const differences = differencesOf({ ...snapshot, registry }, snapshot);

    expect(differences).toContainEqual({ part: 'index', key: 'entries by id', change: 'different' });
  });

  it.each(['all', 'registration', 'health', 'type'] as const)('S3 shows where the count of %s is wrong', (kind) => {
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
