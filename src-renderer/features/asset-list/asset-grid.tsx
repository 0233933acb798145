import clsx from 'clsx';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { RowRange } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { ResultsLook } from '../../app/project-look.ts';
import type { BandChoice, MarkedRows, Marking, RowChoice } from '../../app/project-view.ts';
import { hasRow } from '../../app/row-ranges.ts';
import { useSettings } from '../../app/settings.ts';
import { t } from '../../app/translation.ts';
import { soughtTexts } from '../../ipc/asset-filter.ts';
import type { ListedAsset } from '../../ipc/asset-state.ts';
import type { ListView } from '../../ipc/project-queries.ts';
import type { MenuAnchor } from '../../ui/menu-anchor.ts';
import { AssetRow } from './asset-row.tsx';
import { AssetTile } from './asset-tile.tsx';
import { nextIndex } from './next-index.ts';
import type { LineLayout } from './row-geometry.ts';
import { keysOfRows, noRowKeys } from './row-keys.ts';
import type { ThumbnailSource, ThumbnailWish } from './thumbnail.tsx';
import { layoutFor, tilesInset } from './tile-layout.ts';
import { afterKey, beginningOf, isTyped, nothingTyped, type TypedBeginning } from './typed-beginning.ts';
import type { AssetList } from './use-asset-list.ts';
import { indexOfRow, type PointedRow, rowElementAt, usePressedRow } from './use-pressed-row.ts';
import { useRowWindow } from './use-row-window.ts';
import { useRubberBand } from './use-rubber-band.ts';

interface AssetGridProps {
  readonly list: AssetList;
  readonly total: number;
  readonly view: ListView;
  readonly look: Pick<ResultsLook, 'layout' | 'edge'>;
  /** Null while there are no thumbnails. */
  readonly thumbnails: ThumbnailSource | null;
  /** The row that has the cursor: the selected one, or its neighbour where it has left the list. */
  readonly cursor: number | null;
  readonly selectedRoot: string | null;
  /** The rows that are chosen where they are more than one. */
  readonly marked: MarkedRows | null;
  /** Roots whose edits are not saved. */
  readonly unsaved?: ReadonlySet<string>;
  readonly onChoose: (choice: RowChoice) => void;
  /** Several rows can be chosen with a band. */
  readonly onBand?: (band: BandChoice) => void;
  readonly onBandEnd?: (stays: boolean) => void;
  /** Wants the menu of what is selected, at a point or a row of the window. */
  readonly onMenu?: (anchor: MenuAnchor) => void;
  /** Changes when the list is to scroll to the row with the cursor; null before it is. */
  readonly sought?: number | null;
  /** Whether the rows are still to be checked. */
  readonly busy?: boolean;
  /** Where the list begins, in pixels from its top. */
  readonly beginsAt: number;
  /** Told how far the list is scrolled, in pixels. */
  readonly onScrolled?: (top: number) => void;
  /** Enter: on to what can be done with the asset. */
  readonly onEnter: () => void;
  /** The beginning of a name was typed. */
  readonly onType?: (beginning: TypedBeginning) => void;
  /** Whether the list is scrolled to wherever the cursor goes, as while it is moved from a preview over the list. */
  readonly followsCursor?: boolean;
}

/**
 * The assets as a grid with one tab stop: in rows, or in lines of tiles. Focus stays on the grid itself, so no row that
 * goes can take it along.
 */
export function AssetGrid(props: AssetGridProps): ReactElement {
  const {
    list,
    total,
    view,
    look,
    thumbnails,
    cursor,
    selectedRoot,
    marked,
    unsaved = noRoots,
    onChoose,
    onBand,
    onBandEnd,
    onMenu,
    sought = null,
    busy,
    beginsAt,
    onScrolled,
    onEnter,
    onType,
    followsCursor = false,
  } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);

  // Before the rows that are seen are drawn for the first time.
  const [top] = useState(beginsAt);
  useLayoutEffect(() => {
    // To scroll it to where it is would have it laid out in the middle of what the screen does at first.
    if (top > 0) {
      scroller.current?.scrollTo({ top });
    }
  }, [top]);

  const { layout: kind, edge } = look;
  const { density } = useSettings().settings;
  const layoutOf = useMemo(
    () => (width: number) => layoutFor({ layout: kind, edge }, density, width),
    [kind, edge, density],
  );
  const rowWindow = useRowWindow(scroller, total, layoutOf, cursor, top, list.showRows, list.moveOfSeen);
  const { perLine, lineHeight } = rowWindow.layout;
  const isList = kind === 'list';
  const { search } = view.filter;
  const marks = useMemo(() => soughtTexts(search), [search]);

  // Another question begins at its first row. A refetch of the same one keeps the place.
  const scrollToTop = useEffectEvent(() => {
    rowWindow.scrollToTop();
  });
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current !== view) {
      shown.current = view;
      scrollToTop();
    }
  }, [view]);

  // What was sought can be in a list that is still being read, or whose layout is not known: its rows have other places
  // until then.
  const shownSought = useRef<number | null>(null);
  useEffect(() => {
    const hasPlaces = rowWindow.drawn !== null && list.orderRevision !== null;
    if (sought !== null && sought !== shownSought.current && cursor !== null && hasPlaces) {
      shownSought.current = sought;
      rowWindow.scrollTo(cursor);
    }
  });

  // A project that has just opened answers the arrow keys. Whoever types elsewhere meanwhile keeps the focus.
  useEffect(() => {
    if (document.activeElement === document.body) {
      scroller.current?.focus();
    }
  }, []);

  const scrollToCursor = useEffectEvent(() => {
    if (cursor !== null) {
      rowWindow.scrollTo(cursor);
    }
  });
  useEffect(() => {
    if (followsCursor) {
      scrollToCursor();
    }
  }, [followsCursor, cursor]);

  const typed = useRef(nothingTyped);

  const choose = (row: PointedRow, marking: Marking): void => {
    onChoose({ ...row, marking, from: cursor, orderRevision: list.shownOrderRevision });
  };
  const rowAt = (index: number): PointedRow => ({ index, root: list.rowAt(index)?.root ?? null });

  const onKeyDown = (event: KeyboardEvent): void => {
    const mod = event.ctrlKey || event.metaKey;
    if (mod || event.altKey) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
      return;
    }
    if (onType !== undefined && isTyped(event.key, typed.current, event.timeStamp)) {
      event.preventDefault();
      typed.current = afterKey(typed.current, event.key, event.timeStamp);
      onType(beginningOf(typed.current, cursor));
      return;
    }
    const screen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / lineHeight) - 1);
    const index = event.shiftKey ? cursor : indexBeforeMove(event.key);
    const next = nextIndex(event.key, { index, total, perLine, screen });
    if (next === null) {
      return;
    }
    event.preventDefault();
    choose(rowAt(next), event.shiftKey ? 'through' : 'alone');
    rowWindow.scrollTo(next);
  };

  const band = useRubberBand({
    scroller,
    ground: { total, lineHeight, perLine },
    shift: rowWindow.topOf(0),
    // Rows of the list are as wide as it is; between tiles there is little room.
    beginsOn: (pressed) => onBand !== undefined && (!isList || pressed.closest('[data-index]') === null),
    onDraw: (ranges, lead, adds) => {
      const orderRevision = list.shownOrderRevision;
      if (orderRevision !== null) {
        onBand?.({ ranges, lead: lead === null ? null : rowAt(lead), adds, from: cursor, orderRevision });
      }
    },
    onEnd: (stays) => onBandEnd?.(stays),
  });

  const pressedRow = usePressedRow(rowAt, list.indexOf);
  const choosePointed = (row: PointedRow | null, event: MouseEvent<HTMLElement>): void => {
    if (row !== null && !band.tookPress()) {
      choose(row, event.shiftKey ? 'through' : event.ctrlKey || event.metaKey ? 'toggle' : 'alone');
    }
  };

  // Shift+F10 and the menu key come as this too, from the list itself, which has the focus.
  const onContextMenu = (event: MouseEvent<HTMLElement>): void => {
    if (onMenu === undefined) {
      return;
    }
    event.preventDefault();
    const element = rowElementAt(event);
    if (element === null) {
      if (cursor !== null) {
        rowWindow.scrollTo(cursor);
        onMenu({ getBoundingClientRect: () => rectOf(document.getElementById(rowId(id, cursor))), byKey: true });
      }
      return;
    }
    const row = rowAt(indexOfRow(element));
    if (!isSelected(row.index, row.root ?? undefined)) {
      choose(row, 'alone');
    }
    const point = new DOMRect(event.clientX, event.clientY, 0, 0);
    onMenu({ getBoundingClientRect: () => point, byKey: false });
  };

  // Where the selected row has left the list, the neighbour that took its place is the first that the next key leads to.
  const indexBeforeMove = (key: string): number | null => {
    if (cursor === null || key !== (isList ? 'ArrowDown' : 'ArrowRight')) {
      return cursor;
    }
    return list.rowAt(cursor)?.root === selectedRoot ? cursor : cursor - 1;
  };

  const isSelected = (index: number, root: string | undefined): boolean =>
    marked === null ? selectedRoot !== null && root === selectedRoot : hasRow(marked.ranges, index);

  const wishOf = (index: number): ThumbnailWish => {
    if (!rowWindow.calm || rowWindow.seen === null) {
      return 'later';
    }
    // A scroll draws none until it comes to the end of a few rows beyond those that are seen.
    const near = 4 * perLine;
    return index >= rowWindow.seen.first - near && index <= rowWindow.seen.last + near ? 'visible' : 'ahead';
  };

  const rows = namedRows(rowsBetween(rowWindow.drawn, cursor), list);
  const [keysBefore, setKeys] = useState(noRowKeys);
  const keys = keysOfRows(
    keysBefore,
    rows.map(({ name }) => name),
  );
  if (keys !== keysBefore) {
    setKeys(keys);
  }

  const drawRow = ({ index, name, asset }: NamedRow): ReactElement => {
    const key = keys.of.get(name);
    const common = {
      id: index === cursor ? rowId(id, index) : undefined,
      index,
      asset,
      active: index === cursor,
      selected: isSelected(index, asset?.root),
      unsaved: asset !== undefined && unsaved.has(asset.root),
      source: thumbnails,
      wish: wishOf(index),
    };
    return isList ? (
      <AssetRow
        key={key}
        {...common}
        top={rowWindow.topOf(index)}
        marks={marks}
        brief={!rowWindow.calm && !hasRow(rowWindow.full, index)}
      />
    ) : (
      <AssetTile key={key} {...common} column={index % perLine} edge={edge} />
    );
  };

  const drawRows = (): readonly ReactElement[] => {
    if (isList) {
      // In their order for those who read them, and as long as they pass in that of their elements: none is moved then.
      const inOrder = rowWindow.calm
        ? rows
        : rows.toSorted((a, b) => (keys.of.get(a.name) ?? 0) - (keys.of.get(b.name) ?? 0));
      return inOrder.map(drawRow);
    }
    return linesOf(rows, rowWindow.layout).map(({ line, tiles }) => (
      // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
      // biome-ignore lint/a11y/useSemanticElements: lines of a virtual grid have a place, not a table
      <div
        key={line}
        role="row"
        aria-rowindex={line + 1}
        style={{
          transform: `translateY(${String(rowWindow.topOf(line * perLine))}px)`,
          height: lineHeight,
          gridTemplateColumns: `repeat(${String(perLine)}, minmax(0, 1fr))`,
          paddingInline: tilesInset,
        }}
        className="absolute inset-x-0 top-0 grid gap-x-1 pt-1"
      >
        {tiles.map(drawRow)}
      </div>
    ));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table can't be virtualised and scrolled by itself
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={t('studio.list.label')}
      aria-rowcount={Math.ceil(total / perLine)}
      aria-colcount={isList ? 6 : perLine}
      aria-multiselectable="true"
      aria-busy={busy}
      aria-activedescendant={cursor === null ? undefined : rowId(id, cursor)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        pressedRow.onPointerDown(event);
        band.onPointerDown(event);
      }}
      onDragStart={(event) => {
        // A picture would be dragged where a band is drawn.
        event.preventDefault();
      }}
      onPointerUp={(event) => {
        choosePointed(pressedRow.movedRow(), event);
      }}
      onClick={(event) => {
        choosePointed(pressedRow.rowOfClick(event), event);
      }}
      onContextMenu={onContextMenu}
      onScroll={(event) => onScrolled?.(event.currentTarget.scrollTop)}
      className={clsx(
        '@container group/grid min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-gutter:stable]',
        // The row with the cursor has the ring where there is one.
        cursor === null ? '-outline-offset-2' : 'outline-none',
      )}
    >
      <div role="presentation" className="relative" style={{ height: rowWindow.height }}>
        {/* Of one size whatever the list has: a list that gets longer does not have its rows laid out again. */}
        <div role="presentation" className="absolute inset-x-0 top-0 h-0">
          {drawRows()}
        </div>
        {band.box === null ? null : (
          <div
            aria-hidden="true"
            data-band=""
            style={band.box}
            className="pointer-events-none absolute z-10 border border-accent bg-accent/15"
          />
        )}
      </div>
    </div>
  );
}

const noRoots: ReadonlySet<string> = new Set();

/** The rows to draw in their order. The one that `aria-activedescendant` names must be there wherever it is. */
function rowsBetween(drawn: RowRange | null, cursor: number | null): readonly number[] {
  const rows =
    drawn === null ? [] : Array.from({ length: drawn.last - drawn.first + 1 }, (_, nth) => drawn.first + nth);
  if (cursor === null || (drawn !== null && drawn.first <= cursor && cursor <= drawn.last)) {
    return rows;
  }
  return drawn !== null && cursor > drawn.last ? [...rows, cursor] : [cursor, ...rows];
}

interface NamedRow {
  readonly index: number;
  readonly name: string;
  /** Undefined while its page is being read. */
  readonly asset: ListedAsset | undefined;
}

/**
 * An asset keeps its row where it moves to another place, as all below one that leaves the list do: by its root. A place
 * that has not been read, or that has an asset which another one has too while pages are read again, has its number, which
 * no root looks like.
 */
function namedRows(indexes: readonly number[], list: AssetList): readonly NamedRow[] {
  const taken = new Set<string>();
  return indexes.map((index) => {
    const asset = list.rowAt(index);
    const name = asset === undefined || taken.has(asset.root) ? `/${String(index)}` : asset.root;
    taken.add(name);
    return { index, name, asset };
  });
}

interface Line {
  readonly line: number;
  readonly tiles: readonly NamedRow[];
}

/** The rows of tiles by their lines. */
function linesOf(rows: readonly NamedRow[], { perLine }: LineLayout): readonly Line[] {
  const lines = new Map<number, NamedRow[]>();
  for (const row of rows) {
    const line = Math.floor(row.index / perLine);
    const tiles = lines.get(line) ?? [];
    tiles.push(row);
    lines.set(line, tiles);
  }
  return [...lines].map(([line, tiles]) => ({ line, tiles }));
}

function rectOf(element: HTMLElement | null): DOMRect {
  return element?.getBoundingClientRect() ?? new DOMRect();
}

function rowId(gridId: string, index: number): string {
  return `${gridId}-${String(index)}`;
}
