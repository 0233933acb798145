import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEntry, anId, anyCharacter } from '../testing/project-builder.ts';
import { plainEntry, WrittenEntry } from './held-entry.ts';
import { entriesOf, entryById, registryViewOf } from './registry-view.ts';
import { rowLimit } from './text-rows.ts';

const times = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z');
const text = fc.string({ unit: anyCharacter, minLength: 1 });
const aRoot = fc.oneof(
  text,
  fc.integer({ min: rowLimit - 40, max: rowLimit }).map((length) => 'r'.repeat(length)),
);
const parts = fc.record({
  rev: fc.oneof(fc.integer({ min: 1 }), fc.constantFrom(2 ** 32 - 1, 2 ** 32)),
  root: aRoot,
  commandId: fc.oneof(text, fc.uuid()),
  writtenAt: times,
});

describe('entries in memory', () => {
  it('S3 are the entries that were read, whatever a command calls itself, whenever it wrote, in the order of ids', () => {
    fc.assert(
      fc.property(fc.array(parts), (each) => {
        const entries = each.map((part, at) =>
          anEntry({ ...part, assetId: anId(at), registeredAt: '2026-01-01T00:00:00.000Z' }),
        );

        const view = registryViewOf(entries.toReversed());

        expect([...entriesOf(view)].map(plainEntry)).toStrictEqual(entries);
        for (const entry of entries) {
          expect(plainEntry(entryById(view, entry.assetId) ?? anEntry())).toStrictEqual(entry);
          expect(plainEntry(new WrittenEntry(entry))).toStrictEqual(entry);
        }
      }),
    );
  });

  it('S3 have an id of any length', () => {
    const entries = ['a', `${anId(1)}z`].map((assetId) => anEntry({ assetId }));

    const view = registryViewOf(entries);

    expect([...entriesOf(view)].map(plainEntry)).toEqual(entries.toReversed());
  });
});
