import { Layers } from 'lucide-react';
import { memo, type ReactElement } from 'react';
import { type TypeFilter, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import { t } from '../../app/translation.ts';
import { type StatusFilter, statusCount, statusFilters } from '../../ipc/asset-filter.ts';
import { StateGlyph } from '../../ui/state-glyph.tsx';
import { TypeIcon } from '../../ui/type-icon.tsx';
import { FilterButton } from './filter-button.tsx';

interface FiltersSidebarProps {
  readonly counts: AssetCounts | null;
  readonly status: StatusFilter;
  readonly types: readonly TypeFilter[];
  /** Why the filters can't be used now, or null. */
  readonly unavailable: string | null;
  readonly onStatus: (status: StatusFilter) => void;
  readonly onToggleType: (type: TypeFilter) => void;
}

const statusIcons: Record<StatusFilter, ReactElement> = {
  all: <Layers size={16} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-fg-faint" />,
  unregistered: <StateGlyph shape="dashed-ring" />,
  registered: <StateGlyph shape="disc-tick" />,
  problems: <StateGlyph shape="octagon-bar" />,
};

/**
 * The filters with the counts of the whole project. One status at a time; any number of types with it. Drawn again only
 * when one of these changes: most of what happens in the window does not touch them.
 */
export const FiltersSidebar = memo(function FiltersSidebar(props: FiltersSidebarProps): ReactElement {
  const { counts, status, types, unavailable, onStatus, onToggleType } = props;
  const shownTypes = typeFilters.filter((type) => (counts?.type[type] ?? 0) > 0 || types.includes(type));
  return (
    <nav aria-label={t('studio.filters.label')} className="h-full overflow-y-auto bg-panel px-2 py-3">
      <FilterHeading>{t('studio.filters.status')}</FilterHeading>
      {statusFilters.map((each) => (
        <FilterButton
          key={each}
          icon={statusIcons[each]}
          label={t(`studio.filters.${each}`)}
          count={counts === null ? null : statusCount(counts, each)}
          pressed={status === each && (each !== 'all' || types.length === 0)}
          unavailable={unavailable}
          onClick={() => {
            onStatus(each);
          }}
        />
      ))}
      <div className="h-4" />
      {unavailable === null ? (
        <FilterHeading>{t('studio.filters.types')}</FilterHeading>
      ) : (
        <p className="px-2 text-small text-fg-faint">{unavailable}</p>
      )}
      {shownTypes.map((type) => (
        <FilterButton
          key={type}
          icon={<TypeIcon type={type} />}
          label={t(`studio.type.${type}`)}
          count={counts?.type[type] ?? null}
          pressed={types.includes(type)}
          unavailable={unavailable}
          onClick={() => {
            onToggleType(type);
          }}
        />
      ))}
    </nav>
  );
});

function FilterHeading({ children }: { readonly children: string }): ReactElement {
  return <h2 className="px-2 pb-1 text-caption font-medium text-fg-faint">{children}</h2>;
}
