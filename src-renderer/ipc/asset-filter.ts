import type { Health, TypeFilter } from '../../src-preload/contract/domain/asset.ts';
import type { AssetCounts, AssetFilter } from '../../src-preload/contract/domain/asset-list.ts';

/** The filters of which one is chosen at a time. */
export const statusFilters = ['all', 'unregistered', 'registered', 'problems'] as const;
export type StatusFilter = (typeof statusFilters)[number];

/** Health other than ok. */
const problemHealths: readonly Health[] = ['warning', 'error', 'missing'];

/** What the author has chosen, as the question that the packer understands. */
export function filterOf(status: StatusFilter, types: readonly TypeFilter[], search: string): AssetFilter {
  return {
    registration: status === 'registered' || status === 'unregistered' ? [status] : [],
    health: status === 'problems' ? [...problemHealths] : [],
    type: [...types],
    tag: [],
    search,
  };
}

/** How many assets of the whole project a status filter stands for. */
export function statusCount(counts: AssetCounts, status: StatusFilter): number {
  switch (status) {
    case 'all':
      return counts.all;
    case 'problems':
      return problemHealths.reduce((sum, health) => sum + counts.health[health], 0);
    case 'registered':
    case 'unregistered':
      return counts.registration[status];
    default:
      return status satisfies never;
  }
}
