import { useEffect, useEffectEvent } from 'react';
import { isDialogOpen } from '../ui/open-dialogs.ts';
import { coverOf, useSession } from './session.ts';

/**
 * Escape, wherever the focus is, unless something nearer (a dialog, a menu, a list of choices) took it for itself or a project
 * that is being opened covers all.
 */
export function useEscape(onEscape: () => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || coverOf(useSession.getState()) !== null) {
      return;
    }
    if (
      isDialogOpen() ||
      (event.target instanceof Element && event.target.closest('[role=dialog], [role=menu]') !== null)
    ) {
      return;
    }
    // The browser's own Escape in a search field would empty it without a word to us.
    event.preventDefault();
    onEscape();
  });
  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => {
      document.removeEventListener('keydown', handle);
    };
  }, []);
}
