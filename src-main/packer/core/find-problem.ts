import type { Health } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetView, FoundProblem } from '../../../src-preload/contract/domain/asset-list.ts';
import { matchingItems } from './asset-query.ts';
import { nextAmong } from './next-among.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** Health other than ok. */
const problemHealths: readonly Health[] = ['warning', 'error', 'missing'];

/**
 * The next row of a list that has a problem, behind a row or before it, and round the end (rule Q9). `from` is null for
 * the end that the direction comes from.
 */
export function findProblem(
  snapshot: ProjectSnapshot,
  view: AssetView,
  from: number | null,
  direction: 'next' | 'previous',
): Pick<FoundProblem, 'total' | 'row'> {
  const { filter, sort } = view;
  const health = problemHealths.filter((each) => filter.health.length === 0 || filter.health.includes(each));
  if (health.length === 0) {
    return { total: 0, row: null };
  }
  const rows = matchingItems(snapshot, view);
  const problems = matchingItems(snapshot, { filter: { ...filter, health }, sort });
  return { total: problems.total, row: nextAmong(snapshot, rows, problems, view, from, direction) };
}
