import type { ReactElement } from 'react';
import { language, t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format.ts';

interface CompactionRowProps {
  readonly bytes: number;
  readonly deadBytes: number;
  readonly compacting: boolean;
  readonly busy: boolean;
  readonly onCompact: () => void;
}

/** How much of the registry is records that later ones made void, and the way to write it without them. */
export function CompactionRow({ bytes, deadBytes, compacting, busy, onCompact }: CompactionRowProps): ReactElement {
  const size = formatBytes(bytes, language);
  if (deadBytes === 0) {
    return <p className="min-w-0 flex-1 py-1 text-fg-dim">{t('studio.compact.nothing', { bytes: size })}</p>;
  }
  // A share that is there is never said to be none.
  const percent = Math.max(1, Math.round((deadBytes / bytes) * 100));
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
      <Button unavailable={busy} onClick={onCompact}>
        {compacting ? t('studio.compact.submitting') : t('studio.compact.submit')}
      </Button>
      <div className="min-w-[min(240px,100%)] flex-1">
        <p className="tabular-nums">{t('studio.compact.dead', { percent, bytes: size })}</p>
        <p className="text-small text-fg-dim">{t('studio.compact.hint')}</p>
      </div>
    </div>
  );
}
