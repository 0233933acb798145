import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { anAsset, buildProject } from '../../../src-main/packer/testing/project-builder.ts';
import { createQueryClient } from '../../app/query-client.ts';
import { filterOf } from '../../ipc/asset-filter.ts';
import { call } from '../../ipc/packer-client.ts';
import { pageOf, projectKeys, projectQueries } from '../../ipc/project-queries.ts';
import { createTestBridge, type TestBridge } from '../../testing/test-bridge.ts';
import { usePagesAhead } from './use-pages-ahead.ts';

const view = { filter: filterOf(''), sort: 'name', descending: false } as const;

afterEach(cleanup);

interface Opened {
  readonly projectId: string;
  readonly client: QueryClient;
  readonly bridge: TestBridge;
  readonly seen: ReturnType<typeof usePagesAhead>;
}

/** A small project: the pages beyond its end are empty, and are read like any others. */
async function open(): Promise<Opened> {
  const bridge = await createTestBridge({ launchFolder: await buildProject({ assets: { a: anAsset() } }) });
  Object.defineProperty(window, 'prometeu', { configurable: true, value: bridge.bridge });
  const folder = await call('packer:get-launch-folder', {});
  const folderToken = folder?.folderToken ?? '';
  const { projectId } = await call('packer:open-project', { folderToken, jobId: crypto.randomUUID() });
  const client = createQueryClient();
  const wrapper = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => usePagesAhead(projectId, view), { wrapper });
  return { projectId, client, bridge, seen: result.current };
}

function pagesAsked(bridge: TestBridge): readonly number[] {
  return bridge.asked('packer:list-assets').map(({ query }) => query.offset / 100);
}

/** The pages of which rows are in memory. */
function pagesKept({ client, projectId }: Opened): readonly number[] {
  return client
    .getQueriesData({ queryKey: projectKeys.list(projectId, view) })
    .filter(([, data]) => data !== undefined)
    .map(([key]) => pageOf(key))
    .toSorted((a, b) => a - b);
}

test('reads the pages that the scroll comes to, and each of them once', async () => {
  const opened = await open();

  opened.seen({ first: 5_000, last: 5_019 }, 36, 100_000);
  await waitFor(() => {
    expect(pagesKept(opened)).toEqual([51, 52, 53]);
  });
  opened.seen({ first: 5_036, last: 5_055 }, 36, 100_000);
  opened.seen({ first: 5_180, last: 5_199 }, 36, 100_000);

  await waitFor(() => {
    expect(pagesKept(opened)).toEqual([51, 52, 53, 54]);
  });
  expect(pagesAsked(opened.bridge)).toEqual([51, 52, 53, 54]);
});

test('gives up what the scroll does not come to any more, but not what is seen', async () => {
  const opened = await open();
  const held = opened.bridge.holdAnswer('packer:list-assets');
  opened.seen({ first: 5_000, last: 5_019 }, 3, 100_000);
  await held.reached;

  opened.seen({ first: 5_095, last: 5_114 }, 3, 100_000);
  await waitFor(() => {
    expect(pagesKept(opened)).toEqual([52]);
  });
  held.open();
  await waitFor(() => {
    expect(pagesKept(opened)).toEqual([51, 52]);
  });

  const late = opened.bridge.holdAnswer('packer:list-assets');
  opened.seen({ first: 5_150, last: 5_250 }, 3, 100_000);
  await late.reached;
  opened.seen({ first: 5_120, last: 5_139 }, -3, 100_000);
  await waitFor(() => {
    expect(pagesKept(opened)).toEqual([50, 51, 52]);
  });
  late.open();
  await opened.client.query(projectQueries.page(opened.projectId, view, 60));
  expect(pagesKept(opened)).toEqual([50, 51, 52, 60]);
});

test('forgets the pages that are far away', async () => {
  const opened = await open();
  const { client, projectId, seen } = opened;
  await Promise.all(
    [0, 479, 480, 500, 520, 521].map((page) => client.query(projectQueries.page(projectId, view, page))),
  );

  seen({ first: 50_000, last: 50_019 }, 40_000, 100_000);

  await waitFor(() => {
    expect(pagesKept(opened)).toEqual([480, 500, 520]);
  });
});

test('four reads are under way at most, and one that nobody wants when its turn comes is never asked for', async () => {
  const { client, projectId, bridge } = await open();
  let opened = false;
  const waiting: (() => void)[] = [];
  const ask = bridge.bridge.requests['packer:list-assets'];
  Object.defineProperty(bridge.bridge.requests, 'packer:list-assets', {
    value: async (request: unknown) => {
      if (!opened) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return ask(request);
    },
  });
  const reads = [0, 1, 2, 3, 4, 5].map((page) =>
    client.query(projectQueries.page(projectId, view, page)).catch(() => undefined),
  );
  await waitFor(() => {
    expect(waiting).toHaveLength(4);
  });

  await client.cancelQueries({ queryKey: projectKeys.page(projectId, view, 4), exact: true });
  opened = true;
  for (const go of waiting) {
    go();
  }

  await Promise.all(reads);
  expect(pagesAsked(bridge)).toEqual([0, 1, 2, 3, 5]);
});
