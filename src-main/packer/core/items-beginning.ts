import type { AssetIndex } from './asset-index.ts';
import { everyKind, selectionOf, slotOf } from './asset-kind.ts';
import { assetIn, assetsIn, type PlaceOrder, slotCount } from './asset-slots.ts';
import { type BlockTree, rankOf, windowOf } from './block-tree.ts';
import type { Stretch } from './matching-items.ts';
import { addSlot, noSlots, type SlotSet } from './slot-set.ts';
import { compareNatural } from './text-order.ts';

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
  limit = Number.POSITIVE_INFINITY,
): readonly number[] {
  const list = assets.orders[order];
  const keyIn = keysOf(assets, order);
  const whole = stretchOf(assets, order, beginning);
  if (whole !== null) {
    const start = rankOf(list, all, whole.from);
    return windowOf(list, all, start, Math.min(rankOf(list, all, whole.to) - start, limit));
  }
  const found: number[] = [];
  for (const [start, end] of stretchesOfNumber(list, keyIn, beginning)) {
    for (let at = start; at < end && found.length < limit; at += lookedAtTogether) {
      const items = windowOf(list, all, at, Math.min(lookedAtTogether, end - at));
      for (const [number, asset] of assetsIn(assets.slots, items).entries()) {
        // As it stands it most often begins so, and need not be folded: no letter reaches across a digit.
        const begins = asset[order].startsWith(beginning) || asset[keyOf[order]].startsWith(beginning);
        const item = items[number];
        if (begins && item !== undefined && found.length < limit) {
          found.push(item);
        }
      }
    }
  }
  return found;
}

/** The slots of all of them. */
export function slotsBeginning(assets: AssetIndex, order: PlaceOrder, beginning: string): SlotSet {
  const found = noSlots(slotCount(assets.slots));
  for (const item of itemsBeginning(assets, order, beginning)) {
    addSlot(found, slotOf(item));
  }
  return found;
}

const all = selectionOf(everyKind);

/** How many assets are looked at together: where a limit is reached no more are. */
const lookedAtTogether = 1024;

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

/**
 * Places from which on, and before which, all stand that begin with a text that ends in a digit, one stretch behind the
 * other. Some among them have other numbers of zeros before their number. Of `frame 1` they are that of 1, those of 10 to
 * 19, of 100 to 199 and so on, as long as there are numbers so long; of a text that ends in zeros alone it is all that has
 * a number there.
 */
function* stretchesOfNumber(
  list: BlockTree<number>,
  keyIn: (item: number) => string,
  beginning: string,
): Generator<readonly [start: number, end: number], void> {
  const placeOf = (text: string): number => rankOf(list, all, (item) => compareNatural(keyIn(item), text));
  const stem = beginning.replace(/[0-9]+$/, '');
  // The colon comes behind all digits.
  const end = placeOf(`${stem}:`);
  if (/^0+$/.test(beginning.slice(stem.length))) {
    yield [placeOf(`${stem}0`), end];
    return;
  }
  for (let more = 0; ; more += 1) {
    const start = placeOf(`${beginning}${'0'.repeat(more)}`);
    if (start >= end) {
      return;
    }
    yield [start, placeBehind(list, keyIn, `${beginning}${'9'.repeat(more)}`)];
  }
}

/** The place behind all in which a text stands first that ends in a number, and that number with it. */
function placeBehind(list: BlockTree<number>, keyIn: (item: number) => string, last: string): number {
  return rankOf(list, all, (item) => {
    const key = keyIn(item);
    const beginsWithLast = key.startsWith(last) && !/[0-9]/.test(key.charAt(last.length));
    return beginsWithLast || compareNatural(key, last) < 0 ? -1 : 1;
  });
}
