import { create } from 'zustand';

/** How a picture is divided into cells, in its own pixels. */
export interface SheetGrid {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly offsetX: number;
  readonly offsetY: number;
  readonly spacing: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The numbers of a grid, in the order in which they are asked for. */
export const sheetFields = ['cellWidth', 'cellHeight', 'offsetX', 'offsetY', 'spacing'] as const;

const firstGrid: SheetGrid = { cellWidth: 16, cellHeight: 16, offsetX: 0, offsetY: 0, spacing: 0 };

interface SheetGrids {
  readonly shown: boolean;
  /** What a sheet begins with: the grid that was set last. */
  readonly last: SheetGrid;
  readonly bySheet: Readonly<Record<string, SheetGrid>>;
}

/** The grids that the author set, until Studio is closed: of each sheet its own. */
const useGrids = create<SheetGrids>(() => ({ shown: false, last: firstGrid, bySheet: {} }));

export interface SheetGridChoice {
  readonly shown: boolean;
  readonly grid: SheetGrid;
  readonly toggle: () => void;
  readonly change: (change: Partial<SheetGrid>) => void;
}

/** The grid over one sheet, named by its asset. */
export function useSheetGrid(sheet: string): SheetGridChoice {
  const { shown, last, bySheet } = useGrids();
  const grid = bySheet[sheet] ?? last;
  return {
    shown,
    grid,
    toggle: () => {
      useGrids.setState({ shown: !shown });
    },
    change: (change) => {
      const next = { ...grid, ...change };
      useGrids.setState({ last: next, bySheet: { ...bySheet, [sheet]: next } });
    },
  };
}

/** How many whole cells of a grid a picture has. */
export function cellsOf(grid: SheetGrid, { width, height }: Size): { readonly columns: number; readonly rows: number } {
  const along = (length: number, offset: number, cell: number): number =>
    Math.max(0, Math.floor((length - offset + grid.spacing) / (cell + grid.spacing)));
  return {
    columns: along(width, grid.offsetX, grid.cellWidth),
    rows: along(height, grid.offsetY, grid.cellHeight),
  };
}

/** The outlines of the cells as lines over the picture, in its own pixels. */
export function gridPath(grid: SheetGrid, size: Size): string {
  const { columns, rows } = cellsOf(grid, size);
  const xs = edges(columns, grid.offsetX, grid.cellWidth, grid.spacing);
  const ys = edges(rows, grid.offsetY, grid.cellHeight, grid.spacing);
  const [left, right, top, bottom] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) {
    return '';
  }
  return [
    ...xs.map((x) => `M${String(x)} ${String(top)}V${String(bottom)}`),
    ...ys.map((y) => `M${String(left)} ${String(y)}H${String(right)}`),
  ].join('');
}

function edges(count: number, offset: number, cell: number, spacing: number): readonly number[] {
  const starts = Array.from({ length: count }, (_, at) => offset + at * (cell + spacing));
  return [...new Set(starts.flatMap((start) => [start, start + cell]))];
}
