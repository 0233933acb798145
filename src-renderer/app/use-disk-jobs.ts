import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { VerifyReport } from '../../src-preload/contract/domain/project.ts';
import { call } from '../ipc/packer-client.ts';
import type { RequestFailed } from '../ipc/request-failed.ts';
import { useInvalidateProject } from '../ipc/use-invalidate-project.ts';
import { announceFailure } from './announce-failure.ts';
import { announceReload, reloadResult } from './announce-reload.ts';
import { type Job, type JobResult, runJob, useJobs } from './jobs.ts';
import { announce } from './session.ts';
import { t } from './translation.ts';

interface DiskJobs {
  readonly reload: () => void;
  readonly reloading: boolean;
  readonly verify: () => void;
  /** The last report of *Verify snapshot*, until it is put away. */
  readonly report: VerifyReport | null;
  readonly dismissReport: () => void;
}

/** The two jobs that read the whole project from disk: only ever because the author asked. */
export function useDiskJobs(projectId: string): DiskJobs {
  const invalidateProject = useInvalidateProject();
  const onError = ({ failure }: RequestFailed): void => {
    announceFailure(projectId, failure);
  };

  const reload = useMutation({
    mutationFn: () => {
      const jobId = crypto.randomUUID();
      return runJob(
        { kind: 'reload', jobId, projectId },
        () => call('packer:reload-project', { projectId, jobId }),
        reloadResult,
      );
    },
    onSettled: () => invalidateProject(projectId),
    onSuccess: (report) => {
      announceReload(projectId, report);
    },
    onError,
  });

  const verify = useMutation({
    mutationFn: () => {
      const jobId = crypto.randomUUID();
      return runJob(
        { kind: 'verify', jobId, projectId },
        () => call('packer:verify-snapshot', { projectId, jobId }),
        verifyResult,
      );
    },
    onSuccess: (report) => {
      const { text, outcome } = verifyResult(report);
      announce(projectId, text, { problem: outcome === 'problem' });
    },
    onError,
  });

  const { mutate: startReload, isPending: reloading } = reload;
  const reloadOnce = useCallback(() => {
    if (!isRunning(projectId, 'reload')) {
      startReload();
    }
  }, [projectId, startReload]);

  return {
    reload: reloadOnce,
    reloading,
    verify: () => {
      if (!isRunning(projectId, 'verify')) {
        verify.mutate();
      }
    },
    report: verify.data ?? null,
    dismissReport: verify.reset,
  };
}

/** One at a time: a second request while one runs, whoever began it, would read the same disk twice. */
function isRunning(projectId: string, kind: Job['kind']): boolean {
  return useJobs.getState().running.some((job) => job.projectId === projectId && job.kind === kind);
}

function verifyResult({ assets, differenceCount }: VerifyReport): JobResult {
  return differenceCount === 0
    ? { text: () => t('studio.verify.equal', { count: assets }), outcome: 'done', bulk: null }
    : { text: () => t('studio.verify.different', { count: differenceCount }), outcome: 'problem', bulk: null };
}
