import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Undone, UndoTarget } from '../../../src-preload/contract/domain/history.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { isNothingWrong, runJob } from '../../app/jobs.ts';
import { useOverlay } from '../../app/overlay.ts';
import { turnPicture } from '../../app/picture-turns.ts';
import { announce } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { bulkFailure, bulkOutcome } from '../../ipc/bulk-message.ts';
import { failureLine, failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { isTextField } from '../../ui/is-text-field.ts';
import { commandText } from './step-text.ts';

export interface Undo {
  readonly running: boolean;
  /** Undoes, or does again, the newest step that can be; in a text field, the last thing that was typed there. */
  readonly newest: (direction: 'undo' | 'redo') => void;
  /** Undoes one step. */
  readonly step: (id: string) => void;
  /** What became of the step that was undone last by name, until the next attempt. Of the newest, the status line has said it. */
  readonly outcome: { readonly text: string; readonly refusal: FailureSentence | null } | null;
  readonly forget: () => void;
}

/**
 * Undoing: a command as any other, pending until what it changed has been read again. `onMoved` hears of an asset that went
 * back, before it is shown where it lies now.
 */
export function useUndo(projectId: string, onMoved: (from: string, to: string) => void): Undo {
  const invalidateProject = useInvalidateProject();
  const writing = useRef(false);
  const { mutate, data, error, isPending, reset, variables } = useMutation({
    mutationKey: ['undo', projectId],
    // One asked for while the one before is being read again takes its turn: two quick keys are two steps.
    scope: { id: `undo ${projectId}` },
    mutationFn: (target: UndoTarget) => {
      const jobId = crypto.randomUUID();
      writing.current = true;
      return runJob(
        { kind: 'undo', jobId, projectId },
        () => call('packer:undo', { projectId, target, commandId: crypto.randomUUID(), jobId }),
        (undone) => ({ text: () => outcomeText(undone), outcome: bulkOutcome(undone.completion), bulk: null }),
      ).finally(() => {
        writing.current = false;
      });
    },
    onSettled: async (undone, failed, { by }) => {
      if (undone?.moved !== undefined) {
        const { from, to } = undone.moved;
        onMoved(from, to);
        turnPicture(projectId, to);
        // From the list of steps, nobody wants to be led away.
        if (by === 'newest') {
          useOverlay.setState({ goal: { root: to, name: to } });
        }
      }
      await invalidateProject(projectId);
      if (undone !== undefined) {
        announce(projectId, () => outcomeText(undone), { problem: undone.completion.status !== 'done' });
      } else if (failed !== null) {
        announce(projectId, () => failureLine(failed.failure), { problem: !isNothingWrong(failed.failure) });
      }
    },
  });

  const start = (target: UndoTarget): void => {
    if (writing.current) {
      announce(projectId, () => t('studio.history.underWay'));
    } else {
      mutate(target);
    }
  };

  return {
    running: isPending,
    newest: (direction) => {
      if (isTextField(document.activeElement)) {
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- the menu has taken the key, and the page has no other way to undo in a field
        document.execCommand(direction);
      } else {
        start({ by: 'newest', direction });
      }
    },
    step: (id) => {
      start({ by: 'id', id });
    },
    outcome:
      variables?.by !== 'id'
        ? null
        : data !== undefined
          ? { text: outcomeText(data), refusal: bulkFailure(data.completion) }
          : error !== null
            ? { text: failureMessage(error.failure).wrong, refusal: failureMessage(error.failure) }
            : null,
    forget: reset,
  };
}

function outcomeText({ what, kind, completion }: Undone): string {
  const { asked: count, written: done } = completion;
  if (completion.status === 'done') {
    const step = commandText(what, count);
    return kind === 'undo' ? t('studio.history.didUndo', { step }) : t('studio.history.didRedo', { step });
  }
  const wrong = bulkFailure(completion)?.wrong ?? '';
  return completion.status === 'cancelled'
    ? t('studio.history.cancelled', { done, count })
    : t('studio.history.stopped', { wrong, done, count });
}
