import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { RowRanges } from '../../app/row-ranges.ts';
import {
  areEnough,
  type LineLayout,
  overlap,
  type RowGeometry,
  rowGeometry,
  rowsToDraw,
  type Viewport,
  within,
} from './row-geometry.ts';
import type { RowMove } from './use-kept-place.ts';

interface RowWindow {
  /** Height of the element that is scrolled, in pixels. */
  readonly height: number;
  readonly layout: LineLayout;
  /** The rows to draw; null until it is known how much is seen. */
  readonly drawn: RowRange | null;
  /** Those of them that are seen, as far as was known when they were drawn. */
  readonly seen: RowRange | null;
  /** False while rows pass faster than anybody looks at them: then nothing is asked for that only a look is for. */
  readonly calm: boolean;
  /** The rows of which all is drawn; of the others only what can be caught in passing. */
  readonly full: RowRanges;
  /** Where the line of a row lies in the element that is scrolled, in pixels. */
  readonly topOf: (index: number) => number;
  /** Scrolls as little as shows the whole row. */
  readonly scrollTo: (index: number) => void;
  /** Scrolls to the first row. */
  readonly scrollToTop: () => void;
}

/** Of the scrolling element, in pixels, without its scrollbar. */
interface Size {
  readonly width: number;
  readonly height: number;
}

interface Drawn {
  readonly rows: RowRange;
  readonly seen: RowRange;
  readonly full: RowRange | null;
  readonly shift: number;
  readonly layout: LineLayout;
  readonly calm: boolean;
}

/**
 * Pixels between two scroll events from which rows pass faster than anybody looks at them: four rows a frame are 200 a second,
 * and a notch of a wheel is spread over ten frames.
 */
const fastScroll = 100;

/** After so many milliseconds without a scroll, the author looks: with the frame after it, for a slow one may bring a scroll. */
const restMs = 80;

/** How much was seen of the list that was there last: another one that comes in its place draws its first rows by that. */
let lastSize: Size | null = null;

/**
 * Which of `total` rows the scrolling element needs drawn, in the layout that its width leads to. A scroll that they
 * still do for draws nothing. Where the layout changes, `anchor`, if it is seen, or else the first row that is stays in
 * sight. The list begins `beginsAt` pixels from its top. `onSeen` is told the rows that are seen when they change, and how
 * many the scroll passed, negative upwards; `moveOfSeen` answers how far what is seen has moved in the list that is being
 * drawn.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  total: number,
  layoutOf: (width: number) => LineLayout,
  anchor: number | null,
  beginsAt: number,
  onSeen: (seen: RowRange, travel: number) => void,
  moveOfSeen: () => RowMove | null,
): RowWindow {
  const [drawn, setDrawn] = useState(() => drawnAtFirst(total, layoutOf, beginsAt));
  const seen = useRef<RowRange | null>(null);
  // As of the last scroll or resize: to ask the element is to have it laid out.
  const viewport = useRef<(Viewport & Size) | null>(null);
  /** Where to scroll once the element has the height of another layout. */
  const topToCome = useRef<number | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const restFrame = useRef(0);
  const layout = drawn?.layout ?? layoutOf(0);
  const geometry = rowGeometry(total, layout);

  /** The same rows in another layout: where to scroll to see what was seen. */
  const takeAlong = (from: RowRange, into: RowGeometry, now: Viewport): Viewport => {
    const kept = anchor !== null && from.first <= anchor && anchor <= from.last ? anchor : from.first;
    const scrollTop = into.scrollTopFrom(kept, now);
    topToCome.current = scrollTop;
    return { ...now, scrollTop };
  };

  const look = useEffectEvent((draw: (change: () => void) => void) => {
    if (viewport.current === null && drawn !== null) {
      // How much is seen is told in the frame in which it is laid out. Until then the size of the list before it will do.
      return;
    }
    viewport.current ??= viewportOf(scroller.current);
    lastSize = viewport.current;
    const next = layoutOf(viewport.current.width);
    const isSame = drawn === null || (next.lineHeight === layout.lineHeight && next.perLine === layout.perLine);
    const into = isSame && drawn !== null ? geometry : rowGeometry(total, next);
    const before = isSame ? seen.current : null;
    const shown = isSame || seen.current === null ? viewport.current : takeAlong(seen.current, into, viewport.current);
    viewport.current = { ...viewport.current, scrollTop: shown.scrollTop };
    const now = into.visible(shown);
    if (now === null) {
      return;
    }
    const travel = before === null ? 0 : now.first - before.first;
    const shift = into.shift(shown);
    const isFast = (Math.abs(travel) / next.perLine) * next.lineHeight > fastScroll;
    const calm = !isFast && (drawn?.calm ?? true);
    if (!calm) {
      clearTimeout(rest.current);
      cancelAnimationFrame(restFrame.current);
      rest.current = setTimeout(() => {
        restFrame.current = requestAnimationFrame(() => {
          setDrawn((last) => {
            if (last === null) {
              return null;
            }
            const rows = rowsToDraw(seen.current ?? last.seen, 0, total, last.layout);
            return { ...last, rows, seen: seen.current ?? last.seen, full: rows, calm: true };
          });
        });
      }, restMs);
    }
    if (drawn?.shift !== shift || !isSame || !areEnough(drawn.rows, now, travel, total, next)) {
      draw(() => {
        const rows = rowsToDraw(now, travel, total, next);
        // One jump, as by a key, ends where the author looks: at what is seen. In a scroll that goes on all rows come half.
        const full = !isFast ? rows : drawn?.calm === false ? overlap(drawn.full, rows) : now;
        setDrawn({ rows, seen: now, full, shift, layout: next, calm });
      });
    }
    if (before?.first !== now.first || before.last !== now.last) {
      seen.current = now;
      onSeen(now, travel);
    }
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) {
      return undefined;
    }
    // The rows of a scroll belong to its frame: a later one would show the place without them.
    const lookAtOnce = (): void => {
      viewport.current = viewportOf(element);
      look(flushSync);
    };
    element.addEventListener('scroll', lookAtOnce, { passive: true });
    const resizes = new ResizeObserver(lookAtOnce);
    resizes.observe(element);
    return () => {
      element.removeEventListener('scroll', lookAtOnce);
      resizes.disconnect();
      clearTimeout(rest.current);
      cancelAnimationFrame(restFrame.current);
    };
  }, [scroller]);

  // More or fewer rows can end the list above the place where it stood; another layout has other places.
  useLayoutEffect(() => {
    look((change) => {
      change();
    });
  }, [total, layoutOf]);

  // Where rows came or went above what is seen, that stays where it is seen.
  useLayoutEffect(() => {
    const move = moveOfSeen();
    const element = scroller.current;
    const lines = move === null ? 0 : Math.floor(move.to / layout.perLine) - Math.floor(move.from / layout.perLine);
    if (element === null || viewport.current === null || lines === 0) {
      return;
    }
    // From where it was scrolled to before: of a list that is shorter by now, less may be left of it.
    element.scrollTo({ top: geometry.scrollTopBeyond(lines, viewport.current) });
    viewport.current = viewportOf(element);
    // Nobody has scrolled.
    seen.current = null;
    look((change) => {
      change();
    });
  });

  useLayoutEffect(() => {
    if (topToCome.current !== null && scroller.current !== null) {
      scroller.current.scrollTo({ top: topToCome.current });
      topToCome.current = null;
    }
  }, [scroller, drawn]);

  const full = drawn?.full ?? null;
  return {
    height: geometry.height,
    layout,
    drawn: drawn === null ? null : within(drawn.rows, total),
    seen: drawn?.seen ?? null,
    calm: drawn?.calm ?? true,
    full: full === null ? [] : [full],
    topOf: (index) => Math.floor(index / layout.perLine) * layout.lineHeight + (drawn?.shift ?? 0),
    scrollTo: (index) => {
      const now = viewportOf(scroller.current);
      const scrollTop = geometry.scrollTopToShow(index, now);
      scroller.current?.scrollTo({ top: scrollTop });
      // It is told of that in the next frame only.
      viewport.current = { ...now, scrollTop };
    },
    scrollToTop: () => {
      // To scroll it to where it is, too, is to have it laid out.
      if (viewport.current !== null && viewport.current.scrollTop > 0) {
        scroller.current?.scrollTo({ top: 0 });
      }
    },
  };
}

/**
 * The first rows, with all else of the screen: once the element can be asked how much of them is seen, nothing else is done
 * until they are there, too.
 */
function drawnAtFirst(total: number, layoutOf: (width: number) => LineLayout, scrollTop: number): Drawn | null {
  if (lastSize === null) {
    return null;
  }
  const viewport = { ...lastSize, scrollTop };
  const layout = layoutOf(viewport.width);
  const geometry = rowGeometry(total, layout);
  const seen = geometry.visible(viewport);
  if (seen === null) {
    return null;
  }
  const rows = rowsToDraw(seen, 0, total, layout);
  return { rows, seen, full: rows, shift: geometry.shift(viewport), layout, calm: true };
}

function viewportOf(element: HTMLElement | null): Viewport & Size {
  return {
    scrollTop: element?.scrollTop ?? 0,
    height: element?.clientHeight ?? 0,
    width: element?.clientWidth ?? 0,
  };
}
