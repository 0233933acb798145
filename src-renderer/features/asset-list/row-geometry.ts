import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';

/** Pixels from one row to the next. Every row has this height, so that a place is a product and never a search. */
export const rowHeight = 28;

/** Chromium lays out nothing taller than 2^25 pixels; a little less leaves room for rounding. */
const tallest = 33_000_000;

/** What is seen of the list: pixels, as the scrolling element has them. */
export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
}

/**
 * Where `total` rows lie in an element that scrolls. Each answer takes the same time for a hundred rows and for a
 * million. A list that is taller than an element can be is scrolled in proportion: a pixel of the scrollbar stands for
 * more than one of the list, and still every row can be reached.
 */
export interface RowGeometry {
  /** Height of the element that is scrolled, in pixels. */
  readonly height: number;
  /** Rows of which a part is seen; null where there is none. */
  readonly visible: (viewport: Viewport) => RowRange | null;
  /** Pixels that a row lies below its product of index and height, for this place of the scrollbar: 0 in a list that fits. */
  readonly shift: (viewport: Viewport) => number;
  /** The least scrolling that shows the whole row, as `scrollTop`; where it is seen already, the present one. */
  readonly scrollTopToShow: (index: number, viewport: Viewport) => number;
}

export function rowGeometry(total: number): RowGeometry {
  const full = total * rowHeight;
  const height = Math.min(full, tallest);

  /** Pixels of the list that one of the scrollbar stands for. */
  const scale = (viewport: Viewport): number =>
    full === height ? 1 : (full - viewport.height) / (height - viewport.height);

  /** The list's first pixel that is seen. */
  const offset = (viewport: Viewport): number =>
    Math.max(0, Math.min(viewport.scrollTop * scale(viewport), full - viewport.height));

  return {
    height,
    visible: (viewport) => {
      if (total === 0 || viewport.height <= 0) {
        return null;
      }
      const from = offset(viewport);
      const last = Math.ceil((from + viewport.height) / rowHeight) - 1;
      return { first: Math.floor(from / rowHeight), last: Math.min(total - 1, last) };
    },
    shift: (viewport) => (full === height ? 0 : Math.round(viewport.scrollTop - offset(viewport))),
    scrollTopToShow: (index, viewport) => {
      const from = offset(viewport);
      const top = index * rowHeight;
      const lowest = top + rowHeight - viewport.height;
      if (from <= top && from >= lowest) {
        return viewport.scrollTop;
      }
      return Math.max(0, from > top ? top : lowest) / scale(viewport);
    },
  };
}

/** Rows beyond those that are seen, on either side. */
const around = 12;

/** The most rows that are drawn ahead of a scroll, beyond those around: what a frame can draw in its time. */
const mostAhead = 96;

/**
 * The rows to draw where `visible` are seen. `travel` is how many rows the last scroll passed, negative upwards: as many
 * come with the next frame, which shows them before a script has run, so twice as many are drawn on that side. After a
 * jump nobody knows where it goes on.
 */
export function rowsToDraw(visible: RowRange, travel: number, total: number): RowRange {
  const ahead = Math.min(2 * Math.abs(travel), mostAhead);
  return {
    first: Math.max(0, visible.first - around - (travel < 0 ? ahead : 0)),
    last: Math.min(total - 1, visible.last + around + (travel > 0 ? ahead : 0)),
  };
}

/** Whether the rows that are drawn will do for the next frame, too, when the scroll goes on as it did. */
export function areEnough(drawn: RowRange, visible: RowRange, travel: number, total: number): boolean {
  const margin = around / 3;
  const ahead = Math.min(Math.abs(travel), mostAhead);
  const first = visible.first - margin - (travel < 0 ? ahead : 0);
  const last = visible.last + margin + (travel > 0 ? ahead : 0);
  return drawn.first <= Math.max(0, first) && drawn.last >= Math.min(total - 1, last);
}

/** The same number of rows, or as many as there are, in a list that has `total` now. */
export function within(drawn: RowRange, total: number): RowRange {
  const last = Math.min(drawn.last, total - 1);
  return { first: Math.max(0, Math.min(drawn.first, last - (drawn.last - drawn.first))), last };
}
