import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { focusAssetList } from '../features/asset-list/asset-list-pane.tsx';
import type { TypedBeginning } from '../features/asset-list/typed-beginning.ts';
import { filterOf } from '../ipc/asset-filter.ts';
import { call } from '../ipc/packer-client.ts';
import type { ListView } from '../ipc/project-queries.ts';
import type { RequestFailed } from '../ipc/request-failed.ts';
import { visibleTextInSentence } from '../ui/visible-text.ts';
import { announceFailure } from './announce-failure.ts';
import { type AssetGoal, type MadeAssets, useOverlay } from './overlay.ts';
import type { ProjectView } from './project-view.ts';
import { announce } from './session.ts';
import { t } from './translation.ts';

interface ListTravel {
  /** On to the next or previous problem of the list, which stays as it is filtered. */
  readonly toProblem: (direction: 'next' | 'previous') => void;
  /** On to the next row whose name begins so. */
  readonly toNamed: (beginning: TypedBeginning) => void;
}

/** Assets of a list that are looked for one after the other, at most. */
const soughtAtMost = 20;

/**
 * Ways to rows that may be far away: main says where they are (rules Q8, Q9 and Q11). An asset that was chosen in the palette is
 * gone to as soon as it was, and so is the first one that was made, unless the author is at something else by then; where the
 * filters keep it out, they are cleared, or it is left alone, as the goal says.
 */
export function useListTravel(
  projectId: string,
  shown: ListView,
  cursor: number | null,
  { goTo }: Pick<ProjectView, 'goTo'>,
): ListTravel {
  const onError = ({ failure }: RequestFailed): void => {
    announceFailure(projectId, failure);
  };

  const { mutate: toProblem } = useMutation({
    mutationFn: (direction: 'next' | 'previous') =>
      call('packer:find-problem', { projectId, view: shown, from: cursor, direction }),
    onSuccess: ({ row, total }) => {
      if (row === null) {
        announce(projectId, () => t('studio.problems.none'));
      } else {
        goTo(row.index, row.root);
        focusAssetList();
        useOverlay.setState({ problemsOf: row.root });
        announce(projectId, () => t('studio.problems.at', { nth: row.nth, count: total }));
      }
    },
    onError,
  });

  const { mutate: toNamed } = useMutation({
    mutationFn: ({ text, from }: TypedBeginning) => call('packer:find-named', { projectId, view: shown, text, from }),
    onSuccess: ({ row }, { text }) => {
      if (row === null) {
        announce(projectId, () => t('studio.list.noneBegins', { text: visibleTextInSentence(text) }));
      } else {
        goTo(row.index, row.root);
      }
    },
    onError,
  });

  const { mutate: toAsset } = useMutation({
    mutationFn: async ({ root, onlyIfShown }: AssetGoal) => {
      const { index } = await call('packer:find-row', { projectId, view: shown, root });
      if (index !== null || shown.filter.search === '' || onlyIfShown === true) {
        return { index, cleared: false };
      }
      const everything = { ...shown, filter: filterOf('') };
      const found = await call('packer:find-row', { projectId, view: everything, root });
      return { index: found.index, cleared: true };
    },
    onSuccess: ({ index, cleared }, goal) => {
      const name = visibleTextInSentence(goal.name);
      if (index === null) {
        if (goal.onlyIfShown === true) {
          // What had the focus is about to go with the asset that it was of.
          focusAssetList();
        } else {
          announce(projectId, () => t('studio.palette.gone', { name }), { problem: true });
        }
        return;
      }
      if (cleared) {
        announce(projectId, () => t('studio.palette.filtersCleared', { name }));
      }
      goTo(index, goal.root, cleared ? { search: '' } : {});
      focusAssetList();
    },
    onError,
  });

  const { mutate: toMade } = useMutation({
    mutationFn: async ({ roots }: MadeAssets) => {
      const everything = { ...shown, filter: filterOf('') };
      for (const root of roots.slice(0, soughtAtMost)) {
        const found = await call('packer:find-row', { projectId, view: everything, root });
        if (found.index !== null) {
          const here = await call('packer:find-row', { projectId, view: shown, root });
          return { root, index: here.index ?? found.index, isFilteredOut: here.index === null };
        }
      }
      return null;
    },
    onSuccess: (made, { mayLead }) => {
      if (made !== null && mayLead()) {
        goTo(made.index, made.root, made.isFilteredOut ? { search: '' } : {});
        focusAssetList();
      }
    },
    onError,
  });

  const goal = useOverlay((state) => state.goal);
  useEffect(() => {
    if (goal !== null) {
      useOverlay.setState({ goal: null });
      toAsset(goal);
    }
  }, [goal, toAsset]);

  const made = useOverlay((state) => state.made);
  useEffect(() => {
    if (made !== null) {
      useOverlay.setState({ made: null });
      toMade(made);
    }
  }, [made, toMade]);

  return { toProblem, toNamed };
}
