import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

interface CompactSelectProps {
  readonly label: string;
  readonly value: string;
  /** The options. */
  readonly children: ReactNode;
  readonly onChoose: (value: string) => void;
  readonly className?: string;
}

/** One of a few, chosen from a list: 24 px high, for tool bars. */
export function CompactSelect({ label, value, children, onChoose, className }: CompactSelectProps): ReactElement {
  return (
    <div className={clsx('relative min-w-0', className)}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
        className="h-6 w-full appearance-none truncate rounded-control border border-line-strong bg-input pr-7 pl-2 text-small -outline-offset-1 hover:bg-raised"
      >
        {children}
      </select>
      <ChevronDown
        size={14}
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute top-[5px] right-2 text-fg-dim"
      />
    </div>
  );
}
