import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { ManifestField, ManifestReading } from '../../../src-preload/contract/domain/manifest-reading.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { language, t } from '../../app/translation.ts';
import { isRecovered, refusalMessage } from '../../ipc/completion-message.ts';
import { failureLine } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import type { RequestFailed } from '../../ipc/request-failed.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce } from './command-subject.ts';
import { fieldLabel } from './fix-text.ts';
import {
  beginDraft,
  draftKey,
  type ManifestDraft,
  rebaseDraft,
  settleDraft,
  useManifestDrafts,
} from './manifest-drafts.ts';

/** An edit as it is sent. */
interface Edit {
  readonly root: string;
  readonly manifest: AssetManifest;
  /** The form that it was made of. */
  readonly draft: ManifestDraft;
}

/** An asset whose form is to be begun, at a field of it or at the first. */
interface Beginning {
  readonly root: string;
  readonly field: ManifestField | null;
  /** Whether there was a form of it when this was asked for. */
  readonly isAnew: boolean;
}

export interface ManifestEdit {
  /** Reads the manifest from the disk and begins a form with it, at a field; what an earlier form has is dropped. */
  readonly begin: (root: string, field: ManifestField | null) => void;
  /** Reads the manifest from the disk, and puts what was typed on that. */
  readonly rebase: (root: string) => void;
  readonly save: (edit: Edit) => void;
  readonly saving: boolean;
  /** Why the last attempt on this asset did not work, and whether the file was changed meanwhile. */
  readonly refusalFor: (root: string) => { readonly sentence: FailureSentence; readonly changed: boolean } | null;
}

/** Editing a manifest: a form’s text is read for it, and the save is pending until what it changed has been read again. */
export function useManifestEdit(projectId: string, announce: Announce): ManifestEdit {
  const queryClient = useQueryClient();
  const invalidateProject = useInvalidateProject();
  const problemsOf = async (root: string): Promise<number> => {
    // Where that can't be read, the list and the details say so.
    const details = await queryClient.query(projectQueries.details(projectId, root)).catch(() => null);
    return details?.diagnostics.length ?? 0;
  };
  const reading = {
    mutationKey: ['read-manifest', projectId],
    onError: ({ failure }: RequestFailed) => {
      announce(() => failureLine(failure), { problem: true });
    },
  };
  const readManifest = (root: string): Promise<ManifestReading> => call('packer:read-manifest', { projectId, root });
  const hasForm = (root: string): boolean =>
    useManifestDrafts.getState().drafts[draftKey(projectId, root)] !== undefined;
  const begin = useMutation({
    ...reading,
    mutationFn: ({ root }: Beginning) => readManifest(root),
    onSuccess: (read, { root, field, isAnew }) => {
      // Asked for twice before the first answer: into the form that came of that, something may be typed by now.
      if (isAnew || !hasForm(root)) {
        save.reset();
        beginDraft(draftKey(projectId, root), read, field);
      }
    },
  });
  const rebase = useMutation({
    ...reading,
    mutationFn: readManifest,
    onSuccess: (read, root) => {
      save.reset();
      const inBoth = rebaseDraft(draftKey(projectId, root), read);
      announce(() => {
        const fields = new Intl.ListFormat(language).format(inBoth.map(fieldLabel));
        return inBoth.length === 0 ? t('studio.edit.rebased') : t('studio.edit.rebasedInBoth', { fields });
      });
    },
  });
  const save = useMutation({
    mutationKey: ['edit-manifest', projectId],
    mutationFn: ({ root, manifest, draft }: Edit) => {
      const basedOn = draft.reading.hash;
      return call('packer:edit-manifest', { projectId, root, manifest, basedOn, commandId: crypto.randomUUID() });
    },
    onSettled: async (completion, failed, { root, manifest, draft }) => {
      await invalidateProject(projectId);
      const wrong = (): string | null => refusalMessage(completion, failed?.failure)?.wrong ?? null;
      const name = visibleTextInSentence(manifest.name);
      if (wrong() !== null) {
        announce(() => t('studio.outcome.notEdited', { name, wrong: wrong() ?? '' }), { problem: true });
        return;
      }
      await settleDraft(draftKey(projectId, root), draft.fields, () => readManifest(root).catch(() => null));
      const count = await problemsOf(root);
      if (count > 0) {
        announce(() => t('studio.outcome.editedWithProblems', { name, count }), { problem: true });
        return;
      }
      announce(() =>
        isRecovered(completion)
          ? t('studio.outcome.editedAfterReload', { name })
          : t('studio.outcome.edited', { name }),
      );
    },
  });
  return {
    begin: (root, field) => {
      begin.mutate({ root, field, isAnew: hasForm(root) });
    },
    rebase: rebase.mutate,
    save: save.mutate,
    saving: save.isPending,
    refusalFor: (root) => {
      const sentence = save.isPending ? null : refusalMessage(save.data, save.error?.failure);
      if (sentence === null || save.variables?.root !== root) {
        return null;
      }
      const changed = save.data?.status === 'refused' && save.data.refusal.code === 'manifest-changed';
      return { sentence, changed };
    },
  };
}
