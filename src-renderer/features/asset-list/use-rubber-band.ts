import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { type BandGround, rowsInBand, type Spot } from './band-rows.ts';

/** What a band is drawn over, and what it leads to. */
interface BandOwner {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly ground: Omit<BandGround, 'width'>;
  /** Pixels that the lines lie below their place in a list that is laid out in full. */
  readonly shift: number;
  /** Whether a band can begin on what was pressed. */
  readonly beginsOn: (pressed: Element) => boolean;
  /** The rows under the band, of which `lead` is the one nearest to where it began; null where it touches none. */
  readonly onDraw: (rows: readonly RowRange[], lead: number | null, adds: boolean) => void;
  /** The band is gone: what is under it stays chosen, or all is to be as before it. */
  readonly onEnd: (stays: boolean) => void;
}

interface RubberBand {
  /** Where the band lies in the element that is scrolled, in pixels; null where there is none. */
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number } | null;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  /** Whether the last press was for a band or for a pane's edge, so that its release is only the end of that. */
  readonly tookPress: () => boolean;
}

interface Press {
  readonly from: Spot;
  readonly pointerId: number;
  readonly client: Spot;
  readonly adds: boolean;
}

/** Pixels that the pointer has to come away before it is more than a click. */
const fewest = 4;

/** Pixels from an edge at which the list begins to scroll, and the most that it does in a frame. */
const edge = { near: 32, fastest: 28 } as const;

/**
 * A band that the mouse draws over the results: Ctrl adds what is under it to what was chosen, Escape takes it back, and
 * near an edge the list scrolls on below it.
 */
export function useRubberBand({ scroller, ground, shift, beginsOn, onDraw, onEnd }: BandOwner): RubberBand {
  const [press, setPress] = useState<Press | null>(null);
  const [to, setTo] = useState<Spot | null>(null);
  const wasTaken = useRef(false);

  /** The spot under the pointer, or the nearest one that is seen. */
  const spotAt = (element: HTMLElement, { x, y }: Spot): Spot => {
    const { left, top } = element.getBoundingClientRect();
    return {
      x: Math.max(0, Math.min(x - left, element.clientWidth)),
      y: Math.max(0, Math.min(y - top, element.clientHeight)) + element.scrollTop - shift,
    };
  };

  const draw = useEffectEvent(({ from, adds }: Press, client: Spot) => {
    const element = scroller.current;
    if (element === null) {
      return;
    }
    const spot = spotAt(element, client);
    const rows = rowsInBand(from, spot, { ...ground, width: element.clientWidth });
    setTo(spot);
    onDraw(rows, (spot.y < from.y ? rows.at(-1)?.last : rows[0]?.first) ?? null, adds);
  });
  const end = useEffectEvent(onEnd);

  useEffect(() => {
    const element = scroller.current;
    if (press === null || element === null) {
      return undefined;
    }
    const listening = new AbortController();
    const { signal } = listening;
    let { client } = press;
    let frame: number | null = null;

    const scrollOn = (): void => {
      element.scrollBy({ top: stepAt(element, client.y) });
      frame = requestAnimationFrame(scrollOn);
    };
    const endBand = (stays: boolean): void => {
      if (frame !== null) {
        cancelAnimationFrame(frame);
        frame = null;
        end(stays);
      }
    };
    const stop = (stays: boolean): void => {
      endBand(stays);
      setPress(null);
    };
    window.addEventListener(
      'pointermove',
      ({ clientX, clientY, buttons }) => {
        if (buttons === 0) {
          // Let go where nobody was told.
          stop(true);
          return;
        }
        client = { x: clientX, y: clientY };
        if (frame === null && Math.hypot(clientX - press.client.x, clientY - press.client.y) < fewest) {
          return;
        }
        if (frame === null) {
          wasTaken.current = true;
          element.setPointerCapture(press.pointerId);
          frame = requestAnimationFrame(scrollOn);
        }
        draw(press, client);
      },
      { signal },
    );
    // The rows go on below a pointer that stands still.
    element.addEventListener(
      'scroll',
      () => {
        if (frame !== null) {
          draw(press, client);
        }
      },
      { signal },
    );
    for (const name of ['pointerup', 'pointercancel', 'blur'] as const) {
      window.addEventListener(
        name,
        () => {
          stop(true);
        },
        { signal },
      );
    }
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape' && frame !== null) {
          event.preventDefault();
          event.stopImmediatePropagation();
          stop(false);
        }
      },
      { signal, capture: true },
    );
    return () => {
      listening.abort();
      // The list can go from under a band, when its last row does.
      endBand(true);
      setTo(null);
    };
  }, [press, scroller]);

  return {
    box:
      press === null || to === null
        ? null
        : {
            left: Math.min(press.from.x, to.x),
            top: Math.min(press.from.y, to.y) + shift,
            width: Math.abs(press.from.x - to.x),
            height: Math.abs(press.from.y - to.y),
          },
    onPointerDown: (event) => {
      // The edge of the pane beside this one can be taken hold of some pixels within it; it prevents the default.
      wasTaken.current = event.isDefaultPrevented();
      const element = event.currentTarget;
      const client = { x: event.clientX, y: event.clientY };
      const isOnScrollbar = client.x >= element.getBoundingClientRect().left + element.clientWidth;
      const isOfMouse = event.pointerType !== 'touch' && event.button === 0 && !event.shiftKey;
      if (
        !wasTaken.current &&
        isOfMouse &&
        !isOnScrollbar &&
        event.target instanceof Element &&
        beginsOn(event.target)
      ) {
        const { pointerId, ctrlKey, metaKey } = event;
        setPress({ from: spotAt(element, client), pointerId, client, adds: ctrlKey || metaKey });
      }
    },
    tookPress: () => wasTaken.current,
  };
}

/** Pixels to scroll in a frame: the more, the nearer the pointer is to an edge or the farther beyond it. */
function stepAt(element: HTMLElement, y: number): number {
  const { top } = element.getBoundingClientRect();
  const above = top + edge.near - y;
  const below = y - (top + element.clientHeight - edge.near);
  const step = Math.min(edge.fastest, Math.max(above, below, 0) / 2);
  return above > below ? -step : step;
}
