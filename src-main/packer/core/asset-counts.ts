import type { Health, Registration, TypeFilter } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, registrationOf } from './asset.ts';

/** Counts of no assets, every value present. */
export const noAssets: AssetCounts = {
  all: 0,
  registration: { unregistered: 0, registered: 0 } satisfies Record<Registration, number>,
  health: { ok: 0, warning: 0, error: 0, missing: 0 } satisfies Record<Health, number>,
  type: {
    image: 0,
    tileset: 0,
    'sprite-atlas': 0,
    sound: 0,
    music: 0,
    model: 0,
    font: 0,
    text: 0,
    data: 0,
    unknown: 0,
  } satisfies Record<TypeFilter, number>,
};

/** The counts with one asset more (`by` 1) or less (`by` -1). */
export function countsWith(counts: AssetCounts, asset: Asset, by: 1 | -1): AssetCounts {
  const registration = registrationOf(asset);
  const type = asset.type ?? 'unknown';
  return {
    all: counts.all + by,
    registration: { ...counts.registration, [registration]: counts.registration[registration] + by },
    health: { ...counts.health, [asset.health]: counts.health[asset.health] + by },
    type: { ...counts.type, [type]: counts.type[type] + by },
  };
}
