import clsx from 'clsx';
import { Search, X } from 'lucide-react';
import { type ReactElement, type Ref, useEffect, useRef, useState } from 'react';
import { searchLimit } from '../../../src-preload/contract/domain/search-terms.ts';
import { t } from '../../app/translation.ts';

interface SearchFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly value: string;
  /** Why nothing can be searched now. */
  readonly unavailable?: string;
  readonly onSearch: (search: string) => void;
  /** Down or Enter: on to what was found. */
  readonly onLeave: () => void;
}

const pauseMs = 60;

/** The search over name, folder and tags. It asks when the typing pauses, not at each letter. */
export function SearchField({ ref, value, unavailable, onSearch, onLeave }: SearchFieldProps): ReactElement {
  const [draft, setDraft] = useState(value);
  const [asked, setAsked] = useState(value);
  const field = useRef<HTMLDivElement>(null);
  // Whatever else changes the search ("Clear filters") shows in the field too.
  if (asked !== value) {
    setAsked(value);
    setDraft(value);
  }

  useEffect(() => {
    if (draft === value) {
      return undefined;
    }
    const timer = setTimeout(() => {
      onSearch(draft);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, value, onSearch]);

  // The draft goes too: what was typed a moment ago must not be asked for after it was cleared.
  const clear = (): void => {
    setDraft('');
    onSearch('');
    field.current?.querySelector('input')?.focus();
  };

  return (
    <div ref={field} className="relative mx-auto w-full max-w-[520px] min-w-0">
      <Search
        size={14}
        strokeWidth={1.5}
        aria-hidden="true"
        className="pointer-events-none absolute top-[7px] left-2 text-fg-faint"
      />
      <input
        ref={ref}
        type="search"
        value={draft}
        maxLength={searchLimit}
        spellCheck={false}
        autoComplete="off"
        aria-label={t('studio.list.search')}
        placeholder={t('studio.list.searchHint')}
        readOnly={unavailable !== undefined}
        aria-disabled={unavailable !== undefined || undefined}
        title={unavailable}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft !== '') {
            event.preventDefault();
            clear();
          }
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            onSearch(draft);
            onLeave();
          }
        }}
        className={clsx(
          'h-7 w-full rounded-control border pr-7 pl-7 -outline-offset-1',
          unavailable === undefined ? 'border-line-strong bg-input' : 'cursor-default border-line bg-transparent',
        )}
      />
      {draft === '' ? null : (
        <button
          type="button"
          aria-label={t('studio.list.clearSearch')}
          title={t('studio.list.clearSearch')}
          onClick={clear}
          className="absolute top-0.5 right-0.5 inline-flex size-6 items-center justify-center rounded-control text-fg-dim hover:bg-raised hover:text-fg"
        >
          <X size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
