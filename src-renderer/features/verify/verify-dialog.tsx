import type { ReactElement } from 'react';
import type { VerifyReport } from '../../../src-preload/contract/domain/project.ts';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { DifferenceTable } from './difference-table.tsx';

interface VerifyDialogProps {
  readonly report: VerifyReport | null;
  readonly onClose: () => void;
  readonly onReload: () => void;
}

/** What comparing the snapshot with the disk found. */
export function VerifyDialog({ report, onClose, onReload }: VerifyDialogProps): ReactElement {
  const differs = report !== null && report.differenceCount > 0;
  return (
    <Dialog
      open={report !== null}
      onClose={onClose}
      title={t('studio.verify.heading')}
      closeLabel={t('studio.common.dismiss')}
      footer={
        <>
          <Button look={differs ? 'plain' : 'primary'} onClick={onClose}>
            {t('studio.common.close')}
          </Button>
          {differs ? (
            <Button look="primary" onClick={onReload}>
              {t('studio.common.reload')}
            </Button>
          ) : null}
        </>
      }
    >
      {report === null ? null : <Report report={report} />}
    </Dialog>
  );
}

function Report({ report }: { readonly report: VerifyReport }): ReactElement {
  const { assets, differences, differenceCount } = report;
  if (differenceCount === 0) {
    return (
      <p className="flex gap-2">
        <StateGlyph shape="disc-tick" className="mt-0.5" />
        {t('studio.verify.equal', { count: assets })}
      </p>
    );
  }
  return (
    <>
      <div className="flex gap-2">
        <StateGlyph shape="triangle-mark" className="mt-0.5" />
        <div>
          <p className="font-medium">{t('studio.verify.different', { count: differenceCount })}</p>
          <p className="text-fg-dim">{t('studio.verify.differentHint')}</p>
        </div>
      </div>
      <DifferenceTable differences={differences} />
      {differences.length < differenceCount ? (
        <p className="mt-2 text-fg-dim">{t('studio.verify.more', { count: differences.length })}</p>
      ) : null}
    </>
  );
}
