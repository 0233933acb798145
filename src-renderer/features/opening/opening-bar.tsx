import { type ReactElement, useId } from 'react';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';

interface OpeningBarProps {
  readonly done: number;
  /** How many the scan index names; null where nobody knows. */
  readonly total: number | null;
  readonly cancelled: boolean;
  readonly onCancel: () => void;
}

/** Below the list of a project that is being opened: how far its check has come, and a way out. */
export function OpeningBar({ done, total, cancelled, onCancel }: OpeningBarProps): ReactElement {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className="flex h-11 shrink-0 items-center gap-3 border-t border-line bg-panel px-3"
    >
      <h2 id={heading} className="sr-only">
        {t('studio.opening.heading')}
      </h2>
      <ProgressBar label={t('studio.opening.heading')} done={done} total={total} className="w-40" />
      <p className="min-w-0 flex-1 truncate text-fg-dim tabular-nums">{progressText(done, total, cancelled)}</p>
      <Button unavailable={cancelled} onClick={onCancel}>
        {t('studio.opening.cancel')}
      </Button>
    </section>
  );
}

function progressText(done: number, total: number | null, cancelled: boolean): string {
  if (cancelled) {
    return t('studio.opening.cancelling');
  }
  if (total !== null) {
    return t('studio.opening.checking', { done, total });
  }
  return done === 0 ? t('studio.opening.starting') : t('studio.opening.reading', { count: done });
}
