import { create } from 'zustand';

/** Which of the panes at the sides are shown, until Studio is closed. */
interface Panes {
  readonly sidebar: boolean;
  readonly inspector: boolean;
}

const atFirst: Panes = { sidebar: true, inspector: true };

export const usePanes = create<Panes>(() => atFirst);

/** Shows or hides a pane. */
export function showPane(pane: keyof Panes, shown: boolean): void {
  usePanes.setState({ [pane]: shown });
}

/** Shows all, as a window does that was just opened. */
export function resetPanes(): void {
  usePanes.setState(atFirst);
}
