import { type ReactElement, useRef } from 'react';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import type { BulkQuestion } from './use-bulk-write.ts';

interface ConfirmBulkDialogProps {
  readonly question: BulkQuestion | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

/** Asks before many assets are registered or unregistered, or any is moved to the trash: how many, and what happens to those that can't be. */
export function ConfirmBulkDialog({ question, onConfirm, onClose, onFocusLost }: ConfirmBulkDialogProps): ReactElement {
  const submit = useRef<HTMLButtonElement>(null);
  const count = question?.count ?? 0;
  const texts = textsOf(question, count);
  const only = onlyRoot(question);
  return (
    <Dialog
      open={question !== null}
      onClose={onClose}
      title={texts.title}
      closeLabel={t('studio.common.cancel')}
      initialFocus={submit}
      onFocusLost={onFocusLost}
      footer={
        <>
          <Button onClick={onClose}>{t('studio.common.cancel')}</Button>
          <Button ref={submit} look="primary" onClick={onConfirm}>
            {texts.submit}
          </Button>
        </>
      }
    >
      <div className="space-y-2">
        {only === null ? null : <SafeText text={`assets/${only}`} className="font-mono text-small" />}
        <p>{texts.what}</p>
        {question === null || question.withErrors === 0 ? null : (
          <p className="flex items-start gap-2">
            <span className="flex h-5 items-center">
              <StateGlyph shape="octagon-bar" />
            </span>
            {t('studio.bulk.confirmWithErrors', { count: question.withErrors })}
          </p>
        )}
        <p className="text-fg-dim">{texts.how}</p>
      </div>
    </Dialog>
  );
}

/** The folder of the one asset that is asked about, where it is known which that is. */
function onlyRoot(question: BulkQuestion | null): string | null {
  const roots = question?.selection.by === 'roots' ? question.selection.roots : [];
  return roots.length === 1 ? (roots[0] ?? null) : null;
}

interface Texts {
  readonly title: string;
  readonly submit: string;
  readonly what: string;
  readonly how: string;
}

function textsOf(question: BulkQuestion | null, count: number): Texts {
  switch (question?.what) {
    case 'unregister':
      return {
        title: t('studio.bulk.confirmUnregisterHeading', { count }),
        submit: t('studio.bulk.submitUnregister', { count }),
        what: t('studio.bulk.confirmUnregister'),
        how: t('studio.bulk.confirmUnregisterHow'),
      };
    case 'trash':
      return {
        title: t('studio.bulk.confirmTrashHeading', { count }),
        submit: t('studio.bulk.submitTrash', { count }),
        what: t('studio.bulk.confirmTrash', { count }),
        how: t('studio.bulk.confirmTrashHow'),
      };
    default:
      return {
        title: t('studio.bulk.confirmHeading', { count }),
        submit: t('studio.bulk.submit', { count }),
        what: question?.selection.by === 'rows' ? t('studio.bulk.confirmSelected') : t('studio.bulk.confirmAllShown'),
        how: t('studio.bulk.confirmHow'),
      };
  }
}
