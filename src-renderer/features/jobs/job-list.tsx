import { X } from 'lucide-react';
import { type ReactElement, useEffect, useId, useRef } from 'react';
import { cancelJob, type EndedJob, type Job, useJobs } from '../../app/jobs.ts';
import { t } from '../../app/translation.ts';
import { type BulkResult, hasMoreToSee } from '../../ipc/bulk-message.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { jobLabel, jobText } from './job-text.ts';

interface JobListProps {
  readonly id: string;
  readonly projectId: string;
  readonly onClose: () => void;
  readonly onShowResult: (result: BulkResult) => void;
}

/**
 * Every job of this session, over the status line: those that run, with how far they have come and a way to stop each, and
 * those that have ended, with what they came to. Everything behind it can be used meanwhile.
 */
export function JobList({ id, projectId, onClose, onShowResult }: JobListProps): ReactElement {
  const heading = useId();
  const panel = useRef<HTMLDivElement>(null);
  const { running, ended } = useJobs();
  const isShown = (job: Pick<Job, 'projectId'>): boolean => job.projectId === null || job.projectId === projectId;
  const [runningHere, endedHere] = [running.filter(isShown), ended.filter(isShown)];
  useEffect(() => {
    panel.current?.focus();
  }, []);
  return (
    <div
      ref={panel}
      id={id}
      role="dialog"
      aria-labelledby={heading}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onClose();
        }
      }}
      className="fixed bottom-8 left-2 z-5 flex max-h-[60vh] w-[460px] max-w-[calc(100vw-16px)] flex-col rounded-dialog border border-line bg-panel text-body whitespace-normal text-fg shadow-overlay -outline-offset-2"
    >
      <div className="flex items-center justify-between py-2 pr-2 pl-4">
        <h2 id={heading} className="font-semibold">
          {t('studio.jobs.heading')}
        </h2>
        <IconButton label={t('studio.common.close')} onClick={onClose}>
          <X size={16} strokeWidth={1.5} aria-hidden="true" />
        </IconButton>
      </div>
      {runningHere.length + endedHere.length === 0 ? (
        <p className="px-4 pb-4 text-fg-dim">{t('studio.jobs.none')}</p>
      ) : (
        <ul aria-labelledby={heading} className="min-h-0 flex-1 overflow-y-auto border-t border-line">
          {runningHere.map((job) => (
            <RunningJob key={job.jobId} job={job} />
          ))}
          {endedHere.map((job) => (
            <EndedJobItem key={job.jobId} job={job} onShowResult={onShowResult} />
          ))}
        </ul>
      )}
    </div>
  );
}

function RunningJob({ job }: { readonly job: Job }): ReactElement {
  const { jobId, kind, done, total, current, cancelled } = job;
  return (
    <li className="flex items-center gap-3 border-b border-line px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="truncate text-busy tabular-nums">{jobText(job)}</p>
        <ProgressBar label={jobLabel(kind)} done={done} total={total} className="my-1.5 block w-full" />
        {current === null || cancelled ? null : (
          <p className="truncate font-mono text-small text-fg-dim">
            <SafeText text={current} />
          </p>
        )}
      </div>
      <Button
        unavailable={cancelled}
        onClick={() => {
          cancelJob(jobId);
        }}
      >
        {t('studio.common.cancel')}
      </Button>
    </li>
  );
}

const glyphs = {
  done: 'disc-tick',
  partly: 'triangle-mark',
  nothing: 'dot',
  cancelled: 'dot',
  problem: 'octagon-bar',
} as const;

interface EndedJobItemProps {
  readonly job: EndedJob;
  readonly onShowResult: (result: BulkResult) => void;
}

function EndedJobItem({ job, onShowResult }: EndedJobItemProps): ReactElement {
  const { text, outcome, bulk } = job.result;
  return (
    <li className="flex items-start gap-2 border-b border-line px-4 py-2.5 last:border-b-0">
      <StateGlyph shape={glyphs[outcome]} className="mt-0.5" />
      <p className="copyable min-w-0 flex-1 wrap-anywhere tabular-nums">{text()}</p>
      {bulk === null || !hasMoreToSee(bulk.completion) ? null : (
        <Button
          look="quiet"
          onClick={() => {
            onShowResult(bulk);
          }}
          className="-my-1"
        >
          {t('studio.bulk.showResult')}
        </Button>
      )}
    </li>
  );
}
