import { describe, expect, it } from 'vitest';
import { aHeldEntry, anEntry, anId } from '../testing/project-builder.ts';
import { entriesOf, entryById, entryCount, registryViewOf, viewWithEntry } from './registry-view.ts';

describe('the registry in memory', () => {
  it('finds an entry by its id', () => {
    const entries = Array.from({ length: 1000 }, (_, at) => anEntry({ assetId: anId(at), root: `a/${String(at)}` }));

    const view = registryViewOf(entries);

    expect(entryById(view, anId(777))).toMatchObject({ assetId: anId(777), root: 'a/777' });
  });

  it('finds nothing by an id that it does not have', () => {
    const view = registryViewOf([anEntry({ assetId: anId(1) }), anEntry({ assetId: anId(3) })]);

    const found = [entryById(view, anId(0)), entryById(view, anId(2)), entryById(view, anId(4))];

    expect(found).toEqual([undefined, undefined, undefined]);
  });
});

describe('one entry more', () => {
  it('P3 is found by id', () => {
    const entry = aHeldEntry({ assetId: anId(2), root: 'b' });
    const before = registryViewOf([anEntry({ assetId: anId(1), root: 'a' }), anEntry({ assetId: anId(3), root: 'c' })]);

    const after = viewWithEntry(before, entry);

    expect(entryById(after, anId(2))).toBe(entry);
    expect([...entriesOf(after)].map(({ root }) => root)).toEqual(['a', 'b', 'c']);
  });

  it('S1 leaves the view as it was', () => {
    const before = registryViewOf([anEntry({ assetId: anId(1), root: 'a' })]);

    viewWithEntry(before, aHeldEntry({ assetId: anId(2), root: 'b' }));

    expect(entryCount(before)).toBe(1);
    expect(entryById(before, anId(2))).toBeUndefined();
  });

  it('throws when the id is taken, because ids are never given twice', () => {
    const view = registryViewOf([anEntry({ assetId: anId(1), root: 'a' })]);

    const add = (): unknown => viewWithEntry(view, aHeldEntry({ assetId: anId(1), root: 'b' }));

    expect(add).toThrow(anId(1));
  });
});
