import '../../src-renderer/app/zod-without-eval.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { AssetSummary } from '../../src-preload/contract/domain/asset.ts';
import { AssetGrid } from '../../src-renderer/features/asset-list/asset-grid.tsx';
import type { AssetList } from '../../src-renderer/features/asset-list/use-asset-list.ts';
import type { ListView } from '../../src-renderer/ipc/project-queries.ts';
import { generatedAsset } from '../generated-project.ts';

/*
 * Bundled and sent to the page: the product's own list in the window, of any length, since it holds no row that is not
 * drawn. What it costs that it gets longer by one, as after an asset was added.
 */

const view: ListView = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'name',
  descending: false,
};

const look = { layout: 'list', edge: 136 } as const;

const ignore = (): void => undefined;

/** Milliseconds of each growth by one row, by how many rows there are: render, change of the DOM, and layout. */
export async function growByOneRow(
  sizes: readonly number[],
  runs: number,
): Promise<readonly (readonly [size: number, took: readonly number[]])[]> {
  const lists = sizes.map((size) => ({ size, list: mountList(size), took: [] as number[] }));
  for (let run = 0; run < runs; run += 1) {
    for (const { list, took } of lists) {
      await frame();
      took.push(list.grow());
    }
  }
  return lists.map(({ size, list, took }) => {
    list.remove();
    return [size, took];
  });
}

function mountList(size: number): { readonly grow: () => number; readonly remove: () => void } {
  const place = document.createElement('div');
  place.style.cssText = 'position: fixed; inset: 0; z-index: 100; display: flex; flex-direction: column';
  document.body.append(place);
  const root = createRoot(place);
  const client = new QueryClient();
  const rows = new Map<number, AssetSummary>();
  let total = size;

  function render(): void {
    const list: AssetList = {
      total,
      counts: null,
      error: null,
      orderRevision: 1,
      shownOrderRevision: 1,
      rowAt: (index) => {
        const row = rows.get(index) ?? summaryOf(index, size);
        rows.set(index, row);
        return row;
      },
      indexOf: () => undefined,
      showRows: ignore,
      moveOfSeen: () => null,
    };
    const props = {
      list,
      total,
      view,
      look,
      thumbnails: null,
      beginsAt: 0,
      cursor: null,
      selectedRoot: null,
      marked: null,
    };
    flushSync(() => {
      const grid = createElement(AssetGrid, { ...props, onChoose: ignore, onEnter: ignore });
      root.render(createElement(QueryClientProvider, { client }, grid));
    });
  }

  render();
  const grid = place.querySelector('[role=grid]');
  if (grid === null) {
    throw new Error('There is no list');
  }
  grid.scrollTop = grid.scrollHeight / 2;
  return {
    grow: () => {
      total += 1;
      const begun = performance.now();
      render();
      const { height } = grid.getBoundingClientRect();
      const took = performance.now() - begun;
      if (height === 0 || Number(grid.getAttribute('aria-rowcount')) !== total) {
        throw new Error('The list did not get longer');
      }
      return took;
    },
    remove: () => {
      root.unmount();
      place.remove();
    },
  };
}

function summaryOf(index: number, size: number): AssetSummary {
  const { root, manifest } = generatedAsset(index, size);
  const { name, type } = manifest;
  return { root, name, type, registration: 'unregistered', health: 'ok', assetId: null, problems: 0 };
}

function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}
