import { expect, test } from 'vitest';
import { cellsOf, gridPath, type SheetGrid } from './sheet-grid.ts';

const plain: SheetGrid = { cellWidth: 16, cellHeight: 8, offsetX: 0, offsetY: 0, spacing: 0 };

test('whole cells are counted, with offset and gap', () => {
  expect(cellsOf(plain, { width: 64, height: 20 })).toEqual({ columns: 4, rows: 2 });
  expect(cellsOf({ ...plain, offsetX: 1, spacing: 2 }, { width: 1 + 16 + 2 + 16, height: 8 })).toEqual({
    columns: 2,
    rows: 1,
  });
  expect(cellsOf({ ...plain, offsetX: 100 }, { width: 64, height: 20 })).toEqual({ columns: 0, rows: 2 });
});

test('neighbours share a line, and cells with a gap have each their own', () => {
  expect(gridPath(plain, { width: 32, height: 8 })).toBe('M0 0V8M16 0V8M32 0V8M0 0H32M0 8H32');
  expect(gridPath({ ...plain, spacing: 1 }, { width: 33, height: 8 })).toBe(
    'M0 0V8M16 0V8M17 0V8M33 0V8M0 0H33M0 8H33',
  );
  expect(gridPath({ ...plain, cellWidth: 100 }, { width: 32, height: 8 })).toBe('');
});
