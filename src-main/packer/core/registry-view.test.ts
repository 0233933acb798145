import { describe, expect, it } from 'vitest';
import { aHeldEntry, anEntry, anId } from '../testing/project-builder.ts';
import { itemsOf } from './block-tree.ts';
import { HeldEntry } from './held-entry.ts';
import { entryById, entryByRoot, registryViewOf, viewWithEntry } from './registry-view.ts';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-01-01T00:00:00.001Z';

describe('the registry in memory', () => {
  it('finds an entry by its id', () => {
    const entries = Array.from({ length: 1000 }, (_, at) => anEntry({ assetId: anId(at), root: `a/${String(at)}` }));

    const view = registryViewOf(entries);

    expect(entryById(view, anId(777))).toMatchObject({ assetId: anId(777), root: 'a/777' });
  });

  it('finds an entry by its root', () => {
    const entries = Array.from({ length: 1000 }, (_, at) => anEntry({ assetId: anId(at), root: `a/${String(at)}` }));

    const view = registryViewOf(entries);

    expect(entryByRoot(view, 'a/777')).toMatchObject({ assetId: anId(777), root: 'a/777' });
  });

  it.each(['', 'a', 'a/11', 'b'])('finds nothing at the root %j that has no entry', (root) => {
    const view = registryViewOf([anEntry({ root: 'a/1' })]);

    const found = entryByRoot(view, root);

    expect(found).toBeUndefined();
  });

  it('finds nothing by an id that it does not have', () => {
    const view = registryViewOf([anEntry({ assetId: anId(1) }), anEntry({ assetId: anId(3) })]);

    const found = [entryById(view, anId(0)), entryById(view, anId(2)), entryById(view, anId(4))];

    expect(found).toEqual([undefined, undefined, undefined]);
  });

  it('R10 counts the entry that was registered first where a root has two', () => {
    const second = anEntry({ assetId: anId(1), registeredAt: late });
    const first = anEntry({ assetId: anId(2), registeredAt: early });

    const view = registryViewOf([second, first]);

    expect(entryByRoot(view, 'ui/ok')).toEqual(new HeldEntry(first));
  });

  it('R10 counts the smaller id where both were registered at the same time', () => {
    const larger = anEntry({ assetId: anId(2) });
    const smaller = anEntry({ assetId: anId(1) });

    const view = registryViewOf([larger, smaller]);

    expect(entryByRoot(view, 'ui/ok')).toEqual(new HeldEntry(smaller));
  });

  it('does not take two roots that differ in case for one', () => {
    const view = registryViewOf([anEntry({ root: 'UI/ok' })]);

    const found = entryByRoot(view, 'ui/ok');

    expect(found).toBeUndefined();
  });
});

describe('one entry more', () => {
  it('P3 is found by id and by root', () => {
    const entry = aHeldEntry({ assetId: anId(2), root: 'b' });
    const before = registryViewOf([anEntry({ assetId: anId(1), root: 'a' }), anEntry({ assetId: anId(3), root: 'c' })]);

    const after = viewWithEntry(before, entry);

    expect(entryById(after, anId(2))).toBe(entry);
    expect(entryByRoot(after, 'b')).toBe(entry);
    expect([...itemsOf(after.byRoot)].map(({ root }) => root)).toEqual(['a', 'b', 'c']);
  });

  it('S1 leaves the view as it was', () => {
    const before = registryViewOf([anEntry({ assetId: anId(1), root: 'a' })]);

    viewWithEntry(before, aHeldEntry({ assetId: anId(2), root: 'b' }));

    expect(before.byId.size).toBe(1);
    expect(entryByRoot(before, 'b')).toBeUndefined();
  });

  it('throws when the id is taken, because ids are never given twice', () => {
    const view = registryViewOf([anEntry({ assetId: anId(1), root: 'a' })]);

    const add = (): unknown => viewWithEntry(view, aHeldEntry({ assetId: anId(1), root: 'b' }));

    expect(add).toThrow(anId(1));
  });
});
