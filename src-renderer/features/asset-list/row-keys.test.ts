import { expect, test } from 'vitest';
import { keysOfRows, noRowKeys } from './row-keys.ts';

function keysOf(names: readonly string[], before = noRowKeys) {
  return keysOfRows(before, names);
}

test('a scroll makes no element: what comes gets those of what goes', () => {
  const before = keysOf(['a', 'b', 'c', 'd']);

  const after = keysOf(['c', 'd', 'e', 'f'], before);

  expect(after.of.get('c')).toBe(before.of.get('c'));
  expect(after.of.get('d')).toBe(before.of.get('d'));
  expect([...after.of.values()].toSorted()).toEqual([...before.of.values()].toSorted());
});

test('rows that stay keep theirs where one leaves the list, and where they are in another order', () => {
  const before = keysOf(['a', 'b', 'c', 'd']);

  const after = keysOf(['d', 'c', 'a'], before);

  for (const name of ['a', 'c', 'd']) {
    expect(after.of.get(name)).toBe(before.of.get(name));
  }
});

test('more rows than before have new keys, each its own', () => {
  const before = keysOf(['a', 'b']);

  const after = keysOf(['b', 'c', 'd', 'e'], before);

  expect(new Set(after.of.values()).size).toBe(4);
});

test('the same rows have the same keys, as one value', () => {
  const before = keysOf(['a', 'b']);

  expect(keysOf(['b', 'a'], before)).toBe(before);
});
