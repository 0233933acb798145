import type { Settings } from '../../../src-preload/contract/domain/settings.ts';
import type { ResultsLook } from '../../app/results-look.ts';
import { type LineLayout, rowsOf } from './row-geometry.ts';

/** Pixels of a tile beside its picture, on both sides together: its padding, its border, and the gap to the next. */
const beside = 24;

/** Pixels of a tile above and below its picture: padding, border, two lines of the name, and the gap to the next. */
const below = 62;

/** Pixels at the left and at the right of all tiles. */
export const tilesInset = 8;

/** Where the results lie in a pane of so many pixels: rows of that density, or as many tiles beside each other as fit. */
export function layoutFor({ layout, edge }: ResultsLook, density: Settings['density'], width: number): LineLayout {
  return layout === 'list'
    ? rowsOf(density)
    : { lineHeight: edge + below, perLine: Math.max(1, Math.floor((width - 2 * tilesInset) / (edge + beside))) };
}
