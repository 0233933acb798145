import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribe } from '../ipc/events.ts';
import { call } from '../ipc/packer-client.ts';
import { studioKeys, studioQueries } from '../ipc/studio-queries.ts';
import { useJobs } from './jobs.ts';
import type { OfferedCommand } from './offered-commands.ts';
import { t } from './translation.ts';

/** To go on in a newer version of Studio, once one is known. Not while a job runs, which would be cut short by it. */
export function useStudioUpdate(): OfferedCommand {
  const queryClient = useQueryClient();
  const { data: update = null } = useQuery(studioQueries.update());
  const jobsRun = useJobs(({ running }) => running.length > 0);

  useEffect(
    () =>
      subscribe('studio:update-found', () => {
        void queryClient.invalidateQueries({ queryKey: studioKeys.update() });
      }),
    [queryClient],
  );

  const run = (): void => {
    void call('studio:take-update', {});
  };
  if (update === null) {
    return { run, reason: t('studio.commandReason.noUpdate') };
  }
  return { run, reason: update.by === 'restart' && jobsRun ? t('studio.commandReason.jobRuns') : null };
}
