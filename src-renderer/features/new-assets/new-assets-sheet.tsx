import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FilePlus2, FolderPlus } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useMemo, useRef, useState } from 'react';
import { t } from '../../app/translation.ts';
import { useSettled } from '../../app/use-settled.ts';
import type { AssetsToMake } from '../../ipc/assets-to-make.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DropZone } from './drop-zone.tsx';
import { lineColumns, NewAssetLine } from './new-asset-line.tsx';
import { isAsked, type RowEdit, rowsOf, statesOf } from './new-asset-rows.ts';
import type { FileReview } from './use-new-assets.ts';
import { useVisibleRows } from './use-visible-rows.ts';

interface NewAssetsSheetProps {
  readonly projectId: string;
  readonly review: FileReview | null;
  /** The folder that is proposed for all. */
  readonly folder: string;
  /** Whether something else is being written: nothing can be created until that has ended. */
  readonly running: boolean;
  readonly onCreate: (assets: AssetsToMake, register: boolean) => void;
  /** Files come beside those that are looked through: of the system's dialog, or dropped. */
  readonly onAdd: (what: 'files' | 'folders') => void;
  readonly onDrop: (files: readonly File[]) => void;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

/** The review of files that assets are to be made of. Nothing is written before its button. */
export function NewAssetsSheet(props: NewAssetsSheetProps): ReactElement {
  const { review } = props;
  // It stays in sight while it closes.
  const [shown, setShown] = useState(nothingToReview);
  if (review !== null && review !== shown) {
    setShown(review);
  }
  return <Review key={shown.turn} {...props} shown={shown.chosen} />;
}

const nothingToReview: FileReview = { turn: 0, chosen: { files: [], left: 0, foldersLeft: 0 } };

/** Three lines of small text, with the state of a row that is refused. */
const lineHeight = 60;

/** Main is asked about all roots once no letter was typed for so many milliseconds. */
const typingPauseMs = 150;

function Review({
  projectId,
  review,
  shown,
  folder: proposed,
  running,
  onCreate,
  onAdd,
  onDrop,
  onClose,
  onFocusLost,
}: NewAssetsSheetProps & { readonly shown: FileReview['chosen'] }): ReactElement {
  const { files, left, foldersLeft } = shown;
  const [folder, setFolder] = useState(proposed);
  const [register, setRegister] = useState(true);
  const [edits, setEdits] = useState<ReadonlyMap<string, RowEdit>>(new Map());
  const [focused, setFocused] = useState<number | null>(null);
  const folderId = useId();
  const first = useRef<HTMLInputElement>(null);
  const rows = rowsOf(files, folder, edits);
  // As one text, which is the same one for the same roots.
  const wanted = useSettled(JSON.stringify(rows.filter(isAsked).map(({ root }) => root)), typingPauseMs);
  const asked = useMemo(() => JSON.parse(wanted) as string[], [wanted]);
  const check = useQuery({
    ...projectQueries.newRoots(projectId, asked),
    enabled: review !== null && asked.length > 0,
    placeholderData: keepPreviousData,
  });
  const states = statesOf(rows, check.data);
  const { ref, onScroll, drawn } = useVisibleRows(rows.length, lineHeight, focused);
  const ready = rows.filter((_, at) => states[at]?.kind === 'ready');
  const wrong = states.filter(
    ({ kind }) => kind === 'unusable' || kind === 'too-many-parts' || kind === 'refused' || kind === 'unknown-type',
  ).length;
  const isBeingChecked = states.some(({ kind }) => kind === 'checking');
  const cannot = ready.length === 0 || isBeingChecked || running;

  const create = (): void => {
    if (!cannot) {
      onCreate(
        ready.flatMap(({ file, parts, type, root }) =>
          type === null
            ? []
            : [{ root, name: file.assetName, type, files: [file, ...parts].map(({ fileToken }) => fileToken) }],
        ),
        register,
      );
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      create();
    }
  };
  const edit = (token: string, change: RowEdit): void => {
    setEdits((all) => new Map(all).set(token, { ...all.get(token), ...change }));
  };

  return (
    <Dialog
      open={review !== null}
      onClose={onClose}
      title={t('studio.newAssets.heading')}
      closeLabel={t('studio.common.cancel')}
      size="work"
      initialFocus={first}
      onFocusLost={onFocusLost}
      header={
        <div className="space-y-3">
          <p className="text-fg-dim">{t('studio.newAssets.intro')}</p>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <div className="flex min-w-0 flex-1 items-center gap-3">
              <label htmlFor={folderId} className="shrink-0 font-medium">
                {t('studio.newAssets.folder')}
              </label>
              <input
                ref={first}
                id={folderId}
                value={folder}
                spellCheck={false}
                autoComplete="off"
                onKeyDown={onKeyDown}
                onChange={(event) => {
                  setFolder(event.target.value.normalize('NFC'));
                }}
                className="h-7 w-full min-w-0 rounded-control border border-line-strong bg-input px-2 font-mono text-small"
              />
            </div>
            <label className="flex min-h-6 shrink-0 items-center gap-2">
              <input
                type="checkbox"
                checked={register}
                onKeyDown={onKeyDown}
                onChange={(event) => {
                  setRegister(event.target.checked);
                }}
                className="size-4 accent-accent"
              />
              {t('studio.newAssets.register')}
            </label>
            <span className="flex gap-2">
              <Button
                icon={<FilePlus2 size={16} strokeWidth={1.5} aria-hidden="true" />}
                onClick={() => {
                  onAdd('files');
                }}
              >
                {t('studio.newAssets.add')}
              </Button>
              <Button
                icon={<FolderPlus size={16} strokeWidth={1.5} aria-hidden="true" />}
                onClick={() => {
                  onAdd('folders');
                }}
              >
                {t('studio.newAssets.addFolders')}
              </Button>
            </span>
          </div>
        </div>
      }
      footer={
        <>
          <p role="status" className="min-w-0 flex-1 text-fg-dim tabular-nums">
            {t('studio.newAssets.summary', { ready: ready.length, count: rows.length })}
            {wrong === 0 ? null : ` · ${t('studio.newAssets.withProblem', { count: wrong })}`}
            {running ? ` · ${t('studio.bulk.underWay')}` : null}
          </p>
          <Button onClick={onClose}>{t('studio.common.cancel')}</Button>
          <Button
            look="primary"
            unavailable={cannot}
            title={
              running ? t('studio.bulk.underWay') : ready.length === 0 ? t('studio.newAssets.nothingReady') : undefined
            }
            onClick={create}
          >
            {t('studio.newAssets.submit', { count: ready.length })}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears a key of the fields in it */}
      <div className="flex h-full flex-col" onKeyDown={onKeyDown}>
        <div className="flex min-h-0 flex-1 flex-col rounded-control border border-line">
          {/* Each field of a line says itself what it is of which file. */}
          <div aria-hidden="true" className="overflow-hidden border-b border-line bg-raised [scrollbar-gutter:stable]">
            <div className={`${lineColumns} py-1 text-small text-fg-dim`}>
              <span />
              <span>{t('studio.newAssets.column.file')}</span>
              <span>{t('studio.newAssets.column.type')}</span>
              <span>{t('studio.newAssets.column.root')}</span>
              <span>{t('studio.newAssets.column.state')}</span>
            </div>
          </div>
          <div
            ref={ref}
            onScroll={(event) => {
              onScroll(event.currentTarget.scrollTop);
            }}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain [scrollbar-gutter:stable]"
          >
            <ul
              aria-label={t('studio.newAssets.list')}
              className="relative"
              style={{ height: rows.length * lineHeight }}
            >
              {drawn.map((index) => {
                const row = rows[index];
                const state = states[index];
                return row === undefined || state === undefined ? null : (
                  <NewAssetLine
                    key={row.file.fileToken}
                    row={row}
                    state={state}
                    index={index}
                    count={rows.length}
                    height={lineHeight}
                    onEdit={(change) => {
                      edit(row.file.fileToken, change);
                    }}
                    onFocus={() => {
                      setFocused(index);
                    }}
                  />
                );
              })}
            </ul>
          </div>
        </div>
        {left === 0 ? null : <p className="pt-2 text-fg-dim">{t('studio.newAssets.tooMany', { count: left })}</p>}
        {foldersLeft === 0 ? null : (
          <p className="pt-2 text-fg-dim">{t('studio.newAssets.foldersLeft', { count: foldersLeft })}</p>
        )}
        {review === null ? null : <DropZone covers="sheet" onDrop={onDrop} />}
      </div>
    </Dialog>
  );
}
