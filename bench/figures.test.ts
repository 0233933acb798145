import { describe, expect, it } from 'vitest';
import { walkAndRead } from './contenders/reading-programs.ts';
import { figuresOf } from './figures.ts';
import type { BenchResult, GroupName, Measurement, Unit } from './measurement.ts';

function row(group: GroupName, name: string, size: number, p50: number, unit: Unit = 'µs', p95 = p50): Measurement {
  return { group, name, size, unit, runs: 10, p50, p95, p99: p95, most: p95 };
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
    expect(figures.map(({ number }) => number)).toEqual(Array.from({ length: 18 }, (_, at) => at + 1));
    expect(new Set(figures.map(({ verdict }) => verdict))).toEqual(new Set(['SKIPPED']));
  });

  it.each([
    [2.0, 'holds'],
    [2.01, 'MISSES'],
  ])('1: a commit of %f times a bare append %s, at the worst of all sizes', (times, verdict) => {
    const rows = [100, 1_000].flatMap((size) => [
      row('register', 'commit', size, size === 100 ? 300 : 200 * times),
      row('register', 'bare append and fdatasync', size, 200),
    ]);
    const found = figure(1, rows);
    expect(found).toMatchObject({ verdict });
    expect(found?.measured).toContain(times.toFixed(2));
  });

  it('2: compares a million with a hundred, says which sizes they were, and judges no others', () => {
    const name = 'REGISTER, window, details';
    const rows = [row('register', name, 1_000_000, 260), row('register', name, 100, 200)];
    expect(figure(2, rows)).toMatchObject({ verdict: 'holds', measured: '1.30 (1,000,000 over 100)' });
    expect(figure(2, [row('register', name, 10_000, 270), ...rows.slice(1)])).toMatchObject({
      verdict: 'not judged',
      measured: '1.35 (10,000 over 100)',
    });
    expect(figure(2, rows.slice(1))).toMatchObject({ verdict: 'SKIPPED', measured: 'measured at one size alone' });
  });

  it('4: takes the worst size', () => {
    const rows = [1_000, 10_000].flatMap((size) => [
      row('register', 'commit', size, 100),
      row('register', 'commit of a group of 100, each', size, size === 1_000 ? 1 : 6),
      row('register', 'REGISTER', size, 200),
      row('register', 'REGISTER in a group of 100, each', size, 20),
    ]);
    const measured = '0.060 at worst; all that a registration is: 0.100';
    expect(figure(4, rows)).toMatchObject({ verdict: 'MISSES', measured });
  });

  it('5: holds only where the slowest of all filters and sorts does', () => {
    const windows = [
      row('queries', 'window: none, by name', 1_000_000, 9),
      row('queries', 'window: tag, by root', 1_000_000, 41),
    ];
    expect(figure(5, windows)?.verdict).toBe('MISSES');
    expect(figure(5, windows.slice(0, 1))?.verdict).toBe('holds');
    expect(figure(5, [row('queries', 'window: none, by name', 1_000_000, 9, 'µs', 151)])?.verdict).toBe('MISSES');
    expect(figure(5, [row('queries', 'window: none, by name', 100_000, 9)])?.verdict).toBe('not judged');
  });

  it('6: judges each size by its own bound', () => {
    const search = (size: number, p50: number) => row('queries', 'text search with count', size, p50);
    expect(figure(6, [search(100_000, 1_900), search(1_000_000, 19_000)])?.verdict).toBe('holds');
    expect(figure(6, [search(100_000, 2_100), search(1_000_000, 19_000)])?.verdict).toBe('MISSES');
    expect(figure(6, [search(100_000, 2_100)])?.verdict).toBe('MISSES');
    expect(figure(6, [search(100_000, 1_900)])?.verdict).toBe('not judged');
  });

  it('7: is of 100,000, whatever else was measured', () => {
    const click = (size: number, p50: number) => row('app', 'click to DOM', size, p50, 'ms');
    expect(figure(7, [click(1_000, 2), click(100_000, 7), click(1_000_000, 9)])).toMatchObject({
      verdict: 'holds',
      measured: '7.00 ms (p95 7.00 ms) at 100,000',
    });
  });

  it('10: is of the app where it was measured there, with what Node took beside it', () => {
    const rows = (group: 'app' | 'open', p50: number) => [
      row(group, 'open, every manifest read', 100_000, p50, 'ms'),
      row(group, walkAndRead, 100_000, 1_000, 'ms'),
    ];
    expect(figure(10, rows('open', 1_200))).toMatchObject({
      verdict: 'holds',
      measured: '1.20 (1200 ms over 1000 ms) at 100,000, in Node',
    });
    expect(figure(10, [...rows('open', 1_200), ...rows('app', 1_400)])).toMatchObject({
      verdict: 'MISSES',
      measured: '1.40 (1400 ms over 1000 ms) at 100,000; in Node 1.20 (1200 ms over 1000 ms) at 100,000',
    });
  });

  it('12: is the worst of all openings, the first and those after it', () => {
    const blocks = (first: number, again: number) => [
      row('app', 'open, every manifest read, longest block', 100_000, 12, 'ms', first),
      row('app', 'open again, longest block', 100_000, 13, 'ms', again),
    ];
    expect(figure(12, blocks(15, 16))).toMatchObject({
      verdict: 'holds',
      measured: '16.0 ms (p50 13.0 ms) at 100,000',
    });
    expect(figure(12, blocks(15, 17))?.verdict).toBe('MISSES');
    expect(figure(12, blocks(17, 15))?.verdict).toBe('MISSES');
  });

  it('13: is of Electron, and not judged without it', () => {
    const rows = [row('memory', 'memory an asset, in Node', 1_000_000, 150, 'bytes')];
    expect(figure(13, rows)).toMatchObject({ verdict: 'not judged', measured: '150 bytes at 1,000,000, in Node' });
    expect(figure(13, [...rows, row('memory', 'memory an asset', 1_000_000, 161, 'bytes')])?.verdict).toBe('MISSES');
  });

  it.each([
    [14, 'scroll', 17],
    [18, 'scroll by the wheel', 25],
  ])('%i: a blank row is a miss, however fast the frames are', (number, way, bound) => {
    const rows = (frame: number, blank: number) => [
      row('app', `${way}, frame`, 100_000, frame, 'ms'),
      row('app', `${way}, blank rows of a frame`, 100_000, 0, 'rows', blank),
    ];
    expect(figure(number, rows(bound, 0))?.verdict).toBe('holds');
    expect(figure(number, rows(bound + 0.1, 0))?.verdict).toBe('MISSES');
    expect(figure(number, rows(bound, 1))?.verdict).toBe('MISSES');
  });

  it('17: is judged by the first start, with the sample, the only project that it is measured on', () => {
    const start = (first: number) => [
      row('app', 'first start to rows', 95, first, 'ms'),
      row('app', 'start to rows', 95, 1_500, 'ms'),
    ];
    expect(figure(17, start(2_000))).toMatchObject({
      verdict: 'holds',
      measured: '2000 ms (p95 2000 ms) at the first start, 1500 ms at the next',
    });
    expect(figure(17, start(2_001))?.verdict).toBe('MISSES');
  });

  it('say why they were skipped, and judge nothing in a run of other sizes or few runs', () => {
    const skips = [{ group: 'app' as const, name: 'app', size: null, reason: 'there is no display' }];
    expect(figure(7, [], { skips })).toMatchObject({ verdict: 'SKIPPED', measured: 'there is no display' });
    expect(figure(3, [row('queries', 'patch', 1_000_000, 1)], { judged: false })?.verdict).toBe('not judged');
  });
});
