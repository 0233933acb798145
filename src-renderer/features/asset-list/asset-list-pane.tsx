import type { ReactElement } from 'react';
import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import type { ListView } from '../../ipc/project-queries.ts';
import { AssetGrid } from './asset-grid.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListFailure } from './list-failure.tsx';
import { ListHeader } from './list-header.tsx';
import type { AssetList } from './use-asset-list.ts';

interface AssetListPaneProps {
  readonly list: AssetList;
  readonly view: ListView;
  readonly cursor: number | null;
  readonly selectedRoot: string | null;
  readonly onSelect: (index: number, root: string | null) => void;
  readonly onEnter: () => void;
  readonly onSort: (sort: AssetSort) => void;
  readonly onClearFilters: () => void;
  readonly onReload: () => void;
}

/** The middle pane: why there is no list, why it is empty, or the list. */
export function AssetListPane(props: AssetListPaneProps): ReactElement | null {
  const { list, view, onSort, onClearFilters, onReload, ...grid } = props;
  if (list.error !== null) {
    return <ListFailure message={failureMessage(list.error.failure)} onReload={onReload} />;
  }
  if (list.total === null || list.counts === null) {
    return null;
  }
  if (list.total === 0) {
    return <EmptyList counts={list.counts} filter={view.filter} onClearFilters={onClearFilters} onReload={onReload} />;
  }
  return (
    <section className="flex h-full flex-col bg-panel">
      <ListHeader sort={view.sort} descending={view.descending} onSort={onSort} />
      <AssetGrid list={list} total={list.total} view={view} {...grid} />
    </section>
  );
}
