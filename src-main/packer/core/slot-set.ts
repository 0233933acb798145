/** Which slots are meant, a bit each: small enough to stay in the processor's cache at a million. */
export type SlotSet = Int32Array;

export function noSlots(length: number): SlotSet {
  return new Int32Array((length >>> 5) + 1);
}

export function addSlot(slots: SlotSet, slot: number): void {
  const word = slot >>> 5;
  slots[word] = (slots[word] ?? 0) | (1 << (slot & 31));
}

export function hasSlot(slots: SlotSet, slot: number): boolean {
  return (((slots[slot >>> 5] ?? 0) >>> (slot & 31)) & 1) === 1;
}

/** The slots that are in each of the sets, of which there is at least one. */
export function slotsInAll([first = noSlots(0), ...others]: readonly SlotSet[]): SlotSet {
  return others.reduce((slots, other) => slots.map((word, at) => word & (other[at] ?? 0)), first);
}
