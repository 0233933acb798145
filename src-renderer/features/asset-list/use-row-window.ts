import { type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { areEnough, rowGeometry, rowHeight, rowsToDraw, type Viewport, within } from './row-geometry.ts';

interface RowWindow {
  /** Height of the element that is scrolled, in pixels. */
  readonly height: number;
  /** The rows to draw; null until it is known how much is seen. */
  readonly drawn: RowRange | null;
  /** Where a row lies in the element that is scrolled, in pixels. */
  readonly topOf: (index: number) => number;
  /** Scrolls as little as shows the whole row. */
  readonly scrollTo: (index: number) => void;
}

interface Drawn {
  readonly rows: RowRange;
  readonly shift: number;
}

/**
 * Which of `total` rows the scrolling element needs drawn. A scroll that they still do for draws nothing. `onSeen` is
 * told the rows that are seen when they change, and how many the scroll passed, negative upwards.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  total: number,
  onSeen: (seen: RowRange, travel: number) => void,
): RowWindow {
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const seen = useRef<RowRange | null>(null);
  // As of the last scroll or resize: to ask the element is to have it laid out.
  const viewport = useRef<Viewport | null>(null);
  const geometry = rowGeometry(total);

  const look = useEffectEvent((draw: (change: () => void) => void) => {
    viewport.current ??= viewportOf(scroller.current);
    const now = geometry.visible(viewport.current);
    if (now === null) {
      return;
    }
    const before = seen.current;
    const travel = before === null ? 0 : now.first - before.first;
    const shift = geometry.shift(viewport.current);
    if (drawn?.shift !== shift || !areEnough(drawn.rows, now, travel, total)) {
      draw(() => {
        setDrawn({ rows: rowsToDraw(now, travel, total), shift });
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
    };
  }, [scroller]);

  // More or fewer rows can end the list above the place where it stood.
  useLayoutEffect(() => {
    look((change) => {
      change();
    });
  }, [total]);

  return {
    height: geometry.height,
    drawn: drawn === null ? null : within(drawn.rows, total),
    topOf: (index) => index * rowHeight + (drawn?.shift ?? 0),
    scrollTo: (index) => {
      scroller.current?.scrollTo({ top: geometry.scrollTopToShow(index, viewportOf(scroller.current)) });
    },
  };
}

function viewportOf(element: HTMLElement | null): Viewport {
  return { scrollTop: element?.scrollTop ?? 0, height: element?.clientHeight ?? 0 };
}
