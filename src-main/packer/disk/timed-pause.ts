import { setImmediate } from 'node:timers/promises';

/** Longest work before the rest of the program has its turn. The last slice of it, and a collection of garbage, come on top. */
const sliceMs = 1;

/**
 * What works in slices calls behind each: it lets others go on where it is time to, and answers at once where it is not. A
 * turn of the event loop costs two changes of threads in the window's process, as much as the work of a slice. All that
 * share one pause have the time together. Throws the signal's reason.
 */
export function createTimedPause(signal: AbortSignal): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began >= sliceMs) {
      await setImmediate();
      began = performance.now();
    }
    signal.throwIfAborted();
  };
}
