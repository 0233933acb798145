import type { ReactElement } from 'react';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';

interface ListFailureProps {
  readonly message: FailureSentence;
  readonly onReload: () => void;
}

/** Instead of a list that could not be read. An old one is never shown as current. */
export function ListFailure({ message, onReload }: ListFailureProps): ReactElement {
  return (
    <section className="flex h-full flex-col items-center justify-center gap-4 bg-panel p-8">
      <h2 className="text-head font-semibold">{t('studio.list.failed')}</h2>
      <div className="max-w-[440px]">
        <SentenceAlert {...message} />
      </div>
      <Button look="primary" onClick={onReload}>
        {t('studio.common.reload')}
      </Button>
    </section>
  );
}
