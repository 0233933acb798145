import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { ProvisionalView } from '../../src-preload/contract/domain/provisional-view.ts';
import { openingQueries } from './opening-queries.ts';

test('Q5 rows that were read stay when their opening has ended', async () => {
  const client = new QueryClient();
  const view: ProvisionalView = {
    phase: 'opening',
    projectId: '00000000-0000-4000-8000-000000000000',
    name: 'Garden',
    path: '/garden',
    from: 'scan',
    total: 0,
    rows: [],
    actions: [],
  };
  const page = openingQueries.page('job', 0);
  await client.query({ ...page, queryFn: async () => view });

  await client.query({ ...page, staleTime: 0, queryFn: async () => null });

  expect(client.getQueryData(page.queryKey)).toEqual(view);
});
