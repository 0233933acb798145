import { useMutation } from '@tanstack/react-query';
import {
  type DiagnosticFix,
  type EditFix,
  editOf,
  type RelocateFix,
} from '../../../src-preload/contract/domain/diagnostic-fix.ts';
import { useOverlay } from '../../app/overlay.ts';
import { t } from '../../app/translation.ts';
import { isRecovered, refusalMessage } from '../../ipc/completion-message.ts';
import { failureLine } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { useInvalidateProject } from '../../ipc/use-invalidate-project.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce } from './command-subject.ts';
import { fixedText } from './fix-text.ts';
import { draftKey, fieldsOf, isDirty, settleDraft, useManifestDrafts } from './manifest-drafts.ts';
import { focusManifestForm } from './manifest-form.tsx';
import type { ManifestEdit } from './use-manifest-edit.ts';

/** An asset by its root, and by the name that is said of it. */
interface FixedAsset {
  readonly root: string;
  readonly name: string;
}

export interface Fixes {
  /**
   * Carries out a fix: an edit of the manifest, the form at the field that is wrong (rule M6), or another root for an entry
   * (rule V8), to which the selection goes with it.
   */
  readonly apply: (asset: FixedAsset, fix: DiagnosticFix | RelocateFix) => void;
  readonly running: boolean;
  /** Puts a finding on the clipboard, as it reads. */
  readonly copy: (text: string) => void;
}

/** What the findings on an asset offer. A fix is pending until what it changed has been read again. */
export function useFixes(projectId: string, edit: ManifestEdit, announce: Announce): Fixes {
  const invalidateProject = useInvalidateProject();
  const { mutate, isPending } = useMutation({
    mutationKey: ['edit-manifest', projectId],
    mutationFn: async ({ root, fix }: FixedAsset & { readonly fix: EditFix }) => {
      const { manifest, hash } = await call('packer:read-manifest', { projectId, root });
      const made = manifest === null ? null : editOf(fix, manifest);
      return made === null
        ? null
        : call('packer:edit-manifest', {
            projectId,
            root,
            manifest: made.manifest,
            without: [...made.without],
            basedOn: hash,
            commandId: crypto.randomUUID(),
          });
    },
    onSettled: async (completion, failed, { root, name, fix }) => {
      await invalidateProject(projectId);
      const shown = visibleTextInSentence(name);
      if (completion === null) {
        announce(() => t('studio.fix.gone'), { problem: true });
        return;
      }
      const wrong = (): string | null => refusalMessage(completion, failed?.failure)?.wrong ?? null;
      if (wrong() !== null) {
        announce(() => t('studio.outcome.notEdited', { name: shown, wrong: wrong() ?? '' }), { problem: true });
        return;
      }
      // A form was made from the text before this.
      const key = draftKey(projectId, root);
      const draft = useManifestDrafts.getState().drafts[key];
      if (draft !== undefined) {
        await settleDraft(key, fieldsOf(draft.reading), () =>
          call('packer:read-manifest', { projectId, root }).catch(() => null),
        );
      }
      announce(() => fixedText(fix, name));
    },
  });
  const { mutate: relocate, isPending: isRelocating } = useMutation({
    mutationKey: ['relocate-asset', projectId],
    mutationFn: ({ root, to }: FixedAsset & Pick<RelocateFix, 'to'>) =>
      call('packer:relocate-asset', { projectId, root, to, commandId: crypto.randomUUID() }),
    onSettled: async (completion, failed, { name, to }) => {
      if (completion?.status === 'committed') {
        // Who goes through the missing ones stays at them.
        useOverlay.setState({ goal: { root: to, name, onlyIfShown: true } });
      }
      await invalidateProject(projectId);
      const outcome = { name: visibleTextInSentence(name), to: visibleTextInSentence(to) };
      const wrong = (): string | null => refusalMessage(completion, failed?.failure)?.wrong ?? null;
      if (wrong() !== null) {
        announce(() => t('studio.fix.notRelocated', { ...outcome, wrong: wrong() ?? '' }), { problem: true });
      } else {
        announce(() =>
          isRecovered(completion) ? t('studio.fix.relocatedAfterReload', outcome) : t('studio.fix.relocated', outcome),
        );
      }
    },
  });
  const running = isPending || isRelocating;
  const { mutate: copy } = useMutation({
    mutationKey: ['copy-text'],
    mutationFn: (text: string) => call('studio:copy-text', { text }),
    onSuccess: () => {
      announce(() => t('studio.fix.copied'));
    },
    onError: ({ failure }) => {
      announce(() => failureLine(failure), { problem: true });
    },
  });
  return {
    apply: (asset, fix) => {
      const draft = useManifestDrafts.getState().drafts[draftKey(projectId, asset.root)];
      if (fix.kind === 'relocate') {
        // What was typed into a manifest that is gone waits where it is.
        if (!running) {
          relocate({ ...asset, to: fix.to });
        }
      } else if (fix.kind === 'mend-field') {
        // What an author has begun to type is shown again, not begun anew.
        if (draft === undefined) {
          edit.begin(asset.root, fix.field);
        } else {
          focusManifestForm(fix.field);
        }
      } else if (draft !== undefined && isDirty(draft)) {
        announce(() => t('studio.fix.draftFirst'), { reason: true });
      } else if (!running) {
        mutate({ ...asset, fix });
      }
    },
    running,
    copy,
  };
}
