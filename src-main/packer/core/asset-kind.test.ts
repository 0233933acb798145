import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type KindSet,
  kindCount,
  kindMarks,
  kindsInAny,
  kindsOfHealth,
  kindsOfType,
  selectionOf,
} from './asset-kind.ts';
import { hasMark } from './block-tree.ts';

/** How many of a selection's marks a kind has. */
function timesCounted(meant: KindSet, kind: number): number {
  const { marks } = selectionOf(meant);
  return marks === null ? 1 : [kind, ...(kindMarks.beside[kind] ?? [])].filter((mark) => marks.includes(mark)).length;
}

describe('the marks of some kinds', () => {
  it('Q3 count each of them once and no other, whichever they are', () => {
    const anyKinds = fc.array(fc.constantFrom(0, 1), { minLength: kindCount, maxLength: kindCount });
    const ofValues = fc
      .oneof(
        fc.subarray(Object.values<KindSet>(kindsOfType), { minLength: 1 }),
        fc.subarray(Object.values<KindSet>(kindsOfHealth), { minLength: 1 }),
      )
      .map((sets) => [...kindsInAny(sets)]);
    fc.assert(
      fc.property(fc.oneof(anyKinds, ofValues), (which) => {
        const meant = Uint8Array.from(which);

        expect(which.map((_, kind) => timesCounted(meant, kind))).toEqual(which);
        expect(which.map((_, kind) => Number(hasMark(selectionOf(meant), kind)))).toEqual(which);
      }),
    );
  });

  it('S4 are as many as there are values, where whole values are meant', () => {
    const [first, second] = Object.values<KindSet>(kindsOfType);

    expect(selectionOf(kindsInAny([first ?? [], second ?? []].map((set) => Uint8Array.from(set)))).marks).toHaveLength(
      2,
    );
    expect(selectionOf(kindsInAny(Object.values<KindSet>(kindsOfType))).marks).toBeNull();
    expect(selectionOf(new Uint8Array(kindCount)).marks).toEqual([]);
  });
});
