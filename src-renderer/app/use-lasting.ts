import { useEffect, useState } from 'react';

/** Whether what is shown has been there for so many milliseconds. */
export function useLasting(ms: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLasts(true);
    }, ms);
    return () => {
      clearTimeout(timer);
    };
  }, [ms]);
  return lasts;
}
