import { expect, test } from 'vitest';
import { assetFileUrl, previewSource } from './asset-file-url.ts';

test('encodes the root as one part and each part of the path by itself', () => {
  expect(assetFileUrl('p', 'ui/größe #1', 'a b/c?.png', '2026-11-24T14:02:03.004Z')).toBe(
    'asset://p/ui%2Fgr%C3%B6%C3%9Fe%20%231/a%20b/c%3F.png?r=2026-11-24T14%3A02%3A03.004Z',
  );
});

test('previews the first source that is there and can be shown', () => {
  const sources = [
    { path: 'level.json', bytes: 3 },
    { path: 'gone.png', bytes: null },
    { path: 'deep/HERO.PNG', bytes: 5 },
    { path: 'step.wav', bytes: 5 },
  ];

  expect(previewSource(sources)).toEqual({ kind: 'image', path: 'deep/HERO.PNG' });
  expect(previewSource(sources.slice(3))).toEqual({ kind: 'sound', path: 'step.wav' });
  expect(previewSource(sources.slice(0, 1))).toBeNull();
});
