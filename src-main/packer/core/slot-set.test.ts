import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addSlot,
  bitOf,
  noSlots,
  removeSlot,
  sizeBetween,
  sizeOf,
  slotsBelow,
  slotsIn,
  slotsInAll,
  slotsInAny,
  slotsWithout,
} from './slot-set.ts';

const slots = fc.uniqueArray(fc.nat(199));

function setOf(members: readonly number[]) {
  const set = noSlots(200);
  for (const slot of members) {
    addSlot(set, slot);
  }
  return set;
}

it('Q3 counts the slots that are meant, all of them and some in a row', () => {
  fc.assert(
    fc.property(slots, fc.nat(6), fc.nat(6), (members, from, length) => {
      const set = setOf(members);

      const between = sizeBetween(set, from * 32, (from + length) * 32);

      expect(sizeOf(set)).toBe(members.length);
      expect(between).toBe(members.filter((slot) => slot >= from * 32 && slot < (from + length) * 32).length);
    }),
  );
});

it('Q3 knows the slots that are in each of some sets', () => {
  fc.assert(
    fc.property(fc.array(slots, { minLength: 1, maxLength: 3 }), (sets) => {
      const all = slotsInAll(sets.map(setOf));

      const members = Array.from({ length: 200 }, (_, slot) => slot).filter((slot) => bitOf(all, slot) === 1);
      expect(members).toEqual(
        (sets[0] ?? []).filter((slot) => sets.every((set) => set.includes(slot))).sort((a, b) => a - b),
      );
    }),
  );
});

it('Q3 knows the slots that are in any of some sets, and those that are not in another one', () => {
  const membersOf = (set: ReturnType<typeof noSlots>) =>
    Array.from({ length: 200 }, (_, slot) => slot).filter((slot) => bitOf(set, slot) === 1);
  fc.assert(
    fc.property(slots, slots, (a, b) => {
      const every = Array.from({ length: 200 }, (_, slot) => slot);

      expect(membersOf(slotsInAny([setOf(a), setOf(b)]))).toEqual(
        every.filter((slot) => a.includes(slot) || b.includes(slot)),
      );
      expect(membersOf(slotsWithout(setOf(a), setOf(b)))).toEqual(
        every.filter((slot) => a.includes(slot) && !b.includes(slot)),
      );
    }),
  );
});

it('Q3 has each slot below a number, until one is taken out', () => {
  fc.assert(
    fc.property(fc.nat(199), (length) => {
      const below = slotsBelow(length);

      expect(sizeOf(below)).toBe(length);
      expect(bitOf(below, length)).toBe(0);
      removeSlot(below, 0);
      expect(sizeOf(below)).toBe(Math.max(0, length - 1));
    }),
  );
});

it('Q3 gives the slots of a set in ascending order', () => {
  fc.assert(
    fc.property(slots, (some) => {
      expect([...slotsIn(setOf(some))]).toEqual([...new Set(some)].toSorted((a, b) => a - b));
    }),
  );
});
