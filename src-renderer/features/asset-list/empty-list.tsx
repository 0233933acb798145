import { CircleCheck, FolderOpen, SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import { parseSearch } from '../../../src-preload/contract/domain/search-terms.ts';
import { commandLabel } from '../../app/commands.ts';
import { runCommand } from '../../app/offered-commands.ts';
import { t } from '../../app/translation.ts';
import { statusOf } from '../../ipc/asset-filter.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

interface EmptyListProps {
  readonly counts: AssetCounts;
  readonly search: string;
  readonly onClearFilters: () => void;
  readonly onReload: () => void;
}

const icon = { size: 20, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Why the list is empty, and what to do about it. */
export function EmptyList({ counts, search, onClearFilters, onReload }: EmptyListProps): ReactElement {
  if (counts.all === 0) {
    return (
      <EmptyState
        icon={<FolderOpen {...icon} />}
        title={t('studio.list.emptyProject')}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button
              look="primary"
              onClick={() => {
                runCommand('create-assets');
              }}
            >
              {commandLabel('create-assets')}
            </Button>
            <Button onClick={onReload}>{t('studio.common.reload')}</Button>
          </div>
        }
      >
        {t('studio.list.emptyProjectHint')}
      </EmptyState>
    );
  }
  const status = parseSearch(search).length === 1 ? statusOf(search) : null;
  const showAll = <Button onClick={onClearFilters}>{t('studio.list.showAll')}</Button>;
  if (status === 'problems') {
    return (
      <EmptyState icon={<CircleCheck {...icon} />} title={t('studio.list.noProblems')} action={showAll}>
        {t('studio.list.noProblemsHint')}
      </EmptyState>
    );
  }
  if (status === 'unregistered') {
    return (
      <EmptyState icon={<CircleCheck {...icon} />} title={t('studio.list.allRegistered')} action={showAll}>
        {t('studio.list.allRegisteredHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX {...icon} />}
      title={t('studio.list.noMatch')}
      action={<Button onClick={onClearFilters}>{t('studio.list.clearFilters')}</Button>}
    >
      {t('studio.list.noMatchHint')}
    </EmptyState>
  );
}
