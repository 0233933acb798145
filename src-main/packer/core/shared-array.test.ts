import { describe, expect, it } from 'vitest';
import { elementAt, elementsOf, leavesOf, sharedArrayOf, withElementAt } from './shared-array.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at * 3);

describe('a shared array', () => {
  it.each([0, 1, 255, 256, 257, 65_536, 65_537, 70_000])('has %i elements where they were put', (count) => {
    const array = sharedArrayOf(numbers(count));

    expect([...elementsOf(array)]).toEqual(numbers(count));
    expect([...leavesOf(array)].flat()).toEqual(numbers(count));
    expect(numbers(count).every((number, at) => elementAt(array, at) === number)).toBe(true);
    expect(elementAt(array, count)).toBeUndefined();
  });

  it('grows element by element as an array does', () => {
    let array = sharedArrayOf<number>([]);

    for (const [at, number] of numbers(20_000).entries()) {
      array = withElementAt(array, at, number);
    }

    expect([...elementsOf(array)]).toEqual(numbers(20_000));
    expect(array.length).toBe(20_000);
  });

  it.each([0, 255, 256, 257, 16_384, 19_999])('S1 takes another element at %i and leaves the one before', (at) => {
    const before = sharedArrayOf(numbers(20_000));

    const after = withElementAt(before, at, -1);

    expect([...elementsOf(after)]).toEqual(numbers(20_000).with(at, -1));
    expect([...elementsOf(before)]).toEqual(numbers(20_000));
  });

  it('throws where a hole would be left', () => {
    const array = sharedArrayOf([1, 2]);

    const leap = (): unknown => withElementAt(array, 3, 4);

    expect(leap).toThrow('holes');
  });
});
