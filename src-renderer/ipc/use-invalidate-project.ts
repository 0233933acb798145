import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { findPlaces } from './places-kept.ts';
import { projectKeys } from './project-queries.ts';
import { toldTogether } from './told-together.ts';

/**
 * The one way in which Studio comes to show the result of a write or of a reload: reads of the project in flight are
 * cancelled, for they may have begun before it, then all that is shown of the project is read again: summary, list,
 * details, actions, and shown at once, each list where its author was in it. Resolves when that is done.
 */
export function useInvalidateProject(): (projectId: string) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    async (projectId) => {
      const everything = { queryKey: projectKeys.project(projectId) };
      await queryClient.cancelQueries(everything);
      await toldTogether(async () => {
        await queryClient.invalidateQueries(everything);
        await findPlaces(projectId);
      });
    },
    [queryClient],
  );
}
