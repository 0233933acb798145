import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type KeptView, paneWidths, viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';

/**
 * How the results are shown: as a list, whose names have so many percent of the room for name and folder, or as tiles whose
 * pictures have an edge of so many pixels.
 */
export type ResultsLook = Pick<KeptView, 'layout' | 'edge' | 'nameShare'>;

/** Which of the panes at the sides are shown. */
export type Pane = 'sidebar' | 'inspector';

/** How the window shows a project, whatever the author is looking for in it. */
export type ProjectLook = Pick<
  KeptView,
  'sidebar' | 'sidebarWidth' | 'inspector' | 'inspectorWidth' | 'layout' | 'edge' | 'nameShare' | 'openFolders'
>;

/** By the token of the project's folder: one project can be opened over another. */
const useLooks = create<ReadonlyMap<string, ProjectLook>>(() => new Map());

/** All but what the panes themselves know: nothing has to be drawn anew while one of their edges is moved. */
export type ShownLook = Omit<ProjectLook, 'sidebarWidth' | 'inspectorWidth'>;

/** How a project is shown; null until it is known how it was shown last. */
export function useProjectLook(folderToken: string): ShownLook | null {
  return useLooks(
    useShallow((looks) => {
      const look = looks.get(folderToken);
      if (look === undefined) {
        return null;
      }
      const { sidebar, inspector, layout, edge, nameShare, openFolders } = look;
      return { sidebar, inspector, layout, edge, nameShare, openFolders };
    }),
  );
}

/** All of it as it is now. */
export function projectLook(folderToken: string): ProjectLook | null {
  return useLooks.getState().get(folderToken) ?? null;
}

/** Takes a project as it was shown last. */
export function beginLook(folderToken: string, view: KeptView): void {
  const { sidebar, sidebarWidth, inspector, inspectorWidth, layout, edge, nameShare, openFolders } = view;
  const look = { sidebar, sidebarWidth, inspector, inspectorWidth, layout, edge, nameShare, openFolders };
  useLooks.setState((looks) => new Map(looks).set(folderToken, look), true);
}

/** Changes how a project is shown; nothing happens before its look was read. */
export function changeLook(folderToken: string, change: Partial<ProjectLook>): void {
  const look = projectLook(folderToken);
  if (look !== null) {
    useLooks.setState((looks) => new Map(looks).set(folderToken, { ...look, ...change }), true);
  }
}

/** The pane at a side that was asked for last: where there is no room for both, the other one gives way to it. */
const usePaneInFront = create<{ readonly pane: Pane }>(() => ({ pane: 'inspector' }));

/** What the three panes need beside one another, in CSS pixels: their smallest widths, with those of `three-panes.tsx`. */
const roomForThree = '(min-width: 800px)';

/** Asked each time that something is drawn: made once, and not before there is a window. */
let askedRoom: MediaQueryList | null = null;

function roomOf(): MediaQueryList {
  askedRoom ??= window.matchMedia(roomForThree);
  return askedRoom;
}

function hasRoomNow(): boolean {
  return roomOf().matches;
}

function onRoom(listener: () => void): () => void {
  const room = roomOf();
  room.addEventListener('change', listener);
  return () => {
    room.removeEventListener('change', listener);
  };
}

/** Which panes at the sides are seen: those that the author shows, as far as the window has room, as at a zoom of 200 %. */
export function useSeenPanes(folderToken: string): Readonly<Record<Pane, boolean>> {
  const { sidebar, inspector } = useProjectLook(folderToken) ?? viewAtFirst;
  const { pane } = usePaneInFront();
  const hasRoom = useSyncExternalStore(onRoom, hasRoomNow);
  return hasRoom || !sidebar || !inspector
    ? { sidebar, inspector }
    : { sidebar: pane === 'sidebar', inspector: pane === 'inspector' };
}

/** Shows a pane, or puts it away. */
export function showPane(folderToken: string, pane: Pane, shown: boolean): void {
  if (shown) {
    usePaneInFront.setState({ pane });
  }
  changeLook(folderToken, pane === 'sidebar' ? { sidebar: shown } : { inspector: shown });
}

/** How wide a pane is where it is shown. What is none of its widths is left out. */
export function setPaneWidth(folderToken: string, pane: Pane, pixels: number): void {
  const width = Math.round(pixels);
  if (width >= paneWidths[pane].least && width <= paneWidths[pane].most) {
    changeLook(folderToken, pane === 'sidebar' ? { sidebarWidth: width } : { inspectorWidth: width });
  }
}

/** Calls the listener after each change. Answers how to end that. */
export function onLookChange(listener: () => void): () => void {
  return useLooks.subscribe(listener);
}

/** Forgets how projects are shown, as a window does that was just opened. */
export function resetLooks(): void {
  useLooks.setState(new Map(), true);
  usePaneInFront.setState({ pane: 'inspector' });
}
