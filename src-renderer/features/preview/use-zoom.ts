import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { imageScale, nextScale } from '../../ui/image-scale.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A place in the element that scrolls, in pixels from its upper left corner. */
interface Place {
  readonly x: number;
  readonly y: number;
}

interface Zoom {
  /** Null until the sizes are known. */
  readonly scale: number | null;
  readonly isFitting: boolean;
  readonly fit: () => void;
  /** To a scale, or a step in or out, about the middle of what is seen. */
  readonly zoomTo: (to: number | 'in' | 'out') => void;
}

/**
 * How large an image is shown in an element that scrolls. What lies at the middle, or under the pointer, stays there. The
 * wheel zooms with Ctrl, or alone where the element has the focus: else it goes on to scroll the pane.
 */
export function useZoom(viewport: RefObject<HTMLElement | null>, image: Size | null, room: Size | null): Zoom {
  const [chosen, setChosen] = useState<'fit' | number>('fit');
  /** What is to stay where it is: the point of the image, in parts of it, and its place. */
  const held = useRef<{ readonly part: Place; readonly at: Place } | null>(null);
  const fitting = image === null || room === null ? null : imageScale(image, room);
  const scale = fitting === null ? null : chosen === 'fit' ? fitting : chosen;

  const zoomAbout = (to: number | 'in' | 'out', at: Place | null): void => {
    const element = viewport.current;
    if (scale === null || element === null) {
      return;
    }
    const place = at ?? { x: element.clientWidth / 2, y: element.clientHeight / 2 };
    held.current = {
      at: place,
      part: {
        x: (element.scrollLeft + place.x) / element.scrollWidth,
        y: (element.scrollTop + place.y) / element.scrollHeight,
      },
    };
    setChosen(typeof to === 'number' ? to : nextScale(scale, to));
  };

  useLayoutEffect(() => {
    const element = viewport.current;
    if (held.current === null || element === null) {
      return;
    }
    const { part, at } = held.current;
    held.current = null;
    element.scrollTo({ left: part.x * element.scrollWidth - at.x, top: part.y * element.scrollHeight - at.y });
  }, [viewport, chosen]);

  const onWheel = useEffectEvent((event: WheelEvent) => {
    const element = viewport.current;
    if (element === null || (!event.ctrlKey && !event.metaKey && document.activeElement !== element)) {
      return;
    }
    event.preventDefault();
    const { left, top } = element.getBoundingClientRect();
    zoomAbout(event.deltaY < 0 ? 'in' : 'out', { x: event.clientX - left, y: event.clientY - top });
  });
  useEffect(() => {
    const element = viewport.current;
    // React's own listener is a passive one, which can't keep the pane from scrolling.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element?.removeEventListener('wheel', onWheel);
    };
  }, [viewport]);

  return {
    scale,
    isFitting: chosen === 'fit',
    fit: () => {
      setChosen('fit');
    },
    zoomTo: (to) => {
      zoomAbout(to, null);
    },
  };
}
