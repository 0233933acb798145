import { useMutation } from '@tanstack/react-query';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { announceFailure } from '../../app/announce-failure.ts';
import { announceReload, reloadResult } from '../../app/announce-reload.ts';
import { runJob } from '../../app/jobs.ts';
import { announce } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';

interface LaneCommands {
  readonly takeOver: {
    readonly start: () => void;
    readonly pending: boolean;
    /** Why the last attempt did not work, until it is put away. */
    readonly refusal: FailureSentence | null;
    readonly dismiss: () => void;
  };
  readonly saveCopy: () => void;
}

/** What an author can ask of a lane that does not write. `onTakenOver` is called once the project is ours. */
export function useLaneCommands(projectId: string, onTakenOver: () => void): LaneCommands {
  const invalidateProject = useInvalidateProject();

  const takeOver = useMutation({
    mutationFn: () => {
      const jobId = crypto.randomUUID();
      return runJob(
        { kind: 'reload', jobId, projectId },
        () => call('packer:take-over-lock', { projectId, jobId }),
        reloadResult,
      );
    },
    onSettled: () => invalidateProject(projectId),
    onSuccess: (report) => {
      if (report.gone > 0) {
        announceReload(projectId, report);
      } else {
        announce(projectId, () => t('studio.outcome.takenOver'));
      }
      onTakenOver();
    },
  });

  const saveCopy = useMutation({
    mutationFn: () => call('packer:save-registry-copy', { projectId }),
    onSuccess: (saved) => {
      if (saved !== null) {
        announce(projectId, () => t('studio.outcome.copySaved', { path: visibleTextInSentence(saved.path) }));
      }
    },
    onError: ({ failure }) => {
      announceFailure(projectId, failure);
    },
  });

  return {
    takeOver: {
      start: () => {
        if (!takeOver.isPending) {
          takeOver.mutate();
        }
      },
      pending: takeOver.isPending,
      refusal: takeOver.error === null ? null : failureMessage(takeOver.error.failure),
      dismiss: takeOver.reset,
    },
    saveCopy: () => {
      if (!saveCopy.isPending) {
        saveCopy.mutate();
      }
    },
  };
}
