import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areEnough, rowGeometry, rowHeight, rowsToDraw, within } from './row-geometry.ts';

const height = 560;

/** Every place that the scrollbar of so many rows can have. */
const scrolls = fc
  .record({ total: fc.integer({ min: 1, max: 20_000_000 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ total, part }) => {
    const geometry = rowGeometry(total);
    return { total, geometry, viewport: { height, scrollTop: part * Math.max(0, geometry.height - height) } };
  });

describe('a list that fits', () => {
  const geometry = rowGeometry(1_000_000);

  test('is as tall as its rows, which lie at their product', () => {
    expect(geometry.height).toBe(28_000_000);
    expect(geometry.shift({ scrollTop: 20_000_000, height })).toBe(0);
  });

  test('shows the rows of which a part is seen', () => {
    expect(geometry.visible({ scrollTop: 0, height })).toEqual({ first: 0, last: 19 });
    expect(geometry.visible({ scrollTop: 1, height })).toEqual({ first: 0, last: 20 });
    expect(geometry.visible({ scrollTop: 28, height })).toEqual({ first: 1, last: 20 });
    expect(geometry.visible({ scrollTop: 28_000_000 - height, height })).toEqual({ first: 999_980, last: 999_999 });
  });

  test('one row more moves none of the others', () => {
    const viewport = { scrollTop: 14_000_013, height };
    const more = rowGeometry(1_000_001);

    expect(more.visible(viewport)).toEqual(geometry.visible(viewport));
    expect(more.shift(viewport)).toBe(geometry.shift(viewport));
    expect(more.height).toBe(geometry.height + rowHeight);
  });

  test('a row comes in by the nearest edge, and one that is seen whole moves nothing', () => {
    const viewport = { scrollTop: 280, height };
    expect(geometry.scrollTopToShow(10, viewport)).toBe(280);
    expect(geometry.scrollTopToShow(29, viewport)).toBe(280);
    expect(geometry.scrollTopToShow(30, viewport)).toBe(308);
    expect(geometry.scrollTopToShow(9, viewport)).toBe(252);
    expect(geometry.scrollTopToShow(0, viewport)).toBe(0);
    expect(geometry.scrollTopToShow(999_999, viewport)).toBe(28_000_000 - height);
  });
});

describe('a list of any length', () => {
  test('is never taller than an element can be', () => {
    expect(rowGeometry(1_198_373).height).toBeLessThan(2 ** 25);
    expect(rowGeometry(100_000_000).height).toBeLessThan(2 ** 25);
  });

  test('its scrollbar begins at the first row and ends at the last', () => {
    fc.assert(
      fc.property(scrolls, ({ total, geometry }) => {
        const end = Math.max(0, geometry.height - height);
        expect(geometry.visible({ scrollTop: 0, height })?.first).toBe(0);
        expect(geometry.visible({ scrollTop: end, height })?.last).toBe(total - 1);
      }),
    );
  });

  test('every row can be brought into view', () => {
    fc.assert(
      fc.property(scrolls, fc.double({ min: 0, max: 1, noNaN: true }), ({ total, geometry, viewport }, part) => {
        const index = Math.floor(part * (total - 1));
        const scrollTop = geometry.scrollTopToShow(index, viewport);
        const visible = geometry.visible({ scrollTop, height });
        expect(visible?.first).toBeLessThanOrEqual(index);
        expect(visible?.last).toBeGreaterThanOrEqual(index);
        expect(scrollTop).toBeGreaterThanOrEqual(0);
        expect(scrollTop).toBeLessThanOrEqual(Math.max(0, geometry.height - height) + 1);
      }),
    );
  });

  test('what is drawn as seen lies in the window', () => {
    fc.assert(
      fc.property(scrolls, ({ geometry, viewport }) => {
        const visible = geometry.visible(viewport) ?? { first: 0, last: 0 };
        const top = visible.first * rowHeight + geometry.shift(viewport);
        expect(top).toBeGreaterThan(viewport.scrollTop - rowHeight - 1);
        expect(top).toBeLessThanOrEqual(viewport.scrollTop + 1);
      }),
    );
  });
});

test('nothing is seen of an empty list, nor in a window without height', () => {
  expect(rowGeometry(0).visible({ scrollTop: 0, height })).toBeNull();
  expect(rowGeometry(5).visible({ scrollTop: 0, height: 0 })).toBeNull();
});

describe('the rows that are drawn', () => {
  const visible = { first: 5_000, last: 5_019 };

  test('reach a little beyond both edges, and two frames ahead of a scroll', () => {
    expect(rowsToDraw(visible, 0, 100_000)).toEqual({ first: 4_988, last: 5_031 });
    expect(rowsToDraw(visible, 36, 100_000)).toEqual({ first: 4_988, last: 5_103 });
    expect(rowsToDraw(visible, -36, 100_000)).toEqual({ first: 4_916, last: 5_031 });
    expect(rowsToDraw(visible, 40_000, 100_000)).toEqual({ first: 4_988, last: 5_127 });
    expect(rowsToDraw({ first: 0, last: 19 }, 0, 25)).toEqual({ first: 0, last: 24 });
  });

  test('will do as long as the next frame shows none that is not there', () => {
    const drawn = rowsToDraw(visible, 0, 100_000);
    expect(areEnough(drawn, { first: 5_008, last: 5_027 }, 0, 100_000)).toBe(true);
    expect(areEnough(drawn, { first: 5_009, last: 5_028 }, 0, 100_000)).toBe(false);
    expect(areEnough(drawn, { first: 5_004, last: 5_023 }, 9, 100_000)).toBe(false);
    expect(areEnough({ first: 0, last: 24 }, { first: 5, last: 24 }, 36, 25)).toBe(true);
  });

  test('are as many as before where the list became shorter', () => {
    expect(within({ first: 90, last: 130 }, 1_000)).toEqual({ first: 90, last: 130 });
    expect(within({ first: 90, last: 130 }, 101)).toEqual({ first: 60, last: 100 });
    expect(within({ first: 90, last: 130 }, 10)).toEqual({ first: 0, last: 9 });
  });
});
