import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { StoreApi } from 'zustand';
import { openFolderLimit } from '../../src-preload/contract/domain/asset-facets.ts';
import { type KeptView, viewAtFirst } from '../../src-preload/contract/domain/kept-view.ts';
import { call } from '../ipc/packer-client.ts';
import { onLookChange, projectLook } from './project-look.ts';
import type { ProjectView } from './project-view.ts';

/**
 * Tells main how a project is shown and where the author is in it, as soon as that has changed: main keeps it, and nothing
 * has to be asked of a window that is about to be closed.
 */
export function useKeptView(folderToken: string, store: StoreApi<ProjectView>): void {
  const { mutate: keep } = useMutation({
    mutationFn: (view: KeptView) => call('studio:keep-view', { folderToken, view }),
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let kept = JSON.stringify(viewNow(folderToken, store));
    const keepNow = (): void => {
      clearTimeout(timer);
      const view = viewNow(folderToken, store);
      const text = JSON.stringify(view);
      if (text !== kept) {
        kept = text;
        keep(view);
      }
    };
    // Behind what the change itself leads to: rows are drawn and asked for first.
    const keepSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keepNow, 0);
    };
    const ends = [store.subscribe(keepSoon), onLookChange(keepSoon)];
    return () => {
      for (const end of ends) {
        end();
      }
      keepNow();
    };
  }, [folderToken, store, keep]);
}

function viewNow(folderToken: string, store: StoreApi<ProjectView>): KeptView {
  const { search, sort, descending, selection } = store.getState();
  const look = projectLook(folderToken) ?? viewAtFirst;
  return {
    ...viewAtFirst,
    ...look,
    openFolders: look.openFolders.slice(0, openFolderLimit),
    search,
    sort,
    descending,
    selected: selection?.root ?? null,
  };
}
