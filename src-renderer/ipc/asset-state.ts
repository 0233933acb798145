import type { AssetSummary } from '../../src-preload/contract/domain/asset.ts';
import type { ProvisionalRow } from '../../src-preload/contract/domain/provisional-view.ts';

/** A row of the list: of a project that is open, or of one that is still being opened. */
export type ListedAsset = AssetSummary | ProvisionalRow;

/**
 * What an author has to know first of an asset: whether the game knows it, and whether it is there at all; `checking`
 * while nobody can say.
 */
export type AssetState = 'registered' | 'unregistered' | 'missing' | 'checking';

/** The state of a row of the list, also of one that is not read yet (`checking`). */
export function assetState(asset: Pick<AssetSummary, 'registration' | 'health'> | ProvisionalRow): AssetState {
  if (!('registration' in asset)) {
    return 'checking';
  }
  return asset.health === 'missing' ? 'missing' : asset.registration;
}

/** The shape of each state. */
export const stateShapes = {
  registered: 'disc-tick',
  unregistered: 'dashed-ring',
  missing: 'broken-square',
  checking: 'dot',
} as const satisfies Record<AssetState, string>;
