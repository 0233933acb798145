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
  readonly result: {
    readonly id: number;
    readonly text: string;
    readonly problem: boolean;
    readonly repair: boolean;
  } | null;
  /** Whether the registry is being read again without a job of the author's. */
  readonly rereading: boolean;
  readonly jobs: readonly { readonly jobId: string; readonly kind: JobProgress['kind']; readonly done: number }[];
  readonly onReload: () => void;
  readonly onRepair: () => void;
  readonly onCancel: (jobId: string) => void;
}

const quietButton =
  'h-6 shrink-0 rounded-control px-1.5 tabular-nums text-fg-dim -outline-offset-2 hover:bg-raised hover:text-fg';

/** The line below the panes: what runs, what the last action came to, how much is shown, and how old it is. */
export function StatusLine(props: StatusLineProps): ReactElement {
  const { shown, total, readAt, result, rereading, jobs, onReload, onRepair, onCancel } = props;
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
      {rereading && jobs.length === 0 ? <span className="text-busy">{t('studio.lane.reloading')}</span> : null}
      <p aria-live="polite" aria-atomic="true" className="flex min-w-0 items-center gap-1.5">
        {result === null ? null : (
          <span key={result.id} className="flex min-w-0 items-center gap-1.5 text-fg">
            {result.problem ? <StateGlyph shape="octagon-bar" className="size-3.5" /> : null}
            <span title={result.text} className="truncate">
              {result.text}
            </span>
          </span>
        )}
      </p>
      {result?.repair === true ? (
        <button type="button" onClick={onRepair} className={quietButton}>
          {t('studio.common.openRepair')}
        </button>
      ) : null}
      <span className="flex-1" />
      {shown === null || total === null ? null : (
        <span role="status" className="tabular-nums">
          {t('studio.status.count', { shown, total })}
        </span>
      )}
      {readAt === null ? null : (
        <button type="button" onClick={onReload} className={quietButton}>
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
      <button type="button" onClick={onCancel} className={quietButton}>
        {t('studio.common.cancel')}
      </button>
    </span>
  );
}
