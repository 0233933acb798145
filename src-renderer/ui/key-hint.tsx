import clsx from 'clsx';
import type { ReactElement } from 'react';

interface KeyHintProps {
  /** Keys as this system writes them. */
  readonly keys: string;
  readonly className?: string;
}

/** Keys, beside what they do. */
export function KeyHint({ keys, className }: KeyHintProps): ReactElement {
  return (
    <kbd
      className={clsx(
        'inline-flex h-5 shrink-0 items-center rounded-control border border-line px-1.5 font-sans text-caption whitespace-nowrap text-fg-dim',
        className,
      )}
    >
      {keys}
    </kbd>
  );
}
