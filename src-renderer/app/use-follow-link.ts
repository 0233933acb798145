import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { AssetView } from '../../src-preload/contract/domain/asset-list.ts';
import { formatSearch } from '../../src-preload/contract/domain/search-terms.ts';
import { filterOf } from '../ipc/asset-filter.ts';
import { call } from '../ipc/packer-client.ts';
import type { RequestFailed } from '../ipc/request-failed.ts';
import { visibleTextInSentence } from '../ui/visible-text.ts';
import { announceFailure } from './announce-failure.ts';
import { type AssetGoal, useOverlay } from './overlay.ts';
import { announce } from './session.ts';
import { t } from './translation.ts';

/** An asset of an open project as a link names it: by its id, or by its root. */
interface LinkedAsset {
  readonly projectId: string;
  readonly asset: string;
}

/** Goes to the asset that a link names, as one does who chooses it in the palette; where there is none, that is said. */
export function useFollowLink(): UseMutationResult<AssetGoal | null, RequestFailed, LinkedAsset> {
  return useMutation({
    mutationFn: async ({ projectId, asset }: LinkedAsset) =>
      (await withId(projectId, asset)) ?? (await withRoot(projectId, asset)),
    onSuccess: (goal, { projectId, asset }) => {
      if (goal === null) {
        announce(projectId, () => t('studio.palette.notThere', { asset: visibleTextInSentence(asset) }), {
          problem: true,
        });
      } else {
        useOverlay.setState({ goal });
      }
    },
    onError: ({ failure }, { projectId }) => {
      announceFailure(projectId, failure);
    },
  });
}

const everything: Omit<AssetView, 'filter'> = { sort: 'root', descending: false };

async function withId(projectId: string, id: string): Promise<AssetGoal | null> {
  const filter = filterOf(formatSearch([{ key: 'id', values: [id], excluded: false }]));
  const { rows } = await call('packer:list-assets', {
    projectId,
    query: { ...everything, filter, offset: 0, limit: 1 },
  });
  const row = rows.find(({ assetId }) => assetId === id.toLowerCase());
  return row === undefined ? null : { root: row.root, name: row.name };
}

async function withRoot(projectId: string, root: string): Promise<AssetGoal | null> {
  const { index } = await call('packer:find-row', { projectId, view: { ...everything, filter: filterOf('') }, root });
  return index === null ? null : { root, name: root };
}
