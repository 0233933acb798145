import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import type { AssetSort } from '../../../src-preload/contract/domain/asset-list.ts';
import type { ResultsLook } from '../../app/project-look.ts';
import { t } from '../../app/translation.ts';
import { ColumnDivider } from './column-divider.tsx';
import { columns, rootColumn, typeColumn } from './columns.ts';

interface ListHeaderProps {
  /** Null where the rows are in no order. */
  readonly sort: AssetSort | null;
  readonly descending: boolean;
  /** A click on the column by which the list is sorted turns the order round. Null where the order can't be chosen. */
  readonly onSort: ((sort: AssetSort) => void) | null;
  /** How much the name has of the room for name and folder, in percent. */
  readonly nameShare: number;
  readonly onLook: (change: Partial<ResultsLook>) => void;
}

/** The columns' names, and a short way to sort by them with the mouse. For everyone else there is "Sort by". */
export const ListHeader = memo(function ListHeader(props: ListHeaderProps): ReactElement {
  const { sort, descending, onSort, nameShare, onLook } = props;
  const cell = (column: AssetSort, label: string, className?: string): ReactElement => (
    <button
      type="button"
      tabIndex={-1}
      data-column={column}
      title={label}
      onClick={() => {
        onSort?.(column);
      }}
      className={clsx(
        'flex h-6 min-w-0 items-center gap-1',
        onSort !== null && 'hover:text-fg',
        sort === column && 'text-fg',
        className,
      )}
    >
      <span className="truncate">{label}</span>
      {sort === column ? <Direction descending={descending} /> : null}
    </button>
  );
  return (
    <div
      data-columns=""
      className="@container relative shrink-0 overflow-hidden border-b [scrollbar-gutter:stable] border-line bg-panel"
    >
      <div aria-hidden="true" className={clsx(columns, 'text-caption font-medium text-fg-faint')}>
        {cell('registration', '')}
        <span />
        {cell('name', t('studio.list.column.name'))}
        {cell('type', t('studio.list.column.type'), typeColumn)}
        {cell('root', t('studio.list.column.root'))}
        {cell('health', t('studio.list.column.problems'), 'justify-end')}
      </div>
      <div className={clsx(columns, 'pointer-events-none absolute inset-0')}>
        <div className={clsx(rootColumn, 'relative h-full')}>
          <ColumnDivider
            share={nameShare}
            onShare={(share) => {
              onLook({ nameShare: share });
            }}
          />
        </div>
      </div>
    </div>
  );
});

function Direction({ descending }: { readonly descending: boolean }): ReactElement {
  const Arrow = descending ? ArrowDown : ArrowUp;
  return <Arrow size={12} strokeWidth={1.5} className="shrink-0" />;
}
