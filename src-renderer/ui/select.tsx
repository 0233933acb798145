import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentPropsWithRef, ReactElement } from 'react';

interface SelectProps extends Omit<ComponentPropsWithRef<'select'>, 'value' | 'onChange' | 'size'> {
  readonly value: string;
  readonly onChoose: (value: string) => void;
  /** `tool` is lower, for tool bars. */
  readonly look?: keyof typeof looks;
}

const looks = { plain: 'h-7', tool: 'h-6 text-small' };

/** One of a few, chosen from the system's own list; its options are its children. `className` is of the box around it. */
export function Select({ value, onChoose, look = 'plain', className, disabled, ...rest }: SelectProps): ReactElement {
  return (
    <div className={clsx('relative min-w-0', className)}>
      <select
        {...rest}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
        className={clsx(
          'w-full appearance-none truncate rounded-control border pr-7 pl-2 -outline-offset-1',
          looks[look],
          disabled === true
            ? 'border-line bg-transparent text-fg-faint'
            : 'border-line-strong bg-input hover:bg-raised',
        )}
      />
      <SelectArrow />
    </div>
  );
}

/** What tells a list of choices from a text field, over its right end. */
export function SelectArrow(): ReactElement {
  return (
    <ChevronDown
      size={14}
      strokeWidth={1.5}
      aria-hidden="true"
      className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-fg-dim"
    />
  );
}
