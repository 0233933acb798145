import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { plainEntry } from '../core/held-entry.ts';
import type { ReadRecords } from '../core/read-records.ts';
import { entriesOf, registryViewInSlices } from '../core/registry-view.ts';
import { atOnce } from '../core/sliced-work.ts';
import { compareText } from '../core/text-order.ts';
import {
  areColumnsOf,
  columnsInSlices,
  entryKind,
  RecordsInColumns,
  rowsWithIds,
  tombstoneKind,
} from './record-columns.ts';
import { decodeAnyLine, encodeEntry, encodeTombstone } from './registry-record.ts';

const anId = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
);
const aTime = fc.oneof(
  fc.constantFrom('2026-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'),
  fc.date({ min: new Date(0), noInvalidDate: true, max: new Date('9999-01-01') }).map((date) => date.toISOString()),
);
const aText = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('ui/bot\u00E3o', 'a/\uD800', '\uFEFFa', '\u0000', '"', '\u{1F600}'),
);
const aRev = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constantFrom(2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER));
const someParts = fc.array(
  fc.record({
    assetId: anId,
    rev: aRev,
    root: aText,
    registeredAt: aTime,
    writtenAt: aTime,
    commandId: fc.oneof(anId, aText),
  }),
);

/** The entries that memory makes of records, in the order of their ids. */
function heldOf(records: ReadRecords<RegistryEntry>): RegistryEntry[] {
  return Array.from(entriesOf(atOnce(registryViewInSlices(records))), plainEntry);
}

function byId(entries: readonly RegistryEntry[]): RegistryEntry[] {
  return entries.toSorted((a, b) => compareText(a.assetId, b.assetId));
}

describe('C2 records in columns', () => {
  it('C2 are the records that they were made of, whatever an author has written into a line', () => {
    fc.assert(
      fc.property(someParts, (parts) => {
        // As a read of their lines has them, because nothing else is put into columns.
        const read = parts.flatMap((part) => {
          const registeredAt = part.rev > 1 ? part.registeredAt : part.writtenAt;
          const decoded = decodeAnyLine(encodeEntry({ ...part, registeredAt }));
          return decoded.kind === 'put' ? [decoded.entry] : [];
        });
        const columns = atOnce(columnsInSlices(read, entryKind));

        const records = new RecordsInColumns(columns, entryKind);
        expect([...records]).toEqual(read);
        expect(heldOf(records)).toEqual(byId(read));
        const fewer = new RecordsInColumns(columns, entryKind, new Set([0]), read.slice(0, 1));
        expect(heldOf(fewer)).toEqual(byId([...read.slice(1), ...read.slice(0, 1)]));
        expect(atOnce(areColumnsOf(columns, entryKind))).toBe(true);
        for (const [row, { assetId }] of read.entries()) {
          expect(atOnce(rowsWithIds(columns, entryKind, new Set([assetId])))).toContain(row);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('C2 are tombstones without a root', () => {
    fc.assert(
      fc.property(someParts, (parts) => {
        const read = parts.flatMap((part) => {
          const decoded = decodeAnyLine(encodeTombstone(part));
          return decoded.kind === 'del' ? [decoded.tombstone] : [];
        });
        const columns = atOnce(columnsInSlices(read, tombstoneKind));

        expect([...new RecordsInColumns(columns, tombstoneKind)]).toEqual(read);
        expect(atOnce(areColumnsOf(columns, tombstoneKind))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('C2 are without those rows, and with those behind them, that a tail says something of', () => {
    const read = ['a', 'b', 'c'].map((root, at) => ({
      assetId: `00000000-0000-7000-8000-00000000000${String(at)}`,
      rev: 1,
      root,
      registeredAt: '2026-01-01T00:00:00.000Z',
      commandId: 'by hand',
      writtenAt: '2026-01-01T00:00:00.000Z',
    }));
    const [a, b, c] = read;
    const columns = atOnce(columnsInSlices(read, entryKind));

    const records = new RecordsInColumns(columns, entryKind, new Set([1]), b === undefined ? [] : [b]);

    expect([...records]).toEqual([a, c, b]);
    expect(records.length).toBe(3);
  });
});
