import { performance } from 'node:perf_hooks';

/** What a call that waits takes, in microseconds. */
export function microseconds(work: () => unknown): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) * 1000;
}

/** What it takes until a promise is kept, in microseconds. */
export async function microsecondsUntil(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) * 1000;
}
