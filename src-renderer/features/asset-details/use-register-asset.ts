import { useMutation } from '@tanstack/react-query';
import type { RegisterCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { t } from '../../app/translation.ts';
import { isRecovered, refusalMessage } from '../../ipc/completion-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce, CommandSubject } from './command-subject.ts';

interface RegisterAsset {
  readonly mutationKey: readonly unknown[];
  readonly start: (subject: CommandSubject) => void;
  /** Why the last attempt did not register this very selection; null if it did, or was about another. */
  readonly refusalFor: (subject: CommandSubject | null) => FailureSentence | null;
  /** Whether the last attempt failed for a reason that may pass: nothing about the asset was in its way. */
  readonly retryable: boolean;
}

/**
 * Registers an asset. The command is pending until what it changed has been read again, whatever its end: after a
 * refusal what the window shows is known to be old.
 */
export function useRegisterAsset(projectId: string, announce: Announce): RegisterAsset {
  const invalidateProject = useInvalidateProject();
  const mutationKey = ['register-asset', projectId];

  const { mutate, data, error, variables, isPending } = useMutation({
    mutationKey,
    mutationFn: ({ root, commandId }: CommandSubject & { readonly commandId: string }) =>
      call('packer:register-asset', { projectId, root, commandId }),
    onSettled: async (completion, failed, { name }) => {
      await invalidateProject(projectId);
      const refusal = refusalMessage(completion, failed?.failure);
      announce(resultText(completion, refusal, visibleTextInSentence(name)), { problem: refusal !== null });
    },
  });

  return {
    mutationKey,
    start: (subject) => {
      mutate({ ...subject, commandId: crypto.randomUUID() });
    },
    refusalFor: (subject) =>
      isPending || subject === null || variables?.turn !== subject.turn ? null : refusalMessage(data, error?.failure),
    retryable: error !== null || data?.status === 'failed',
  };
}

function resultText(completion: RegisterCompletion | undefined, refusal: FailureSentence | null, name: string): string {
  if (refusal !== null) {
    return t('studio.outcome.notRegistered', { name, wrong: refusal.wrong });
  }
  return isRecovered(completion)
    ? t('studio.outcome.registeredAfterReload', { name })
    : t('studio.outcome.registered', { name });
}
