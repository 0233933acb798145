import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { anEntry, anId } from '../testing/project-builder.ts';
import { type RegistryByLines, readRegistry } from './registry-reader.ts';
import { checksumOf, encodeEntry, encodeTombstone, registryHeader } from './registry-record.ts';

const put = (number: number, parts: Partial<RegistryEntry> = {}): RegistryEntry =>
  anEntry({ assetId: anId(number), root: `a/${String(number)}`, ...parts });

const unsealed = (line: string): string => line.replace(/,"c":"[0-9a-f]{8}"\}$/, '}');

const withKey = (line: string, member: string): string => line.replace('}', `,${member}}`);

function bytesOf(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** A file of these lines below the header, each with its line end. */
function fileOf(...lines: readonly string[]): Uint8Array {
  return bytesOf([registryHeader, ...lines].map((line) => `${line}\n`).join(''));
}

function keptOf(registry: RegistryByLines): string[] {
  return registry.keptLines.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
}

const findingsOf = ({ diagnostics }: RegistryByLines): unknown[] =>
  diagnostics.map(({ code, place }) => [code, place.line]);

const rootsOf = ({ entries }: RegistryByLines): string[] => entries.map(({ root }) => root).toSorted();

describe('a registry that is whole', () => {
  it('gives its entries and no finding', async () => {
    const entries = [put(1), put(2), put(3, { root: 'ui/botões "}{" \\' })];

    const registry = await readRegistry(fileOf(...entries.map(encodeEntry)));

    expect(registry).toEqual({
      entries,
      tombstones: [],
      keptLines: [],
      diagnostics: [],
      version: 1,
      tooLarge: false,
      nextPrefix: '',
      tornTail: null,
      deadBytes: 0,
      lines: 1 + entries.length,
      places: registry.places,
    });
    const bytes = fileOf(...entries.map(encodeEntry));
    const lines = entries.map((_, at) =>
      bytes.subarray(registry.places.entries[2 * at], registry.places.entries[2 * at + 1]),
    );
    expect(lines.map((line) => Buffer.from(line).toString())).toEqual(entries.map(encodeEntry));
    expect(registry.places.tombstones).toHaveLength(0);
  });

  it('gives for each id the record of the highest revision, whatever line it stands in', async () => {
    const later = put(1, { rev: 3, root: 'moved' });

    const registry = await readRegistry(
      fileOf(encodeEntry(put(1)), encodeEntry(later), encodeEntry(put(1, { rev: 2 }))),
    );

    expect(registry.entries).toEqual([later]);
    expect(registry.keptLines).toEqual([]);
  });

  it('gives a tombstone in the place of the entry that it ends', async () => {
    const tombstone = { assetId: anId(1), rev: 2, commandId: 'c', writtenAt: '2026-11-24T14:02:03.004Z' };

    const registry = await readRegistry(fileOf(encodeTombstone(tombstone), encodeEntry(put(1)), encodeEntry(put(2))));

    expect(rootsOf(registry)).toEqual(['a/2']);
    expect(registry.tombstones).toEqual([tombstone]);
  });

  it('gives an entry that came back after its tombstone', async () => {
    const tombstone = { assetId: anId(1), rev: 2, commandId: 'c', writtenAt: '2026-11-24T14:02:03.004Z' };

    const registry = await readRegistry(
      fileOf(encodeEntry(put(1)), encodeTombstone(tombstone), encodeEntry(put(1, { rev: 3 }))),
    );

    expect(rootsOf(registry)).toEqual(['a/1']);
    expect(registry.tombstones).toEqual([]);
  });

  it('gives a tombstone without an entry', async () => {
    const tombstone = { assetId: anId(1), rev: 1, commandId: 'c', writtenAt: '2026-11-24T14:02:03.004Z' };

    const registry = await readRegistry(fileOf(encodeTombstone(tombstone)));

    expect(registry).toMatchObject({ entries: [], tombstones: [tombstone], diagnostics: [] });
  });

  it('L7 lets other work have its turn while it is read', async () => {
    const turns: string[] = [];
    const reading = readRegistry(fileOf(...Array.from({ length: 2000 }, (_, at) => encodeEntry(put(at)))));

    setImmediate(() => turns.push('other work'));
    await reading;

    expect(turns).toEqual(['other work']);
  });
});

describe('what must stand before the next record', () => {
  it.each([
    ['the header in an empty file', bytesOf(''), `${registryHeader}\n`],
    ['the header after a byte order mark alone', bytesOf('\uFEFF'), `${registryHeader}\n`],
    ['nothing after a whole line', fileOf(), ''],
    ['a line end after a header without one', bytesOf(registryHeader), '\n'],
    ['R4 a line end after a record without one', bytesOf(fileOf(), encodeEntry(put(1))), '\n'],
    ['R3 a line end after a torn record', bytesOf(fileOf(), encodeEntry(put(1)).slice(0, -4)), '\n'],
    ['nothing after an empty line', bytesOf(fileOf(), '\n'), ''],
  ])('is %s', async (_, bytes, prefix) => {
    const { nextPrefix } = await readRegistry(bytes);

    expect(nextPrefix).toBe(prefix);
  });
});

describe('R3 a torn tail', () => {
  const entries = Array.from({ length: 20 }, (_, at) => put(at, { root: `ui/botões/${String(at)}` }));
  const whole = fileOf(...entries.map(encodeEntry));
  const cuts = Array.from({ length: whole.length }, (_, at) => at);

  it('R3 at any byte leaves every record before it', async () => {
    const registries = await Promise.all(cuts.map((cut) => readRegistry(whole.subarray(0, cut))));

    const found = registries.map(rootsOf).map(({ length }) => length);
    const wholeRecords = cuts.map((cut) => {
      // A record counts with its last character, with or without its line end.
      const lines = Buffer.from(whole.subarray(0, cut)).toString('latin1').split('\n');
      return lines.filter((line, at) => at > 0 && line.endsWith('"}')).length;
    });
    expect(found).toEqual(wholeRecords);
  });

  it('R3 at any byte loses no byte: what is no record is kept', async () => {
    const registries = await Promise.all(cuts.map((cut) => readRegistry(whole.subarray(0, cut))));

    const kept = registries.map((registry) => keptOf(registry).join('').length);
    const torn = cuts.map((cut) => {
      const tail = Buffer.from(whole.subarray(0, cut)).toString('latin1').split('\n').at(-1) ?? '';
      return tail === registryHeader || tail.endsWith('"}') ? 0 : tail.length;
    });
    expect(kept).toEqual(torn);
  });

  it('R3 at any byte gives the same registry after the next record ended it', async () => {
    const next = put(99);
    // Every kind of byte is in the header and the first two records.
    const starts = cuts.slice(0, 450).map((cut) => whole.subarray(0, cut));
    const torn = await Promise.all(starts.map(readRegistry));

    const ended = await Promise.all(
      starts.map((start, at) => readRegistry(bytesOf(start, torn[at]?.nextPrefix ?? '', `${encodeEntry(next)}\n`))),
    );

    expect(ended.map(({ entries: found }) => found)).toEqual(torn.map(({ entries: found }) => [...found, next]));
    expect(ended.map(({ keptLines }) => keptLines)).toEqual(torn.map(({ keptLines }) => keptLines));
    expect(ended.map(({ diagnostics }) => diagnostics.length)).toEqual(
      torn.map(({ diagnostics }) => diagnostics.length),
    );
  });

  it('R3 is told with its length and line', async () => {
    const { diagnostics } = await readRegistry(bytesOf(fileOf(encodeEntry(put(1))), '{"op":"put"'));

    expect(diagnostics).toEqual([{ code: 'registry-torn-tail', bytes: 11, place: { file: 'assets.jsonl', line: 3 } }]);
  });

  it('R3 may be of NUL bytes', async () => {
    const registry = await readRegistry(bytesOf(fileOf(encodeEntry(put(1))), '\0'.repeat(4096)));

    expect(rootsOf(registry)).toEqual(['a/1']);
    expect(findingsOf(registry)).toEqual([['registry-torn-tail', 3]]);
  });

  it('R3 may be within a letter of several bytes', async () => {
    const registry = await readRegistry(bytesOf(fileOf(), Buffer.from('{"root":"botõ').subarray(0, -1)));

    expect(findingsOf(registry)).toEqual([['registry-torn-tail', 2]]);
  });
});

describe('R4 a last line without its line end', () => {
  it('R4 counts where it is whole', async () => {
    const registry = await readRegistry(bytesOf(fileOf(), encodeEntry(put(1))));

    expect(rootsOf(registry)).toEqual(['a/1']);
    expect(registry.diagnostics).toEqual([]);
  });

  it.each([
    ['R5 a record that was changed by hand', unsealed(encodeEntry(put(1)))],
    ['R7 a merge’s marker', '>>>>>>> branch'],
    ['R12 a record of an unknown kind', '{"op":"move"}'],
    ['R14 two records in one line', encodeEntry(put(1)) + encodeEntry(put(2))],
  ])('means what it means with one: %s', async (_, line) => {
    const without = await readRegistry(bytesOf(fileOf(), line));

    const withLineEnd = await readRegistry(fileOf(line));
    expect({ ...without, nextPrefix: '' }).toEqual(withLineEnd);
  });
});

describe('R5 a record whose checksum does not fit', () => {
  it('R5 is read as it stands, and told', async () => {
    const registry = await readRegistry(fileOf(encodeEntry(put(1)).replace('a/1', 'a/one')));

    expect(rootsOf(registry)).toEqual(['a/one']);
    expect(registry.diagnostics).toEqual([
      { code: 'registry-line-unsealed', root: 'a/one', place: { file: 'assets.jsonl', line: 2 } },
    ]);
  });

  it('R5 is kept as it stands under its id', async () => {
    const line = unsealed(encodeEntry(put(1)));

    const registry = await readRegistry(fileOf(line));

    expect(registry.keptLines).toEqual([{ assetId: anId(1), bytes: Buffer.from(line) }]);
  });

  it.each([
    ['before', [unsealed(encodeEntry(put(1))), encodeEntry(put(1, { rev: 2 }))]],
    ['after', [encodeEntry(put(1, { rev: 2 })), unsealed(encodeEntry(put(1)))]],
  ])('R5 stays in the file also where a later revision took its place: it stands %s it', async (_, lines) => {
    const registry = await readRegistry(fileOf(...lines));

    expect(registry.entries).toEqual([put(1, { rev: 2 })]);
    expect(registry.keptLines).toEqual([{ assetId: null, bytes: bytesOf(unsealed(encodeEntry(put(1)))) }]);
  });
});

describe('R6 a line that is no record', () => {
  it.each([
    ['text', bytesOf('hello')],
    ['bytes that are not UTF-8', bytesOf(Uint8Array.of(0x7b, 0xff, 0xfe, 0x22, 0xc3))],
    ['NUL bytes', bytesOf('\0\0\0')],
    ['UTF-16', Buffer.from('{"op":"put"}', 'utf16le')],
    ['an over-long encoding', bytesOf(Uint8Array.of(0xc0, 0xaf))],
    ['a surrogate', bytesOf(Uint8Array.of(0xed, 0xa0, 0x80))],
    ['a record cut in the middle', bytesOf(encodeEntry(put(1)).slice(0, 50))],
    ['a record that has an id that is none', bytesOf('{"op":"put","id":"__proto__"}')],
    ['a record of more than 64 KiB', bytesOf(encodeEntry(put(1, { root: 'x'.repeat(64 * 1024) })))],
  ])('R6 is kept byte for byte and told: %s', async (_, line) => {
    const registry = await readRegistry(bytesOf(fileOf(encodeEntry(put(8))), line, '\n', `${encodeEntry(put(9))}\n`));

    expect(registry.keptLines).toEqual([{ assetId: null, bytes: Buffer.from(line) }]);
    expect(findingsOf(registry)).toEqual([['registry-line-unreadable', 3]]);
    expect(rootsOf(registry)).toEqual(['a/8', 'a/9']);
  });

  it('R6 of 64 KiB exactly is read', async () => {
    const rest = encodeEntry(put(1, { root: 'x' })).length - 1;

    const registry = await readRegistry(fileOf(encodeEntry(put(1, { root: 'x'.repeat(64 * 1024 - rest) }))));

    expect(registry.entries).toHaveLength(1);
  });

  it('R6 does no harm by its keys', async () => {
    await readRegistry(
      fileOf('{"__proto__":{"polluted":1},"op":"put"}', '{"constructor":{"prototype":{"polluted":1}}}'),
    );

    expect('polluted' in {}).toBe(false);
  });

  it('never throws, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const registry = await readRegistry(bytes);

        expect(registry.entries).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('says nothing of an empty line', async () => {
    const registry = await readRegistry(fileOf('', encodeEntry(put(1)), '', ''));

    expect(registry).toMatchObject({ entries: [put(1)], keptLines: [], diagnostics: [] });
  });
});

describe('R7 a merge that is not finished', () => {
  it('R7 has the records of all sides, and each marker told and kept', async () => {
    const lines = ['<<<<<<< HEAD', '||||||| base', '=======', '>>>>>>> theirs'];
    const [ours, base, middle, theirs] = lines as [string, string, string, string];

    const registry = await readRegistry(
      fileOf(ours, encodeEntry(put(1)), base, encodeEntry(put(2)), middle, encodeEntry(put(3)), theirs),
    );

    expect(rootsOf(registry)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(keptOf(registry)).toEqual(lines);
    expect(findingsOf(registry)).toEqual([2, 4, 6, 8].map((line) => ['registry-conflict-marker', line]));
  });

  it('R7 may be of lines with CRLF', async () => {
    const registry = await readRegistry(bytesOf(`${registryHeader}\r\n=======\r\n`));

    expect(findingsOf(registry)).toEqual([
      ['registry-not-canonical', 1],
      ['registry-conflict-marker', 2],
    ]);
  });
});

describe('R8 a record that stands twice', () => {
  it('R8 counts once, without a word', async () => {
    const line = encodeEntry(put(1));

    const registry = await readRegistry(fileOf(line, line, line));

    expect(registry).toMatchObject({ entries: [put(1)], keptLines: [], diagnostics: [] });
  });

  it.each([
    ['first', true],
    ['second', false],
  ])('R8 counts once where one is not sealed, without a word where the sealed one comes %s', async (_, first) => {
    const line = encodeEntry(put(1));

    const registry = await readRegistry(first ? fileOf(line, unsealed(line)) : fileOf(unsealed(line), line));

    expect(registry.entries).toEqual([put(1)]);
    expect(findingsOf(registry)).toEqual([]);
    expect(keptOf(registry)).toEqual([unsealed(line)]);
  });

  it.each([
    ['first', true],
    ['second', false],
  ])('R12 keeps the one with a key that is not known, where it comes %s', async (_, first) => {
    const plain = encodeEntry(put(1));
    const extra = withKey(plain, '"note":"x"');

    const registry = await readRegistry(first ? fileOf(extra, plain) : fileOf(plain, extra));

    expect(registry.entries).toEqual([put(1)]);
    expect(keptOf(registry)).toEqual([extra]);
  });
});

describe('R9 two records of one id and revision that disagree', () => {
  const lines = [encodeEntry(put(1, { root: 'left' })), encodeEntry(put(1, { root: 'right' }))] as const;
  const winner = checksumOf(lines[0]) > checksumOf(lines[1]) ? 'left' : 'right';
  const loser = winner === 'left' ? lines[1] : lines[0];

  it.each([
    ['as they come', lines],
    ['the other way round', lines.toReversed()],
  ])('R9 are told, the larger checksum counts, and the other is kept: %s', async (_, both) => {
    const registry = await readRegistry(fileOf(...both));

    expect(rootsOf(registry)).toEqual([winner]);
    expect(keptOf(registry)).toEqual([loser]);
    expect(registry.diagnostics).toEqual([
      {
        code: 'registry-conflict',
        assetId: anId(1),
        roots: [winner, winner === 'left' ? 'right' : 'left'],
        place: { file: 'assets.jsonl', line: 3 },
      },
    ]);
  });

  it('R9 are told once where each stands twice', async () => {
    const registry = await readRegistry(fileOf(...lines, ...lines));

    expect(findingsOf(registry)).toEqual([['registry-conflict', 3]]);
    expect(keptOf(registry)).toEqual([loser]);
  });

  it.each([0, 1, 2])('R9 are settled by a later revision, in line %i', async (at) => {
    const later = encodeEntry(put(1, { rev: 2, root: 'decided' }));

    const registry = await readRegistry(fileOf(...lines.toSpliced(at, 0, later)));

    expect(rootsOf(registry)).toEqual(['decided']);
    expect(registry.diagnostics).toEqual([]);
    expect(registry.keptLines).toEqual([]);
  });

  it('R9 may be an entry and a tombstone', async () => {
    const tombstone = { assetId: anId(1), rev: 1, commandId: 'c', writtenAt: '2026-11-24T14:02:03.004Z' };

    const registry = await readRegistry(fileOf(lines[0], encodeTombstone(tombstone)));

    expect(registry.entries.length + registry.tombstones.length).toBe(1);
    expect(registry.diagnostics).toMatchObject([{ code: 'registry-conflict', roots: ['left'] }]);
    expect(registry.keptLines).toHaveLength(1);
  });
});

describe('R10 two ids of one root', () => {
  it('R10 are both entries', async () => {
    const registry = await readRegistry(fileOf(encodeEntry(put(1, { root: 'a' })), encodeEntry(put(2, { root: 'a' }))));

    expect(rootsOf(registry)).toEqual(['a', 'a']);
    expect(registry.keptLines).toEqual([]);
  });
});

describe('R11 the header', () => {
  it.each([
    ['newer', '{"prometeu":"assets","v":2}', 2],
    ['in words', '{"prometeu":"assets","v":"1"}', '1'],
    ['missing', '{"prometeu":"assets"}', '?'],
  ])('R11 with a version that is %s tells it, and the records are read', async (_, header, version) => {
    const registry = await readRegistry(bytesOf(`${header}\n${encodeEntry(put(1))}\n`));

    expect(registry.version).toBe(version);
    expect(rootsOf(registry)).toEqual(['a/1']);
    expect(registry.diagnostics).toEqual([
      { code: 'registry-version-unsupported', found: String(version), place: { file: 'assets.jsonl', line: 1 } },
    ]);
  });

  it.each([1, 2, 3])('R11 with a newer version counts also in line %i', async (line) => {
    const lines = [registryHeader, registryHeader].toSpliced(line - 1, 0, '{"prometeu":"assets","v":2}');

    const registry = await readRegistry(bytesOf(lines.map((each) => `${each}\n`).join('')));

    expect(registry.version).toBe(2);
  });

  it('may stand twice, as a merge leaves it', async () => {
    const registry = await readRegistry(fileOf(encodeEntry(put(1)), registryHeader, encodeEntry(put(2))));

    expect(registry).toMatchObject({ version: 1, diagnostics: [], keptLines: [] });
  });

  it.each([
    ['a record', encodeEntry(put(1)), 1],
    ['an empty line', '', 1],
    ['a marker', '<<<<<<< HEAD', 2],
  ])('that is missing, with %s in its place, is told', async (_, line, at) => {
    const registry = await readRegistry(bytesOf(`${line}\n${encodeEntry(put(2))}\n`));

    expect(findingsOf(registry)).toContainEqual(['registry-header-missing', at]);
    expect(rootsOf(registry)).toContain('a/2');
  });

  it('R7 is not missing behind a marker: git puts all of the file in conflict where both sides made it', async () => {
    const sides = ['<<<<<<< HEAD', registryHeader, encodeEntry(put(1)), '=======', registryHeader, encodeEntry(put(2))];
    const registry = await readRegistry(bytesOf([...sides, '>>>>>>> theirs', ''].join('\n')));

    expect(findingsOf(registry)).toEqual([1, 4, 7].map((line) => ['registry-conflict-marker', line]));
  });

  it('that is missing is not told of an empty file', async () => {
    const registry = await readRegistry(new Uint8Array());

    expect(registry.diagnostics).toEqual([]);
  });
});

describe('R12 a record of an unknown kind or with unknown keys', () => {
  it('R12 of an unknown kind is kept byte for byte and told', async () => {
    const line = `{"op":"move", "id":"${anId(1)}" }`;

    const registry = await readRegistry(fileOf(line));

    expect(keptOf(registry)).toEqual([line]);
    expect(findingsOf(registry)).toEqual([['registry-line-unknown', 2]]);
  });

  it('R12 with an unknown key is read, and kept as it stands under its id', async () => {
    const line = withKey(encodeEntry(put(1)), '"note":"by hand"');

    const registry = await readRegistry(fileOf(line));

    expect(rootsOf(registry)).toEqual(['a/1']);
    expect(registry.keptLines).toEqual([{ assetId: anId(1), bytes: Buffer.from(line) }]);
    expect(findingsOf(registry)).toContainEqual(['registry-line-unknown', 2]);
  });
});

describe('R13 byte order mark and CRLF', () => {
  it('R13 change nothing of what is read', async () => {
    const registry = await readRegistry(bytesOf('\uFEFF', `${registryHeader}\r\n${encodeEntry(put(1))}\r\n`));

    expect(registry).toMatchObject({ entries: [put(1)], keptLines: [], version: 1 });
    expect(registry.diagnostics).toEqual([
      { code: 'registry-not-canonical', reason: 'byte-order-mark', place: { file: 'assets.jsonl', line: 1 } },
      { code: 'registry-not-canonical', reason: 'carriage-return', place: { file: 'assets.jsonl', line: 1 } },
    ]);
  });

  it('R13 counts a byte order mark in a later line as no part of a record', async () => {
    const registry = await readRegistry(fileOf(`\uFEFF${encodeEntry(put(1))}`));

    expect(rootsOf(registry)).toEqual(['a/1']);
  });
});

describe('R14 records in one line', () => {
  it.each([2, 3, 7])('R14 are all read and told: %i', async (count) => {
    const glued = Array.from({ length: count }, (_, at) => encodeEntry(put(at + 1))).join('');

    const registry = await readRegistry(fileOf(glued));

    expect(registry.entries).toHaveLength(count);
    expect(registry.keptLines).toEqual([]);
    expect(registry.diagnostics).toEqual([
      { code: 'registry-records-glued', records: count, place: { file: 'assets.jsonl', line: 2 } },
    ]);
  });

  it.each(['a}{b', '}{', '}{"', '}{"op":"put"', '"}{"op'])(
    'R14 are both read where the first has the root %j',
    async (root) => {
      const registry = await readRegistry(fileOf(encodeEntry(put(1, { root })) + encodeEntry(put(2))));

      expect(rootsOf(registry)).toEqual([root, 'a/2'].toSorted());
      expect(registry.keptLines).toEqual([]);
    },
  );

  it('R14 may be a header and a record', async () => {
    const registry = await readRegistry(bytesOf(`${registryHeader}${encodeEntry(put(1))}\n`));

    expect(rootsOf(registry)).toEqual(['a/1']);
  });

  it.each([
    ['behind', `${encodeEntry(put(1))}{"op":"p`, '{"op":"p'],
    ['before', `{"op":"put","id":"01${encodeEntry(put(1))}`, '{"op":"put","id":"01'],
  ])('R14 a sealed record counts with something unreadable %s it, which is kept', async (_, line, kept) => {
    const registry = await readRegistry(fileOf(line));

    expect(registry.entries).toEqual([put(1)]);
    expect(keptOf(registry)).toEqual([kept]);
    expect(findingsOf(registry)).toEqual([
      ['registry-records-glued', 2],
      ['registry-line-unreadable', 2],
    ]);
  });

  it('R6 is kept as one line where the record beside the unreadable part is not sealed', async () => {
    const line = `${unsealed(encodeEntry(put(1)))}{"op":"p`;

    const registry = await readRegistry(fileOf(line));

    expect(keptOf(registry)).toEqual([line]);
    expect(registry.entries).toEqual([]);
  });
});

describe('R4 a whole last line that the next write was cut off behind', () => {
  it('R4 counts, also with bytes behind it that are no text', async () => {
    const registry = await readRegistry(bytesOf(fileOf(), encodeEntry(put(1)), Uint8Array.of(0xff, 0xfe, 0x00)));

    expect(registry.entries).toEqual([put(1)]);
    expect(registry.tornTail).toBeNull();
  });
});

describe('R3 a last line that was not finished', () => {
  it.each([
    ['without a line end', '{"op":"put","id"'],
    ['of NUL bytes', '\0\0\0\0'],
    ['of NUL bytes before what was written', '\0\0\0"c":"00000000"}\n'],
  ])('R3 is told with where it begins: %s', async (_, tail) => {
    const good = fileOf(encodeEntry(put(1)));

    const registry = await readRegistry(bytesOf(good, tail));

    expect(registry.entries).toEqual([put(1)]);
    expect(registry.tornTail).toEqual({ start: good.length, bytes: tail.length });
    expect(findingsOf(registry)).toEqual([['registry-torn-tail', 3]]);
  });
});

describe('bytes that a compaction would take away', () => {
  it('are those of records that a later one made void, and of doubled ones', async () => {
    const first = encodeEntry(put(1));
    const second = encodeEntry(put(1, { rev: 2 }));

    const registry = await readRegistry(fileOf(first, second, second, encodeEntry(put(2))));

    expect(registry.deadBytes).toBe(first.length + 1 + second.length + 1);
  });
});

describe('findings without number', () => {
  it('are told up to a thousand, and then how many more there are', async () => {
    const registry = await readRegistry(fileOf(...Array.from({ length: 1500 }, (_, at) => `no record ${String(at)}`)));

    expect(registry.diagnostics).toHaveLength(1001);
    expect(registry.diagnostics.at(-1)).toEqual({ code: 'more-problems', count: 500, place: { file: 'assets.jsonl' } });
    expect(registry.keptLines).toHaveLength(1500);
  });
});

describe('the order of lines', () => {
  it('carries no meaning', async () => {
    const record = fc
      .record({
        id: fc.integer({ min: 1, max: 4 }),
        rev: fc.integer({ min: 1, max: 3 }),
        root: fc.constantFrom('a', 'b', 'c'),
        dies: fc.boolean(),
      })
      .map(({ id, rev, root, dies }) =>
        dies
          ? encodeTombstone({ assetId: anId(id), rev, commandId: 'c', writtenAt: '2026-11-24T14:02:03.004Z' })
          : encodeEntry(put(id, { rev, root })),
      );
    const orders = fc
      .array(record, { maxLength: 12 })
      .chain((lines) => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })));
    await fc.assert(
      fc.asyncProperty(orders, async ([lines, shuffled]) => {
        const [one, other] = await Promise.all([readRegistry(fileOf(...lines)), readRegistry(fileOf(...shuffled))]);

        expect(meaningOf(other)).toEqual(meaningOf(one));
      }),
      { numRuns: 500 },
    );
  });
});

/** What a registry says, without the lines that it says it in. */
function meaningOf(registry: RegistryByLines): unknown {
  return {
    entries: registry.entries.map(encodeEntry).toSorted(),
    tombstones: registry.tombstones.map(encodeTombstone).toSorted(),
    kept: keptOf(registry).toSorted(),
    conflicts: registry.diagnostics.map(({ code }) => code).toSorted(),
  };
}
