import { useEffect, useState } from 'react';

/** Whether what is shown has been there for so many milliseconds; null while it is not there. */
export function useLasting(ms: number | null): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (ms === null) {
      return undefined;
    }
    const timer = setTimeout(() => {
      setLasts(true);
    }, ms);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [ms]);
  return lasts && ms !== null;
}
