import { useEffect, useState } from 'react';
import type { AtlasFrame } from './atlas-frames.ts';

/** How long a frame is shown of which the file does not say: ten in a second. */
const usualMs = 100;

/** No frame passes faster than a display shows it. */
const leastMs = 16;

export interface AtlasPlay {
  /** The frame that is chosen, counted from 0; null for none. */
  readonly at: number | null;
  /** Whether the frames are shown one after the other, in the place of the sheet. */
  readonly playing: boolean;
  readonly choose: (at: number | null) => void;
  /** The next frame, or the one before, round the ends. */
  readonly step: (by: 1 | -1) => void;
  readonly toggle: () => void;
}

/** Which frame of an atlas is looked at. Playing begins at the author's word alone, and goes on from the chosen frame. */
export function useAtlasPlay(frames: readonly AtlasFrame[] | null): AtlasPlay {
  const [at, setAt] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const count = frames?.length ?? 0;
  const shown = at !== null && at < count ? at : null;
  const isPlaying = playing && count > 0;
  const duration = frames?.[shown ?? 0]?.milliseconds ?? usualMs;
  useEffect(() => {
    if (!isPlaying) {
      return undefined;
    }
    const timer = setTimeout(
      () => {
        setAt(((shown ?? 0) + 1) % count);
      },
      Math.max(duration, leastMs),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [isPlaying, shown, count, duration]);
  return {
    at: shown,
    playing: isPlaying,
    choose: (next) => {
      setPlaying(false);
      setAt(next);
    },
    step: (by) => {
      setPlaying(false);
      setAt(((shown ?? (by === 1 ? -1 : 0)) + by + count) % count);
    },
    toggle: () => {
      setAt(shown ?? 0);
      setPlaying(!isPlaying);
    },
  };
}
