import { useLayoutEffect } from 'react';
import { create } from 'zustand';

/** How many dialogs and menus stand over the window now. */
export const useOpenDialogs = create<number>(() => 0);

/** Whether a dialog or a menu stands over the window now. What is behind it must not be acted upon. */
export function isDialogOpen(): boolean {
  return useOpenDialogs.getState() > 0;
}

/** Counts a dialog or a menu while it is open. */
export function useOpenDialog(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) {
      return undefined;
    }
    useOpenDialogs.setState((count) => count + 1, true);
    return () => {
      useOpenDialogs.setState((count) => count - 1, true);
    };
  }, [open]);
}
