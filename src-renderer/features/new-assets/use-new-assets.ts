import { useMutation } from '@tanstack/react-query';
import type { ChosenFiles } from '../../../src-preload/contract/domain/new-asset.ts';
import { announce } from '../../app/session.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call, takeDroppedFiles } from '../../ipc/packer-client.ts';
import type { RequestFailed } from '../../ipc/request-failed.ts';

interface NewAssets {
  /** The files that are being looked through; null where none are. */
  readonly chosen: ChosenFiles | null;
  /** Asks with the system's dialog. */
  readonly choose: () => void;
  readonly drop: (files: readonly File[]) => void;
  readonly dismiss: () => void;
}

/** Files that assets are to be made of: chosen or dropped, and looked through before anything is written. */
export function useNewAssets(projectId: string): NewAssets {
  const { data, isPending, mutate, reset } = useMutation({
    /** Dropped files, or null for those of the dialog. */
    mutationFn: (dropped: readonly File[] | null): Promise<ChosenFiles | null> =>
      dropped === null ? call('packer:choose-files', {}) : takeDroppedFiles(dropped),
    onSuccess: (chosen) => {
      if (chosen?.files.length === 0) {
        announce(projectId, () => t('studio.newAssets.nothingDropped'), { problem: true });
      }
    },
    onError: ({ failure }: RequestFailed) => {
      announce(projectId, () => t('studio.outcome.failed', { ...failureMessage(failure) }), { problem: true });
    },
  });
  const take = (dropped: readonly File[] | null): void => {
    if (isPending) {
      announce(projectId, () => t('studio.newAssets.busy'));
    } else {
      mutate(dropped);
    }
  };
  return {
    chosen: data === undefined || data === null || data.files.length === 0 ? null : data,
    choose: () => {
      take(null);
    },
    drop: take,
    dismiss: reset,
  };
}
