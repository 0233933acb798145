import clsx from 'clsx';
import { type ReactElement, useId } from 'react';
import { type AssetManifest, assetTypes } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { mostFilesOfNew } from '../../../src-preload/contract/domain/new-asset.ts';
import { language, sentence, t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { formatBytes } from '../../ui/format.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { Select } from '../../ui/select.tsx';
import { type GlyphShape, StateGlyph } from '../../ui/state-glyph.tsx';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import { isUsable, type NewAssetRow, type RowEdit, type RowState } from './new-asset-rows.ts';

interface NewAssetLineProps {
  readonly row: NewAssetRow;
  readonly state: RowState;
  readonly index: number;
  readonly count: number;
  readonly height: number;
  readonly onEdit: (edit: RowEdit) => void;
  readonly onFocus: () => void;
}

/** The columns of the list, its header and its lines alike. */
export const lineColumns = 'grid grid-cols-[28px_minmax(0,4fr)_128px_minmax(0,5fr)_minmax(0,7fr)] items-center gap-x-3';

/** One file: what it is, what is to become of it, and what is in the way. */
export function NewAssetLine({ row, state, index, count, height, onEdit, onFocus }: NewAssetLineProps): ReactElement {
  const { file, taken, type, root } = row;
  const stateId = useId();
  const name = visibleTextInSentence(file.name);
  const canBeMade = isUsable(row);
  const isWrong = state.kind === 'refused';
  return (
    <li
      aria-posinset={index + 1}
      aria-setsize={count}
      onFocus={onFocus}
      style={{ height, transform: `translateY(${String(index * height)}px)` }}
      className={clsx('absolute inset-x-0 top-0 border-b border-line', lineColumns)}
    >
      <span className="flex justify-center">
        <input
          type="checkbox"
          checked={taken && canBeMade}
          disabled={!canBeMade}
          aria-label={t('studio.newAssets.take', { file: name })}
          aria-describedby={stateId}
          onChange={(event) => {
            onEdit({ taken: event.target.checked });
          }}
          className="m-1 size-4 accent-accent"
        />
      </span>
      <span className="min-w-0">
        <SafeText text={file.name} className={clsx('font-medium', taken && canBeMade ? '' : 'text-fg-dim')} />
        <span className="block text-small text-fg-faint tabular-nums">{sizeText(row)}</span>
      </span>
      <span>
        {canBeMade ? (
          <Select
            value={type ?? ''}
            aria-label={t('studio.newAssets.typeOf', { file: name })}
            aria-invalid={state.kind === 'unknown-type'}
            onChoose={(chosen) => {
              onEdit({ type: chosen as AssetManifest['type'] });
            }}
          >
            {type === null ? <option value="">{t('studio.newAssets.chooseType')}</option> : null}
            {assetTypes.map((each) => (
              <option key={each} value={each}>
                {t(`studio.type.${each}`)}
              </option>
            ))}
          </Select>
        ) : null}
      </span>
      <span className="min-w-0">
        {canBeMade ? (
          <input
            value={root}
            spellCheck={false}
            autoComplete="off"
            aria-label={t('studio.newAssets.rootOf', { file: name })}
            aria-invalid={isWrong}
            aria-describedby={stateId}
            onChange={(event) => {
              onEdit({ root: event.target.value.normalize('NFC') });
            }}
            className={clsx(
              'h-7 w-full rounded-control border bg-input px-2 font-mono text-small -outline-offset-1',
              isWrong ? 'border-err' : 'border-line-strong',
            )}
          />
        ) : null}
      </span>
      <span id={stateId} className="flex min-w-0 gap-2 pr-2 text-small">
        <StateGlyph shape={shapes[state.kind]} className="mt-px" />
        <span
          title={stateText(state)}
          className={clsx('line-clamp-3 wrap-anywhere', state.kind === 'ready' ? '' : 'text-fg-dim')}
        >
          {stateText(state)}
        </span>
      </span>
    </li>
  );
}

/** How much there is to copy: of the file, and of those that go with it. */
function sizeText({ file, parts }: NewAssetRow): string {
  if (file.bytes === null) {
    return ' ';
  }
  const size = formatBytes(
    [file, ...parts].reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    language,
  );
  return parts.length === 0 ? size : t('studio.newAssets.withParts', { size, count: parts.length });
}

const shapes: Readonly<Record<RowState['kind'], GlyphShape>> = {
  ready: 'disc-tick',
  'left-out': 'dot',
  checking: 'dot',
  'unknown-type': 'triangle-mark',
  unusable: 'octagon-bar',
  'too-many-parts': 'octagon-bar',
  refused: 'octagon-bar',
};

function stateText(state: RowState): string {
  switch (state.kind) {
    case 'ready':
      return t('studio.newAssets.ready');
    case 'left-out':
      return t('studio.newAssets.leftOut');
    case 'checking':
      return t('studio.newAssets.checking');
    case 'unknown-type':
      return t('studio.newAssets.unknownType');
    case 'too-many-parts':
      return t('studio.newAssets.tooManyParts', { count: mostFilesOfNew });
    case 'unusable': {
      const { reason, errno } = state.problem;
      return t('studio.newAssets.unusable', { reason: sentence(`reasons.${reason}`, { errno: errno ?? '' }) });
    }
    case 'refused': {
      const { wrong, next } = failureMessage(state.refusal);
      return t('studio.newAssets.conflict', { wrong, next });
    }
  }
}
