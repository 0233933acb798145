import { Minus, Plus, Trash2, X } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { CommandId } from '../../../src-preload/contract/commands.ts';
import type { EntryWhat } from '../../../src-preload/contract/domain/history.ts';
import { commandLabel, shortcutOf } from '../../app/commands.ts';
import { t } from '../../app/translation.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { type CountedChoice, countFor, reasonAgainst } from './use-counted-rows.ts';

interface BulkBarProps {
  /** How many rows are selected where they are more than one. */
  readonly selected: number | null;
  /** How many of them are registered, and how many are not; null until it is known. */
  readonly counted: CountedChoice | null;
  /** Whether a bulk write is under way. */
  readonly running: boolean;
  /** Does what the menu does. */
  readonly onRun: (command: CommandId) => void;
  readonly onClear: () => void;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/**
 * Below the list: how many rows are selected and what can be done with them, or else with all that are shown. In one line down
 * to the least width of the list in the least window: there, what is no first choice has an icon alone.
 */
export const BulkBar = memo(function BulkBar(props: BulkBarProps): ReactElement {
  const { selected, running, onRun } = props;
  return (
    <div className="@container shrink-0 border-t border-line bg-panel">
      <div className="flex min-h-11 flex-wrap items-center gap-1 px-3 py-2 @min-[640px]:gap-2">
        {selected === null ? (
          <>
            <span className="flex-1" />
            <Tooltip label={commandLabel('register-all-shown')} keys={shortcutOf('register-all-shown')}>
              <Button
                unavailable={running}
                onClick={() => {
                  onRun('register-all-shown');
                }}
              >
                {t('studio.bulk.registerAllShown')}
              </Button>
            </Tooltip>
          </>
        ) : (
          <SelectedRows {...props} selected={selected} />
        )}
      </div>
    </div>
  );
});

function SelectedRows({
  selected,
  counted,
  running,
  onRun,
  onClear,
}: BulkBarProps & { readonly selected: number }): ReactElement {
  const labelOf = (what: EntryWhat): string => {
    return counted === null
      ? t(`studio.bulk.uncounted.${what}`)
      : t(`studio.bulk.ofSelected.${what}`, { count: countFor(what, counted) });
  };
  const reasonFor = (what: EntryWhat): string | null =>
    running ? t('studio.bulk.underWay') : reasonAgainst(what, counted);
  const [register, unregister] = [reasonFor('register'), reasonFor('unregister')];
  return (
    <>
      <p role="status" className="truncate tabular-nums">
        {t('studio.bulk.selected', { count: selected })}
      </p>
      <IconButton label={t('studio.bulk.clear')} onClick={onClear}>
        <X {...icon} />
      </IconButton>
      <span className="flex-1" />
      <IconButton
        label={t('studio.bulk.trashSelected', { count: selected })}
        keys={shortcutOf('trash-assets')}
        unavailable={running ? t('studio.bulk.underWay') : undefined}
        onClick={() => {
          onRun('trash-assets');
        }}
      >
        <Trash2 {...icon} />
      </IconButton>
      <Tooltip
        label={commandLabel('unregister-asset')}
        keys={shortcutOf('unregister-asset')}
        shown={unregister === null}
      >
        <Button
          icon={<Minus {...icon} />}
          aria-label={labelOf('unregister')}
          unavailable={unregister !== null}
          title={unregister ?? undefined}
          onClick={() => {
            onRun('unregister-asset');
          }}
          className="@max-[640px]:px-1.5"
        >
          <span className="@max-[640px]:hidden">{labelOf('unregister')}</span>
        </Button>
      </Tooltip>
      <Tooltip label={commandLabel('register-asset')} keys={shortcutOf('register-asset')} shown={register === null}>
        <Button
          look="primary"
          icon={<Plus {...icon} />}
          unavailable={register !== null}
          title={register ?? undefined}
          onClick={() => {
            onRun('register-asset');
          }}
        >
          {labelOf('register')}
        </Button>
      </Tooltip>
    </>
  );
}
