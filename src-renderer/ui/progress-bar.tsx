import clsx from 'clsx';
import type { ReactElement } from 'react';

interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** Null where nobody knows: then it shows that something goes on. */
  readonly total: number | null;
  readonly className?: string;
}

/** How far some work has come. The text beside it says the same. */
export function ProgressBar({ label, done, total, className }: ProgressBarProps): ReactElement {
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={total === null ? undefined : 0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total === null ? undefined : done}
      className={clsx('h-1.5 shrink-0 overflow-hidden rounded-control bg-raised', className)}
    >
      {total === null ? (
        <span className="block h-full w-1/4 animate-sweep rounded-control bg-busy" />
      ) : (
        <span
          className="block h-full bg-busy"
          style={{ width: `${String(total === 0 ? 0 : (100 * done) / total)}%` }}
        />
      )}
    </span>
  );
}
