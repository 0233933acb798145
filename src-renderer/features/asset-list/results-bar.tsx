import clsx from 'clsx';
import { LayoutGrid, List } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { tileEdges } from '../../../src-preload/contract/domain/kept-view.ts';
import { shortcutOf } from '../../app/commands.ts';
import type { ResultsLook } from '../../app/project-look.ts';
import { t } from '../../app/translation.ts';
import { Tooltip } from '../../ui/tooltip.tsx';

interface ResultsBarProps {
  /** How many assets are shown; null until that is known. */
  readonly total: number | null;
  readonly look: ResultsLook;
  readonly onLook: (change: Partial<ResultsLook>) => void;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** The band over the results: how many there are, and how they are shown. */
export function ResultsBar({ total, look, onLook }: ResultsBarProps): ReactElement {
  return (
    <div className="flex h-8 shrink-0 items-center justify-between gap-3 border-b border-line pr-2 pl-3">
      <span className="truncate text-small text-fg-dim tabular-nums">
        {total === null ? null : t('studio.list.count', { count: total })}
      </span>
      <div className="flex items-center gap-3">
        {look.layout === 'grid' ? (
          <input
            type="range"
            aria-label={t('studio.list.tileEdge')}
            aria-valuetext={t('studio.list.tileEdgeValue', { pixels: look.edge })}
            title={t('studio.list.tileEdge')}
            min={tileEdges.least}
            max={tileEdges.most}
            step={tileEdges.step}
            value={look.edge}
            onChange={(event) => {
              onLook({ edge: event.target.valueAsNumber });
            }}
            className="h-6 w-28 accent-accent"
          />
        ) : null}
        <LookChoice layout={look.layout} onLook={onLook} />
      </div>
    </div>
  );
}

interface LookChoiceProps extends Pick<ResultsBarProps, 'onLook'> {
  readonly layout: ResultsLook['layout'];
}

/** List or tiles. The number beside it changes with every write, and this does not. */
const LookChoice = memo(function LookChoice({ layout, onLook }: LookChoiceProps): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons are no form
    <div role="group" aria-label={t('studio.list.look')} className="flex rounded-control border border-line-strong">
      <LookButton
        label={t('studio.list.asList')}
        keys={shortcutOf('show-list')}
        pressed={layout === 'list'}
        onPress={() => {
          onLook({ layout: 'list' });
        }}
      >
        <List {...icon} />
      </LookButton>
      <LookButton
        label={t('studio.list.asGrid')}
        keys={shortcutOf('show-grid')}
        pressed={layout === 'grid'}
        onPress={() => {
          onLook({ layout: 'grid' });
        }}
      >
        <LayoutGrid {...icon} />
      </LookButton>
    </div>
  );
});

interface LookButtonProps {
  readonly label: string;
  readonly keys: string | null;
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly children: ReactElement;
}

function LookButton({ label, keys, pressed, onPress, children }: LookButtonProps): ReactElement {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        onClick={onPress}
        className={clsx(
          'inline-flex h-6 w-7 items-center justify-center rounded-control',
          pressed ? 'bg-selected text-fg' : 'text-fg-dim hover:bg-raised hover:text-fg',
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
