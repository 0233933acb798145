import { expect, test } from 'vitest';
import { atlasFileOf, atlasFrames, framesPath, mostFrames } from './atlas-frames.ts';

const place = { x: 32, y: 0, width: 16, height: 8 };

test('a list of places is read, with names and times where it has them', () => {
  const text = JSON.stringify({ image: 'bee.png', frames: [{ name: 'a', ...place, duration: 50 }, place] });

  expect(atlasFrames(text, 'art/bee.png')).toEqual([
    { name: 'a', ...place, isTurned: false, milliseconds: 50 },
    { name: '1', ...place, isTurned: false, milliseconds: null },
  ]);
});

test('both forms of packed sheets are read, and a turned frame lies on its side', () => {
  const frame = { frame: { x: 32, y: 0, w: 16, h: 8 }, rotated: true, sourceSize: { w: 16, h: 8 } };
  const turned = { x: 32, y: 0, width: 8, height: 16, isTurned: true, milliseconds: null };

  expect(atlasFrames(JSON.stringify({ frames: { 'run 1': frame }, meta: { image: 'a.png' } }), 'a.png')).toEqual([
    { name: 'run 1', ...turned },
  ]);
  expect(atlasFrames(JSON.stringify({ frames: [{ filename: 'run 1', ...frame }] }), 'a.png')).toEqual([
    { name: 'run 1', ...turned },
  ]);
});

test('what is no atlas, or one of another picture, has no frames', () => {
  expect(atlasFrames('{', 'a.png')).toBeNull();
  expect(atlasFrames('{"frames":[{"x":-1,"y":0,"width":1,"height":1}]}', 'a.png')).toBeNull();
  expect(atlasFrames('{"frames":[]}', 'a.png')).toBeNull();
  expect(atlasFrames(JSON.stringify({ image: 'b.png', frames: [place] }), 'a.png')).toBeNull();
});

test('of a hostile file no more is read than can be looked at', () => {
  const text = JSON.stringify({ frames: Array.from({ length: mostFrames + 5 }, () => place) });

  expect(atlasFrames(text, 'a.png')).toHaveLength(mostFrames);
});

test('the file that is named like the picture is its atlas, else the only one', () => {
  expect(atlasFileOf('bee.png', ['bee.png', 'other.json', 'bee.atlas.json'])).toBe('bee.atlas.json');
  expect(atlasFileOf('bee.png', ['bee.png', 'frames.JSON'])).toBe('frames.JSON');
  expect(atlasFileOf('bee.png', ['bee.png', 'a.json', 'b.json'])).toBeNull();
});

test('frames are outlined where they lie', () => {
  const frame = { name: '', ...place, isTurned: false, milliseconds: null };

  expect(framesPath([frame])).toBe('M32 0h16v8h-16z');
});
