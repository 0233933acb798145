import type { ReactElement, ReactNode } from 'react';
import { shortcutOf } from '../../app/commands.ts';
import { type ResultNext, useSession } from '../../app/session.ts';
import { language, t } from '../../app/translation.ts';
import { formatReadAt } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { StatusButton } from '../../ui/status-button.tsx';
import { UpdateButton } from './update-button.tsx';

interface StatusLineProps {
  /** Null where none is open yet. */
  readonly projectId: string | null;
  /** Rows that match and all assets; null until they are known. */
  readonly shown: number | null;
  readonly total: number | null;
  /** When the disk was last read in full. */
  readonly readAt: string | null;
  /** Whether the registry is being read again, and no job in sight says so. */
  readonly rereading: boolean;
  /** What runs. */
  readonly jobs: ReactNode;
  readonly onReload: () => void;
  /** Leads to what is said to look at next. */
  readonly onNext: (next: ResultNext) => void;
}

/** The line below the panes: what runs, what the last action came to, how much is shown, and how old it is. */
export function StatusLine(props: StatusLineProps): ReactElement {
  const { projectId, shown, total, readAt, rereading, jobs, onReload, onNext } = props;
  return (
    <footer
      data-region=""
      tabIndex={-1}
      className="flex h-[26px] shrink-0 items-center gap-4 border-t border-line bg-app px-3 text-small whitespace-nowrap text-fg-dim"
    >
      {jobs}
      {rereading ? <span className="text-busy">{t('studio.lane.reloading')}</span> : null}
      <ResultLine projectId={projectId} onNext={onNext} />
      <span className="flex-1" />
      {shown === null || total === null ? null : (
        <span role="status" className="tabular-nums">
          {t('studio.status.count', { shown, total })}
        </span>
      )}
      {readAt === null ? null : (
        <StatusButton onClick={onReload}>
          {t('studio.status.readAt', {
            time: formatReadAt(readAt, new Date(), language),
            keys: shortcutOf('reload-project') ?? '',
          })}
        </StatusButton>
      )}
      <UpdateButton />
    </footer>
  );
}

/** What the last action came to, and the way on. It draws nothing else anew. */
function ResultLine({ projectId, onNext }: Pick<StatusLineProps, 'projectId' | 'onNext'>): ReactElement {
  const result = useSession((session) => (session.result?.projectId === projectId ? session.result : null));
  const next = result?.next ?? null;
  return (
    <>
      <p aria-live="polite" aria-atomic="true" className="flex min-w-0 items-center gap-1.5">
        {result === null ? null : (
          <span key={result.id} className="flex min-w-0 items-center gap-1.5 text-fg">
            {result.problem ? <StateGlyph shape="octagon-bar" className="size-3.5" /> : null}
            <span title={result.text()} className="truncate">
              {result.text()}
            </span>
          </span>
        )}
      </p>
      {next === null ? null : <NextButton next={next} onNext={onNext} />}
    </>
  );
}

function NextButton({ next, onNext }: Pick<StatusLineProps, 'onNext'> & { readonly next: ResultNext }): ReactElement {
  return (
    <StatusButton
      onClick={() => {
        onNext(next);
      }}
    >
      {next === 'repair' ? t('studio.common.openRepair') : t('studio.bulk.showResult')}
    </StatusButton>
  );
}
