import type { AssetView, FoundNamed } from '../../../src-preload/contract/domain/asset-list.ts';
import { matchingItems } from './asset-query.ts';
import { slotsBeginning } from './items-beginning.ts';
import { itemsInSlots } from './matching-items.ts';
import { nextAmong } from './next-among.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { slotsInAll } from './slot-set.ts';
import { slotsMeeting } from './slots-with.ts';
import { partsOfSort } from './sort-parts.ts';
import { foldText } from './text-order.ts';
import { wantedAssets } from './wanted-assets.ts';

/**
 * The next row of a list whose name begins with a text, behind a row and round the end, or null (rule Q11). `from` is null for
 * the first one.
 */
export function findNamed(
  snapshot: ProjectSnapshot,
  view: AssetView,
  from: number | null,
  text: string,
): FoundNamed['row'] {
  const { filter, sort } = view;
  const { assets } = snapshot;
  const { kinds, conditions } = wantedAssets(filter);
  const named = slotsBeginning(assets, 'name', foldText(text));
  const slots = conditions.length === 0 ? named : slotsInAll([named, slotsMeeting(snapshot, conditions)]);
  const rows = matchingItems(snapshot, view);
  const some = itemsInSlots(
    partsOfSort(() => assets.orders, sort, kinds),
    slots,
  );
  const next = nextAmong(snapshot, rows, some, view, from, 'next');
  return next === null ? null : { index: next.index, root: next.root };
}
