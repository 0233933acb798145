import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import { failureMessage } from '../ipc/failure-message.ts';
import { IconButton } from '../ui/button.tsx';
import { SentenceAlert } from '../ui/sentence-alert.tsx';
import { useSession } from './session.ts';
import { t } from './translation.ts';

/** Says why another project could not be opened, over the one that stays open. */
export function OpenFailureBar({ failure }: { readonly failure: Failure }): ReactElement {
  return (
    <div className="flex shrink-0 items-start border-b border-line bg-raised pr-3">
      <div className="min-w-0 flex-1">
        <SentenceAlert {...failureMessage(failure)} />
      </div>
      <IconButton
        label={t('studio.common.dismiss')}
        className="mt-1"
        onClick={() => {
          useSession.setState({ openFailure: null });
        }}
      >
        <X size={16} strokeWidth={1.5} aria-hidden="true" />
      </IconButton>
    </div>
  );
}
