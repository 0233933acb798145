import { useEffect, useEffectEvent } from 'react';
import type { JobProgress } from '../../src-preload/contract/domain/job.ts';
import { subscribe } from '../ipc/events.ts';
import { call } from '../ipc/packer-client.ts';
import { useInvalidateProject } from '../ipc/use-invalidate-project.ts';
import { adoptJob, dropJob } from './jobs.ts';

/**
 * Shows the jobs of a project that this page did not begin: the one before it did, which has crashed since, and main goes on
 * with what it was asked for. They can be cancelled like all others. What one came to is not known here: the project is
 * asked for again when it has ended, and the history says the rest.
 */
export function useAdoptedJobs(projectId: string): void {
  const invalidateProject = useInvalidateProject();
  const showOutcome = useEffectEvent(() => {
    void invalidateProject(projectId);
  });
  useEffect(() => {
    const adopted = new Set<string>();
    let isShown = true;
    const adopt = (jobs: readonly JobProgress[]): void => {
      for (const job of isShown ? jobs : []) {
        if (adoptJob(job, projectId)) {
          adopted.add(job.jobId);
        }
      }
    };
    const unsubscribe = subscribe('packer:job-ended', ({ jobId }) => {
      if (adopted.delete(jobId)) {
        dropJob(jobId);
        showOutcome();
      }
    });
    // Without an answer there is nothing to show, and whatever is wrong with main shows elsewhere.
    call('packer:list-jobs', { projectId }).then(adopt, () => undefined);
    return () => {
      isShown = false;
      unsubscribe();
      for (const jobId of adopted) {
        dropJob(jobId);
      }
    };
  }, [projectId]);
}
