import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CountedRows } from '../../../src-preload/contract/domain/asset-list.ts';
import type { RowSelection } from '../../../src-preload/contract/domain/bulk-registration.ts';
import type { EntryWhat } from '../../../src-preload/contract/domain/history.ts';
import type { MarkedRows } from '../../app/project-view.ts';
import { t } from '../../app/translation.ts';
import { type ListView, projectQueries } from '../../ipc/project-queries.ts';

const noRows: MarkedRows = { orderRevision: 1, ranges: [] };

/** What is known of the rows that are chosen. */
export interface CountedChoice extends CountedRows {
  /** Whether these rows have been counted. Until then the numbers are those of the choice before, and no command is refused by them. */
  readonly isCurrent: boolean;
}

/** How many of the rows that are chosen are registered, and how many are not; null where none are, or until anything is known. */
export function useCountedRows(projectId: string, view: ListView, marked: MarkedRows | null): CountedChoice | null {
  const counted = useQuery({
    ...projectQueries.countedRows(projectId, rowSelection(view, marked ?? noRows)),
    enabled: marked !== null,
  });
  const isChosen = marked !== null;
  const { data, isPlaceholderData } = counted;
  return useMemo(
    () => (isChosen && data !== undefined ? { ...data, isCurrent: !isPlaceholderData } : null),
    [isChosen, data, isPlaceholderData],
  );
}

/** Rows that are chosen in a list, for a command on them. */
export function rowSelection(
  { filter, sort, descending }: ListView,
  { orderRevision, ranges }: MarkedRows,
): RowSelection {
  return { by: 'rows', filter, sort, descending, orderRevision, ranges: [...ranges] };
}

/** How many of the rows a command would write. */
export function countFor(what: EntryWhat, { registered, unregistered }: CountedRows): number {
  return what === 'register' ? unregistered : registered;
}

/** Why none of the rows can be registered, or unregistered; null where some can, or until it is known. */
export function reasonAgainst(what: EntryWhat, counted: CountedChoice | null): string | null {
  return counted?.isCurrent === true && countFor(what, counted) === 0 ? t(`studio.bulk.none.${what}`) : null;
}
