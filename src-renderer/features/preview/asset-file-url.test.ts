import { expect, test } from 'vitest';
import { assetFileUrl } from './asset-file-url.ts';

test('encodes the root as one part and each part of the path by itself', () => {
  expect(assetFileUrl('p', 'ui/größe #1', 'a b/c?.png', '2026-11-24T14:02:03.004Z')).toBe(
    'asset://p/ui%2Fgr%C3%B6%C3%9Fe%20%231/a%20b/c%3F.png?r=2026-11-24T14%3A02%3A03.004Z',
  );
});
