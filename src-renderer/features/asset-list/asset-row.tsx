import clsx from 'clsx';
import { memo, type ReactElement, useMemo } from 'react';
import { t } from '../../app/translation.ts';
import { assetState, type ListedAsset, stateShapes } from '../../ipc/asset-state.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { assetLabel } from './asset-label.ts';
import { columns, rootColumn, typeColumn } from './columns.ts';
import { ProblemCount } from './problem-count.tsx';
import { Thumbnail, type ThumbnailSource, type ThumbnailWish } from './thumbnail.tsx';
import { UnsavedMark } from './unsaved-mark.tsx';

interface AssetRowProps {
  /** For the row that the grid names as its active one. */
  readonly id: string | undefined;
  readonly index: number;
  readonly top: number;
  /** Undefined while its page is being read. */
  readonly asset: ListedAsset | undefined;
  readonly active: boolean;
  readonly selected: boolean;
  /** Whether it has edits that are not saved. */
  readonly unsaved: boolean;
  /** Texts to mark in name and root. The same list for as long as they are the same. */
  readonly marks: readonly string[];
  readonly source: ThumbnailSource | null;
  readonly wish: ThumbnailWish;
  /** Whether it passes too fast for more than its name and its folder to be caught. */
  readonly brief: boolean;
}

/** One row, at its place in the whole list. The grid takes its clicks, so that a scroll leaves the rows that stay alone. */
export const AssetRow = memo(function AssetRow(props: AssetRowProps): ReactElement {
  const { id, index, top, asset, active, selected, unsaved, marks, source, wish, brief } = props;
  // A row that only moves keeps its words.
  const label = useMemo(() => {
    if (asset === undefined) {
      return t('studio.list.loadingRow');
    }
    return brief ? visibleText(asset.name) : assetLabel(asset, unsaved);
  }, [asset, unsaved, brief]);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
    // biome-ignore lint/a11y/useSemanticElements: rows of a virtual grid have a place, not a table
    <div
      id={id}
      role="row"
      data-index={index}
      aria-rowindex={index + 1}
      aria-selected={selected}
      aria-label={label}
      style={{ transform: `translateY(${String(top)}px)` }}
      className={clsx(
        'absolute inset-x-0 top-0 h-row',
        columns,
        selected ? 'bg-selected' : 'hover:bg-raised',
        active &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
      )}
    >
      {selected ? <span className="absolute inset-y-0 left-0 w-0.5 bg-accent" /> : null}
      {asset === undefined ? (
        <Cell className="col-span-3">
          <span className="h-2 w-24 rounded-control bg-raised" />
        </Cell>
      ) : brief ? (
        <BriefCells asset={asset} />
      ) : (
        <AssetCells asset={asset} selected={selected} unsaved={unsaved} marks={marks} source={source} wish={wish} />
      )}
    </div>
  );
});

interface AssetCellsProps {
  readonly asset: ListedAsset;
  readonly selected: boolean;
  readonly unsaved: boolean;
  readonly marks: readonly string[];
  readonly source: ThumbnailSource | null;
  readonly wish: ThumbnailWish;
}

/** The edge of a row's picture, in pixels. */
const edge = 20;

const AssetCells = memo(function AssetCells(props: AssetCellsProps): ReactElement {
  const { asset, selected, unsaved, marks, source, wish } = props;
  const state = assetState(asset);
  const type = asset.type ?? 'unknown';
  const dim = selected ? 'text-fg' : 'text-fg-dim';
  return (
    <>
      <Cell label={t(`studio.state.${state}`)} title={t(`studio.state.${state}`)}>
        <StateGlyph shape={stateShapes[state]} />
      </Cell>
      <Cell className="relative h-5 justify-center overflow-hidden">
        <Thumbnail asset={asset} source={source} wish={wish} edge={edge} iconSize={16} />
      </Cell>
      <Cell label={visibleText(asset.name)}>
        <SafeText isNamed text={asset.name} marks={marks} className={clsx(state === 'missing' && 'text-fg-dim')} />
        {unsaved ? <UnsavedMark className="ml-1.5" /> : null}
      </Cell>
      <Cell className={clsx(typeColumn, dim)}>
        <span className="truncate">{t(`studio.type.${type}`)}</span>
      </Cell>
      <Cell label={visibleText(asset.root)} className={clsx('font-mono text-small', dim)}>
        <SafeText isNamed text={asset.root} marks={marks} />
      </Cell>
      <Cell className="justify-end">{'problems' in asset ? <ProblemCount asset={asset} /> : null}</Cell>
    </>
  );
});

/** Two texts where all cells of a row are twenty elements: a frame has time for these in as many rows as pass in it. */
function BriefCells({ asset }: { readonly asset: ListedAsset }): ReactElement {
  return (
    <>
      <TextCell text={asset.name} className="col-start-3" />
      <TextCell text={asset.root} className={clsx('font-mono text-fg-dim text-small', rootColumn)} />
    </>
  );
}

function TextCell({ text, className }: { readonly text: string; readonly className: string }): ReactElement {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useSemanticElements: cells of a virtual grid
    <div role="gridcell" className={clsx('truncate', className)}>
      {visibleText(text)}
    </div>
  );
}

interface CellProps {
  /** Its name where its content is not the whole of it. Read aloud only: a text of its own would be laid out for that, in each row. */
  readonly label?: string;
  readonly className?: string;
  readonly title?: string;
  readonly children: React.ReactNode;
}

function Cell({ label, className, title, children }: CellProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
    // biome-ignore lint/a11y/useSemanticElements: cells of a virtual grid
    <div role="gridcell" aria-label={label} title={title} className={clsx('flex min-w-0 items-center', className)}>
      {children}
    </div>
  );
}
