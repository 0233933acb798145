import { notifyManager } from '@tanstack/react-query';

/** After so many milliseconds, what has been read is shown without what has not: an author sees a delay from there on. */
const longestHoldMs = 100;

let holds = 0;
const waiting: (() => void)[] = [];

function tell(): void {
  for (const each of waiting.splice(0)) {
    each();
  }
}

// As react-query does it, but while something is held.
notifyManager.setScheduler((telling) => {
  if (holds > 0) {
    waiting.push(telling);
  } else {
    setTimeout(telling, 0);
  }
});

/**
 * Reads that belong together, as all that is shown of a project after a write: who shows them is told once, when the last
 * of them has ended. Told as they come in, each of them would be drawn by itself, and a window that is half of before and
 * half of after be seen.
 */
export async function toldTogether(reads: () => Promise<void>): Promise<void> {
  let isHeld = true;
  holds += 1;
  const letGo = (): void => {
    if (isHeld) {
      isHeld = false;
      holds -= 1;
      if (holds === 0) {
        // After what whoever waits for the reads says of them: that and this are one drawing, so that the focus has somewhere
        // to go when what had it is not there any more.
        setTimeout(tell, 0);
      }
    }
  };
  const late = setTimeout(letGo, longestHoldMs);
  try {
    await reads();
  } finally {
    clearTimeout(late);
    letGo();
  }
}
