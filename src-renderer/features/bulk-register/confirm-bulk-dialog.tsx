import { type ReactElement, useRef } from 'react';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { BulkQuestion } from './use-bulk-register.ts';

interface ConfirmBulkDialogProps {
  readonly question: BulkQuestion | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

/** Asks before many assets are registered: how many, and what happens to those that can't be. */
export function ConfirmBulkDialog({ question, onConfirm, onClose, onFocusLost }: ConfirmBulkDialogProps): ReactElement {
  const submit = useRef<HTMLButtonElement>(null);
  const count = question?.count ?? 0;
  return (
    <Dialog
      open={question !== null}
      onClose={onClose}
      title={t('studio.bulk.confirmHeading', { count })}
      closeLabel={t('studio.common.cancel')}
      initialFocus={submit}
      onFocusLost={onFocusLost}
      footer={
        <>
          <Button onClick={onClose}>{t('studio.common.cancel')}</Button>
          <Button ref={submit} look="primary" onClick={onConfirm}>
            {t('studio.bulk.submit', { count })}
          </Button>
        </>
      }
    >
      <div className="space-y-2">
        <p>{question?.selection.by === 'rows' ? t('studio.bulk.confirmSelected') : t('studio.bulk.confirmAllShown')}</p>
        <p className="text-fg-dim">{t('studio.bulk.confirmHow')}</p>
      </div>
    </Dialog>
  );
}
