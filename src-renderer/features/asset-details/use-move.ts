import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { useOverlay } from '../../app/overlay.ts';
import { turnPicture } from '../../app/picture-turns.ts';
import { t } from '../../app/translation.ts';
import { isRecovered, refusalMessage } from '../../ipc/completion-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce, CommandSubject } from './command-subject.ts';
import { draftKey, moveDraft } from './manifest-drafts.ts';

/** An asset that is about to be moved, and a move as it is sent. */
interface Move extends CommandSubject {
  readonly to: string;
}

export interface MoveAsset {
  /** The asset whose new root is being asked for, or null. */
  readonly subject: CommandSubject | null;
  readonly ask: (subject: CommandSubject) => void;
  readonly move: (move: Move) => void;
  readonly dismiss: () => void;
  readonly moving: boolean;
  /** Why the last attempt did not work. */
  readonly refusal: FailureSentence | null;
}

/**
 * Moving an asset: asked for in a dialog, which stays open where it was refused. The selection goes with the asset, and so
 * does what an author has begun to type into its manifest. Pending until what it changed has been read again.
 */
export function useMove(projectId: string, announce: Announce): MoveAsset {
  const invalidateProject = useInvalidateProject();
  const [subject, setSubject] = useState<CommandSubject | null>(null);
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationKey: ['move-asset', projectId],
    mutationFn: ({ root, to }: Move) =>
      call('packer:move-asset', { projectId, root, to, commandId: crypto.randomUUID() }),
    onSettled: async (completion, failed, { root, name }) => {
      const shown = visibleTextInSentence(name);
      if (completion?.status === 'committed') {
        moveDraft(draftKey(projectId, root), draftKey(projectId, completion.root));
        turnPicture(projectId, completion.root);
        useOverlay.setState({ goal: { root: completion.root, name } });
        setSubject(null);
      }
      await invalidateProject(projectId);
      const wrong = (): string | null => refusalMessage(completion, failed?.failure)?.wrong ?? null;
      if (wrong() !== null) {
        announce(() => t('studio.outcome.notMoved', { name: shown, wrong: wrong() ?? '' }), { problem: true });
      } else if (completion?.status === 'committed') {
        const outcome = { name: shown, root: visibleTextInSentence(completion.root) };
        announce(() =>
          isRecovered(completion) ? t('studio.outcome.movedAfterReload', outcome) : t('studio.outcome.moved', outcome),
        );
      }
    },
  });
  return {
    subject,
    ask: (asset) => {
      reset();
      setSubject(asset);
    },
    move: mutate,
    dismiss: () => {
      setSubject(null);
    },
    moving: isPending,
    refusal: isPending ? null : refusalMessage(data, error?.failure),
  };
}
