import { useEffect, useState } from 'react';

/** A text as it was last for so many milliseconds: what changes with each letter that is typed comes once, after the last. */
export function useSettled(text: string, ms: number): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, ms);
    return () => {
      clearTimeout(timer);
    };
  }, [text, ms]);
  return settled;
}
