import { useMutation } from '@tanstack/react-query';
import type { RequestOf } from '../../../src-preload/contract/packer-contract.ts';
import { t } from '../../app/translation.ts';
import { failureLine } from '../../ipc/failure-message.ts';
import { call } from '../../ipc/packer-client.ts';
import { visibleTextInSentence } from '../../ui/visible-text.ts';
import type { Announce, CommandSubject } from './command-subject.ts';

type CopiedForm = RequestOf<'packer:copy-asset-text'>['form'];

/** Copies what anybody may know of an asset: nothing has to be asked of the packer before. */
export function useCopyAsset(
  projectId: string,
  announce: Announce,
): (subject: CommandSubject, form: CopiedForm) => void {
  const { mutate } = useMutation({
    mutationFn: ({ subject, form }: { readonly subject: CommandSubject; readonly form: CopiedForm }) =>
      call('packer:copy-asset-text', { projectId, root: subject.root, form }),
    onSuccess: ({ text }, { subject, form }) => {
      announce(() => whatIsCopied(text, subject, form));
    },
    onError: ({ failure }) => {
      announce(() => failureLine(failure), { problem: true });
    },
  });
  return (subject, form) => {
    mutate({ subject, form });
  };
}

function whatIsCopied(text: string, subject: CommandSubject, form: CopiedForm): string {
  const name = visibleTextInSentence(subject.name);
  switch (form) {
    case 'relative-path':
      return t('studio.outcome.pathCopied', { path: visibleTextInSentence(text) });
    case 'link':
      return t('studio.outcome.linkCopied', { name });
    case 'json':
      return t('studio.outcome.jsonCopied', { name });
  }
}
