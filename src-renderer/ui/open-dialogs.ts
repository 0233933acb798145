import { useLayoutEffect } from 'react';

let openDialogs = 0;

/** Whether a dialog stands over the window now. What is behind it must not be acted upon. */
export function isDialogOpen(): boolean {
  return openDialogs > 0;
}

/** Counts a dialog while it is open. */
export function useOpenDialog(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) {
      return undefined;
    }
    openDialogs += 1;
    return () => {
      openDialogs -= 1;
    };
  }, [open]);
}
