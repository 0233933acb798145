import { charactersOf } from './characters.ts';
import { hasRightToLeft } from './visible-text.ts';

/** Letters of these scripts, and emoji, are as wide as two others. */
const wide = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}]/u;

/**
 * A text for a place that holds so many letters of common width: a longer one has its middle left out, so that its
 * beginning and the number and extension at its end can be read. One that runs right to left stays whole.
 */
export function cutInMiddle(text: string, room: number): string {
  const characters = charactersOf(text);
  const widths = characters.map((character) => (wide.test(character) ? 2 : 1));
  if (hasRightToLeft(text) || sum(widths) <= room) {
    return text;
  }
  // One letter's width for what stands for the middle; the beginning gets a little more than the end.
  const endRoom = Math.floor((room - 1) * 0.4);
  const end = countFitting(widths.toReversed(), endRoom);
  const start = countFitting(widths, room - 1 - endRoom);
  return `${characters.slice(0, start).join('').trimEnd()}…${characters
    .slice(characters.length - end)
    .join('')
    .trimStart()}`;
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}

/** How many of the first fit. */
function countFitting(widths: readonly number[], room: number): number {
  let left = room;
  let count = 0;
  for (const width of widths) {
    left -= width;
    if (left < 0) {
      break;
    }
    count += 1;
  }
  return count;
}
