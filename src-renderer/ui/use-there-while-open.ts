import { useState } from 'react';

interface ThereWhileOpen {
  /** Whether a dialog or a menu has to be there: while it is open, and until it has closed. */
  readonly isThere: boolean;
  /** It has closed, and the focus is where it was before. */
  readonly closed: () => void;
}

/**
 * A window has more than a dozen dialogs and menus, and each that is there is drawn with all around it. One that is closed
 * is not there.
 */
export function useThereWhileOpen(open: boolean): ThereWhileOpen {
  const [isThere, setIsThere] = useState(open);
  if (open && !isThere) {
    setIsThere(true);
  }
  return {
    isThere: open || isThere,
    closed: () => {
      setIsThere(false);
    },
  };
}
