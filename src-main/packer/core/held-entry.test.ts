import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEntry, anyCharacter } from '../testing/project-builder.ts';
import { HeldEntry, heldEntriesInSlices, plainEntry } from './held-entry.ts';
import { atOnce } from './sliced-work.ts';

describe('an entry in memory', () => {
  it('S3 is the entry that it was made of, whatever a command calls itself and whenever it wrote', () => {
    const times = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z');
    const text = fc.string({ unit: anyCharacter, minLength: 1 });
    const command = fc.oneof(text, fc.uuid());
    const rev = fc.oneof(fc.integer({ min: 1 }), fc.constantFrom(2 ** 32 - 1, 2 ** 32));
    const parts = fc.record({ rev, root: text, commandId: command, writtenAt: times });

    fc.assert(
      fc.property(fc.array(parts, { minLength: 1 }), (each) => {
        const entries = each.map((part) => anEntry({ ...part, registeredAt: '2026-01-01T00:00:00.000Z' }));
        const entry = entries[0] ?? anEntry();

        expect(atOnce(heldEntriesInSlices(entries)).map(plainEntry)).toStrictEqual(entries);
        expect(plainEntry(new HeldEntry(entry))).toStrictEqual(entry);
        expect(new HeldEntry(new HeldEntry(entry))).toStrictEqual(new HeldEntry(entry));
      }),
    );
  });
});
