import { Redo2, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import type { HistoryStep } from '../../../src-preload/contract/domain/history.ts';
import { language, t } from '../../app/translation.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { Button } from '../../ui/button.tsx';
import { formatMoment } from '../../ui/format.ts';
import { rootsText, stepText, undoVerb } from './step-text.ts';

interface HistoryRowProps {
  readonly step: HistoryStep;
  readonly running: boolean;
  readonly onUndo: (id: string) => void;
}

const icon = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** One step: when, what, on which assets, and the way back or why there is none. */
export function HistoryRow({ step, running, onUndo }: HistoryRowProps): ReactElement {
  const verb = undoVerb(step.kind);
  return (
    <tr className="border-t border-line align-top">
      <td className="py-2.5 text-fg-dim tabular-nums">{formatMoment(step.at, language)}</td>
      <td className="py-2.5 pr-4">
        <p className="font-medium">{stepText(step)}</p>
        <p className="font-mono text-small text-fg-dim wrap-anywhere">{rootsText(step)}</p>
      </td>
      <td className="py-2 text-right">
        {step.undo.available ? (
          <Button
            icon={step.kind === 'undo' ? <Redo2 {...icon} /> : <Undo2 {...icon} />}
            unavailable={running}
            aria-label={t('studio.history.button', { verb, step: stepText(step) })}
            onClick={() => {
              onUndo(step.id);
            }}
          >
            {verb}
          </Button>
        ) : (
          <p className="py-0.5 text-small text-fg-dim wrap-anywhere">
            {step.undo.reason.code === 'already-undone'
              ? t('studio.history.undone')
              : failureMessage(step.undo.reason).wrong}
          </p>
        )}
      </td>
    </tr>
  );
}
