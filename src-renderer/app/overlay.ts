import { create } from 'zustand';

/** What stands over the window at a command's word: the palette, with what is typed in it, the sheet of keys, or the settings. */
export type Overlay = { readonly kind: 'palette'; readonly text: string } | { readonly kind: 'keys' | 'settings' };

/** An asset that the author wants to see in the list. */
export interface AssetGoal {
  readonly root: string;
  readonly name: string;
  /** Whether it is left alone where the filters of the list keep it out: the author may be at others of that list. */
  readonly onlyIfShown?: true;
}

/** Assets that were made, by their roots, and whether the author is to be led to them. */
export interface MadeAssets {
  readonly roots: readonly string[];
  readonly mayLead: () => boolean;
}

interface OverlayState {
  readonly overlay: Overlay | null;
  /** The asset that was chosen in the palette, until the project on screen has taken it up. */
  readonly goal: AssetGoal | null;
  /** Assets the first of which that is there is to be shown, until the project on screen has taken them up. */
  readonly made: MadeAssets | null;
  /** The root of the asset whose problems the author was led to, until its details show them. */
  readonly problemsOf: string | null;
}

const nothing: OverlayState = { overlay: null, goal: null, made: null, problemsOf: null };

export const useOverlay = create<OverlayState>(() => nothing);

/** Shows an overlay, or none. */
export function showOverlay(overlay: Overlay | null): void {
  useOverlay.setState({ overlay });
}

/** What is typed in the palette before the name of an asset. */
export const assetSign = '@';

/** Shows none and wants nothing, as a window does that was just opened. */
export function resetOverlay(): void {
  useOverlay.setState(nothing);
}
