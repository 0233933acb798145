import { z } from 'zod';
import { createKeptFile } from './kept-file.ts';

const boundsSchema = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
});
export type Bounds = z.infer<typeof boundsSchema>;

const placeSchema = z.strictObject({ v: z.literal(1), bounds: boundsSchema.nullable(), maximized: z.boolean() });

/** Where the window was left: its bounds when it fills no screen, and whether it filled one. */
export type WindowPlace = Omit<z.infer<typeof placeSchema>, 'v'>;

/** The place of the window in one file of the user's data (kept-file.ts). */
export interface WindowPlaceFile {
  read(): Promise<WindowPlace>;
  /** Answers whether it was written. */
  keep(place: WindowPlace): Promise<boolean>;
}

export function createWindowPlaceFile(file: string, onTrouble: (error: unknown) => void): WindowPlaceFile {
  const kept = createKeptFile(file, placeSchema, { v: 1 as const, bounds: null, maximized: false }, onTrouble);
  return {
    read: async () => {
      const { bounds, maximized } = await kept.read();
      return { bounds, maximized };
    },
    keep: (place) => kept.change(() => ({ v: 1, ...place })),
  };
}

/** Pixels of the window's upper edge that must be on a screen for a hand to reach it. */
const reach = { width: 160, height: 32 };

/**
 * The bounds in which a window can be seen and moved on the screens that are there now: those given, no larger than the
 * screen that they are on; null where their upper edge is on none, for the window then opens where the system puts it.
 */
export function boundsOnScreen(bounds: Bounds | null, screens: readonly Bounds[]): Bounds | null {
  const screen = screens.find((each) => bounds !== null && isWithinReach(bounds, each));
  return bounds === null || screen === undefined
    ? null
    : { ...bounds, width: Math.min(bounds.width, screen.width), height: Math.min(bounds.height, screen.height) };
}

function isWithinReach({ x, y, width }: Bounds, screen: Bounds): boolean {
  const seen = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
  return seen >= Math.min(reach.width, width) && y >= screen.y && y + reach.height <= screen.y + screen.height;
}
