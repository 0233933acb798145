type Keeper = (projectId: string) => Promise<void>;

const keepers = new Set<Keeper>();

/**
 * Has something read between the reads after a write and their being shown, so that both are one drawing: where what an
 * author looks at stands by now. Answers how to end that.
 */
export function keepPlace(keeper: Keeper): () => void {
  keepers.add(keeper);
  return () => {
    keepers.delete(keeper);
  };
}

/** Resolves when all have read. Never rejects: a place that could not be found is not kept, and nothing else is lost. */
export async function findPlaces(projectId: string): Promise<void> {
  await Promise.allSettled([...keepers].map((keeper) => keeper(projectId)));
}
