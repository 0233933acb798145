import { create } from 'zustand';

/** How the results are shown: as a list, or as tiles whose pictures have an edge of so many pixels. */
export interface ResultsLook {
  readonly layout: 'list' | 'grid';
  readonly edge: number;
}

/** What the edge of a tile can be, in pixels. */
export const tileEdges = { least: 96, most: 256, step: 8 } as const;

const atFirst: ResultsLook = { layout: 'list', edge: 136 };

/** By the folder of the project: each is shown as it was shown last, until Studio is closed. */
const useLooks = create<ReadonlyMap<string, ResultsLook>>(() => new Map());

/** How the results of a project are shown, and what changes that. */
export function useResultsLook(folder: string): {
  readonly look: ResultsLook;
  readonly change: (change: Partial<ResultsLook>) => void;
} {
  const look = useLooks((looks) => looks.get(folder)) ?? atFirst;
  return {
    look,
    change: (change) => {
      useLooks.setState((looks) => new Map(looks).set(folder, { ...(looks.get(folder) ?? atFirst), ...change }), true);
    },
  };
}

/** Forgets how projects were shown, as a window does that was just opened. */
export function resetResultsLooks(): void {
  useLooks.setState(new Map(), true);
}
