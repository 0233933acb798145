import clsx from 'clsx';
import { memo, type ReactElement, useMemo } from 'react';
import { t } from '../../app/translation.ts';
import { assetState, type ListedAsset, stateShapes } from '../../ipc/asset-state.ts';
import { cutInMiddle } from '../../ui/cut-in-middle.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { assetLabel } from './asset-label.ts';
import { ProblemCount } from './problem-count.tsx';
import { mayHavePicture, Thumbnail, type ThumbnailSource, type ThumbnailWish } from './thumbnail.tsx';
import { UnsavedMark } from './unsaved-mark.tsx';

interface AssetTileProps {
  /** For the tile that the grid names as its active one. */
  readonly id: string | undefined;
  readonly index: number;
  /** Its place in its line, from 0. */
  readonly column: number;
  /** The edge of its picture, in pixels. */
  readonly edge: number;
  /** Undefined while its page is being read. */
  readonly asset: ListedAsset | undefined;
  readonly active: boolean;
  readonly selected: boolean;
  /** Whether it has edits that are not saved. */
  readonly unsaved: boolean;
  readonly source: ThumbnailSource | null;
  readonly wish: ThumbnailWish;
}

/** One asset among tiles. The grid takes its clicks. */
export const AssetTile = memo(function AssetTile(props: AssetTileProps): ReactElement {
  const { id, index, column, edge, asset, active, selected, unsaved, source, wish } = props;
  const label = useMemo(
    () => (asset === undefined ? t('studio.list.loadingRow') : assetLabel(asset, unsaved)),
    [asset, unsaved],
  );
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names its active cell
    // biome-ignore lint/a11y/useSemanticElements: cells of a virtual grid have a place, not a table
    <div
      id={id}
      role="gridcell"
      data-index={index}
      aria-colindex={column + 1}
      aria-selected={selected}
      aria-label={label}
      className={clsx(
        'flex min-w-0 flex-col items-center rounded-tile border-2 pt-1.5',
        selected ? 'border-accent bg-selected' : 'border-transparent hover:bg-raised',
        active && 'group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-accent',
        'outline-offset-0',
      )}
    >
      {asset === undefined ? (
        <span className="rounded-control bg-raised" style={{ width: edge, height: edge }} />
      ) : (
        <TileContent asset={asset} edge={edge} selected={selected} unsaved={unsaved} source={source} wish={wish} />
      )}
    </div>
  );
});

type TileContentProps = Pick<AssetTileProps, 'edge' | 'selected' | 'unsaved' | 'source' | 'wish'> & {
  readonly asset: ListedAsset;
};

/** Pixels that a letter of the name takes on average. */
const letterWidth = 6.6;

const TileContent = memo(function TileContent(props: TileContentProps): ReactElement {
  const { asset, edge, selected, unsaved, source, wish } = props;
  const state = assetState(asset);
  const name = visibleText(asset.name);
  const isPicture = source !== null && mayHavePicture(asset);
  return (
    <>
      <div
        style={{ width: edge, height: edge }}
        className={clsx(
          'relative flex shrink-0 items-center justify-center overflow-hidden rounded-control',
          isPicture ? 'checkerboard' : 'bg-app',
        )}
      >
        <Thumbnail asset={asset} source={source} wish={wish} edge={edge} iconSize={Math.round(edge / 4)} />
        <span title={t(`studio.state.${state}`)} className="absolute top-1 left-1 rounded-full bg-panel p-0.5">
          <StateGlyph shape={stateShapes[state]} />
        </span>
        {'problems' in asset && asset.problems > 0 ? (
          <span className="absolute top-1 right-1 rounded-control bg-panel px-1">
            <ProblemCount asset={asset} />
          </span>
        ) : null}
        {unsaved ? <UnsavedMark className="absolute bottom-1 left-1 rounded-full bg-panel p-1" /> : null}
      </div>
      <bdi
        title={name}
        style={{ width: edge }}
        className={clsx(
          'mt-1 line-clamp-2 max-h-9 text-center text-small wrap-anywhere text-balance',
          state === 'missing' && !selected && 'text-fg-dim',
        )}
      >
        {cutInMiddle(name, 2 * Math.floor(edge / letterWidth) - 1)}
      </bdi>
    </>
  );
});
