import { expect, it } from 'vitest';
import { afterKey, beginningOf, isTyped, nothingTyped, type TypedBeginning } from './typed-beginning.ts';

/** What is looked for after some keys, each so many milliseconds behind the one before, with the cursor in row 7. */
function after(...keys: readonly (readonly [key: string, ms: number])[]): TypedBeginning {
  let [typed, now] = [nothingTyped, 5_000];
  for (const [key, ms] of keys) {
    now += ms;
    typed = afterKey(typed, key, now);
  }
  return beginningOf(typed, 7);
}

it.each([
  ['one key leads on', after(['o', 0]), { text: 'o', from: 7 }],
  ['the same one again leads on from there', after(['o', 0], ['o', 200], ['o', 200]), { text: 'o', from: 7 }],
  ['several are one text, for which the row itself may be meant', after(['o', 0], ['a', 300]), { text: 'oa', from: 6 }],
  ['after a rest another text begins', after(['o', 0], ['a', 1_500]), { text: 'a', from: 7 }],
])('%s', (_, sought, expected) => {
  expect(sought).toEqual(expected);
});

it('a text that the first row may be meant by is looked for from the first row on', () => {
  expect(beginningOf({ text: 'oa', at: 0 }, 0)).toEqual({ text: 'oa', from: null });
});

it.each(['a', 'É', '7', '木', '😀'])('%s is typed', (key) => {
  expect(isTyped(key, nothingTyped, 5_000)).toBe(true);
});

it.each([' ', 'Enter', 'F8', 'Dead', 'ArrowDown', 'Delete'])('“%s” is not', (key) => {
  expect(isTyped(key, nothingTyped, 5_000)).toBe(false);
});

it('a space is typed within a text alone', () => {
  const before = afterKey(nothingTyped, 'o', 5_000);
  expect(isTyped(' ', before, 5_300)).toBe(true);
  expect(isTyped(' ', before, 6_500)).toBe(false);
  expect(after(['o', 0], [' ', 200], ['m', 200])).toEqual({ text: 'o m', from: 6 });
});
