import { describe, expect, test } from 'vitest';
import { rowsInBand } from './band-rows.ts';

describe('a band over a list', () => {
  const ground = { total: 10, lineHeight: 28, perLine: 1, width: 600 };

  test.each([
    ['touches every row between its ends', { x: 5, y: 30 }, { x: 6, y: 90 }, [{ first: 1, last: 3 }]],
    ['is the same whichever end came first', { x: 600, y: 90 }, { x: 5, y: 30 }, [{ first: 1, last: 3 }]],
    ['ends with the last row', { x: 5, y: 400 }, { x: 5, y: 230 }, [{ first: 8, last: 9 }]],
    ['below the rows touches none', { x: 5, y: 300 }, { x: 500, y: 400 }, []],
    ['above them begins with the first one', { x: 5, y: -20 }, { x: 5, y: 3 }, [{ first: 0, last: 0 }]],
  ])('%s', (_what, from, to, rows) => {
    expect(rowsInBand(from, to, ground)).toEqual(rows);
  });

  test('of no rows touches none', () => {
    expect(rowsInBand({ x: 0, y: 0 }, { x: 9, y: 99 }, { ...ground, total: 0 })).toEqual([]);
  });
});

describe('a band over tiles', () => {
  // Four columns of 94 pixels, at 8, 106, 204 and 302.
  const ground = { total: 10, lineHeight: 100, perLine: 4, width: 404 };

  test.each([
    ['touches the tiles of its columns in each of its lines', { x: 110, y: 20 }, { x: 210, y: 120 }, [1, 2, 5, 6]],
    ['over whole lines is one range', { x: 2, y: 20 }, { x: 400, y: 120 }, [0, 1, 2, 3, 4, 5, 6, 7]],
    ['between two columns touches none', { x: 103, y: 20 }, { x: 105, y: 120 }, []],
    ['between two lines touches those above', { x: 20, y: 90 }, { x: 30, y: 102 }, [0]],
    ['leaves out what the last line does not have', { x: 220, y: 150 }, { x: 400, y: 290 }, [6, 7]],
    ['in the last line touches what is there', { x: 20, y: 210 }, { x: 400, y: 390 }, [8, 9]],
  ])('%s', (_what, from, to, rows) => {
    const ranges = rowsInBand(from, to, ground);

    expect(
      ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, nth) => first + nth)),
    ).toEqual(rows);
  });

  test('over a million of them is one range where it spans the lines', () => {
    const million = { ...ground, total: 1_000_000 };

    expect(rowsInBand({ x: 0, y: 0 }, { x: 404, y: 25_000_000 }, million)).toEqual([{ first: 0, last: 999_999 }]);
  });
});
