import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import type { BenchResult, GroupName, Measurement, Unit } from './measurement.ts';

function row(group: GroupName, name: string, size: number, p50: number, unit: Unit = 'µs', p95 = p50): Measurement {
  return { group, name, size, unit, runs: 10, p50, p95, p99: p95 };
}

function resultOf(measurements: readonly Measurement[], parts: Partial<BenchResult> = {}): BenchResult {
  return { date: '2026-01-01T00:00:00.000Z', machine: 'test', judged: true, measurements, skips: [], ...parts };
}

function figure(number: number, measurements: readonly Measurement[], parts?: Partial<BenchResult>) {
  return figuresOf(resultOf(measurements, parts)).find((each) => each.number === number);
}

describe('figures', () => {
  it('are all there, in order, whatever was measured', () => {
    const figures = figuresOf(resultOf([]));
    expect(figures.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
    expect(new Set(figures.map(({ verdict }) => verdict))).toEqual(new Set(['SKIPPED']));
  });

  it.each([
    [2.0, 'holds'],
    [2.01, 'MISSES'],
  ])('1: %f times a bare append %s', (times, verdict) => {
    const rows = [
      row('register', 'REGISTER', 100, 200 * times),
      row('register', 'bare append and fdatasync', 100, 200),
    ];
    expect(figure(1, rows)?.verdict).toBe(verdict);
  });

  it('2: compares the largest size with the smallest, and says which they were', () => {
    const name = 'REGISTER, window, details';
    const rows = [
      row('register', name, 10_000, 260),
      row('register', name, 100, 200),
      row('register', name, 1_000, 900),
    ];
    expect(figure(2, rows)).toMatchObject({ verdict: 'holds', measured: '1.30 (10,000 over 100)' });
    expect(figure(2, [row('register', name, 100, 200)])?.verdict).toBe('SKIPPED');
  });

  it('4: takes the worst size', () => {
    const rows = [1_000, 10_000].flatMap((size) => [
      row('register', 'REGISTER', size, 100),
      row('register', 'REGISTER in a group of 100, each', size, size === 1_000 ? 1 : 6),
    ]);
    expect(figure(4, rows)).toMatchObject({ verdict: 'MISSES', measured: '0.060 at worst' });
  });

  it('5: holds only where the slowest of all filters and sorts does', () => {
    const windows = [
      row('queries', 'window: none, by name', 1_000, 9),
      row('queries', 'window: tag, by root', 1_000, 41),
    ];
    expect(figure(5, windows)?.verdict).toBe('MISSES');
    expect(figure(5, windows.slice(0, 1))?.verdict).toBe('holds');
    expect(figure(5, [row('queries', 'window: none, by name', 1_000, 9, 'µs', 151)])?.verdict).toBe('MISSES');
  });

  it('6: judges each size by its own bound', () => {
    const search = (size: number, p50: number) => row('queries', 'text search with count', size, p50);
    expect(figure(6, [search(100_000, 1_900), search(1_000_000, 19_000)])?.verdict).toBe('holds');
    expect(figure(6, [search(100_000, 2_100), search(1_000_000, 19_000)])?.verdict).toBe('MISSES');
  });

  it('14: a blank row is a miss, however fast the frames are', () => {
    const rows = (blank: number) => [
      row('app', 'scroll, frame', 1_000, 16, 'ms'),
      row('app', 'scroll, blank rows', 1_000, 0, 'rows', blank),
    ];
    expect(figure(14, rows(0))?.verdict).toBe('holds');
    expect(figure(14, rows(1))?.verdict).toBe('MISSES');
  });

  it('say why they were skipped, and judge nothing at other sizes', () => {
    const skips = [{ group: 'app' as const, name: 'app', size: null, reason: 'there is no display' }];
    expect(figure(7, [], { skips })).toMatchObject({ verdict: 'SKIPPED', measured: 'there is no display' });
    expect(figure(3, [row('queries', 'patch', 20, 1_000)], { judged: false })?.verdict).toBe('not judged');
  });
});
