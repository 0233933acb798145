import { MousePointerClick } from 'lucide-react';
import type { ReactElement, Ref } from 'react';
import type { ActionCapability } from '../../../src-preload/contract/domain/asset-action.ts';
import type { ProvisionalRow } from '../../../src-preload/contract/domain/provisional-view.ts';
import { t } from '../../app/translation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { ActionBar } from './action-bar.tsx';
import { AssetHeading } from './asset-heading.tsx';

interface ProvisionalDetailsProps {
  readonly ref: Ref<HTMLElement>;
  /** Null where no row is selected, or the one that is has not been read. */
  readonly row: ProvisionalRow | null;
  readonly actions: readonly ActionCapability[];
}

/** The right pane while the project is being opened: which asset it is, and why nothing can be done with it yet. */
export function ProvisionalDetails({ ref, row, actions }: ProvisionalDetailsProps): ReactElement {
  const type = row?.type ?? 'unknown';
  return (
    <section ref={ref} aria-label={t('studio.details.label')} className="h-full overflow-y-auto bg-panel">
      {row === null ? (
        <EmptyState
          icon={<MousePointerClick size={20} strokeWidth={1.5} aria-hidden="true" />}
          title={t('studio.details.nothingSelected')}
        >
          {t('studio.opening.nothingSelectedHint')}
        </EmptyState>
      ) : (
        <>
          <AssetHeading asset={row} />
          <p className="flex items-center gap-2 px-4 pb-3 text-fg-dim">
            <TypeIcon type={type} />
            {t(`studio.type.${type}`)}
          </p>
          <ActionBar actions={actions} pending={null} refusal={null} retry={null} onRun={() => undefined} />
        </>
      )}
    </section>
  );
}
