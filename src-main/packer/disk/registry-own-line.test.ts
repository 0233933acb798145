import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { decodeAnyLine, decodeLine, encodeEntry, encodeTombstone } from './registry-record.ts';

const time = fc
  .date({ min: new Date('0000-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

const entry = fc.record<RegistryEntry>({
  assetId: fc.uuid(),
  rev: fc.oneof(fc.constant(1), fc.integer({ min: 1 }), fc.maxSafeInteger().map(Math.abs)),
  root: fc.string({ unit: 'binary', minLength: 1 }),
  registeredAt: time,
  commandId: fc.oneof(fc.uuid(), fc.string({ unit: 'grapheme', minLength: 1 })),
  writtenAt: time,
});

const ownLine = fc.oneof(
  entry.map(encodeEntry),
  entry.map(({ assetId, rev, commandId, writtenAt }) => encodeTombstone({ assetId, rev, commandId, writtenAt })),
);

/** A line with one place of it replaced by something that could stand there, or could not. */
const brokenLine = fc
  .tuple(
    ownLine,
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', ' ', '"', '\\', '}', ',', '0', '9', 'A', 'é', '\u0001'),
  )
  .map(([line, at, length, text]) => {
    const start = at % line.length;
    return line.slice(0, start) + text + line.slice(start + length);
  });

describe('the short way to read a line that is written as we write it', () => {
  it('says of every line of ours what the long way says', () => {
    fc.assert(
      fc.property(ownLine, (line) => {
        expect(decodeLine(line)).toEqual(decodeAnyLine(line));
      }),
    );
  });

  it('says of every line that is nearly ours what the long way says', () => {
    fc.assert(
      fc.property(brokenLine, (line) => {
        expect(decodeLine(line)).toEqual(decodeAnyLine(line));
      }),
      { numRuns: 1000 },
    );
  });

  it('says of a sealed line whose values are not those of a record what the long way says', () => {
    const sealed = fc
      .tuple(
        entry,
        fc.constantFrom('2025-02-29T00:00:00.000Z', '2024-02-29T00:00:00.000Z', '2024-04-31T00:00:00.000Z', 'x'),
      )
      .map(([values, writtenAt]) => encodeEntry({ ...values, writtenAt }));
    fc.assert(
      fc.property(sealed, (line) => {
        expect(decodeLine(line)).toEqual(decodeAnyLine(line));
      }),
    );
  });
});
