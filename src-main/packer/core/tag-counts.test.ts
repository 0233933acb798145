import { expect, it } from 'vitest';
import { anEntry, aScannedAsset, aSnapshot } from '../testing/project-builder.ts';
import { patchRegistered } from './register-asset.ts';
import { tagCounts } from './tag-counts.ts';

const tagged = (root: string, tags: string[]) =>
  aScannedAsset(root, { manifest: { schemaVersion: 1, name: root, type: 'image', sources: ['a.png'], tags } });

it('Q7 counts the assets of each tag, the most frequent first', () => {
  const { assets } = aSnapshot({
    assets: [tagged('a', ['hud', 'old']), tagged('b', ['hud', 'hud']), tagged('c', ['new']), tagged('d', [])],
  });

  expect(tagCounts(assets)).toEqual([
    { tag: 'hud', count: 2 },
    { tag: 'new', count: 1 },
    { tag: 'old', count: 1 },
  ]);
});

it('Q7 counts a tag once however it is spelled, in its most frequent spelling', () => {
  const { assets } = aSnapshot({
    assets: [tagged('a', ['HUD', 'hud']), tagged('b', ['Hud', 'HUD']), tagged('c', ['hud']), tagged('d', ['HUD'])],
  });

  expect(tagCounts(assets)).toEqual([{ tag: 'HUD', count: 4 }]);
});

it('S4 does not count again after a registration', () => {
  const snapshot = aSnapshot({ assets: [tagged('a', ['hud'])] });
  const before = tagCounts(snapshot.assets);

  const registered = patchRegistered(snapshot, anEntry({ root: 'a' }));

  expect(tagCounts(registered.assets)).toBe(before);
});
