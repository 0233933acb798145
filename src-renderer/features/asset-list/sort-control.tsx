import { ArrowDownWideNarrow, ArrowUpNarrowWide } from 'lucide-react';
import type { ReactElement } from 'react';
import { type AssetSort, assetSorts } from '../../../src-preload/contract/domain/asset-list.ts';
import { t } from '../../app/translation.ts';
import { IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';

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
      <Select
        aria-label={t('studio.list.sortBy')}
        title={unavailable}
        value={sort ?? ''}
        disabled={!isAvailable}
        onChoose={(value) => {
          const chosen = assetSorts.find((each) => each === value);
          if (chosen !== undefined) {
            onSort(chosen);
          }
        }}
      >
        {sort === null ? <option value="">{t('studio.opening.asFound')}</option> : null}
        {assetSorts.map((each) => (
          <option key={each} value={each}>
            {t(`studio.list.sort.${each}`)}
          </option>
        ))}
      </Select>
      <IconButton label={t('studio.list.reverse', { now })} unavailable={unavailable} onClick={onReverse}>
        <Arrow size={16} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
