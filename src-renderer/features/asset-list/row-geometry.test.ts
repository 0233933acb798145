import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areEnough, listLayout, overlap, rowGeometry, rowHeight, rowsToDraw, within } from './row-geometry.ts';

const height = 560;

const layouts = fc.oneof(
  fc.constant(listLayout),
  fc.record({ lineHeight: fc.integer({ min: 140, max: 320 }), perLine: fc.integer({ min: 1, max: 24 }) }),
);

/** Every place that the scrollbar of so many rows can have, in a list or in tiles. */
const scrolls = fc
  .record({
    layout: layouts,
    total: fc.integer({ min: 1, max: 20_000_000 }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ layout, total, part }) => {
    const geometry = rowGeometry(total, layout);
    return { layout, total, geometry, viewport: { height, scrollTop: part * Math.max(0, geometry.height - height) } };
  });

describe('a list that fits', () => {
  const geometry = rowGeometry(1_000_000, listLayout);

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
    const more = rowGeometry(1_000_001, listLayout);

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
    expect(rowGeometry(1_198_373, listLayout).height).toBeLessThan(2 ** 25);
    expect(rowGeometry(100_000_000, listLayout).height).toBeLessThan(2 ** 25);
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
      fc.property(scrolls, ({ layout, geometry, viewport }) => {
        const visible = geometry.visible(viewport) ?? { first: 0, last: 0 };
        const top = (visible.first / layout.perLine) * layout.lineHeight + geometry.shift(viewport);
        expect(top).toBeGreaterThan(viewport.scrollTop - layout.lineHeight - 1);
        expect(top).toBeLessThanOrEqual(viewport.scrollTop + 1);
      }),
    );
  });
});

describe('tiles', () => {
  const layout = { lineHeight: 200, perLine: 7 };
  const geometry = rowGeometry(1_000, layout);

  test('come in whole lines, of which the last may be short', () => {
    expect(geometry.height).toBe(143 * 200);
    expect(geometry.visible({ scrollTop: 0, height })).toEqual({ first: 0, last: 20 });
    expect(geometry.visible({ scrollTop: 201, height })).toEqual({ first: 7, last: 27 });
    expect(geometry.visible({ scrollTop: geometry.height - height, height })).toEqual({ first: 980, last: 999 });
  });

  test('are drawn a little beyond both edges in whole lines, and no more ahead than a frame can draw', () => {
    const visible = { first: 490, last: 510 };
    expect(rowsToDraw(visible, 0, 1_000, layout)).toEqual({ first: 476, last: 524 });
    expect(rowsToDraw(visible, 7, 1_000, layout)).toEqual({ first: 476, last: 538 });
    expect(rowsToDraw(visible, -70, 1_000, layout)).toEqual({ first: 385, last: 524 });
    expect(areEnough({ first: 476, last: 524 }, visible, 0, 1_000, layout)).toBe(true);
    expect(areEnough({ first: 476, last: 524 }, { first: 504, last: 524 }, 0, 1_000, layout)).toBe(false);
  });

  test('keep their first line at the top where they are laid out anew', () => {
    const viewport = { scrollTop: 0, height };
    expect(geometry.scrollTopFrom(500, viewport)).toBe(71 * 200);
    expect(rowGeometry(1_000, listLayout).scrollTopFrom(500, viewport)).toBe(500 * rowHeight);
    expect(geometry.scrollTopFrom(999, viewport)).toBe(geometry.height - height);
    expect(rowGeometry(3, layout).scrollTopFrom(2, viewport)).toBe(0);
  });
});

test('nothing is seen of an empty list, nor in a window without height', () => {
  expect(rowGeometry(0, listLayout).visible({ scrollTop: 0, height })).toBeNull();
  expect(rowGeometry(5, listLayout).visible({ scrollTop: 0, height: 0 })).toBeNull();
});

describe('the rows that are drawn', () => {
  const visible = { first: 5_000, last: 5_019 };

  test('reach a little beyond both edges, and two frames ahead of a scroll', () => {
    expect(rowsToDraw(visible, 0, 100_000, listLayout)).toEqual({ first: 4_988, last: 5_031 });
    expect(rowsToDraw(visible, 36, 100_000, listLayout)).toEqual({ first: 4_988, last: 5_103 });
    expect(rowsToDraw(visible, -36, 100_000, listLayout)).toEqual({ first: 4_916, last: 5_031 });
    expect(rowsToDraw(visible, 40_000, 100_000, listLayout)).toEqual({ first: 4_988, last: 5_127 });
    expect(rowsToDraw({ first: 0, last: 19 }, 0, 25, listLayout)).toEqual({ first: 0, last: 24 });
  });

  test('will do as long as the next frame shows none that is not there', () => {
    const drawn = rowsToDraw(visible, 0, 100_000, listLayout);
    expect(areEnough(drawn, { first: 5_008, last: 5_027 }, 0, 100_000, listLayout)).toBe(true);
    expect(areEnough(drawn, { first: 5_009, last: 5_028 }, 0, 100_000, listLayout)).toBe(false);
    expect(areEnough(drawn, { first: 5_004, last: 5_023 }, 9, 100_000, listLayout)).toBe(false);
    expect(areEnough({ first: 0, last: 24 }, { first: 5, last: 24 }, 36, 25, listLayout)).toBe(true);
  });

  test('are as many as before where the list became shorter', () => {
    expect(within({ first: 90, last: 130 }, 1_000)).toEqual({ first: 90, last: 130 });
    expect(within({ first: 90, last: 130 }, 101)).toEqual({ first: 60, last: 100 });
    expect(within({ first: 90, last: 130 }, 10)).toEqual({ first: 0, last: 9 });
  });

  test('that two ranges have in common', () => {
    expect(overlap({ first: 10, last: 40 }, { first: 30, last: 90 })).toEqual({ first: 30, last: 40 });
    expect(overlap({ first: 10, last: 40 }, { first: 41, last: 90 })).toBeNull();
    expect(overlap(null, { first: 41, last: 90 })).toBeNull();
  });
});
