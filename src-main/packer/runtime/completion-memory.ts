import type { RegisterCompletion } from '../../../src-preload/contract/domain/completion.ts';

/** Completions that are remembered; a repeat that comes later is found in the registry by its command id. */
const remembered = 1024;

/** Answers the repeat of a command with its first completion, or with the promise of it while it is under way. */
export interface CompletionMemory {
  once(commandId: string, run: () => Promise<RegisterCompletion>): Promise<RegisterCompletion>;
}

export function createCompletionMemory(): CompletionMemory {
  const completions = new Map<string, Promise<RegisterCompletion>>();
  return {
    once: (commandId, run) => {
      const first = completions.get(commandId);
      if (first !== undefined) {
        return first;
      }
      const completion = run();
      completions.set(commandId, completion);
      const oldest = completions.keys().next();
      if (completions.size > remembered && oldest.done !== true) {
        completions.delete(oldest.value);
      }
      return completion;
    },
  };
}
