import { Layers } from 'lucide-react';
import { memo, type ReactElement, useState } from 'react';
import { type TypeFilter, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import { t } from '../../app/translation.ts';
import {
  hasValue,
  type StatusFilter,
  statusCount,
  statusFilters,
  statusOf,
  withStatus,
  withToggled,
} from '../../ipc/asset-filter.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { FacetFilters, fewTags } from './facet-filters.tsx';
import { FilterButton } from './filter-button.tsx';
import { FilterSection } from './filter-section.tsx';
import { SavedSearches } from './saved-searches.tsx';
import { useFacets } from './use-facets.ts';

interface FiltersSidebarProps {
  /** Of the whole project. */
  readonly counts: AssetCounts | null;
  /** All that the list is filtered by: what is on here stands there, and a click writes it there. */
  readonly search: string;
  /** The project whose tags, folders and saved searches are listed; null where there is none yet. */
  readonly facetsOf: string | null;
  /** The folders of the tree that are open. */
  readonly openFolders: readonly string[];
  readonly onOpenFolders: (folders: readonly string[]) => void;
  /** Why the filters can't be used now, or null. */
  readonly unavailable: string | null;
  readonly onSearch: (search: string) => void;
}

const statusIcons: Record<StatusFilter, ReactElement> = {
  all: <Layers size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-fg-faint" />,
  unregistered: <StateGlyph shape="dashed-ring" />,
  registered: <StateGlyph shape="disc-tick" />,
  problems: <StateGlyph shape="octagon-bar" />,
};

const typeIcons: ReadonlyMap<TypeFilter, ReactElement> = new Map(
  typeFilters.map((type) => [type, <TypeIcon key={type} type={type} />]),
);

/**
 * The filters, each with how much it would leave of what is looked for: one status at a time, any number of types and tags
 * with it, and one folder. Drawn again only when one of these changes: most of what happens in the window does not touch them.
 */
export const FiltersSidebar = memo(function FiltersSidebar(props: FiltersSidebarProps): ReactElement {
  const { counts, search, facetsOf, openFolders, onOpenFolders, unavailable, onSearch } = props;
  const [tags, setTags] = useState(fewTags);
  const facets = useFacets(facetsOf, search, tags, openFolders);
  const left = facets?.counts ?? counts;
  const status = statusOf(search);
  const shownTypes = typeFilters.filter((type) => (counts?.type[type] ?? 0) > 0 || hasValue(search, 'type', type));
  return (
    <nav
      data-region=""
      tabIndex={-1}
      aria-label={t('studio.filters.label')}
      className="h-full overflow-y-auto bg-panel px-2 py-3"
    >
      <FilterSection heading={t('studio.filters.status')}>
        {statusFilters.map((each) => (
          <FilterButton
            key={each}
            icon={statusIcons[each]}
            label={t(`studio.filters.${each}`)}
            count={left === null ? null : statusCount(left, each)}
            pressed={status === each}
            unavailable={unavailable}
            leadsTo={withStatus(search, each)}
            onSearch={onSearch}
          />
        ))}
      </FilterSection>
      {unavailable === null ? null : <p className="px-2 text-small text-fg-faint">{unavailable}</p>}
      {shownTypes.length === 0 ? null : (
        <FilterSection heading={t('studio.filters.types')}>
          {shownTypes.map((type) => (
            <FilterButton
              key={type}
              icon={typeIcons.get(type)}
              label={t(`studio.type.${type}`)}
              count={left?.type[type] ?? null}
              pressed={hasValue(search, 'type', type)}
              unavailable={unavailable}
              leadsTo={withToggled(search, 'type', type)}
              onSearch={onSearch}
            />
          ))}
        </FilterSection>
      )}
      {facetsOf === null ? null : (
        <>
          {facets === undefined ? null : (
            <FacetFilters
              facets={facets}
              search={search}
              onSearch={onSearch}
              tags={tags}
              onTags={setTags}
              openFolders={openFolders}
              onOpenFolders={onOpenFolders}
            />
          )}
          <SavedSearches projectId={facetsOf} search={search} onSearch={onSearch} />
        </>
      )}
    </nav>
  );
});
