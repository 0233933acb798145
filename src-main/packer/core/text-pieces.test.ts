import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyCharacter } from '../testing/project-builder.ts';
import { piecesOf } from './text-pieces.ts';

const text = fc.oneof(fc.string({ unit: anyCharacter }), fc.stringMatching(/^[a1_/ \né雲]{0,12}$/));

/** Where a text is cut, from its start on. */
function cutsOf(whole: string): number[] {
  let end = 0;
  return piecesOf(whole).flatMap((piece) => {
    end += piece.length;
    return end < whole.length ? [end] : [];
  });
}

it.each([
  ['', []],
  ['oak', ['oak']],
  ['ui/tree_oak 07', ['ui/', 'tree_', 'oak ', '07']],
  ['/_a', ['/', '_', 'a']],
  ['botões/雲-', ['botões/', '雲-']],
])('Q3 cuts %j behind what is neither letter nor digit', (whole, pieces) => {
  const found = piecesOf(whole);

  expect(found).toEqual(pieces);
});

it('Q3 cuts a part of a text where the text is cut', () => {
  fc.assert(
    fc.property(text, text, text, (before, part, behind) => {
      const whole = `${before}${part}${behind}`;

      const cuts = cutsOf(part);

      const ofWhole = cutsOf(whole).map((cut) => cut - before.length);
      expect(cuts).toEqual(ofWhole.filter((cut) => cut > 0 && cut < part.length));
      expect(piecesOf(whole).join('')).toBe(whole);
    }),
  );
});
