import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../testing/project-builder.ts';
import { compareText, foldText } from './text-order.ts';

describe('compareText', () => {
  it.each([
    ['', 'a', -1],
    ['a', 'a', 0],
    ['b', 'a', 1],
    ['Z', 'a', -1],
    ['a', 'ab', -1],
    ['z', 'ä', -1],
    // Code units, not code points: the first half of an emoji comes before U+FF5E.
    ['😀', '～', -1],
    ['10', '9', -1],
  ])('Q3 orders %j and %j as %i by UTF-16 code units', (a, b, order) => {
    const found = compareText(a, b);

    expect(found).toBe(order);
  });

  it('Q3 is a total order', () => {
    const text = fc.string({ unit: anyCharacter, maxLength: 4 });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const [first, second, third] = [a, b, c].toSorted(compareText) as [string, string, string];

        expect(compareText(first, third)).toBeLessThanOrEqual(0);
        expect(compareText(second, first)).toBe(first === second ? 0 : 1);
        expect(compareText(a, b) === 0).toBe(a === b);
      }),
      { numRuns: 50 },
    );
  });
});

describe('foldText', () => {
  it.each([
    ['Buttons', 'buttons'],
    ['BOTÕES', 'botões'],
    ['boto\u0303es', 'botões'],
    ['BOTO\u0303ES', 'botões'],
    ['ΑΒΓ', 'αβγ'],
    ['İ', 'i\u0307'],
    ['I', 'i'],
    ['雲', '雲'],
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['οδος', 'οδοσ'],
    ['ſ', 's'],
    ['µ', 'μ'],
  ])('Q3 folds %j to %j, whatever the language of the system', (text, folded) => {
    const found = foldText(text);

    expect(found).toBe(folded);
  });

  it('does not fold what is only alike', () => {
    const found = [foldText('ı'), foldText('Å'), foldText('е')];

    expect(found).toEqual(['ı', 'å', 'е']);
  });
});
