import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { anEntry, anId, anyCharacter } from '../testing/project-builder.ts';
import {
  checksumOf,
  decodeLine,
  encodeEntry,
  encodeTombstone,
  registryHeader,
  type Tombstone,
} from './registry-record.ts';

/** The line of SPEC.md's test vector. */
const vector =
  '{"op":"put","id":"01a20f56-1608-7605-a17f-361563b90c35","rev":1,"cmd":"0b8e2a1c-6f0d-4d5e-9b1a-2c3d4e5f6071","root":"ui/botões","at":"2026-11-24T14:02:03.004Z","c":"ee195939"}';
const vectorEntry = anEntry({ root: 'ui/botões' });

const aTombstone: Tombstone = {
  assetId: anId(1),
  rev: 2,
  commandId: 'c',
  writtenAt: '2026-11-24T14:02:03.004Z',
};

const time = fc
  .date({ min: new Date('0001-01-01T00:00:00.000Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.oneof(
  fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
  fc.constantFrom('__proto__', '"', '\\', '}{', '","c":"00000000"}', '\u2028', '\u0000', '\r', 'constructor', '\ud800'),
);
const entries: fc.Arbitrary<RegistryEntry> = fc
  .record({
    assetId: fc.uuid(),
    rev: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
    root: text,
    registeredAt: time,
    commandId: text,
    writtenAt: time,
  })
  .map((entry) => (entry.rev === 1 ? { ...entry, registeredAt: entry.writtenAt } : entry));

describe('a record', () => {
  it('is written as the test vector of SPEC.md', () => {
    const line = encodeEntry(vectorEntry);

    expect(line).toBe(vector);
  });

  it('of the test vector is read back, sealed', () => {
    const decoded = decodeLine(vector);

    expect(decoded).toEqual({ kind: 'put', entry: vectorEntry, sealed: true, extraKeys: false });
  });

  it('has its keys in a fixed order', () => {
    const keys = Object.keys(JSON.parse(encodeEntry(vectorEntry)) as object);

    expect(keys).toEqual(['op', 'id', 'rev', 'cmd', 'root', 'at', 'c']);
  });

  it('with a revision above 1 has the time of the first registration', () => {
    const line = encodeEntry({ ...vectorEntry, rev: 2, registeredAt: '2020-01-01T00:00:00.000Z' });

    expect(Object.keys(JSON.parse(line) as object)).toEqual(['op', 'id', 'rev', 'cmd', 'root', 'at', 'reg', 'c']);
    expect(JSON.parse(line)).toMatchObject({ rev: 2, reg: '2020-01-01T00:00:00.000Z' });
  });

  it('of a tombstone has its keys in a fixed order', () => {
    const keys = Object.keys(JSON.parse(encodeTombstone(aTombstone)) as object);

    expect(keys).toEqual(['op', 'id', 'rev', 'cmd', 'at', 'c']);
  });

  it('of any entry is one line that is read back as the entry, sealed', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const line = encodeEntry(entry);

        expect(line).not.toContain('\n');
        expect(decodeLine(line)).toEqual({ kind: 'put', entry, sealed: true, extraKeys: false });
      }),
      { numRuns: 300 },
    );
  });

  it('of any tombstone is read back as the tombstone, sealed', () => {
    fc.assert(
      fc.property(entries, ({ assetId, rev, commandId, writtenAt }) => {
        const tombstone = { assetId, rev, commandId, writtenAt };

        expect(decodeLine(encodeTombstone(tombstone))).toEqual({
          kind: 'del',
          tombstone,
          sealed: true,
          extraKeys: false,
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a seal', () => {
  it('R5 is broken by every changed, missing or added character of the line', () => {
    const changed = Array.from(vector, (character, at) => {
      const [before, after] = [vector.slice(0, at), vector.slice(at + 1)];
      const others = [character === 'x' ? 'y' : 'x', character === '0' ? '1' : '0', ' ', '"', 'é'];
      return [before + after, before + character + character + after, ...others.map((other) => before + other + after)];
    }).flat();

    const sealed = changed
      .filter((line) => line !== vector)
      .map(decodeLine)
      .filter((line) => 'sealed' in line && line.sealed);

    expect(sealed).toEqual([]);
  });

  it('R5 is broken by every flipped bit of the line', () => {
    const bytes = Buffer.from(vector);
    const flipped = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return copy.toString('utf8');
    });

    const sealed = flipped.map(decodeLine).filter((line) => 'sealed' in line && line.sealed);

    expect(sealed).toEqual([]);
  });

  it.each([
    ['has no checksum', vector.replace(',"c":"ee195939"', '')],
    ['has a checksum in capitals', vector.replace('ee195939', 'EE195939')],
    ['has its checksum first', vector.replace(',"c":"ee195939"', '').replace('{', '{"c":"ee195939",')],
    ['has a space after it', vector.replace('}', '} ')],
    ['has a space in it', vector.replace('"rev":1', '"rev": 1')],
    ['has a checksum that is a number', vector.replace('"ee195939"', '12345678')],
  ])('R5 of a line that %s does not fit, and the record is read as it stands', (_, line) => {
    const decoded = decodeLine(line);

    expect(decoded).toMatchObject({ kind: 'put', entry: vectorEntry, sealed: false });
  });

  it('R9 has the checksum as a number for the tie-break', () => {
    const checksums = ['', '123456789'].map(checksumOf);

    expect(checksums).toEqual([0, 0xcb_f4_39_26]);
  });
});

describe('a line that is no record', () => {
  const body = { op: 'put', id: anId(1), rev: 1, cmd: 'c', root: 'a', at: '2026-11-24T14:02:03.004Z' };

  it.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['a torn record', vector.slice(0, -3)],
    ['null', 'null'],
    ['a number', '42'],
    ['a text', '"put"'],
    ['a list', '[]'],
    ['an object without op', '{}'],
    ['NUL bytes', '\0\0\0\0'],
    ['two records', vector + vector],
    ['a list of a record', `[${vector}]`],
    ['a deep list', '['.repeat(30_000)],
    ['an op that is no text', JSON.stringify({ ...body, op: 1 })],
    ['an inherited op', '{"__proto__":{"op":"put"}}'],
  ])('R6 because it is %s is unreadable', (_, line) => {
    const decoded = decodeLine(line);

    expect(decoded).toEqual({ kind: 'unreadable' });
  });

  it.each([
    ['id is no UUID', { id: 'x' }],
    ['id is missing', { id: undefined }],
    ['id is a list', { id: [anId(1)] }],
    ['rev is 0', { rev: 0 }],
    ['rev is negative', { rev: -1 }],
    ['rev is a fraction', { rev: 1.5 }],
    ['rev is beyond the safe range', { rev: 2 ** 53 }],
    ['rev is a text', { rev: '1' }],
    ['rev is missing', { rev: undefined }],
    ['cmd is empty', { cmd: '' }],
    ['cmd is missing', { cmd: undefined }],
    ['root is empty', { root: '' }],
    ['root is missing', { root: undefined }],
    ['root is null', { root: null }],
    ['at has no milliseconds', { at: '2026-11-24T14:02:03Z' }],
    ['at is not in UTC', { at: '2026-11-24T14:02:03.004+02:00' }],
    ['at is no day', { at: '2026-02-30T14:02:03.004Z' }],
    ['at is a number', { at: 0 }],
    ['at is missing', { at: undefined }],
    ['reg is no time', { rev: 2, reg: 'then' }],
  ])('R6 because its %s is unreadable', (_, change) => {
    const decoded = decodeLine(JSON.stringify({ ...body, ...change }));

    expect(decoded).toEqual({ kind: 'unreadable' });
  });

  it.each(['move', '__proto__', 'PUT', '', 'constructor'])('R12 because its op is %j is of an unknown kind', (op) => {
    const decoded = decodeLine(JSON.stringify({ ...body, op }));

    expect(decoded).toEqual({ kind: 'unknown' });
  });
});

describe('a record with keys that are not known', () => {
  const body = { op: 'put', id: anId(1), rev: 1, cmd: 'c', root: 'a', at: '2026-11-24T14:02:03.004Z' };

  it.each([
    ['any other key', JSON.stringify({ ...body, note: 'x' })],
    ['__proto__', JSON.stringify(body).replace('}', ',"__proto__":{"polluted":true}}')],
    ['constructor', JSON.stringify({ ...body, constructor: 'x' })],
    ['a key in another case', JSON.stringify({ ...body, Root: 'b' })],
    ['reg at revision 1, where it has no place', JSON.stringify({ ...body, reg: '2020-01-01T00:00:00.000Z' })],
    ['root in a tombstone', JSON.stringify({ ...body, op: 'del' })],
    ['reg in a tombstone', JSON.stringify({ ...body, op: 'del', root: undefined, reg: body.at })],
  ])('R12 is told and read: %s', (_, line) => {
    const decoded = decodeLine(line);

    expect(decoded).toMatchObject({ extraKeys: true });
  });

  it('R12 changes nothing of any object', () => {
    decodeLine(JSON.stringify(body).replace('}', ',"__proto__":{"polluted":true}}'));

    expect('polluted' in {}).toBe(false);
  });
});

describe('a merge’s marker', () => {
  it.each(['<<<<<<< HEAD', '||||||| 1a2b3c', '=======', '>>>>>>> branch', '<<<<<<<', '>>>>>>>'])(
    'R7 %j is known',
    (line) => {
      const decoded = decodeLine(line);

      expect(decoded).toEqual({ kind: 'conflict-marker' });
    },
  );

  it.each(['<<<<<<', '========', '>>>>>>>>> x', ' =======', '=======x', '<<<<<<<HEAD'])('R7 %j is none', (line) => {
    const decoded = decodeLine(line);

    expect(decoded).toEqual({ kind: 'unreadable' });
  });
});

describe('a header', () => {
  it.each([
    ['ours', registryHeader, 1],
    ['of a newer version', '{"prometeu":"assets","v":2}', 2],
    ['of a version in words', '{"prometeu":"assets","v":"2.1"}', '2.1'],
    ['of a version that is no version', '{"prometeu":"assets","v":[1]}', '?'],
    ['without a version', '{"prometeu":"assets"}', '?'],
  ])('R11 %s tells its version', (_, line, version) => {
    const decoded = decodeLine(line);

    expect(decoded).toEqual({ kind: 'header', version, extraKeys: false });
  });
});
