import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyName } from '../testing/any-name.ts';
import { naiveCompare } from '../testing/naive-list.ts';
import { compareFolded, compareNatural, compareText, foldText } from './text-order.ts';

describe('compareText', () => {
  it.each([
    ['', 'a', -1],
    ['a', 'a', 0],
    ['b', 'a', 1],
    ['10', '9', -1],
  ])('orders %j and %j as %i by UTF-16 code units', (a, b, order) => {
    const found = compareText(a, b);

    expect(found).toBe(order);
  });
});

describe('compareNatural', () => {
  it.each([
    ['', 'a', -1],
    ['a', 'a', 0],
    ['b', 'a', 1],
    ['Z', 'a', -1],
    ['a', 'ab', -1],
    ['z', 'ä', -1],
    // Code units, not code points: the first half of an emoji comes before U+FF5E.
    ['😀', '～', -1],
    ['frame 2', 'frame 10', -1],
    ['frame 10', 'frame 10b', -1],
    ['frame 2b', 'frame 10a', -1],
    ['v1.9.2', 'v1.10.1', -1],
    ['1', '01', -1],
    ['01', '2', -1],
    ['1/z', '01/a', -1],
    ['0', '00', -1],
    ['00', '1', -1],
    ['a1', 'a:', -1],
    ['a1', 'a/', 1],
    ['18446744073709551617', '18446744073709551616', 1],
    ['9007199254740993', '9007199254740992', 1],
    // Digits of other scripts are signs as any other.
    ['٣', '١٠', 1],
  ])('Q3 orders %j and %j as %i', (a, b, order) => {
    const found = [compareNatural(a, b), compareNatural(b, a)];

    expect(found).toEqual([order, order === 0 ? 0 : -order]);
  });

  it('Q3 is a total order, sign by sign', () => {
    fc.assert(
      fc.property(anyName, anyName, anyName, (a, b, c) => {
        const [first, second, third] = [a, b, c].toSorted(compareNatural) as [string, string, string];

        expect(compareNatural(first, third)).toBeLessThanOrEqual(0);
        expect(compareNatural(second, first)).toBe(first === second ? 0 : 1);
        expect(compareNatural(a, b)).toBe(naiveCompare(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  it('Q3 puts together what begins with a text that does not end in a digit', () => {
    fc.assert(
      fc.property(anyName, anyName, anyName, anyName, (beginning, a, b, other) => {
        fc.pre(!/[0-9]$/.test(beginning));
        const within = [`${beginning}${a}`, `${beginning}${b}`].toSorted(compareNatural) as [string, string];

        const isBetween = compareNatural(within[0], other) <= 0 && compareNatural(other, within[1]) <= 0;

        expect(!isBetween || other.startsWith(beginning)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('compareFolded', () => {
  it('Q3 puts beside each other what is alike but for case, and tells it apart', () => {
    const found = ['zebra', 'Apple', 'apple 10', 'Apple 2', 'apple'].toSorted(compareFolded);

    expect(found).toEqual(['Apple', 'apple', 'Apple 2', 'apple 10', 'zebra']);
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
