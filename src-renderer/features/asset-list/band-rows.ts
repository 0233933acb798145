import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { LineLayout } from './row-geometry.ts';
import { tilesGap, tilesInset } from './tile-layout.ts';

/** A place among the results, in pixels from their upper left corner as if all of them were laid out. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Results in so many lines of one height, in a pane of so many pixels. */
export interface BandGround extends LineLayout {
  readonly total: number;
  readonly width: number;
}

/**
 * The rows that a band between two spots touches, by their places: one range where it goes over whole lines, else one a
 * line. None where it lies between or beyond them.
 */
export function rowsInBand(one: Spot, other: Spot, { total, lineHeight, perLine, width }: BandGround): RowRange[] {
  const gap = perLine === 1 ? 0 : tilesGap;
  const lastLine = Math.ceil(total / perLine) - 1;
  const firstLine = Math.max(0, Math.floor(Math.min(one.y, other.y) / lineHeight));
  const endLine = Math.min(lastLine, Math.floor((Math.max(one.y, other.y) - gap) / lineHeight));
  const columns = columnsBetween(Math.min(one.x, other.x), Math.max(one.x, other.x), perLine, width);
  if (total === 0 || firstLine > endLine || columns.first > columns.last) {
    return [];
  }
  const rangeOf = (from: number, to: number): RowRange => ({
    first: from * perLine + columns.first,
    last: Math.min(total - 1, to * perLine + columns.last),
  });
  if (columns.first === 0 && columns.last === perLine - 1) {
    return [rangeOf(firstLine, endLine)];
  }
  return Array.from({ length: endLine - firstLine + 1 }, (_, nth) => rangeOf(firstLine + nth, firstLine + nth)).filter(
    ({ first, last }) => first <= last,
  );
}

/** The columns of tiles between two distances from the left; of a list the one there is. */
function columnsBetween(left: number, right: number, perLine: number, width: number): RowRange {
  if (perLine === 1) {
    return { first: 0, last: 0 };
  }
  const column = (width - 2 * tilesInset - (perLine - 1) * tilesGap) / perLine;
  const step = column + tilesGap;
  return {
    first: Math.max(0, Math.ceil((left - tilesInset - column) / step)),
    last: Math.min(perLine - 1, Math.floor((right - tilesInset) / step)),
  };
}
