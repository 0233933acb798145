import { type MouseEvent, type PointerEvent, useRef } from 'react';

/** A row that a pointer leads to; the root is null where the row has not been read. */
export interface PointedRow {
  readonly index: number;
  readonly root: string | null;
}

interface PressedRow {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  /** At the release: the row that was pressed, where it is now, if it has moved since; null if it has not. */
  readonly movedRow: () => PointedRow | null;
  /** The row that a click is for; null where it is for none, or where it was for the row that moved. */
  readonly rowOfClick: (event: MouseEvent<HTMLElement>) => PointedRow | null;
}

/**
 * A click is for the asset that was pressed: between press and release a list can be read again, its rows move, and their
 * elements go or are given to other assets. The browser knows of elements alone: its click is for another asset or for
 * none, or does not come.
 */
export function usePressedRow(
  rowAt: (index: number) => PointedRow,
  indexOf: (root: string) => number | undefined,
): PressedRow {
  const pressed = useRef<{ readonly element: Element; readonly row: PointedRow } | null>(null);
  const hasMoved = useRef(false);
  const rowOf = (element: Element): PointedRow => rowAt(indexOfRow(element));

  return {
    onPointerDown: (event) => {
      const element = event.button === 0 ? rowElementAt(event) : null;
      pressed.current = element === null ? null : { element, row: rowOf(element) };
      hasMoved.current = false;
    },
    movedRow: () => {
      if (pressed.current === null) {
        return null;
      }
      const { element, row } = pressed.current;
      const { root } = row;
      hasMoved.current = root !== null && !(element.isConnected && rowOf(element).root === root);
      return root === null || !hasMoved.current ? null : { root, index: indexOf(root) ?? row.index };
    },
    rowOfClick: (event) => {
      const element = rowElementAt(event);
      return element === null || hasMoved.current ? null : rowOf(element);
    },
  };
}

/** The element of the row or tile that an event came to; null beside them. */
export function rowElementAt({ target }: { readonly target: EventTarget }): Element | null {
  return target instanceof Element ? target.closest('[data-index]') : null;
}

/** Which row of the list such an element shows. */
export function indexOfRow(element: Element): number {
  return Number(element.getAttribute('data-index'));
}
