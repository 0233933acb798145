/** Which slots are meant, a bit each: small enough to stay in the processor's cache at a million. */
export type SlotSet = Int32Array;

export function noSlots(length: number): SlotSet {
  return new Int32Array((length >>> 5) + 1);
}

export function addSlot(slots: SlotSet, slot: number): void {
  const word = slot >>> 5;
  slots[word] = (slots[word] ?? 0) | (1 << (slot & 31));
}

/** 1 where the slot is meant, and 0 where it is not. */
export function bitOf(slots: SlotSet, slot: number): 0 | 1 {
  return (((slots[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) as 0 | 1;
}

/** How many slots are meant from one on and before another, both of which are multiples of 32. */
export function sizeBetween(slots: SlotSet, from: number, to: number): number {
  let size = 0;
  for (let at = from >>> 5; at < to >>> 5; at += 1) {
    const word = slots[at] ?? 0;
    // Sums of two bits, of four, of eight; the product adds those up.
    const pairs = word - ((word >>> 1) & 0x55555555);
    const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    size += Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return size;
}

/** How many slots are meant. */
export function sizeOf(slots: SlotSet): number {
  return sizeBetween(slots, 0, slots.length * 32);
}

/** The slots that are meant, in ascending order. */
export function* slotsIn(slots: SlotSet): Generator<number, void> {
  for (let at = 0; at < slots.length; at += 1) {
    for (let word = slots[at] ?? 0; word !== 0; word &= word - 1) {
      // The lowest bit that is set.
      yield at * 32 + 31 - Math.clz32(word & -word);
    }
  }
}

/** The slots that are in each of the sets, of which there is at least one. */
export function slotsInAll([first = noSlots(0), ...others]: readonly SlotSet[]): SlotSet {
  return others.reduce((slots, other) => slots.map((word, at) => word & (other[at] ?? 0)), first);
}

/** The slots that are in one of the sets at least. A set that is longer than the first one has nothing behind its end. */
export function slotsInAny([first = noSlots(0), ...others]: readonly SlotSet[]): SlotSet {
  return others.reduce((slots, other) => slots.map((word, at) => word | (other[at] ?? 0)), first);
}

/** The slots of a set that are not in another one. */
export function slotsWithout(slots: SlotSet, others: SlotSet): SlotSet {
  return slots.map((word, at) => word & ~(others[at] ?? 0));
}

/** Each slot below a number. */
export function slotsBelow(length: number): SlotSet {
  const slots = noSlots(length).fill(-1);
  slots[length >>> 5] = (1 << (length & 31)) - 1;
  return slots;
}

export function removeSlot(slots: SlotSet, slot: number): void {
  const word = slot >>> 5;
  slots[word] = (slots[word] ?? 0) & ~(1 << (slot & 31));
}
