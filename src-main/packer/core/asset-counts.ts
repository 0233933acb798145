import type { Health, Registration, TypeFilter } from '../../../src-preload/contract/domain/asset.ts';
import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, registrationOf } from './asset.ts';
import { typeOf } from './asset-kind.ts';

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

/** The counts with `after` in the place of `before`: null before is one asset more, null after one less. */
export function countsReplaced(counts: AssetCounts, before: Asset | null, after: Asset | null): AssetCounts {
  return {
    all: counts.all - (before === null ? 0 : 1) + (after === null ? 0 : 1),
    registration: withMoved(counts.registration, before && registrationOf(before), after && registrationOf(after)),
    health: withMoved(counts.health, before?.health ?? null, after?.health ?? null),
    type: withMoved(counts.type, before && typeOf(before), after && typeOf(after)),
  };
}

/** One less of a value and one more of another one; the same object where that is the same. */
function withMoved<Value extends string>(
  counts: Readonly<Record<Value, number>>,
  from: Value | null,
  to: Value | null,
): Record<Value, number> {
  if (from === to) {
    return counts;
  }
  const moved: Record<Value, number> = { ...counts };
  if (from !== null) {
    moved[from] -= 1;
  }
  if (to !== null) {
    moved[to] += 1;
  }
  return moved;
}
