import type { StoreApi } from 'zustand/vanilla';
import { isTextField } from '../ui/is-text-field.ts';
import { isDialogOpen } from '../ui/open-dialogs.ts';
import type { ProjectView } from './project-view.ts';

/**
 * Begins to watch what the author does, and answers whether he can be led on to something by then: he has not selected or
 * searched since, no dialog stands over the window, and he is not at a text field. One that has the focus without a key or
 * a click since does not count: a dialog that was closed gave it back.
 */
export function watchAuthor(view: StoreApi<ProjectView>): () => boolean {
  const before = view.getState();
  let acted = false;
  const note = (): void => {
    acted = true;
  };
  for (const act of ['keydown', 'pointerdown'] as const) {
    document.addEventListener(act, note, { capture: true, once: true });
  }
  return () => {
    const now = view.getState();
    const isElsewhere = now.search !== before.search || now.selection?.turn !== before.selection?.turn;
    return !(isElsewhere || isDialogOpen() || (acted && isTextField(document.activeElement)));
  };
}
