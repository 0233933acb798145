import { expect, test } from 'vitest';
import { foldersWithOpen, foldersWithParents } from './open-folders.ts';

test('a folder is opened once and closed, whatever its case', () => {
  expect(foldersWithOpen(['ui/'], 'UI/', true)).toEqual(['UI/']);
  expect(foldersWithOpen(['ui/', 'sfx/'], 'UI/', false)).toEqual(['sfx/']);
});

test('what a path leads through is opened, itself not', () => {
  expect(foldersWithParents(['ui/'], ['UI/icons/small/', 'world/tr'])).toEqual(['ui/', 'UI/icons/', 'world/']);
  expect(foldersWithParents([], ['ui/'])).toEqual([]);
  expect(foldersWithParents([], ['ui'])).toEqual([]);
});
