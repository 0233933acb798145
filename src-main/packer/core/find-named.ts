import type { AssetView, FoundNamed } from '../../../src-preload/contract/domain/asset-list.ts';
import { everyKind, selectionOf, slotOf } from './asset-kind.ts';
import { matchingItems } from './asset-query.ts';
import { assetIn, slotCount } from './asset-slots.ts';
import { rankOf, windowOf } from './block-tree.ts';
import { itemsInSlots } from './matching-items.ts';
import { nextAmong } from './next-among.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { addSlot, noSlots, type SlotSet, slotsInAll } from './slot-set.ts';
import { slotsMeeting } from './slots-with.ts';
import { partsOfSort } from './sort-parts.ts';
import { compareText, foldText } from './text-order.ts';
import { wantedAssets } from './wanted-assets.ts';

const all = selectionOf(everyKind);

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
  const { filter, sort, descending } = view;
  const { assets } = snapshot;
  const { kinds, conditions } = wantedAssets(filter);
  const named = slotsNamed(snapshot, foldText(text));
  const slots = conditions.length === 0 ? named : slotsInAll([named, slotsMeeting(snapshot, conditions)]);
  const rows = matchingItems(snapshot, view);
  const some = itemsInSlots(partsOfSort(assets.orders, sort, kinds), slots);
  const start = from === null ? null : descending ? rows.total - 1 - from : from;
  const next = nextAmong(snapshot, rows, some, sort, start, !descending);
  return next === null
    ? null
    : {
        index: descending ? rows.total - 1 - next.place : next.place,
        root: assetIn(assets.slots, next.item).root,
      };
}

/** The slots of assets whose folded name begins with a text: by name they stand together. */
function slotsNamed({ assets: { orders, slots } }: ProjectSnapshot, key: string): SlotSet {
  const keyIn = (item: number): string => assetIn(slots, item).nameKey;
  const start = rankOf(orders.name, all, (item) => compareText(keyIn(item), key));
  const end = rankOf(orders.name, all, (item) => (keyIn(item) < key || keyIn(item).startsWith(key) ? -1 : 1));
  const found = noSlots(slotCount(slots));
  for (const item of windowOf(orders.name, all, start, end - start)) {
    addSlot(found, slotOf(item));
  }
  return found;
}
