import { type QueryClient, type QueryFilters, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { projectKeys } from './project-queries.ts';

/**
 * The one way in which Studio comes to show the result of a write: reads in flight are cancelled, for they may have
 * begun before the write, then list, details and actions are read again. Resolves when that is done.
 */
export function useInvalidateAssets(): (projectId: string) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    (projectId) =>
      invalidate(queryClient, [
        { queryKey: projectKeys.lists(projectId) },
        { queryKey: projectKeys.allDetails(projectId) },
        { queryKey: projectKeys.allActions(projectId) },
      ]),
    [queryClient],
  );
}

/** The same for everything that is known of the project: after it was read again from disk. */
export function useInvalidateProject(): (projectId: string) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    (projectId) => invalidate(queryClient, [{ queryKey: projectKeys.project(projectId) }]),
    [queryClient],
  );
}

async function invalidate(queryClient: QueryClient, filters: readonly QueryFilters[]): Promise<void> {
  await Promise.all(filters.map((filter) => queryClient.cancelQueries(filter)));
  await Promise.all(filters.map((filter) => queryClient.invalidateQueries(filter)));
}
