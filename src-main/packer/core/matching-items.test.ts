import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kindCount, kindMarks, kindOf, slotOf } from './asset-kind.ts';
import { treeOf } from './block-tree.ts';
import { itemsInSlots, itemsOfParts } from './matching-items.ts';
import { addSlot, noSlots } from './slot-set.ts';

const count = 1500;
const kinds = kindCount;

/** Items in some order, one a slot, of kinds that are all over the place. */
const items = Array.from({ length: count }, (_, at) => {
  const slot = (at * 7919) % count;
  return slot * 128 + ((slot * 31) % kinds);
});
const list = treeOf(items, kindMarks);

/** Parts of which each has the kinds whose number leaves its rest. */
const parts = fc.record({ divisor: fc.integer({ min: 1, max: 4 }), given: fc.integer({ min: 1, max: 4 }) });
const windows = fc.array(fc.tuple(fc.nat(count), fc.nat(300)), { minLength: 1, maxLength: 5 });

function kindsOfRest(rest: number, divisor: number): Uint8Array {
  return Uint8Array.from({ length: kinds }, (_, kind) => (kind % divisor === rest ? 1 : 0));
}

it('Q3 gives each window of what is in some slots, whichever was asked for before', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: 400 }), windows, ({ divisor, given }, every, asked) => {
      const slots = noSlots(count);
      for (let slot = 0; slot < count; slot += every) {
        addSlot(slots, slot);
      }
      const rests = Array.from({ length: Math.min(divisor, given) }, (_, rest) => rest);

      const matching = itemsInSlots(
        rests.map((rest) => ({ list, selection: { marks: [], allowed: kindsOfRest(rest, divisor) } })),
        slots,
      );

      const expected = rests.flatMap((rest) => {
        return items.filter((item) => kindOf(item) % divisor === rest && slotOf(item) % every === 0);
      });
      expect(matching.total).toBe(expected.length);
      for (const [offset, limit] of asked) {
        expect(matching.window(offset, limit)).toEqual(expected.slice(offset, offset + limit));
      }
    }),
  );
});

it('L9 gives a window of as many items as a project can be registered with at once', () => {
  const many = treeOf(
    Array.from({ length: 300_000 }, (_, slot) => slot * 128),
    kindMarks,
  );

  const matching = itemsOfParts([{ list: many, selection: { marks: null, allowed: null } }]);

  expect(matching.window(0, Number.MAX_SAFE_INTEGER)).toHaveLength(300_000);
});
