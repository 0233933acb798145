import { useMutation } from '@tanstack/react-query';
import type { EntryCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { EntryWhat } from '../../../src-preload/contract/domain/history.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { t } from '../../app/translation.ts';
import { isRecovered, refusalMessage } from '../../ipc/completion-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce, CommandSubject } from './command-subject.ts';

interface EntryCommand {
  readonly mutationKey: readonly unknown[];
  readonly start: (subject: CommandSubject) => void;
  /** Forgets the last attempt: another one is about the same asset. */
  readonly reset: () => void;
  /** Why the last attempt did not work on this very selection; null if it did, or was about another. */
  readonly refusalFor: (subject: CommandSubject | null) => FailureSentence | null;
  /** Whether the last attempt failed for a reason that may pass: nothing about the asset was in its way. */
  readonly retryable: boolean;
}

/**
 * Registers or unregisters an asset. The command is pending until what it changed has been read again, whatever its end: after a
 * refusal what the window shows is known to be old.
 */
export function useEntryCommand(projectId: string, what: EntryWhat, announce: Announce): EntryCommand {
  const invalidateProject = useInvalidateProject();
  const mutationKey = [`${what}-asset`, projectId];

  const { mutate, reset, data, error, variables, isPending } = useMutation({
    mutationKey,
    mutationFn: ({ root, commandId }: CommandSubject & { readonly commandId: string }) =>
      call(`packer:${what}-asset`, { projectId, root, commandId }),
    onSettled: async (completion, failed, { name }) => {
      await invalidateProject(projectId);
      const refusal = (): FailureSentence | null => refusalMessage(completion, failed?.failure);
      announce(() => resultText(what, completion, refusal(), visibleTextInSentence(name)), {
        problem: refusal() !== null,
      });
    },
  });

  return {
    mutationKey,
    reset,
    start: (subject) => {
      mutate({ ...subject, commandId: crypto.randomUUID() });
    },
    refusalFor: (subject) =>
      isPending || subject === null || variables?.turn !== subject.turn ? null : refusalMessage(data, error?.failure),
    retryable: error !== null || data?.status === 'failed',
  };
}

const outcomes = {
  register: {
    done: 'studio.outcome.registered',
    reloaded: 'studio.outcome.registeredAfterReload',
    not: 'studio.outcome.notRegistered',
  },
  unregister: {
    done: 'studio.outcome.unregistered',
    reloaded: 'studio.outcome.unregisteredAfterReload',
    not: 'studio.outcome.notUnregistered',
  },
} as const;

function resultText(
  what: EntryWhat,
  completion: EntryCompletion | undefined,
  refusal: FailureSentence | null,
  name: string,
): string {
  const { done, reloaded, not } = outcomes[what];
  if (refusal !== null) {
    return t(not, { name, wrong: refusal.wrong });
  }
  return isRecovered(completion) ? t(reloaded, { name }) : t(done, { name });
}
