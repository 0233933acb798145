import { type RefCallback, useState } from 'react';
import { useElementSize } from '../../ui/use-element-size.ts';

/** Rows beyond those that are seen, above and below: enough for Tab to find the next one. */
const rowsAround = 4;

interface VisibleRows {
  readonly ref: RefCallback<HTMLElement>;
  readonly onScroll: (scrollTop: number) => void;
  /** The rows to draw, in their order. */
  readonly drawn: readonly number[];
}

/** Which of `count` rows of one height are to be drawn: those that are seen, some around them, and the one with the focus. */
export function useVisibleRows(count: number, height: number, focused: number | null): VisibleRows {
  const [ref, size] = useElementSize();
  const [scrollTop, setScrollTop] = useState(0);
  const first = Math.max(0, Math.floor(scrollTop / height) - rowsAround);
  const last = Math.min(count - 1, Math.ceil((scrollTop + (size?.height ?? 0)) / height) + rowsAround);
  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, nth) => first + nth);
  if (focused !== null && focused < count && (focused < first || focused > last)) {
    drawn.push(focused);
    drawn.sort((a, b) => a - b);
  }
  return { ref, onScroll: setScrollTop, drawn };
}
