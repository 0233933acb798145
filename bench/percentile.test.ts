import { describe, expect, it } from 'vitest';
import { percentile } from './percentile.ts';

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => ((at * 37) % 100) + 1);

  it.each([
    [50, 50],
    [95, 95],
    [99, 99],
    [100, 100],
    [0, 1],
  ])('is the nearest rank: %i % of a hundred', (percent, expected) => {
    expect(percentile(hundred, percent)).toBe(expected);
  });

  it('is one of the samples, however few there are', () => {
    expect(percentile([3], 99)).toBe(3);
    expect(percentile([2, 1], 50)).toBe(1);
    expect(percentile([1, 2, 10], 95)).toBe(10);
  });

  it('has no answer without samples', () => {
    expect(() => percentile([], 50)).toThrow('no samples');
  });
});
