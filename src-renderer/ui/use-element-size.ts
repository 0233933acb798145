import { type RefCallback, useCallback, useState } from 'react';

interface ElementSize {
  readonly width: number;
  readonly height: number;
}

/** The inner size of the element that gets the ref, kept up to date. Null until it has been measured. */
export function useElementSize(): readonly [RefCallback<HTMLElement>, ElementSize | null] {
  const [size, setSize] = useState<ElementSize | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) {
        setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
      }
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [ref, size];
}
