import { expect, it } from 'vitest';
import { runInterleaved } from './interleaved.ts';

it('gives every contender its runs, in turns, the seldom ones spread over the whole time', async () => {
  const turns: string[] = [];
  const contender = (name: string, runs: number) => ({
    size: 1,
    unit: 'µs' as const,
    runs,
    run: () => {
      turns.push(name);
      return { [name]: turns.length };
    },
  });
  const found = await runInterleaved('register', [contender('a', 6), contender('b', 2), contender('c', 6)]);

  expect(found.map(({ name, runs }) => [name, runs])).toEqual([
    ['a', 6],
    ['c', 6],
    ['b', 2],
  ]);
  expect(turns.join('')).toBe('accacabaccacab');
});

it('counts warming up in nothing, and closes every contender', async () => {
  let closed = 0;
  let run = 0;
  const [found] = await runInterleaved('open', [
    {
      size: 5,
      unit: 'ms',
      runs: 20,
      run: () => {
        run += 1;
        return { slow: run <= 2 ? 1000 : 1 };
      },
      close: () => {
        closed += 1;
      },
    },
  ]);
  expect(found).toMatchObject({ group: 'open', name: 'slow', size: 5, unit: 'ms', runs: 18, p50: 1, p99: 1 });
  expect(closed).toBe(1);
});
