import { describe, expect, it } from 'vitest';
import { costChart } from './cost-chart.ts';
import type { BenchResult, Measurement } from './measurement.ts';
import { withBenchBlock } from './readme-block.ts';
import { contendersTable } from './tables.ts';

function register(name: string, size: number, p50: number): Measurement {
  return { group: 'register', name, size, unit: 'µs', runs: 9, p50, p95: p50 * 2, p99: p50 * 2, most: p50 * 2 };
}

const result: BenchResult = {
  date: '2026-01-02T00:00:00.000Z',
  machine: 'a machine',
  judged: true,
  measurements: [
    register('REGISTER', 100, 400),
    register('REGISTER', 10_000, 420),
    register('whole JSON file rewritten', 100, 1_000),
    register('whole JSON file rewritten', 10_000, 100_000),
  ],
  skips: [{ group: 'register', name: 'SQLite, WAL, synchronous=FULL', size: null, reason: 'no such module' }],
};

describe('the table of contenders', () => {
  it('has a row for each, a column for each size, and the reason where nothing was measured', () => {
    expect(contendersTable(result, 'register').split('\n')).toEqual([
      '| p50 / p95 | 100 | 10,000 |',
      '|---|---|---|',
      '| REGISTER | 400 µs / 800 µs | 420 µs / 840 µs |',
      '| whole JSON file rewritten | 1.00 ms / 2.00 ms | 100 ms / 200 ms |',
      '| SQLite, WAL, synchronous=FULL | SKIPPED: no such module | SKIPPED: no such module |',
    ]);
  });
});

describe('the chart', () => {
  const lines = [...costChart(result).matchAll(/<polyline points="([^"]+)"/g)].map(([, points = '']) =>
    points.split(' ').map((point) => point.split(',').map(Number)),
  );

  it('draws one line for each contender that was measured', () => {
    expect(lines.map((points) => points.length)).toEqual([2, 2]);
  });

  it('is logarithmic: a hundred times the size and the cost is the same way for every line', () => {
    const [
      [[flatX0 = 0, flatY0 = 0] = [], [flatX1 = 0, flatY1 = 0] = []] = [],
      [[, steepY0 = 0] = [], [, steepY1 = 0] = []] = [],
    ] = lines;
    // Decades of the cost from 100 µs to 100 ms: the whole height for three, two thirds of it for a hundred times.
    expect(steepY0 - steepY1).toBeCloseTo((380 * 2) / 3, 0);
    expect(flatX1 - flatX0).toBeCloseTo(490, 0);
    expect(Math.abs(flatY0 - flatY1)).toBeLessThan(5);
  });

  it('is a picture without numbers that are none, also where nothing was measured', () => {
    for (const svg of [costChart(result), costChart({ ...result, measurements: [] })]) {
      expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});

describe('the block of the README', () => {
  const begin = '<!-- bench: begin, written by `npm run bench -- --readme` -->';
  const end = '<!-- bench: end -->';

  it('takes the place of what stood between the comments, and of nothing else', () => {
    const written = withBenchBlock(`before\n\n${begin}\nold\n${end}\n\nafter\n`, result);
    expect(written).toMatch(/^before\n\n<!-- bench: begin/);
    expect(written).toMatch(/<!-- bench: end -->\n\nafter\n$/);
    expect(written).toContain('| REGISTER | 400 µs / 800 µs | 420 µs / 840 µs |');
    expect(written).not.toContain('old\n<');
    expect(withBenchBlock(written, result)).toBe(written);
  });

  it('is refused where the comments are missing', () => {
    expect(() => withBenchBlock('no comments', result)).toThrow('no block');
  });
});
