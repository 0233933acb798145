import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEntry, anyCharacter } from '../testing/project-builder.ts';
import { HeldEntry, plainEntry } from './held-entry.ts';

describe('an entry in memory', () => {
  it('S3 is the entry that it was made of, whatever a command calls itself and whenever it wrote', () => {
    const times = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z');
    const text = fc.string({ unit: anyCharacter, minLength: 1 });
    const parts = fc.record({ rev: fc.integer({ min: 1 }), root: text, commandId: text, writtenAt: times });

    fc.assert(
      fc.property(parts, (each) => {
        const entry = anEntry({ ...each, registeredAt: '2026-01-01T00:00:00.000Z' });

        expect(plainEntry(new HeldEntry(entry))).toStrictEqual(entry);
        expect(new HeldEntry(new HeldEntry(entry))).toStrictEqual(new HeldEntry(entry));
      }),
    );
  });
});
