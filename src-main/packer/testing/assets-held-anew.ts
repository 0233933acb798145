import type { AssetIndex } from '../core/asset-index.ts';
import { contentOfSlots } from '../core/asset-slots.ts';
import { elementAt } from '../core/shared-array.ts';

/** Roots of the assets that an index does not share with the one that it was patched from. */
export function assetsHeldAnew(before: AssetIndex, after: AssetIndex): string[] {
  const areShared = before.slots.loaded === after.slots.loaded;
  return Array.from(contentOfSlots(after.slots)).flatMap((asset, slot) => {
    const isSame = areShared && elementAt(before.slots.changed, slot) === elementAt(after.slots.changed, slot);
    return isSame || asset === null ? [] : [asset.root];
  });
}
