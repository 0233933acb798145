import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitForMiddle } from './split-for-middle.ts';

test('leaves a short text whole', () => {
  expect(splitForMiddle('hero-walk.png')).toBeNull();
});

test('keeps the end of a long text, where its number and extension are', () => {
  expect(splitForMiddle('hero-walk-cycle-left-0042.png')).toEqual({ head: 'hero-walk-cycle-left-', tail: '0042.png' });
});

test('keeps whole words of the end of a name, which half a word would mislead about', () => {
  expect(splitForMiddle('Short-eared owl frames')).toEqual({ head: 'Short-eared ', tail: 'owl frames' });
  expect(splitForMiddle('Blackberrybush, shorter')).toEqual({ head: 'Blackberrybush, ', tail: 'shorter' });
  expect(splitForMiddle('Blackberrybush number 7')).toEqual({ head: 'Blackberrybush ', tail: 'number 7' });
});

test('keeps the last step of a path whole, however short it is, as its first letter would be another one', () => {
  expect(splitForMiddle('/home/ana/games/meadow')).toEqual({ head: '/home/ana/games', tail: '/meadow' });
});

test('keeps the last step of a long path whole', () => {
  expect(splitForMiddle('world/props/well/bucket-nested')).toEqual({
    head: 'world/props/well',
    tail: '/bucket-nested',
  });
});

test('never cuts through what people see as one character', () => {
  const family = '👩‍👩‍👧';

  expect(splitForMiddle(`averylongnameof${family.repeat(8)}`)?.tail).toBe(family.repeat(8));
});

test('cuts a plain text where any other one of its length is cut', () => {
  const plain = fc.string({ unit: 'grapheme-ascii', minLength: 17, maxLength: 60 });
  fc.assert(
    fc.property(plain, (text) => {
      const other = splitForMiddle(text.replace(/[^/ _-]/g, 'é'));
      expect(splitForMiddle(text)?.head.length).toBe(other?.head.length);
      expect(splitForMiddle(text)).toEqual({
        head: text.slice(0, other?.head.length),
        tail: text.slice(other?.head.length),
      });
    }),
  );
});
