import { type ReactElement, type ReactNode, useLayoutEffect, useRef } from 'react';
import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import type { ResultsLook } from '../../app/project-look.ts';
import type { BandChoice, MarkedRows, RowChoice } from '../../app/project-view.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import type { ListView } from '../../ipc/project-queries.ts';
import type { MenuAnchor } from '../../ui/menu-anchor.ts';
import { reachable } from '../../ui/reachable.ts';
import { AssetGrid } from './asset-grid.tsx';
import { columnShares } from './columns.ts';
import { EmptyList } from './empty-list.tsx';
import { ListFailure } from './list-failure.tsx';
import { ListHeader } from './list-header.tsx';
import { ResultsBar } from './results-bar.tsx';
import type { ThumbnailSource } from './thumbnail.tsx';
import type { TypedBeginning } from './typed-beginning.ts';
import type { AssetList } from './use-asset-list.ts';

interface AssetListPaneProps {
  readonly list: AssetList;
  readonly view: ListView;
  readonly look: ResultsLook;
  readonly onLook: (change: Partial<ResultsLook>) => void;
  readonly thumbnails: ThumbnailSource | null;
  readonly cursor: number | null;
  readonly selectedRoot: string | null;
  readonly marked: MarkedRows | null;
  readonly unsaved: ReadonlySet<string>;
  readonly onChoose: (choice: RowChoice) => void;
  readonly onBand: (band: BandChoice) => void;
  readonly onBandEnd: (stays: boolean) => void;
  readonly onMenu: (anchor: MenuAnchor) => void;
  readonly sought: number | null;
  /** Where the list begins, in pixels from its top. */
  readonly beginsAt: number;
  readonly onEnter: () => void;
  readonly onType: (beginning: TypedBeginning) => void;
  readonly followsCursor: boolean;
  readonly onSort: (sort: AssetSort) => void;
  readonly onClearFilters: () => void;
  readonly onReload: () => void;
  /** What can be done with the rows of the list, below them. */
  readonly footer: ReactNode;
}

/** Back to the list, from the search or from the details. Where there is no list, the focus stays where it is. */
export function focusAssetList(): void {
  reachable('[role=grid]')[0]?.focus();
}

/** Opens the menu of what is selected, as the menu key does. */
export function openRowMenu(): void {
  const [grid] = reachable('[role=grid]');
  grid?.focus();
  grid?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
}

/** The middle pane. The focus stays in it when what had it goes, as the grid does with its last row. */
export function AssetListPane(props: AssetListPaneProps): ReactElement {
  const pane = useRef<HTMLDivElement>(null);
  const focusIsHere = useRef(false);
  useLayoutEffect(() => {
    if (focusIsHere.current && document.activeElement === document.body) {
      const next =
        pane.current?.querySelector<HTMLElement>('[role=grid]') ?? pane.current?.querySelector<HTMLElement>('button');
      next?.focus();
    }
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      ref={pane}
      onFocus={() => {
        focusIsHere.current = true;
      }}
      // Not called for what React itself takes away.
      onBlur={() => {
        focusIsHere.current = false;
      }}
      className="min-h-0 flex-1"
    >
      <PaneContent {...props} />
    </div>
  );
}

/** Why there is no list, why it is empty, or the list. */
function PaneContent(props: AssetListPaneProps): ReactElement | null {
  const { list, view, look, onLook, onSort, onClearFilters, onReload, footer, ...grid } = props;
  if (list.error !== null) {
    return <ListFailure message={failureMessage(list.error.failure)} onReload={onReload} />;
  }
  if (list.total === null || list.counts === null) {
    return null;
  }
  if (list.total === 0) {
    return (
      <EmptyList counts={list.counts} search={view.filter.search} onClearFilters={onClearFilters} onReload={onReload} />
    );
  }
  return (
    <section style={columnShares(look.nameShare)} className="flex h-full flex-col bg-panel">
      <ResultsBar total={list.total} look={look} onLook={onLook} />
      {look.layout === 'list' ? (
        <ListHeader
          sort={view.sort}
          descending={view.descending}
          onSort={onSort}
          nameShare={look.nameShare}
          onLook={onLook}
        />
      ) : null}
      <AssetGrid list={list} total={list.total} view={view} look={look} {...grid} />
      {footer}
    </section>
  );
}
