import type { ReactElement, ReactNode } from 'react';
import { StateGlyph } from './state-glyph.tsx';

interface SentenceAlertProps {
  readonly wrong: string;
  readonly safe: string;
  readonly next: string;
  /** A button that does what `next` says. */
  readonly action?: ReactNode | undefined;
}

/** Says, beside the thing itself, that what the author asked for did not happen, what is safe and what to do. */
export function SentenceAlert({ wrong, safe, next, action }: SentenceAlertProps): ReactElement {
  return (
    <div role="alert" className="flex gap-2 rounded-control border-l-2 border-err bg-raised px-3 py-2">
      <StateGlyph shape="octagon-bar" className="mt-0.5" />
      <div className="copyable min-w-0 space-y-1 wrap-anywhere">
        <p className="font-medium">{wrong}</p>
        <p className="text-fg-dim">{safe}</p>
        <p>{next}</p>
        {action === undefined ? null : <div className="pt-1">{action}</div>}
      </div>
    </div>
  );
}
