import { expect, test } from 'vitest';
import { splitForMiddle } from './split-for-middle.ts';

test('leaves a short text whole', () => {
  expect(splitForMiddle('hero-walk.png')).toBeNull();
});

test('keeps the end of a long text, where its number and extension are', () => {
  expect(splitForMiddle('hero-walk-cycle-left-0042.png')).toEqual({ head: 'hero-walk-cycle-left-', tail: '0042.png' });
});

test('keeps the last step of a path whole', () => {
  expect(splitForMiddle('world/props/well/bucket-nested')).toEqual({
    head: 'world/props/well',
    tail: '/bucket-nested',
  });
});

test('never cuts through what people see as one character', () => {
  const family = '👩‍👩‍👧';

  expect(splitForMiddle(`a-very-long-name-of${family.repeat(8)}`)?.tail).toBe(family.repeat(8));
});
