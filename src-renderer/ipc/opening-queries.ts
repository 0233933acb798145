import { queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import { call } from './packer-client.ts';
import { pageSize } from './project-queries.ts';

/** Keys of what is read of a project while a job opens it. */
export const openingKeys = {
  view: (jobId: string) => ['opening', jobId] as const,
  page: (jobId: string, page: number) => [...openingKeys.view(jobId), page] as const,
};

/** What is asked of a project that is being opened. */
export const openingQueries = {
  page: (jobId: string, page: number) =>
    queryOptions({
      queryKey: openingKeys.page(jobId, page),
      queryFn: () => call('packer:list-provisional-assets', { jobId, offset: page * pageSize, limit: pageSize }),
      // It changes when the job has come further, and the job says so.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10_000,
      // The answer is null once the opening has ended. Its rows stay until those of the project are seen.
      structuralSharing: (before, now) =>
        now === null && before !== undefined ? before : replaceEqualDeep(before, now),
    }),
};
