import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import type { ReactElement } from 'react';
import type { HistoryListing } from '../../../src-preload/contract/domain/history.ts';
import { t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SentenceAlert } from '../../ui/sentence-alert.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { HistoryRow } from './history-row.tsx';
import type { Undo } from './use-undo.ts';

interface HistoryDialogProps {
  readonly open: boolean;
  readonly projectId: string;
  readonly undo: Undo;
  readonly onClose: () => void;
  readonly onFocusLost: () => void;
}

/** What was done to the registry from here, newest first, and the way back from each step. */
export function HistoryDialog({ open, projectId, undo, onClose, onFocusLost }: HistoryDialogProps): ReactElement {
  const history = useQuery({ ...projectQueries.history(projectId), enabled: open });
  const { outcome } = undo;
  const leave = (): void => {
    undo.forget();
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={leave}
      onFocusLost={onFocusLost}
      size="work"
      title={t('studio.history.heading')}
      closeLabel={t('studio.common.dismiss')}
      header={
        <div role="status">
          {outcome?.refusal !== null ? null : (
            <p className="flex gap-2">
              <StateGlyph shape="disc-tick" className="mt-0.5" />
              {outcome.text}
            </p>
          )}
        </div>
      }
      footer={<Button onClick={leave}>{t('studio.common.close')}</Button>}
    >
      <div className="flex min-h-full flex-col">
        {outcome?.refusal == null ? null : <SentenceAlert {...outcome.refusal} />}
        {history.error === null ? null : <SentenceAlert {...failureMessage(history.error.failure)} />}
        {history.data === undefined ? null : <Steps listing={history.data} undo={undo} />}
      </div>
    </Dialog>
  );
}

function Steps({ listing, undo }: { readonly listing: HistoryListing; readonly undo: Undo }): ReactElement {
  const { total, steps } = listing;
  if (total === 0) {
    return (
      <EmptyState icon={<History size={20} strokeWidth={1.5} aria-hidden="true" />} title={t('studio.history.none')}>
        {t('studio.history.noneHint')}
      </EmptyState>
    );
  }
  return (
    <>
      <table aria-label={t('studio.history.heading')} className="w-full table-fixed">
        <colgroup>
          <col className="w-44" />
          <col />
          <col className="w-64" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('studio.history.when')}</th>
            <th scope="col">{t('studio.history.what')}</th>
            <th scope="col">{t('studio.history.undo')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <HistoryRow key={step.id} step={step} running={undo.running} onUndo={undo.step} />
          ))}
        </tbody>
      </table>
      {steps.length < total ? (
        <p className="mt-2 text-fg-dim">{t('studio.history.more', { listed: steps.length, count: total })}</p>
      ) : null}
    </>
  );
}
