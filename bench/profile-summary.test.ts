import { expect, it } from 'vitest';
import { type CpuProfile, summaryOf } from './profile-summary.ts';

/** Milliseconds of what ran, one after the other. */
function profile(...parts: readonly (readonly [name: string, ms: number])[]): CpuProfile {
  const names = [...new Set(parts.map(([name]) => name))];
  return {
    nodes: names.map((functionName, id) => ({
      id,
      callFrame: { functionName, url: '', lineNumber: 0, columnNumber: 0 },
    })),
    samples: [...parts.map(([name]) => names.indexOf(name)), 0],
    timeDeltas: [0, ...parts.map(([, ms]) => ms * 1000)],
  };
}

it('adds up what ran, by name, and leaves out the time in which nothing did', () => {
  const profiles = [
    profile(['a', 2], ['(idle)', 50], ['b', 3]),
    profile(['b', 4], ['(program)', 9], ['(garbage collector)', 1]),
  ];
  const { busy, top } = summaryOf(profiles, ({ functionName }) => functionName);
  expect(busy).toBeCloseTo(10);
  expect(top.map(({ where, self }) => [where, Math.round(self)])).toEqual([
    ['b', 7],
    ['a', 2],
    ['(garbage collector)', 1],
  ]);
});

it('finds the longest stretch without a pause, and what ran in it', () => {
  const { longest } = summaryOf(
    [profile(['a', 5], ['(idle)', 1], ['b', 4], ['a', 3], ['(idle)', 9]), profile(['a', 6])],
    ({ functionName }) => functionName,
  );
  expect(longest.took).toBeCloseTo(7);
  expect(longest.top.map(({ where }) => where)).toEqual(['b', 'a']);
});
