import type { ReactElement } from 'react';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { t } from '../../app/translation.ts';
import { problemsOf } from '../../ipc/problems-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemList } from '../../ui/problem-list.tsx';

interface FindingsDialogProps {
  readonly open: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly onClose: () => void;
  /** Null where none of them is on the registry. */
  readonly onRepair: (() => void) | null;
}

/** What was found on the project's folders and registry. */
export function FindingsDialog({ open, diagnostics, onClose, onRepair }: FindingsDialogProps): ReactElement {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('studio.findings.heading')}
      closeLabel={t('studio.common.dismiss')}
      footer={
        <>
          <Button onClick={onClose}>{t('studio.common.close')}</Button>
          {onRepair === null ? null : (
            <Button look="primary" onClick={onRepair}>
              {t('studio.common.openRepair')}
            </Button>
          )}
        </>
      }
    >
      {diagnostics.length === 0 ? (
        <p>{t('studio.findings.none')}</p>
      ) : (
        <ProblemList label={t('studio.findings.heading')} problems={problemsOf(diagnostics)} />
      )}
    </Dialog>
  );
}
