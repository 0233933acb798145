import type { AssetQuery } from '../../../src-preload/contract/domain/asset-list.ts';
import { dependsOnRegistration } from '../core/wanted-assets.ts';
import type { ReadySnapshot } from './runtime-registry.ts';

/**
 * The revision since which the rows of a list stand in the same places (rule Q6). A registration moves no row of a list
 * that neither filters nor sorts by it.
 */
export function orderRevisionOf(
  { snapshot, rowsRevision }: Pick<ReadySnapshot, 'snapshot' | 'rowsRevision'>,
  { filter, sort }: Pick<AssetQuery, 'filter' | 'sort'>,
): number {
  return sort === 'registration' || dependsOnRegistration(filter) ? snapshot.revision : rowsRevision;
}
