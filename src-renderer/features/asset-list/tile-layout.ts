import type { Settings } from '../../../src-preload/contract/domain/settings.ts';
import type { ResultsLook } from '../../app/project-look.ts';
import { type LineLayout, rowsOf } from './row-geometry.ts';

/** Pixels of a tile beside its picture, on both sides together: its padding, its border, and the gap to the next. */
const beside = 24;

/** Pixels of a tile above and below its picture: padding, border, two lines of the name, and the gap to the next. */
const below = 62;

/** Pixels at the left and at the right of all tiles. */
export const tilesInset = 8;

/** Pixels from one tile to the next: those of `gap-x-1` and `pt-1` of a line (asset-grid.tsx). */
export const tilesGap = 4;

/** Where the results lie in a pane of so many pixels: rows of that density, or as many tiles beside each other as fit. */
export function layoutFor(
  { layout, edge }: Pick<ResultsLook, 'layout' | 'edge'>,
  density: Settings['density'],
  width: number,
): LineLayout {
  return layout === 'list'
    ? rowsOf(density)
    : { lineHeight: edge + below, perLine: Math.max(1, Math.floor((width - 2 * tilesInset) / (edge + beside))) };
}
