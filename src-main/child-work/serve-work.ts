import type { WorkAnswer, WorkOutcome, WorkRequest } from './work-messages.ts';

/**
 * The life of a process that does work on files: one order at a time, and an answer to each. What it reads is any file
 * that an author has, by code that was not written for hostile ones: whatever becomes of it, the app goes on.
 */
export function serveWork<Made, Refusal extends string>(
  // The queue of the same work is who sends, and what it sends is not looked at again here.
  work: (order: never, signal: AbortSignal) => Promise<WorkOutcome<Made, Refusal>>,
): void {
  let running = new AbortController();

  function answer(message: WorkAnswer<Made, Refusal>): void {
    process.parentPort.postMessage(message);
  }

  process.parentPort.on('message', ({ data }) => {
    const request = data as WorkRequest<never>;
    if (request.kind === 'cancel') {
      running.abort();
      return;
    }
    running = new AbortController();
    void work(request.order, running.signal).then(answer);
  });

  answer({ kind: 'ready' });
}
