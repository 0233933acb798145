import { useMutation } from '@tanstack/react-query';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce, CommandSubject } from './command-subject.ts';

type CopiedForm = 'relative-path' | 'json';

/** Copies what anybody may know of an asset: nothing has to be asked of the packer before. */
export function useCopyAsset(
  projectId: string,
  announce: Announce,
): (subject: CommandSubject, form: CopiedForm) => void {
  const { mutate } = useMutation({
    mutationFn: ({ subject, form }: { readonly subject: CommandSubject; readonly form: CopiedForm }) =>
      call('packer:copy-asset-text', { projectId, root: subject.root, form }),
    onSuccess: ({ text }, { subject, form }) => {
      announce(
        form === 'json'
          ? t('studio.outcome.jsonCopied', { name: visibleTextInSentence(subject.name) })
          : t('studio.outcome.pathCopied', { path: visibleTextInSentence(text) }),
      );
    },
    onError: ({ failure }) => {
      announce(t('studio.outcome.failed', { ...failureMessage(failure) }), { problem: true });
    },
  });
  return (subject, form) => {
    mutate({ subject, form });
  };
}
