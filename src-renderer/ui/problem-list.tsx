import type { ReactElement, ReactNode } from 'react';
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

interface ProblemListProps<Shown extends Problem> {
  readonly label: string;
  readonly problems: readonly Shown[];
  /** What can be done about one of them here, below it; what else can be done with it, beside it. */
  readonly actionOf?: (problem: Shown) => ReactNode;
  readonly asideOf?: (problem: Shown) => ReactNode;
}

/** Problems one below the other: what is wrong, where, why it matters, what to do. */
export function ProblemList<Shown extends Problem>(props: ProblemListProps<Shown>): ReactElement {
  const { label, problems, actionOf, asideOf } = props;
  return (
    <ul aria-label={label} className="copyable space-y-4">
      {problems.map((problem) => {
        const { key, severity, severityText, wrong, place, why, next } = problem;
        return (
          <li key={key} className="flex gap-2 wrap-anywhere">
            <span title={severityText} className="mt-0.5">
              <StateGlyph shape={severity === 'error' ? 'octagon-bar' : 'triangle-mark'} />
              <span className="sr-only">{severityText}</span>
            </span>
            <div className="min-w-0 flex-1">
              <p className="font-medium">{wrong}</p>
              <p className="font-mono text-small text-fg-dim">
                <bdi>{place}</bdi>
              </p>
              <p className="mt-1 text-fg-dim">{why}</p>
              <p className="mt-1">{next}</p>
              {actionOf?.(problem)}
            </div>
            {asideOf?.(problem)}
          </li>
        );
      })}
    </ul>
  );
}
