import clsx from 'clsx';
import type { ReactElement } from 'react';
import type { JobProgress } from '../../../src-preload/contract/domain/job.ts';
import { shortcutOf } from '../../app/commands.ts';
import { language, t } from '../../app/translation.ts';
import { formatReadAt } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';

interface StatusLineProps {
  /** Rows that match and all assets; null until they are known. */
  readonly shown: number | null;
  readonly total: number | null;
  /** When the disk was last read in full. */
  readonly readAt: string | null;
  readonly result: { readonly id: number; readonly text: string; readonly problem: boolean } | null;
  readonly jobs: readonly { readonly jobId: string; readonly kind: JobProgress['kind']; readonly done: number }[];
  readonly onReload: () => void;
  readonly onCancel: (jobId: string) => void;
}

/** The line below the panes: what runs, what the last action came to, how much is shown, and how old it is. */
export function StatusLine(props: StatusLineProps): ReactElement {
  const { shown, total, readAt, result, jobs, onReload, onCancel } = props;
  return (
    <footer className="flex h-[26px] shrink-0 items-center gap-4 border-t border-line bg-app px-3 text-small whitespace-nowrap text-fg-dim">
      {jobs.map((job) => (
        <JobStrip
          key={job.jobId}
          kind={job.kind}
          done={job.done}
          onCancel={() => {
            onCancel(job.jobId);
          }}
        />
      ))}
      <p aria-live="polite" aria-atomic="true" className="flex min-w-0 flex-1 items-center gap-1.5">
        {result === null ? null : (
          <span key={result.id} className={clsx('flex min-w-0 items-center gap-1.5', 'text-fg')}>
            {result.problem ? <StateGlyph shape="octagon-bar" className="size-3.5" /> : null}
            <span title={result.text} className="truncate">
              {result.text}
            </span>
          </span>
        )}
      </p>
      {shown === null || total === null ? null : (
        <span role="status" className="tabular-nums">
          {t('studio.status.count', { shown, total })}
        </span>
      )}
      {readAt === null ? null : (
        <button
          type="button"
          onClick={onReload}
          className="h-6 rounded-control px-1.5 tabular-nums -outline-offset-2 hover:bg-raised hover:text-fg"
        >
          {t('studio.status.readAt', {
            time: formatReadAt(readAt, new Date(), language),
            keys: shortcutOf('reload-project') ?? '',
          })}
        </button>
      )}
    </footer>
  );
}

interface JobStripProps {
  readonly kind: JobProgress['kind'];
  readonly done: number;
  readonly onCancel: () => void;
}

/** Running work: what it is, how many assets it has come past, and a way to stop it. */
function JobStrip({ kind, done, onCancel }: JobStripProps): ReactElement {
  const job = t(`studio.status.job.${kind}`);
  return (
    <span className="flex items-center gap-2 text-busy">
      <span className="tabular-nums">
        {done === 0 ? job : t('studio.status.jobProgress', { job, assets: t('studio.status.assets', { count: done }) })}
      </span>
      <button
        type="button"
        onClick={onCancel}
        className="h-6 rounded-control px-1.5 text-fg-dim -outline-offset-2 hover:bg-raised hover:text-fg"
      >
        {t('studio.common.cancel')}
      </button>
    </span>
  );
}
