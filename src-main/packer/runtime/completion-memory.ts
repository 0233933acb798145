/** Answers the repeat of a command with its first completion, or with the promise of it while it is under way. */
export interface CompletionMemory<Completion> {
  once(commandId: string, run: () => Promise<Completion>): Promise<Completion>;
  /** The completion of a command, undefined where it is not remembered. */
  recall(commandId: string): Promise<Completion> | undefined;
}

/** Remembers the last so many; what is older has to be recognised by what it left in the registry. */
export function createCompletionMemory<Completion>(remembered: number): CompletionMemory<Completion> {
  const completions = new Map<string, Promise<Completion>>();
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
    recall: (commandId) => completions.get(commandId),
  };
}
