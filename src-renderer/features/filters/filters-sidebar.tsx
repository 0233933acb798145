import { Layers } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { typeFilters } from '../../../src-preload/contract/domain/asset.ts';
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
import { FacetFilters } from './facet-filters.tsx';
import { FilterButton } from './filter-button.tsx';
import { FilterSection } from './filter-section.tsx';
import { SavedSearches } from './saved-searches.tsx';

interface FiltersSidebarProps {
  readonly counts: AssetCounts | null;
  /** All that the list is filtered by: what is on here stands there, and a click writes it there. */
  readonly search: string;
  /** The project whose tags, folders and saved searches are listed; null where there is none yet. */
  readonly facetsOf: string | null;
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

/**
 * The filters with the counts of the whole project: one status at a time, any number of types and tags with it, and one
 * folder. Drawn again only when one of these changes: most of what happens in the window does not touch them.
 */
export const FiltersSidebar = memo(function FiltersSidebar(props: FiltersSidebarProps): ReactElement {
  const { counts, search, facetsOf, unavailable, onSearch } = props;
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
            count={counts === null ? null : statusCount(counts, each)}
            pressed={status === each}
            unavailable={unavailable}
            onClick={() => {
              onSearch(withStatus(search, each));
            }}
          />
        ))}
      </FilterSection>
      {unavailable === null ? null : <p className="px-2 text-small text-fg-faint">{unavailable}</p>}
      {shownTypes.length === 0 ? null : (
        <FilterSection heading={t('studio.filters.types')}>
          {shownTypes.map((type) => (
            <FilterButton
              key={type}
              icon={<TypeIcon type={type} />}
              label={t(`studio.type.${type}`)}
              count={counts?.type[type] ?? null}
              pressed={hasValue(search, 'type', type)}
              unavailable={unavailable}
              onClick={() => {
                onSearch(withToggled(search, 'type', type));
              }}
            />
          ))}
        </FilterSection>
      )}
      {facetsOf === null ? null : (
        <>
          <FacetFilters projectId={facetsOf} search={search} onSearch={onSearch} />
          <SavedSearches projectId={facetsOf} search={search} onSearch={onSearch} />
        </>
      )}
    </nav>
  );
});
