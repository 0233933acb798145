import { type ReactElement, useRef } from 'react';
import type { LockRefusal } from '../../../src-preload/contract/domain/failure.ts';
import type { FailureSentence } from '../../../src-preload/contract/messages/sentence.ts';
import { language, t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { formatMoment } from '../../ui/format.ts';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { visibleText } from '../../ui/visible-text.ts';

interface TakeOverDialogProps {
  readonly open: boolean;
  readonly holder: LockRefusal;
  readonly takingOver: boolean;
  readonly refusal: FailureSentence | null;
  readonly onTakeOver: () => void;
  readonly onClose: () => void;
}

/** Asks before a project is taken from another system: who has it, and what happens to what that one does. */
export function TakeOverDialog(props: TakeOverDialogProps): ReactElement {
  const { open, holder, takingOver, refusal, onTakeOver, onClose } = props;
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('studio.takeOver.heading')}
      closeLabel={t('studio.common.cancel')}
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} onClick={onClose}>
            {t('studio.common.cancel')}
          </Button>
          <Button look="primary" unavailable={takingOver} onClick={onTakeOver}>
            {takingOver ? t('studio.takeOver.submitting') : t('studio.takeOver.submit')}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <HolderFacts holder={holder} />
        <p>{t('studio.takeOver.ended')}</p>
        <p>{t('studio.takeOver.working')}</p>
        {refusal === null ? null : <SentenceAlert {...refusal} />}
      </div>
    </Dialog>
  );
}

function HolderFacts({ holder }: { readonly holder: LockRefusal }): ReactElement {
  if (holder.code === 'registry-locked-by-unknown') {
    return <p>{t('studio.takeOver.holderUnknown')}</p>;
  }
  const { host, pid, since } = holder;
  return (
    <>
      <p>{t('studio.takeOver.holder')}</p>
      <FieldList
        fields={[
          { label: t('studio.takeOver.host'), value: <bdi>{visibleText(host)}</bdi> },
          { label: t('studio.takeOver.process'), value: pid },
          {
            label: t('studio.takeOver.since'),
            value: since === null ? t('studio.common.unknown') : formatSince(since),
          },
        ]}
      />
    </>
  );
}

/** The other system wrote it: what is no time is shown as it stands. */
function formatSince(since: string): string {
  return Number.isNaN(Date.parse(since)) ? visibleText(since) : formatMoment(since, language);
}
