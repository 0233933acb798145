import type { ReactElement } from 'react';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { visibleTextInSentence } from '../../ui/visible-text.ts';

interface LeaveEditsDialogProps {
  /** Assets whose edits are not saved; none, and nothing is asked. */
  readonly roots: readonly string[];
  readonly onDiscard: () => void;
  readonly onClose: () => void;
}

/** Roots that are named; of more, the number is enough. */
const named = 5;

/** Asks before a project is closed, or another one takes its place, whose edits are not saved. */
export function LeaveEditsDialog({ roots, onDiscard, onClose }: LeaveEditsDialogProps): ReactElement {
  const names = roots.slice(0, named).map((root) => visibleTextInSentence(root));
  return (
    <Dialog
      open={roots.length > 0}
      onClose={onClose}
      title={t('studio.edit.leaveProject')}
      closeLabel={t('studio.common.close')}
      footer={
        <>
          <Button onClick={onDiscard}>{t('studio.edit.discard')}</Button>
          <Button look="primary" onClick={onClose}>
            {t('studio.edit.keep')}
          </Button>
        </>
      }
    >
      {roots.length === 0 ? null : (
        <p>
          {t('studio.edit.leaveProjectBody', {
            count: roots.length,
            roots: names.reduce((first, second) => t('studio.history.rootJoin', { first, second })),
          })}
        </p>
      )}
    </Dialog>
  );
}
