import { queryOptions } from '@tanstack/react-query';
import { call } from './packer-client.ts';

/** Keys of what Studio reads before any project is open. */
export const studioKeys = {
  recent: () => ['studio', 'recent'] as const,
};

export const studioQueries = {
  recent: () => queryOptions({ queryKey: studioKeys.recent(), queryFn: () => call('packer:list-recent', {}) }),
};
