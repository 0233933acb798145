import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { subscribe } from '../ipc/events.ts';
import { call } from '../ipc/packer-client.ts';
import { studioKeys, studioQueries } from '../ipc/studio-queries.ts';
import { useJobs } from './jobs.ts';
import { useOfferedCommands } from './offered-commands.ts';
import { t } from './translation.ts';

/** Offers to go on in a newer version of Studio, once one is known. Not while a job runs, which would be cut short by it. */
export function useStudioUpdate(): void {
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

  const reasonAgainst = (): string | null => {
    if (update === null) {
      return t('studio.commandReason.noUpdate');
    }
    return update.by === 'restart' && jobsRun ? t('studio.commandReason.jobRuns') : null;
  };
  useOfferedCommands({
    'take-update': {
      run: () => {
        void call('studio:take-update', {});
      },
      reason: reasonAgainst(),
    },
  });
}
