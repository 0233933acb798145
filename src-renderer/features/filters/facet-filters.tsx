import { useQuery } from '@tanstack/react-query';
import { Tag } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { type AssetFacets, openFolderLimit, tagLimit } from '../../../src-preload/contract/domain/asset-facets.ts';
import type { ProjectSummary } from '../../../src-preload/contract/domain/project.ts';
import { t } from '../../app/translation.ts';
import { hasValue, withOnly, withToggled } from '../../ipc/asset-filter.ts';
import { projectQueries } from '../../ipc/project-queries.ts';
import { visibleText } from '../../ui/visible-text.ts';
import { FilterButton } from './filter-button.tsx';
import { FilterSection } from './filter-section.tsx';
import { FolderTree } from './folder-tree.tsx';

interface FacetFiltersProps {
  readonly projectId: string;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Tags that are listed before the author asks for more. */
const fewTags = 12;

/** The tags and the folders of a project, asked for in one request: again when an asset came, went or was changed. */
export function FacetFilters({ projectId, search, onSearch }: FacetFiltersProps): ReactElement | null {
  const [tags, setTags] = useState(fewTags);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const { data: rowsRevision } = useQuery({ ...projectQueries.summary(projectId), select: rowsRevisionOf });
  const folders = ['', ...open].slice(0, openFolderLimit);
  const { data: facets } = useQuery({
    ...projectQueries.facets(projectId, rowsRevision ?? 0, { tags, folders }),
    enabled: rowsRevision !== undefined,
  });
  if (facets === undefined) {
    return null;
  }
  return (
    <>
      {facets.tagTotal === 0 ? null : (
        <FilterSection heading={t('studio.filters.tags')}>
          {facets.tags.map(({ tag, count }) => (
            <FilterButton
              key={tag}
              icon={<Tag size={14} strokeWidth={1.5} aria-hidden="true" className="mx-px text-fg-faint" />}
              label={visibleText(tag)}
              count={count}
              pressed={hasValue(search, 'tag', tag)}
              unavailable={null}
              onClick={() => {
                onSearch(withToggled(search, 'tag', tag));
              }}
            />
          ))}
          <MoreTags
            facets={facets}
            all={tags > fewTags}
            onAll={(all) => {
              setTags(all ? tagLimit : fewTags);
            }}
          />
        </FilterSection>
      )}
      <FolderTree
        contents={facets.contents}
        open={open}
        isChosen={(path) => hasValue(search, 'path', path)}
        onOpen={(path, isOpen) => {
          setOpen((paths) => {
            const others = [...paths].filter((each) => each !== path);
            return new Set(isOpen ? [...others, path] : others);
          });
        }}
        onChoose={(path) => {
          onSearch(withOnly(search, 'path', path));
        }}
      />
    </>
  );
}

const rowsRevisionOf = ({ rowsRevision }: ProjectSummary): number => rowsRevision;

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
