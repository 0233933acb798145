import { describe, expect, test } from 'vitest';
import { resolveModelResource } from './model-resource.ts';
import { firstShown, shownSources, sourceKindOf } from './source-kind.ts';

test.each([
  ['hero.PNG', 'data', 'image'],
  ['step.wav', null, 'sound'],
  ['tree.gltf', 'model', 'model'],
  ['tree.bin', 'model', null],
  ['inter.woff2', 'font', 'font'],
  ['OFL.txt', 'font', 'text'],
  ['level.dat', 'data', 'text'],
  ['level.dat', 'image', null],
  ['png', 'image', null],
] as const)('%s of an asset of %s is shown as %s', (path, type, kind) => {
  expect(sourceKindOf(path, type)).toBe(kind);
});

test('what is shown first is of the kind that the type says, and there', () => {
  const shown = shownSources(
    [
      { path: 'bee.atlas.json', bytes: 3 },
      { path: 'gone.png', bytes: null },
      { path: 'bee.png', bytes: 5 },
      { path: 'bee.bin', bytes: 5 },
    ],
    'sprite-atlas',
  );

  expect(shown).toEqual([
    { path: 'bee.atlas.json', kind: 'text' },
    { path: 'bee.png', kind: 'image' },
  ]);
  expect(firstShown(shown, 'sprite-atlas')?.path).toBe('bee.png');
  expect(firstShown(shown, 'sound')?.path).toBe('bee.atlas.json');
  expect(firstShown([], 'sound')).toBeNull();
});

describe('F3 a file that a model names', () => {
  const listed = ['deep/model.gltf', 'deep/a b.bin', 'top.bin'];

  test.each([
    ['a%20b.bin', 'deep/a b.bin'],
    ['./a b.bin', 'deep/a b.bin'],
    ['../top.bin', 'top.bin'],
    ['x/../../top.bin', 'top.bin'],
  ])('%s is a source', (uri, path) => {
    expect(resolveModelResource('deep/model.gltf', uri, listed)).toEqual({ kind: 'listed', path });
  });

  test('can stand in its name', () => {
    expect(resolveModelResource('model.gltf', 'data:application/octet-stream;base64,AA==', [])).toEqual({
      kind: 'data',
    });
  });

  test.each([
    ['https://example.invalid/a.bin', 'address'],
    ['//example.invalid/a.bin', 'address'],
    ['asset://p/other/a.bin', 'address'],
    ['blob:app://studio/1', 'address'],
    ['../../top.bin', 'outside'],
    ['/etc/passwd', 'outside'],
    ['%2Fetc%2Fpasswd', 'outside'],
    ['C:\\a.bin', 'outside'],
    ['..\\..\\a.bin', 'outside'],
    ['file:///etc/passwd', 'outside'],
    ['%zz', 'outside'],
    ['other.bin', 'not-listed'],
    ['', 'not-listed'],
  ])('%s is refused: %s', (uri, why) => {
    expect(resolveModelResource('deep/model.gltf', uri, listed)).toEqual({ kind: 'refused', why });
  });
});
