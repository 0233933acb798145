import type { ReactElement } from 'react';
import { t } from '../../app/translation.ts';
import { Button } from '../../ui/button.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';

interface FindingsBarProps {
  readonly count: number;
  readonly onShow: () => void;
  /** Null where none of them is on the registry. */
  readonly onRepair: (() => void) | null;
}

/** Tells that something was found on the project's folders or registry. */
export function FindingsBar({ count, onShow, onRepair }: FindingsBarProps): ReactElement {
  return (
    <aside
      aria-label={t('studio.findings.heading')}
      className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-raised px-3"
    >
      <StateGlyph shape="triangle-mark" />
      <p className="min-w-0 flex-1 truncate">{t('studio.findings.notice', { count })}</p>
      <Button look="quiet" onClick={onShow}>
        {t('studio.findings.show')}
      </Button>
      {onRepair === null ? null : (
        <Button look="quiet" onClick={onRepair}>
          {t('studio.common.openRepair')}
        </Button>
      )}
    </aside>
  );
}
