import type { ReactElement } from 'react';
import { StateGlyph } from './state-glyph.tsx';

/** One thing that is wrong, in words. */
export interface Problem {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly severityText: string;
  readonly wrong: string;
  readonly place: string;
  readonly why: string;
  readonly next: string;
}

/** Problems one below the other: what is wrong, where, why it matters, what to do. */
export function ProblemList({
  label,
  problems,
}: {
  readonly label: string;
  readonly problems: readonly Problem[];
}): ReactElement {
  return (
    <ul aria-label={label} className="copyable space-y-4">
      {problems.map(({ key, severity, severityText, wrong, place, why, next }) => (
        <li key={key} className="flex gap-2 wrap-anywhere">
          <span title={severityText} className="mt-0.5">
            <StateGlyph shape={severity === 'error' ? 'octagon-bar' : 'triangle-mark'} />
            <span className="sr-only">{severityText}</span>
          </span>
          <div className="min-w-0">
            <p className="font-medium">{wrong}</p>
            <p className="font-mono text-small text-fg-dim">
              <bdi>{place}</bdi>
            </p>
            <p className="mt-1 text-fg-dim">{why}</p>
            <p className="mt-1">{next}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
