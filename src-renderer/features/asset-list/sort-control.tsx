import clsx from 'clsx';
import { ArrowDownWideNarrow, ArrowUpNarrowWide, ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';
import { type AssetSort, assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import { t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';

interface SortControlProps {
  /** Null where the rows are in no order. */
  readonly sort: AssetSort | null;
  readonly descending: boolean;
  /** Why the order can't be chosen now. */
  readonly unavailable?: string;
  readonly onSort: (sort: AssetSort) => void;
  readonly onReverse: () => void;
}

/** What the list is sorted by, and in which direction. */
export function SortControl({ sort, descending, unavailable, onSort, onReverse }: SortControlProps): ReactElement {
  const now = descending ? t('studio.list.descending') : t('studio.list.ascending');
  const Arrow = descending ? ArrowDownWideNarrow : ArrowUpNarrowWide;
  const isAvailable = unavailable === undefined;
  return (
    <div className="flex shrink-0 items-center gap-1">
      <div className="relative" title={unavailable}>
        <select
          aria-label={t('studio.list.sortBy')}
          value={sort ?? ''}
          disabled={!isAvailable}
          onChange={(event) => {
            const chosen = assetSorts.find((each) => each === event.target.value);
            if (chosen !== undefined) {
              onSort(chosen);
            }
          }}
          className={clsx(
            'h-7 appearance-none rounded-control border pr-7 pl-2 -outline-offset-1',
            isAvailable ? 'border-line-strong bg-input hover:bg-raised' : 'border-line bg-transparent text-fg-faint',
          )}
        >
          {sort === null ? <option value="">{t('studio.opening.asFound')}</option> : null}
          {assetSorts.map((each) => (
            <option key={each} value={each}>
              {t(`studio.list.sort.${each}`)}
            </option>
          ))}
        </select>
        <ChevronDown
          size={14}
          strokeWidth={1.5}
          aria-hidden="true"
          className="pointer-events-none absolute top-[7px] right-2 text-fg-dim"
        />
      </div>
      <IconButton label={t('studio.list.reverse', { now })} unavailable={unavailable} onClick={onReverse}>
        <Arrow size={16} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
