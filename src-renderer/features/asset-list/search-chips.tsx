import clsx from 'clsx';
import { X } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import {
  parseSearch,
  problemsOfSearch,
  type SearchProblem,
  type SearchTerm,
  searchStates,
} from '../../../src-preload/contract/domain/search-terms.ts';
import { sentence, t } from '../../app/translation.ts';
import { withoutTerm } from '../../ipc/asset-filter.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { visibleText } from '../../ui/visible-text.ts';

interface SearchChipsProps {
  readonly search: string;
  /** Rows that match; null until they are known. */
  readonly total: number | null;
  readonly onSearch: (search: string) => void;
  /** The last chip has gone, and the focus was on it. */
  readonly onFocusLost: () => void;
}

/** What the list is narrowed by, a chip for each term of the search, how many match, and what in it can't be followed. */
export function SearchChips({ search, total, onSearch, onFocusLost }: SearchChipsProps): ReactElement | null {
  const chips = useRef<HTMLUListElement>(null);
  const terms = parseSearch(search);
  // What is wrong twice is said once.
  const problems = new Set(problemsOfSearch(terms).map(problemText));
  if (terms.length === 0) {
    return null;
  }

  const remove = (at: number): void => {
    // The focus goes to the chip that comes into the place, or to the one before where there is none.
    if (at === terms.length - 1) {
      const before = chips.current?.querySelectorAll('button')[at - 1];
      if (before === undefined) {
        onFocusLost();
      } else {
        before.focus();
      }
    }
    onSearch(withoutTerm(search, at));
  };

  return (
    <section
      aria-label={t('studio.search.label')}
      className="shrink-0 border-b border-line bg-panel px-3 py-1 text-small text-fg-dim"
    >
      <div className="flex items-start gap-3">
        <ul ref={chips} className="flex max-h-24 min-w-0 flex-1 flex-wrap gap-1 overflow-y-auto">
          {terms.map((term, at) => (
            <Chip
              key={at}
              term={term}
              onRemove={() => {
                remove(at);
              }}
            />
          ))}
        </ul>
        {total === null ? null : (
          <span className="shrink-0 leading-6 tabular-nums">{t('studio.search.matches', { count: total })}</span>
        )}
        <button
          type="button"
          onClick={() => {
            onSearch('');
            onFocusLost();
          }}
          className="h-6 shrink-0 rounded-control px-1.5 -outline-offset-2 hover:bg-raised hover:text-fg"
        >
          {t('studio.search.clear')}
        </button>
      </div>
      <div role="status">
        {Array.from(problems, (problem) => (
          <p key={problem} className="flex items-center gap-1.5 py-0.5 text-fg">
            <StateGlyph shape="triangle-mark" className="size-3.5" />
            {problem}
          </p>
        ))}
      </div>
    </section>
  );
}

interface ChipProps {
  readonly term: SearchTerm;
  readonly onRemove: () => void;
}

function Chip({ term, onRemove }: ChipProps): ReactElement {
  const text = chipText(term);
  const isFaulty = problemsOfSearch([term]).length > 0;
  return (
    <li
      className={clsx(
        'flex h-6 max-w-72 min-w-0 items-center rounded-control border pl-2',
        isFaulty ? 'border-dashed border-warn text-fg-dim' : 'border-line bg-raised text-fg',
      )}
    >
      <span title={text} className="truncate">
        {text}
      </span>
      <button
        type="button"
        aria-label={t('studio.search.remove', { chip: text })}
        title={t('studio.search.remove', { chip: text })}
        onClick={onRemove}
        onKeyDown={(event) => {
          if (event.key === 'Delete' || event.key === 'Backspace') {
            event.preventDefault();
            onRemove();
          }
        }}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-control text-fg-dim -outline-offset-2 hover:text-fg"
      >
        <X size={12} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </li>
  );
}

/** What a term asks for, in words. */
function chipText(term: SearchTerm): string {
  const { key, excluded } = term;
  const values = term.values.map((value) => valueText(key, value)).reduce(joined, '');
  const chip =
    key === 'text'
      ? t('studio.search.text', { text: values })
      : t('studio.search.chip', { key: t(`studio.search.key.${key}`), values });
  return excluded ? t('studio.search.excluded', { chip }) : chip;
}

function joined(first: string, second: string): string {
  return first === '' ? second : t('studio.search.join', { first, second });
}

function valueText(key: SearchTerm['key'], value: string): string {
  const type = key === 'type' ? typeFilters.find((each) => each === value) : undefined;
  if (type !== undefined) {
    return t(`studio.type.${type}`);
  }
  const state = key === 'is' ? searchStates.find((each) => each === value) : undefined;
  return state === undefined ? visibleText(value) : t(`studio.search.state.${state}`);
}

function problemText(problem: SearchProblem): string {
  return t('studio.search.leftOut', { problem: whatIsWrong(problem) });
}

function whatIsWrong(problem: SearchProblem): string {
  switch (problem.code) {
    case 'unknown-type':
      return sentence('searchProblems.unknown-type', {
        value: visibleText(problem.value),
        known: typeFilters.reduce(joined, ''),
      });
    case 'unknown-state':
      return sentence('searchProblems.unknown-state', {
        value: visibleText(problem.value),
        known: searchStates.reduce(joined, ''),
      });
    case 'value-missing':
      return sentence('searchProblems.value-missing', { key: problem.key });
  }
}
