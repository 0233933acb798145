import { ChevronDown } from 'lucide-react';
import type { ReactElement } from 'react';

interface SelectProps<Value extends string> {
  /** Ids of the elements that name and explain it. */
  readonly labelledBy: string;
  readonly describedBy?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few choices, by the system's own list. */
export function Select<Value extends string>({
  labelledBy,
  describedBy,
  value,
  options,
  onChange,
}: SelectProps<Value>): ReactElement {
  return (
    <span className="relative shrink-0">
      <select
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) {
            onChange(chosen.value);
          }
        }}
        className="h-7 w-48 appearance-none rounded-control border border-line-strong bg-input pr-7 pl-2 -outline-offset-1"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-fg-dim"
      />
    </span>
  );
}
