import { ListChecks } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { commandLabel, shortcutOf } from '../../app/commands.ts';
import { cancelJob, useJobs } from '../../app/jobs.ts';
import type { BulkResult } from '../../ipc/bulk-message.ts';
import { StatusButton } from '../../ui/status-button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { JobLine } from './job-line.tsx';
import { JobList } from './job-list.tsx';

interface JobStripProps {
  readonly projectId: string;
  /** Whether the list of jobs is shown. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onShowResult: (result: BulkResult) => void;
}

const buttonId = 'jobs-button';

/** The jobs of a project in the status line: the one that began first, and the list of all. It draws nothing else anew. */
export function JobStrip({ projectId, open, onOpen, onShowResult }: JobStripProps): ReactElement {
  const listId = useId();
  const running = useJobs((jobs) => jobs.running).filter((job) => job.projectId === projectId);
  const [first] = running;
  const label = commandLabel('show-jobs');
  return (
    <>
      <Tooltip label={label} keys={shortcutOf('show-jobs')}>
        <StatusButton
          id={buttonId}
          aria-label={label}
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          onClick={() => {
            onOpen(!open);
          }}
          className="-mx-1.5 shrink-0"
        >
          <ListChecks size={14} strokeWidth={1.5} aria-hidden="true" />
        </StatusButton>
      </Tooltip>
      {open ? (
        <JobList
          id={listId}
          projectId={projectId}
          onClose={() => {
            onOpen(false);
            document.getElementById(buttonId)?.focus();
          }}
          onShowResult={onShowResult}
        />
      ) : null}
      {first === undefined ? null : (
        <JobLine
          job={first}
          others={running.length - 1}
          onShowList={() => {
            onOpen(true);
          }}
          onCancel={() => {
            cancelJob(first.jobId);
          }}
        />
      )}
    </>
  );
}
