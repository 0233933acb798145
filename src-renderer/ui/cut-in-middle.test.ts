import { expect, test } from 'vitest';
import { cutInMiddle } from './cut-in-middle.ts';

test.each([
  ['a name that fits', 'Fox, trot', 20, 'Fox, trot'],
  ['a long one keeps its numbered end', 'enemy_walk_northeast_0042.png', 20, 'enemy_walk_n…042.png'],
  ['letters that are twice as wide take twice the room', '草原の音楽と朝の歌', 10, '草原の…歌'],
  ['an emoji of several parts is never cut', `${'a'.repeat(12)}👩‍👩‍👧`, 10, 'aaaaaa…a👩‍👩‍👧'],
  ['spaces do not stand beside the cut', 'meadow in the morning light', 14, 'meadow i…light'],
  ['what runs right to left stays whole', 'שלום עולם שלום עולם', 8, 'שלום עולם שלום עולם'],
])('%s', (_what, text, room, shown) => {
  expect(cutInMiddle(text, room)).toBe(shown);
});
