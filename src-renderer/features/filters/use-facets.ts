import { useQuery } from '@tanstack/react-query';
import { type AssetFacets, openFolderLimit } from '../../../src-preload/contract/domain/asset-facets.ts';
import type { ProjectSummary } from '../../../src-preload/contract/domain/project.ts';
import { filterOf } from '../../ipc/asset-filter.ts';
import { projectQueries } from '../../ipc/project-queries.ts';

/**
 * What a project can be filtered by beside what is looked for, and how much each value would leave; undefined until that
 * was read. Where nothing is looked for it is asked for again when an asset came, went or was changed; else with all that
 * is shown of the project. One request for all of it.
 */
export function useFacets(
  projectId: string | null,
  search: string,
  tags: number,
  openFolders: readonly string[],
): AssetFacets | undefined {
  const asked = filterOf(search).search;
  const { data: revision } = useQuery({
    ...projectQueries.summary(projectId ?? ''),
    enabled: projectId !== null,
    select: rowsRevisionOf,
  });
  const folders = ['', ...openFolders].slice(0, openFolderLimit);
  const { data } = useQuery({
    ...projectQueries.facets(projectId ?? '', revision ?? 0, { search: asked, tags, folders }),
    enabled: projectId !== null && revision !== undefined,
  });
  return projectId === null ? undefined : data;
}

const rowsRevisionOf = ({ rowsRevision }: ProjectSummary): number => rowsRevision;
