import { type ReactElement, useRef } from 'react';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { BulkQuestion } from './use-bulk-write.ts';

interface ConfirmBulkDialogProps {
  readonly question: BulkQuestion | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

/** Asks before many assets are registered or unregistered: how many, and what happens to those that can't be. */
export function ConfirmBulkDialog({ question, onConfirm, onClose, onFocusLost }: ConfirmBulkDialogProps): ReactElement {
  const submit = useRef<HTMLButtonElement>(null);
  const count = question?.count ?? 0;
  const unregisters = question?.what === 'unregister';
  return (
    <Dialog
      open={question !== null}
      onClose={onClose}
      title={
        unregisters ? t('studio.bulk.confirmUnregisterHeading', { count }) : t('studio.bulk.confirmHeading', { count })
      }
      closeLabel={t('studio.common.cancel')}
      initialFocus={submit}
      onFocusLost={onFocusLost}
      footer={
        <>
          <Button onClick={onClose}>{t('studio.common.cancel')}</Button>
          <Button ref={submit} look="primary" onClick={onConfirm}>
            {unregisters ? t('studio.bulk.submitUnregister', { count }) : t('studio.bulk.submit', { count })}
          </Button>
        </>
      }
    >
      <div className="space-y-2">
        <p>
          {unregisters
            ? t('studio.bulk.confirmUnregister')
            : question?.selection.by === 'rows'
              ? t('studio.bulk.confirmSelected')
              : t('studio.bulk.confirmAllShown')}
        </p>
        <p className="text-fg-dim">
          {unregisters ? t('studio.bulk.confirmUnregisterHow') : t('studio.bulk.confirmHow')}
        </p>
      </div>
    </Dialog>
  );
}
