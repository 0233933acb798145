import type { AssetIndex } from './asset-index.ts';
import { everyKind, selectionOf, slotOf } from './asset-kind.ts';
import { assetIn, assetInSlot, type PlaceOrder, slotCount } from './asset-slots.ts';
import { type BlockTree, rankOf, windowOf } from './block-tree.ts';
import { itemsInSlots, type Stretch } from './matching-items.ts';
import { slotsWithWord } from './search-text.ts';
import { addSlot, bitOf, noSlots, removeSlot, type SlotSet } from './slot-set.ts';
import { compareNatural, foldSearched } from './text-order.ts';

/**
 * Where the assets stand in an order whose root, or name, begins with a folded text. Null where it ends in a digit: these do
 * not stand together, as `frame 1` and `frame 10` do not.
 */
export function stretchOf(assets: AssetIndex, order: PlaceOrder, beginning: string): Stretch | null {
  return endsInDigit.test(beginning) ? null : wholeStretch(keysOf(assets, order), beginning);
}

/** Where the assets stand in the order by root that lie below a folder, whose folded path ends in a slash or is empty. */
export function stretchBelow(assets: AssetIndex, folder: string): Stretch {
  return wholeStretch(keysOf(assets, 'root'), folder);
}

/** Items whose root, or name, begins with a folded text, `limit` of them, in that order. */
export function itemsBeginning(
  assets: AssetIndex,
  order: PlaceOrder,
  beginning: string,
  limit: number,
): readonly number[] {
  const list = assets.orders[order];
  const whole = stretchOf(assets, order, beginning);
  return whole === null
    ? itemsInSlots([{ list, selection: all }], slotsBeginning(assets, order, beginning)).window(0, limit)
    : windowOf(list, all, rankOf(list, all, whole.from), Math.min(sizeOfStretch(list, whole), limit));
}

/** The slots of all of them. */
export function slotsBeginning(assets: AssetIndex, order: PlaceOrder, beginning: string): SlotSet {
  const whole = stretchOf(assets, order, beginning);
  if (whole === null) {
    return slotsFoundBeginning(assets, order, beginning);
  }
  const found = noSlots(slotCount(assets.slots));
  const list = assets.orders[order];
  for (const item of windowOf(list, all, rankOf(list, all, whole.from), sizeOfStretch(list, whole))) {
    addSlot(found, slotOf(item));
  }
  return found;
}

/** Of all that has the text somewhere, what begins with it. */
function slotsFoundBeginning({ slots, text }: AssetIndex, order: PlaceOrder, beginning: string): SlotSet {
  const found = slotsWithWord(text, foldSearched(beginning), null);
  for (let slot = 0; slot < slotCount(slots); slot += 1) {
    const asset = bitOf(found, slot) === 0 ? null : assetInSlot(slots, slot);
    // As it stands it most often begins so, and need not be folded.
    if (asset !== null && !asset[order].startsWith(beginning) && !asset[keyOf[order]].startsWith(beginning)) {
      removeSlot(found, slot);
    }
  }
  return found;
}

function sizeOfStretch(list: BlockTree<number>, { from, to }: Stretch): number {
  return rankOf(list, all, to) - rankOf(list, all, from);
}

const all = selectionOf(everyKind);

const endsInDigit = /[0-9]$/;

const keyOf = { root: 'rootKey', name: 'nameKey' } as const;

function keysOf({ slots }: AssetIndex, order: PlaceOrder): (item: number) => string {
  return (item) => assetIn(slots, item)[keyOf[order]];
}

function wholeStretch(keyIn: (item: number) => string, beginning: string): Stretch {
  return {
    from: (item) => compareNatural(keyIn(item), beginning),
    to: (item) => {
      const key = keyIn(item);
      return key.startsWith(beginning) || compareNatural(key, beginning) < 0 ? -1 : 1;
    },
  };
}
