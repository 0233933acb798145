import { queryOptions } from '@tanstack/react-query';
import { call } from './packer-client.ts';

/** Keys of what Studio keeps for the author, beside the projects. */
export const studioKeys = {
  settings: () => ['studio', 'settings'] as const,
  recent: () => ['studio', 'recent'] as const,
  update: () => ['studio', 'update'] as const,
  savedSearches: (projectId: string) => ['studio', 'saved-searches', projectId] as const,
};

/** What is asked of Studio itself, whichever project is open. */
export const studioQueries = {
  settings: () => queryOptions({ queryKey: studioKeys.settings(), queryFn: () => call('studio:get-settings', {}) }),
  update: () => queryOptions({ queryKey: studioKeys.update(), queryFn: () => call('studio:get-update', {}) }),
  recent: () => queryOptions({ queryKey: studioKeys.recent(), queryFn: () => call('packer:list-recent', {}) }),
  savedSearches: (projectId: string) =>
    queryOptions({
      queryKey: studioKeys.savedSearches(projectId),
      queryFn: () => call('packer:list-saved-searches', { projectId }),
    }),
};
