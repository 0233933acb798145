import type { ReactElement } from 'react';
import { t } from '../../app/translation.ts';
import { assetState, type ListedAsset, stateShapes } from '../../ipc/asset-state.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { StateGlyph } from '../../ui/state-glyph.tsx';

/** Which asset it is, and whether the game knows it. */
export function AssetHeading({ asset }: { readonly asset: ListedAsset }): ReactElement {
  const state = assetState(asset);
  return (
    <header className="space-y-2 px-4 pt-3 pb-3">
      <div>
        <h2 className="text-head font-semibold">
          <SafeText text={asset.name} />
        </h2>
        <div className="copyable font-mono text-small text-fg-dim">
          <SafeText text={asset.root} />
        </div>
      </div>
      <div className="flex gap-2">
        <StateGlyph shape={stateShapes[state]} className="mt-0.5" />
        <div className="min-w-0">
          <p className="font-medium">{t(`studio.state.${state}`)}</p>
          <p className="text-fg-dim">{t(`studio.stateSentence.${state}`)}</p>
        </div>
      </div>
    </header>
  );
}
