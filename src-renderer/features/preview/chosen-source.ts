import { create } from 'zustand';
import type { AssetDetails } from '../../../src-preload/contract/domain/asset.ts';
import { firstShown, type ShownSource, shownSources } from '../../../src-preload/contract/source-kind.ts';

/** By asset, the path of the source that the author chose to see, until Studio is closed. */
const useChoices = create<Readonly<Record<string, string>>>(() => ({}));

interface ChosenSource {
  /** Everything that can be shown of the asset. */
  readonly shown: readonly ShownSource[];
  /** The one to show: the author's choice while it is there; null where there is nothing to show. */
  readonly source: ShownSource | null;
  readonly choose: (path: string) => void;
}

/** Which source of an asset is shown, wherever it is shown. */
export function useChosenSource(projectId: string, { root, type, sources }: AssetDetails): ChosenSource {
  const key = `${projectId}/${root}`;
  const path = useChoices((choices) => choices[key]);
  const shown = shownSources(sources, type);
  return {
    shown,
    source: shown.find((each) => each.path === path) ?? firstShown(shown, type),
    choose: (chosen) => {
      useChoices.setState({ [key]: chosen });
    },
  };
}
