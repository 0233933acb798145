import type { ReactElement, Ref } from 'react';

interface SearchBoxProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** What a dialog's own list is narrowed by. */
export function SearchBox({ ref, label, text, onChange }: SearchBoxProps): ReactElement {
  return (
    <input
      ref={ref}
      type="search"
      value={text}
      spellCheck={false}
      autoComplete="off"
      aria-label={label}
      placeholder={label}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      className="h-7 w-full rounded-control border border-line-strong bg-input px-2 -outline-offset-1"
    />
  );
}
