import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ChosenFiles } from '../../../src-preload/contract/domain/new-asset.ts';
import { announce } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call, takeDroppedFiles } from '../../ipc/packer-client.ts';
import type { RequestFailed } from '../../ipc/request-failed.ts';

/** Files that are looked through, from the first choice to the button. */
export interface FileReview {
  /** Another number for each review. */
  readonly turn: number;
  readonly chosen: ChosenFiles;
}

interface NewAssets {
  /** The files that are being looked through; null where none are. */
  readonly review: FileReview | null;
  /** Asks with the system's dialog for files or for folders of them; beside what is being looked through, where something is. */
  readonly choose: (what: 'files' | 'folders') => void;
  readonly drop: (files: readonly File[]) => void;
  readonly dismiss: () => void;
}

/** What was dropped, or what the dialog is to ask for. */
type FilesFrom = readonly File[] | 'files' | 'folders';

const nothingChosen: ChosenFiles = { files: [], left: 0, foldersLeft: 0 };

/** Files that assets are to be made of: chosen or dropped, at once or one after the other, and looked through before anything is written. */
export function useNewAssets(projectId: string): NewAssets {
  const [review, setReview] = useState<FileReview | null>(null);
  const turns = useRef(0);
  const { isPending, mutate } = useMutation({
    mutationFn: ({ from, to }: { readonly from: FilesFrom; readonly to: FileReview | null }) => {
      const besides = (to?.chosen.files ?? []).map(({ fileToken, folderName }) => ({ fileToken, folderName }));
      return typeof from === 'string'
        ? call('packer:choose-files', { what: from, besides })
        : takeDroppedFiles(from, besides);
    },
    onSuccess: (chosen, { from, to }) => {
      if (chosen === null) {
        return;
      }
      const before = to?.chosen ?? nothingChosen;
      if (chosen.files.length === 0 && chosen.foldersLeft === 0) {
        const isOfDialog = typeof from === 'string';
        announce(
          projectId,
          () => (isOfDialog ? t('studio.newAssets.nothingChosen') : t('studio.newAssets.nothingDropped')),
          { problem: true },
        );
        return;
      }
      const turn = to?.turn ?? turns.current + 1;
      turns.current = turn;
      const left = before.left + chosen.left;
      const foldersLeft = before.foldersLeft + chosen.foldersLeft;
      // What comes to a review that was put away meanwhile is put away with it.
      setReview((now) => (to !== null && now === null ? null : { turn, chosen: { ...chosen, left, foldersLeft } }));
    },
    onError: ({ failure }: RequestFailed) => {
      announce(projectId, () => t('studio.outcome.failed', { ...failureMessage(failure) }), { problem: true });
    },
  });
  const take = (from: FilesFrom): void => {
    if (isPending) {
      announce(projectId, () => t('studio.newAssets.busy'));
    } else {
      mutate({ from, to: review });
    }
  };
  return {
    review,
    choose: take,
    drop: take,
    dismiss: () => {
      setReview(null);
    },
  };
}
