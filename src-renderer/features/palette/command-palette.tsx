import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { type ReactElement, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import type { CommandId } from '../../../src-preload/contract/commands.ts';
import type { AssetSummary } from '../../../src-preload/contract/domain/asset.ts';
import { commandLabel, shortcutOf } from '../../app/commands.ts';
import { carryOut, useCommandReasons } from '../../app/offered-commands.ts';
import { assetSign, showOverlay, useOverlay } from '../../app/overlay.ts';
import { useSession } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { soughtTexts } from '../../ipc/asset-filter.ts';
import { assetState, stateShapes } from '../../ipc/asset-state.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useOpenDialog } from '../../ui/open-dialogs.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { useThereWhileOpen } from '../../ui/use-there-while-open.ts';
import { matchingCommands } from './matching-commands.ts';

type PaletteItem =
  | { readonly kind: 'command'; readonly id: CommandId; readonly reason: string | null }
  | { readonly kind: 'asset'; readonly asset: AssetSummary };

/** Every command by name, with its key or why it can't be carried out; behind an `@` every asset. */
export function CommandPalette(): ReactElement | null {
  const text = useOverlay(({ overlay }) => (overlay?.kind === 'palette' ? overlay.text : null));
  const chosen = useRef<(() => void) | null>(null);
  const isOpen = text !== null;
  useOpenDialog(isOpen);
  const { isThere, closed } = useThereWhileOpen(isOpen);
  return isThere ? (
    <Dialog.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open) {
          showOverlay(null);
        }
      }}
      onOpenChangeComplete={(open) => {
        // Only now: the focus is back where it was, and what a command gives it to keeps it.
        if (!open) {
          closed();
          const act = chosen.current;
          chosen.current = null;
          act?.();
        }
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-veil" />
        <Dialog.Popup
          aria-label={t('studio.palette.label')}
          className="fixed top-[10vh] left-1/2 z-20 flex w-[640px] max-w-[calc(100vw-48px)] -translate-x-1/2 flex-col overflow-hidden rounded-dialog border border-line bg-panel shadow-overlay"
        >
          <PaletteContent
            text={text ?? ''}
            onChoose={(act) => {
              chosen.current = act;
              showOverlay(null);
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  ) : null;
}

interface PaletteContentProps {
  readonly text: string;
  /** What is to be done once the palette is gone. */
  readonly onChoose: (act: () => void) => void;
}

function PaletteContent({ text, onChoose }: PaletteContentProps): ReactElement {
  const isForAssets = text.startsWith(assetSign);
  const projectId = useSession((session) => session.projectId);
  const reasonFor = useCommandReasons();
  const sought = isForAssets ? text.slice(assetSign.length).trim() : '';
  const assets = useQuery({
    ...projectQueries.found(projectId ?? '', sought),
    enabled: isForAssets && projectId !== null,
    placeholderData: keepPreviousData,
  });
  const [highlighted, setHighlighted] = useState<string | null>(null);
  const hintId = useId();

  const rows = assets.data?.rows;
  // The same list for as long as it says the same: with another one the first row is highlighted again.
  const items = useMemo(
    () => (text.startsWith(assetSign) ? assetItems(projectId === null ? [] : rows) : commandItems(text, reasonFor)),
    [text, projectId, rows, reasonFor],
  );
  const marks = soughtTexts(sought);

  const choose = (item: PaletteItem): void => {
    if (item.kind === 'asset') {
      const { root, name } = item.asset;
      onChoose(() => {
        useOverlay.setState({ goal: { root, name } });
      });
    } else if (item.id === 'go-to-asset' && item.reason === null) {
      showOverlay({ kind: 'palette', text: assetSign });
    } else if (item.reason === null) {
      onChoose(() => {
        carryOut(item.id);
      });
    }
  };

  const failure = assets.error?.failure;
  const noAssets =
    projectId === null
      ? t('studio.commandReason.noProject')
      : failure !== undefined
        ? failureMessage(failure).wrong
        : rows === undefined
          ? t('studio.list.loadingRow')
          : t('studio.palette.noAsset');
  const emptyText = isForAssets ? noAssets : t('studio.palette.noCommand');
  const atHand = items.find((item) => keyOf(item) === highlighted);
  const total = assets.data?.total ?? 0;
  const assetHint =
    total > items.length
      ? t('studio.palette.moreAssets', { listed: items.length, count: total })
      : t('studio.palette.assetHint');
  const hint = isForAssets
    ? assetHint
    : atHand?.kind === 'command' && atHand.reason !== null
      ? atHand.reason
      : t('studio.palette.hint');

  return (
    <Autocomplete.Root<PaletteItem>
      inline
      open
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={items}
      value={text}
      itemToStringValue={nameOf}
      onValueChange={(value, { reason }) => {
        if (reason !== 'item-press') {
          showOverlay({ kind: 'palette', text: value });
        }
      }}
      onItemHighlighted={(item) => {
        setHighlighted(item === undefined ? null : keyOf(item));
      }}
    >
      <div className="flex items-center gap-2 border-b border-line px-3 focus-within:border-accent">
        <Search size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-fg-faint" />
        <Autocomplete.Input
          aria-label={isForAssets ? t('studio.palette.searchAssets') : t('studio.palette.search')}
          aria-describedby={hintId}
          placeholder={t('studio.palette.search')}
          spellCheck={false}
          className="h-11 min-w-0 flex-1 bg-transparent text-head outline-none"
        />
      </div>
      <Autocomplete.List
        aria-label={isForAssets ? t('studio.palette.assets') : t('studio.palette.commands')}
        className="max-h-[min(392px,calc(80vh-88px))] scroll-py-1 overflow-y-auto overscroll-contain py-1 empty:hidden"
      >
        {(item: PaletteItem) => (
          <PaletteRow
            key={keyOf(item)}
            item={item}
            onChoose={() => {
              choose(item);
            }}
          >
            {item.kind === 'command' ? (
              <CommandCells id={item.id} reason={item.reason} />
            ) : (
              <AssetCells asset={item.asset} marks={marks} />
            )}
          </PaletteRow>
        )}
      </Autocomplete.List>
      {items.length > 0 ? null : (
        <div role="status" className="px-4 py-6 text-center text-fg-dim">
          {emptyText}
        </div>
      )}
      <p id={hintId} className="min-h-7 border-t border-line px-3 py-1 text-small text-fg-faint wrap-anywhere">
        {hint}
      </p>
    </Autocomplete.Root>
  );
}

function assetItems(rows: readonly AssetSummary[] = []): readonly PaletteItem[] {
  return rows.map((asset) => ({ kind: 'asset', asset }));
}

function commandItems(text: string, reasonFor: (id: CommandId) => string | null): readonly PaletteItem[] {
  return matchingCommands(text).map((id) => ({ kind: 'command', id, reason: reasonFor(id) }));
}

function nameOf(item: PaletteItem): string {
  return item.kind === 'command' ? commandLabel(item.id) : item.asset.name;
}

function keyOf(item: PaletteItem): string {
  return item.kind === 'command' ? item.id : `/${item.asset.root}`;
}

interface PaletteRowProps {
  readonly item: PaletteItem;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** What can't be carried out stays in the list, and can be come to, so that its reason is read. */
function PaletteRow({ item, onChoose, children }: PaletteRowProps): ReactElement {
  const isAvailable = item.kind === 'asset' || item.reason === null;
  return (
    <Autocomplete.Item
      value={item}
      aria-disabled={isAvailable ? undefined : true}
      onClick={onChoose}
      className={clsx(
        'mx-1 flex h-8 items-center gap-3 rounded-control px-2 data-highlighted:bg-selected',
        isAvailable ? 'text-fg' : 'text-fg-faint',
      )}
    >
      {children}
    </Autocomplete.Item>
  );
}

function CommandCells({ id, reason }: { readonly id: CommandId; readonly reason: string | null }): ReactElement {
  const keys = shortcutOf(id);
  return (
    <>
      <span className="shrink-0">{commandLabel(id)}</span>
      <span title={reason ?? undefined} className="min-w-0 flex-1 truncate text-right text-small">
        {reason}
      </span>
      {keys === null ? null : <KeyHint keys={keys} />}
    </>
  );
}

interface AssetCellsProps {
  readonly asset: AssetSummary;
  readonly marks: readonly string[];
}

function AssetCells({ asset, marks }: AssetCellsProps): ReactElement {
  const state = assetState(asset);
  return (
    <>
      <span title={t(`studio.state.${state}`)} className="flex">
        <StateGlyph shape={stateShapes[state]} />
        <span className="sr-only">{t(`studio.state.${state}`)}</span>
      </span>
      <TypeIcon type={asset.type ?? 'unknown'} />
      <SafeText text={asset.name} marks={marks} className="max-w-[60%] shrink-0" />
      <span className="flex min-w-0 flex-1 justify-end">
        <SafeText text={asset.root} marks={marks} className="font-mono text-small text-fg-dim" />
      </span>
    </>
  );
}
