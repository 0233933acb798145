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

/** What the three panes need beside one another, in CSS pixels: three-panes.tsx has their smallest widths. */
const roomForThree = '(min-width: 800px)';

/**
 * Where the window has no room for three panes, as at a zoom of 200 %, one of those at the sides gives way to the other, and
 * comes back with the room. Answers what ends that.
 */
export function giveWayWhereNarrow(): () => void {
  const room = window.matchMedia(roomForThree);
  let away: keyof Panes | null = null;
  const giveWay = (pane: keyof Panes): void => {
    away = pane;
    showPane(pane, false);
  };
  const unsubscribe = usePanes.subscribe((now, before) => {
    if (!room.matches && now.sidebar && now.inspector) {
      giveWay(before.sidebar ? 'sidebar' : 'inspector');
    }
  });
  const onRoom = (): void => {
    const { sidebar, inspector } = usePanes.getState();
    if (!room.matches && sidebar && inspector) {
      giveWay('sidebar');
    } else if (room.matches && away !== null) {
      showPane(away, true);
      away = null;
    }
  };
  onRoom();
  room.addEventListener('change', onRoom);
  return () => {
    unsubscribe();
    room.removeEventListener('change', onRoom);
  };
}

/** Shows all, as a window does that was just opened. */
export function resetPanes(): void {
  usePanes.setState(atFirst);
}
