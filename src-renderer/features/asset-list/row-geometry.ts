import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';

/** Pixels from one row of the list to the next, by density: those of `h-row` in style.css. */
const rowHeights = { compact: 28, comfortable: 36 } as const;

/** Of the list as it is at first. */
export const rowHeight = rowHeights.compact;

/**
 * How the results are laid out: in lines of one height, each with as many, so that a place is a product and never a
 * search. A list has one a line, tiles have several; every answer below is for both.
 */
export interface LineLayout {
  readonly lineHeight: number;
  readonly perLine: number;
}

/** Rows of the usual density, one asset each. */
export const listLayout: LineLayout = { lineHeight: rowHeight, perLine: 1 };

/** Rows of a density. */
export function rowsOf(density: keyof typeof rowHeights): LineLayout {
  return { lineHeight: rowHeights[density], perLine: 1 };
}

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
  /** Rows of which a part is seen, in whole lines; null where there is none. */
  readonly visible: (viewport: Viewport) => RowRange | null;
  /** Pixels that a line lies below its product of index and height, for this place of the scrollbar: 0 in a list that fits. */
  readonly shift: (viewport: Viewport) => number;
  /** The least scrolling that shows the whole row, as `scrollTop`; where it is seen already, the present one. */
  readonly scrollTopToShow: (index: number, viewport: Viewport) => number;
  /** The `scrollTop` at which the line of a row is the first that is seen, or as far as the list goes. */
  readonly scrollTopFrom: (index: number, viewport: Viewport) => number;
  /** The `scrollTop` that is so many lines further than one of the list as it was: exact in a list that fits. */
  readonly scrollTopBeyond: (lines: number, viewport: Viewport) => number;
}

/** The geometry of so many assets in a layout. */
export function rowGeometry(total: number, { lineHeight, perLine }: LineLayout): RowGeometry {
  const full = Math.ceil(total / perLine) * lineHeight;
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
      const lastLine = Math.ceil((from + viewport.height) / lineHeight) - 1;
      return {
        first: Math.floor(from / lineHeight) * perLine,
        last: Math.min(total - 1, lastLine * perLine + perLine - 1),
      };
    },
    shift: (viewport) => (full === height ? 0 : Math.round(viewport.scrollTop - offset(viewport))),
    scrollTopToShow: (index, viewport) => {
      const from = offset(viewport);
      const top = Math.floor(index / perLine) * lineHeight;
      const lowest = top + lineHeight - viewport.height;
      if (from <= top && from >= lowest) {
        return viewport.scrollTop;
      }
      return Math.max(0, from > top ? top : lowest) / scale(viewport);
    },
    scrollTopFrom: (index, viewport) => {
      const top = Math.floor(index / perLine) * lineHeight;
      return Math.max(0, Math.min(top, full - viewport.height)) / scale(viewport);
    },
    scrollTopBeyond: (lines, viewport) => Math.max(0, viewport.scrollTop + (lines * lineHeight) / scale(viewport)),
  };
}

/** Pixels beyond what is seen that are drawn, on either side. */
const around = 12 * rowHeight;

/** The most rows that are drawn ahead of a scroll, beyond those around: what a frame can draw in its time. */
const mostAhead = 96;

/** Rows in the lines that are drawn beyond those that are seen. */
function rowsAround({ lineHeight, perLine }: LineLayout): number {
  return Math.ceil(around / lineHeight) * perLine;
}

/** Whole lines of `rows` at most, and never more than a frame can draw. */
function rowsAhead(rows: number, { perLine }: LineLayout): number {
  return Math.floor(Math.min(rows, Math.max(mostAhead, perLine)) / perLine) * perLine;
}

/**
 * The rows to draw where `visible` are seen. `travel` is how many rows the last scroll passed, negative upwards: as many
 * come with the next frame, which shows them before a script has run, so twice as many are drawn on that side. After a
 * jump nobody knows where it goes on.
 */
export function rowsToDraw(visible: RowRange, travel: number, total: number, layout: LineLayout): RowRange {
  const beyond = rowsAround(layout);
  const ahead = rowsAhead(2 * Math.abs(travel), layout);
  return {
    first: Math.max(0, visible.first - beyond - (travel < 0 ? ahead : 0)),
    last: Math.min(total - 1, visible.last + beyond + (travel > 0 ? ahead : 0)),
  };
}

/**
 * Whether the rows that are drawn will do for the next frame, too, and for half of the one after it, when the scroll goes on
 * as it did. Without that half, a fast scroll would draw the rows of two frames in every second one, which takes it twice as
 * long as it may.
 */
export function areEnough(
  drawn: RowRange,
  visible: RowRange,
  travel: number,
  total: number,
  layout: LineLayout,
): boolean {
  const margin = rowsAround(layout) / 3;
  const ahead = rowsAhead(1.5 * Math.abs(travel), layout);
  const first = visible.first - margin - (travel < 0 ? ahead : 0);
  const last = visible.last + margin + (travel > 0 ? ahead : 0);
  return drawn.first <= Math.max(0, first) && drawn.last >= Math.min(total - 1, last);
}

/** The same number of rows, or as many as there are, in a list that has `total` now. */
export function within(drawn: RowRange, total: number): RowRange {
  const last = Math.min(drawn.last, total - 1);
  return { first: Math.max(0, Math.min(drawn.first, last - (drawn.last - drawn.first))), last };
}

/** The rows that are in both; null where there are none. */
export function overlap(one: RowRange | null, other: RowRange | null): RowRange | null {
  if (one === null || other === null) {
    return null;
  }
  const [first, last] = [Math.max(one.first, other.first), Math.min(one.last, other.last)];
  return first > last ? null : { first, last };
}
