import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, X } from 'lucide-react';
import { type ReactElement, type SubmitEvent, useId, useRef, useState } from 'react';
import { type SavedSearch, savedNameLimit } from '../../../src-preload/contract/domain/saved-search.ts';
import { t } from '../../app/translation.ts';
import { filterOf } from '../../ipc/asset-filter.ts';
import { call } from '../../ipc/packer-client.ts';
import { studioKeys, studioQueries } from '../../ipc/studio-queries.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { FilterButton } from './filter-button.tsx';
import { FilterSection } from './filter-section.tsx';

const savedIcon = <Bookmark size={14} strokeWidth={1.5} aria-hidden="true" className="mx-px text-fg-faint" />;

interface SavedSearchesProps {
  readonly projectId: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** The searches that the author saved of this project, and a way to save the one that is asked now. */
export function SavedSearches({ projectId, search, onSearch }: SavedSearchesProps): ReactElement | null {
  const queryClient = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const [naming, setNaming] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const { data: saved } = useQuery(studioQueries.savedSearches(projectId));
  const readAgain = (): Promise<void> =>
    queryClient.invalidateQueries({ queryKey: studioKeys.savedSearches(projectId) });
  const save = useMutation({
    mutationFn: (one: SavedSearch) => call('packer:save-search', { projectId, ...one }),
    onSettled: readAgain,
  });
  const remove = useMutation({
    mutationFn: (name: string) => call('packer:remove-saved-search', { projectId, name }),
    onSettled: readAgain,
  });

  const asked = filterOf(search).search;
  const canSave = asked !== '' && saved?.every((one) => one.search !== asked) === true;
  if (saved === undefined || (saved.length === 0 && !canSave && !naming)) {
    return null;
  }
  const isNotSaved = save.isError || save.data?.saved === false || remove.isError || remove.data?.saved === false;

  return (
    <FilterSection heading={t('studio.filters.saved')}>
      <ul ref={list}>
        {saved.map((one, at) => (
          <li key={one.name} className="group relative">
            <FilterButton
              ref={one.name === added ? focus : null}
              icon={savedIcon}
              label={visibleText(one.name)}
              count={null}
              pressed={one.search === asked}
              unavailable={null}
              leadsTo={one.search === asked ? '' : `${one.search} `}
              onSearch={onSearch}
            />
            <IconButton
              label={t('studio.filters.removeSaved', { name: visibleText(one.name) })}
              className="absolute top-0 right-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
              onClick={() => {
                // The focus goes to a neighbour, or where the sidebar begins.
                const neighbour = list.current?.children[at === 0 ? 1 : at - 1] ?? list.current?.closest('nav');
                neighbour?.querySelector('button')?.focus();
                remove.mutate(one.name);
              }}
            >
              <X size={14} strokeWidth={1.5} aria-hidden="true" />
            </IconButton>
          </li>
        ))}
      </ul>
      {naming ? (
        <NameForm
          taken={saved.map(({ name }) => name)}
          onSave={(name) => {
            setNaming(false);
            setAdded(name);
            save.mutate({ name, search: asked });
          }}
          onCancel={() => {
            setNaming(false);
          }}
        />
      ) : null}
      {canSave && !naming ? (
        <button
          type="button"
          onClick={() => {
            setNaming(true);
          }}
          className="h-7 w-full truncate rounded-control px-2 text-left text-small text-fg-dim -outline-offset-2 hover:bg-raised hover:text-fg"
        >
          {t('studio.filters.saveSearch')}
        </button>
      ) : null}
      <p role="status" className="px-2 text-small text-fg">
        {isNotSaved ? t('studio.filters.notSaved') : null}
      </p>
    </FilterSection>
  );
}

/** A row that was just made. The same function each time, so that it is called once. */
function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}

interface NameFormProps {
  /** What a search is called already: another one of that name takes its place. */
  readonly taken: readonly string[];
  readonly onSave: (name: string) => void;
  readonly onCancel: () => void;
}

function NameForm({ taken, onSave, onCancel }: NameFormProps): ReactElement {
  const [name, setName] = useState('');
  const hint = useId();
  const replaces = taken.includes(name.trim());
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') {
      onSave(name.trim());
    }
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap gap-1 px-2 py-1">
      <input
        ref={focusField}
        value={name}
        maxLength={savedNameLimit}
        autoComplete="off"
        aria-label={t('studio.filters.savedName')}
        aria-describedby={replaces ? hint : undefined}
        placeholder={t('studio.filters.savedName')}
        onChange={(event) => {
          setName(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            onCancel();
          }
        }}
        className="h-7 min-w-0 flex-1 rounded-control border border-line-strong bg-input px-2"
      />
      <Button submit>{t(replaces ? 'studio.filters.replace' : 'studio.filters.save')}</Button>
      <p id={hint} role="status" className="w-full text-small text-fg-dim empty:hidden">
        {replaces ? t('studio.filters.replacesSaved') : null}
      </p>
    </form>
  );
}

function focusField(field: HTMLInputElement | null): void {
  field?.focus();
}
