import { Tag } from 'lucide-react';
import { type ReactElement, useEffect, useEffectEvent } from 'react';
import { type AssetFacets, tagLimit } from '../../../src-preload/contract/domain/asset-facets.ts';
import { t } from '../../app/translation.ts';
import { hasValue, valuesOf, withOnly, withToggled } from '../../ipc/asset-filter.ts';
import { visibleText } from '../../ui/visible-text.ts';
import { FilterButton } from './filter-button.tsx';
import { FilterSection } from './filter-section.tsx';
import { FolderTree } from './folder-tree.tsx';
import { foldersWithOpen, foldersWithParents } from './open-folders.ts';

interface FacetFiltersProps {
  readonly facets: AssetFacets;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** How many tags are asked for. */
  readonly tags: number;
  readonly onTags: (tags: number) => void;
  readonly openFolders: readonly string[];
  readonly onOpenFolders: (folders: readonly string[]) => void;
}

const tagIcon = <Tag size={14} strokeWidth={1.5} aria-hidden="true" className="mx-px text-fg-faint" />;

/** Tags that are listed before the author asks for more. */
export const fewTags = 12;

/** The tags and the folders of a project. The tree opens to a folder that is looked for. */
export function FacetFilters(props: FacetFiltersProps): ReactElement {
  const { facets, search, onSearch, tags, onTags, openFolders, onOpenFolders } = props;
  const sought = valuesOf(search, 'path').join('\n');
  const openSought = useEffectEvent(() => {
    const opened = foldersWithParents(openFolders, sought.split('\n'));
    if (opened.length > openFolders.length) {
      onOpenFolders(opened);
    }
  });
  // When another one is looked for: what the author closes then stays closed.
  useEffect(() => {
    if (sought !== '') {
      openSought();
    }
  }, [sought]);
  return (
    <>
      {facets.tagTotal === 0 ? null : (
        <FilterSection heading={t('studio.filters.tags')}>
          {facets.tags.map(({ tag, count }) => (
            <FilterButton
              key={tag}
              icon={tagIcon}
              label={visibleText(tag)}
              count={count}
              pressed={hasValue(search, 'tag', tag)}
              unavailable={null}
              leadsTo={withToggled(search, 'tag', tag)}
              onSearch={onSearch}
            />
          ))}
          <MoreTags
            facets={facets}
            all={tags > fewTags}
            onAll={(all) => {
              onTags(all ? tagLimit : fewTags);
            }}
          />
        </FilterSection>
      )}
      <FolderTree
        contents={facets.contents}
        openFolders={openFolders}
        isChosen={(path) => hasValue(search, 'path', path)}
        onOpen={(path, isOpen) => {
          onOpenFolders(foldersWithOpen(openFolders, path, isOpen));
        }}
        onChoose={(path) => {
          onSearch(withOnly(search, 'path', path));
        }}
      />
    </>
  );
}

interface MoreTagsProps {
  readonly facets: AssetFacets;
  /** Whether more than a few are listed. */
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
}

function MoreTags({ facets: { tags, tagTotal }, all, onAll }: MoreTagsProps): ReactElement | null {
  if (tagTotal <= fewTags) {
    return null;
  }
  return (
    <>
      {all && tags.length < tagTotal ? (
        <p className="px-2 text-small text-fg-faint">
          {t('studio.filters.tagsLeftOut', { listed: tags.length, count: tagTotal })}
        </p>
      ) : null}
      <button
        type="button"
        aria-expanded={all}
        onClick={() => {
          onAll(!all);
        }}
        className="h-7 w-full truncate rounded-control px-2 text-left text-small text-fg-dim -outline-offset-2 hover:bg-raised hover:text-fg"
      >
        {all ? t('studio.filters.fewerTags') : t('studio.filters.moreTags', { count: tagTotal })}
      </button>
    </>
  );
}
