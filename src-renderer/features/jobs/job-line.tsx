import type { ReactElement } from 'react';
import type { Job } from '../../app/jobs.ts';
import { t } from '../../app/translation.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StatusButton } from '../../ui/status-button.tsx';
import { jobLabel, jobText } from './job-text.ts';

interface JobLineProps {
  readonly job: Job;
  /** How many others run. */
  readonly others: number;
  /** Null where there is no list to show. */
  readonly onShowList: (() => void) | null;
  readonly onCancel: () => void;
}

/** Running work in the status line: how far it has come, what it is, and a way to stop it. */
export function JobLine({ job, others, onShowList, onCancel }: JobLineProps): ReactElement {
  const text = others === 0 ? jobText(job) : t('studio.jobs.andMore', { job: jobText(job), count: others });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <span role="group" aria-label={jobLabel(job.kind)} className="flex min-w-0 items-center gap-2 text-busy">
      <ProgressBar label={jobLabel(job.kind)} done={job.done} total={job.total} className="inline-block w-32" />
      {onShowList === null ? (
        <span className="truncate tabular-nums">{text}</span>
      ) : (
        <StatusButton title={t('studio.jobs.show')} onClick={onShowList} busy={true} className="min-w-0 truncate">
          {text}
        </StatusButton>
      )}
      <StatusButton unavailable={job.cancelled} onClick={onCancel}>
        {t('studio.common.cancel')}
      </StatusButton>
    </span>
  );
}
