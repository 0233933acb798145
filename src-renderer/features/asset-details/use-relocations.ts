import { useQuery } from '@tanstack/react-query';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import type { RelocateFix } from '../../../src-preload/contract/domain/diagnostic-fix.ts';
import { failureMessage } from '../../ipc/failure-message.ts';
import { projectQueries } from '../../ipc/project-queries.ts';

/** What can be done about an asset whose folder is gone. */
export interface RelocationFixes {
  readonly fixes: readonly RelocateFix[];
  /** Whether there are more than those. */
  readonly more: boolean;
  /** Why none can be carried out now; null where it can. */
  readonly unavailable: string | null;
}

const none: RelocationFixes = { fixes: [], more: false, unavailable: null };

/** Folders that a missing asset may be in by now, as fixes (rule V11). They are looked for only of one that is missing. */
export function useRelocations(projectId: string, asset: AssetDetails | undefined): RelocationFixes {
  const isMissing = asset?.health === 'missing';
  const { data } = useQuery({ ...projectQueries.relocations(projectId, asset?.root ?? ''), enabled: isMissing });
  if (!isMissing || data === undefined) {
    return none;
  }
  const { roots, more, refusal } = data;
  return {
    fixes: roots.map((to) => ({ kind: 'relocate', to })),
    more,
    unavailable: refusal === null ? null : failureMessage(refusal).wrong,
  };
}
