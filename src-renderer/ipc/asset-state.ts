import type { AssetSummary } from '../../src-preload/contract/domain/asset.ts';

/** What an author has to know first of an asset: whether the game knows it, and whether it is there at all. */
export type AssetState = 'registered' | 'unregistered' | 'missing';

export function assetState({ registration, health }: Pick<AssetSummary, 'registration' | 'health'>): AssetState {
  return health === 'missing' ? 'missing' : registration;
}

/** The shape of each state. */
export const stateShapes = {
  registered: 'disc-tick',
  unregistered: 'dashed-ring',
  missing: 'broken-square',
} as const satisfies Record<AssetState, string>;
