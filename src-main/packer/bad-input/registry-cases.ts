import { crc32 } from 'node:zlib';
import type { DiagnosticCode } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { checksumOf, encodeEntry, encodeTombstone, registryHeader } from '../disk/registry-record.ts';
import { anEntry, anId } from '../testing/project-builder.ts';
import { magicNames } from './manifest-cases.ts';
import { wrongValues } from './wrong-values.ts';

/** The bytes of a registry in which two good records stand, and something bad. */
export interface RegistryCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Codes of what is found, sorted, each once. */
  readonly codes: readonly DiagnosticCode[];
  /** Roots that are registered besides the two good ones, sorted. */
  readonly roots: readonly string[];
}

type Line = string | Uint8Array;

/** A line, what is found in it, and the roots that it registers. */
type BadLine = readonly [name: string, line: Line, codes: readonly DiagnosticCode[], roots?: readonly string[]];

export const goodRoots = ['good/1', 'good/2'] as const;

const writtenAt = '2026-11-24T14:02:03.004Z';
const good = goodRoots.map((root, at) => encodeEntry(anEntry({ assetId: anId(0xfff0 + at), root })));
const [goodBefore = '', goodAfter = ''] = good;

const put = (number: number, parts: Partial<RegistryEntry> = {}): string =>
  encodeEntry(anEntry({ assetId: anId(number), root: `r/${String(number)}`, ...parts }));

const del = (number: number, rev: number): string =>
  encodeTombstone({ assetId: anId(number), rev, commandId: 'c', writtenAt });

/** The line of a record with these keys in their order, whatever they are, and a checksum that fits. */
function sealed(record: unknown): string {
  const body = typeof record === 'string' ? record : JSON.stringify(record);
  return `${body.slice(0, -1)},"c":"${crc32(body).toString(16).padStart(8, '0')}"}`;
}

const recordOf = (number: number, parts: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => {
  return { op: 'put', id: anId(number), rev: 1, cmd: 'c', root: `r/${String(number)}`, at: writtenAt, ...parts };
};

function bytesOf(...parts: readonly Line[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** A file in which a bad line stands between the two good ones. */
function between([name, line, codes, roots = []]: BadLine): RegistryCase {
  const bytes = bytesOf(`${registryHeader}\n${goodBefore}\n`, line, `\n${goodAfter}\n`);
  return { name, bytes, codes: codes.toSorted(), roots: roots.toSorted() };
}

/** A file at whose end, behind the two good lines, stands something without a line end. */
function atTheEnd([name, tail, codes, roots = []]: BadLine): RegistryCase {
  const bytes = bytesOf(`${registryHeader}\n${goodBefore}\n${goodAfter}\n`, tail);
  return { name, bytes, codes: codes.toSorted(), roots: roots.toSorted() };
}

/** A file of its own, written with both good records in it. */
function whole(name: string, codes: readonly DiagnosticCode[], ...parts: readonly Line[]): RegistryCase {
  return { name, bytes: bytesOf(...parts), codes: codes.toSorted(), roots: [] };
}

const tornTail = ['registry-torn-tail'] as const;
const unreadable = ['registry-line-unreadable'] as const;
const unsealed = ['registry-line-unsealed'] as const;
const unknown = ['registry-line-unknown'] as const;
const marker = ['registry-conflict-marker'] as const;
const conflict = ['registry-conflict'] as const;
const glued = ['registry-records-glued'] as const;
const notCanonical = ['registry-not-canonical'] as const;
const newer = ['registry-version-unsupported'] as const;

const cutAt = [1, 2, 7, 20, 40, 55, 60, 80, 100, 120, 140];

/** R3: what a write leaves that was cut short. */
const tornTails: readonly BadLine[] = [
  ...cutAt.map((end): BadLine => [`a record after ${String(end)} bytes`, put(1).slice(0, end), tornTail]),
  ['a record without its last byte', put(1).slice(0, -1), tornTail],
  ['a byte of NUL', '\0', tornTail],
  ['a sector of NUL', '\0'.repeat(512), tornTail],
  ['a sector of NUL and a line end', `${'\0'.repeat(512)}\n`, tornTail],
  ['a page of NUL', '\0'.repeat(4096), tornTail],
  ['half a record and NUL', `${put(1).slice(0, 80)}${'\0'.repeat(100)}`, tornTail],
  ['half a letter', Buffer.from('{"op":"put","root":"botõ').subarray(0, -1), tornTail],
  ['a header cut short', registryHeader.slice(0, 15), tornTail],
  ['a tombstone cut short', del(1, 2).slice(0, 60), tornTail],
  ['a megabyte of a', 'a'.repeat(1_000_000), tornTail],
];

/** R4: whole lines that lack their line end alone. */
const unfinishedLines: readonly BadLine[] = [
  ['a record', put(1), [], ['r/1']],
  ['a later revision', put(1, { rev: 7 }), [], ['r/1']],
  ['a tombstone', del(1, 1), []],
  ['a header', registryHeader, []],
  ['a record with CR', `${put(1)}\r`, notCanonical, ['r/1']],
  ['a record that is not sealed', JSON.stringify(recordOf(1)), unsealed, ['r/1']],
  ['a record of an unknown kind', '{"op":"move"}', unknown],
  ['a record with an unknown key', sealed(recordOf(1, { note: 'x' })), unknown, ['r/1']],
  ['a marker', '>>>>>>> theirs', marker],
  ['two records', put(1) + put(2), glued, ['r/1', 'r/2']],
  ['a newer header', '{"prometeu":"assets","v":2}', newer],
];

/** R5: records whose checksum is wrong or absent. */
const unsealedLines: readonly BadLine[] = [
  ['no checksum', JSON.stringify(recordOf(1)), unsealed, ['r/1']],
  [
    'another checksum',
    put(1)
      .replace(/"c":"."/, '"c":"0')
      .replace(/"c":".{8}"/, '"c":"00000000"'),
    unsealed,
    ['r/1'],
  ],
  ['an empty checksum', put(1).replace(/"c":".{8}"/, '"c":""'), unsealed, ['r/1']],
  ['a checksum of 7 digits', put(1).replace(/"c":".(.{7})"/, '"c":"$1"'), unsealed, ['r/1']],
  ['a checksum of 9 digits', put(1).replace(/"c":"/, '"c":"0'), unsealed, ['r/1']],
  ['a checksum that is a number', put(1).replace(/"c":".{8}"/, '"c":12345678'), unsealed, ['r/1']],
  ['a checksum that is null', put(1).replace(/"c":".{8}"/, '"c":null'), unsealed, ['r/1']],
  ['a checksum that is a list', put(1).replace(/"c":".{8}"/, '"c":["00000000"]'), unsealed, ['r/1']],
  ['a root changed by hand', put(1).replace('r/1', 'r/one'), unsealed, ['r/one']],
  ['a time changed by hand', put(1).replace('2026', '2027'), unsealed, ['r/1']],
  ['a revision changed by hand', put(1).replace('"rev":1', '"rev":2'), unsealed, ['r/1']],
  ['spaces put in by an editor', put(1).replaceAll('":', '": '), unsealed, ['r/1']],
  ['a checksum that comes first', JSON.stringify({ c: 'ee195939', ...recordOf(1) }), unsealed, ['r/1']],
  ['a letter written in another way', put(1).replace('r/1', 'r\\/1'), unsealed, ['r/1']],
  ['a space at the end', `${put(1)} `, unsealed, ['r/1']],
];

/** R6: lines that are no record. */
const unreadableLines: readonly BadLine[] = [
  ...[
    'hello',
    'null',
    'true',
    '1',
    '"put"',
    '[]',
    '[[]]',
    '{}',
    '{',
    '}',
    '{"op":"put"}',
    '{"op":1}',
    '{"id":"x"}',
  ].map((line): BadLine => [line, line, unreadable]),
  ['half a record', put(1).slice(0, 60), unreadable],
  ['the other half', put(1).slice(60), unreadable],
  ['a record in a list', `[${put(1)}]`, [...glued, ...unreadable], ['r/1']],
  ['a text with a record in it', JSON.stringify(put(1)), unreadable],
  ['NUL', '\0\0\0', unreadable],
  ['NUL in a record', put(1).replace('r/1', 'r\0/1'), unreadable],
  ['0xff', Uint8Array.of(0xff), unreadable],
  [
    'a record with a byte that is no letter',
    bytesOf(put(1).slice(0, 80), Uint8Array.of(0xc3), put(1).slice(80)),
    unreadable,
  ],
  ['half of a character in three bytes', bytesOf('{"op":"', Uint8Array.of(0xed, 0xa0, 0x80), '"}'), unreadable],
  ['UTF-16', Buffer.from('{"op":"put"}', 'utf16le'), unreadable],
  ['lists 60,000 deep', '['.repeat(60_000), unreadable],
  ['lists 30,000 deep and back', '['.repeat(30_000) + ']'.repeat(30_000), unreadable],
  ['lists 100,000 deep', '['.repeat(100_000), unreadable],
  [
    'a record of one byte more than 64 KiB',
    put(1, { root: 'x'.repeat(64 * 1024 - put(1, { root: '' }).length + 1) }),
    unreadable,
  ],
  ['a megabyte of a', 'a'.repeat(1_000_000), unreadable],
  ['10 megabytes of a record', put(1, { root: 'x'.repeat(10_000_000) }), unreadable],
  ['a line of commas', ','.repeat(60_000), unreadable],
  ['the beginnings of 3,000 records', '{"op":"put",'.repeat(3000), unreadable],
  ['checksums without end', `{"op":"put"${',"c":"00000000"'.repeat(4000)}`, unreadable],
  ['braces without end', '}{'.repeat(30_000), unreadable],
  ['spaces', ' '.repeat(60_000), unreadable],
  ['eight smaller signs', '<<<<<<<< x', unreadable],
  ['six equal signs', '======', unreadable],
];

const markers = ['<<<<<<<', '|||||||', '=======', '>>>>>>>'];

/** R7: what a merge leaves that is not finished. */
const markerLines: readonly BadLine[] = [
  ...markers.flatMap((sign): BadLine[] => [
    [sign, sign, marker],
    [`${sign} with a label`, `${sign} a branch`, marker],
    [`${sign} with a record for a label`, `${sign} ${put(1)}`, marker],
  ]),
  ['both sides', `<<<<<<< a\n${put(1)}\n=======\n${put(2)}\n>>>>>>> b`, marker, ['r/1', 'r/2']],
  ['both sides of one id', `<<<<<<< a\n${put(1)}\n=======\n${put(1, { rev: 2, root: 'x' })}\n>>>>>>> b`, marker, ['x']],
  [
    'three sides',
    `<<<<<<< a\n${put(1)}\n||||||| c\n${put(3)}\n=======\n${put(2)}\n>>>>>>> b`,
    marker,
    ['r/1', 'r/2', 'r/3'],
  ],
  ['a side without a record', `<<<<<<< a\n=======\n${put(2)}\n>>>>>>> b`, marker, ['r/2']],
  ['one merge in another', `<<<<<<< a\n<<<<<<< c\n${put(1)}\n=======\n=======\n>>>>>>> c\n>>>>>>> b`, marker, ['r/1']],
  ['a label of 60,000 letters', `<<<<<<< ${'a'.repeat(60_000)}`, marker],
];

/** The same record as `recordOf`, its keys in another order. */
const reordered = (number: number): string => sealed(Object.fromEntries(Object.entries(recordOf(number)).toReversed()));

/** R8: the same record more than once. */
const repeatedLines: readonly BadLine[] = [
  ['twice', `${put(1)}\n${put(1)}`, [], ['r/1']],
  ['a thousand times', `${put(1)}\n`.repeat(1000).trimEnd(), [], ['r/1']],
  ['sealed and not', `${put(1)}\n${put(1).replace(/,"c".*/, '}')}`, [], ['r/1']],
  ['not sealed and sealed', `${put(1).replace(/,"c".*/, '}')}\n${put(1)}`, [], ['r/1']],
  ['in another order of keys', `${sealed(recordOf(1))}\n${reordered(1)}`, [], ['r/1']],
  ['a good one', goodBefore, []],
  ['the header', registryHeader, []],
  ['the header five times', Array.from({ length: 5 }, () => registryHeader).join('\n'), []],
  ['a tombstone', `${del(1, 2)}\n${del(1, 2)}`, []],
  [
    'all three of one id',
    [put(1), del(1, 2), put(1, { rev: 3 }), put(1), del(1, 2), put(1, { rev: 3 })].join('\n'),
    [],
    ['r/1'],
  ],
  ['with a blank line between', `${put(1)}\n\n\n${put(1)}`, [], ['r/1']],
];

/** R9: one id and revision, two contents. */
function conflictCases(): RegistryCase[] {
  const pairs: readonly (readonly [string, readonly string[]])[] = [
    ['two roots', [put(1, { root: 'a' }), put(1, { root: 'b' })]],
    ['two roots, the other way round', [put(1, { root: 'b' }), put(1, { root: 'a' })]],
    ['two times', [put(1), put(1, { registeredAt: '2027-01-01T00:00:00.000Z' })]],
    ['two commands', [put(1, { commandId: 'x' }), put(1, { commandId: 'y' })]],
    [
      'two first registrations',
      [put(1, { rev: 2 }), put(1, { rev: 2, registeredAt: '2020-01-01T00:00:00.000Z', writtenAt })],
    ],
    ['a registration and a tombstone', [put(1, { rev: 2 }), del(1, 2)]],
    ['a tombstone and a registration', [del(1, 2), put(1, { rev: 2 })]],
    ['two tombstones', [del(1, 2), encodeTombstone({ assetId: anId(1), rev: 2, commandId: 'other', writtenAt })]],
    ['three contents', [put(1, { root: 'a' }), put(1, { root: 'b' }), put(1, { root: 'c' })]],
    ['a conflict of the highest revision', [put(1), put(1, { rev: 9, root: 'a' }), put(1, { rev: 9, root: 'b' })]],
    ['one that is not sealed', [put(1), JSON.stringify(recordOf(1, { root: 'by hand' }))]],
    ['case alone', [put(1, { root: 'A' }), put(1, { root: 'a' })]],
  ];
  return pairs.map(([name, lines]) => {
    const highest = lines.filter((line) => !lines.some((other) => revOf(other) > revOf(line)));
    const winner = highest.toSorted((a, b) => checksumOf(b) - checksumOf(a))[0] ?? '';
    const said = JSON.parse(winner) as { op: string; root?: string; c?: string };
    const codes = said.c === undefined ? [...conflict, ...unsealed] : conflict;
    return between([name, lines.join('\n'), codes, said.root === undefined ? [] : [said.root]]);
  });
}

const revOf = (line: string): number => (JSON.parse(line) as { rev: number }).rev;

/** R11: headers of another version. */
const versions = ['2', '0', '-1', '1.5', '1e400', '"1"', '"2"', 'null', 'true', '[]', '{}', '9007199254740993'];

/** R12: what a later version of the product may write. */
const unknownLines: readonly BadLine[] = [
  ...['move', 'PUT', 'Del', '', ' put', 'put ', '__proto__', 'constructor'].map(
    (op): BadLine => [`the kind ${op}`, sealed(recordOf(1, { op })), unknown],
  ),
  ['a kind alone', '{"op":"x"}', unknown],
  ['a kind and 30,000 lists', `{"op":"x","a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, unknown],
  ['a key', sealed(recordOf(1, { note: 'by hand' })), unknown, ['r/1']],
  ['a key without letters', sealed(recordOf(1, { '': 1 })), unknown, ['r/1']],
  [
    'a hundred keys',
    sealed(recordOf(1, Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`k${String(at)}`, at])))),
    unknown,
    ['r/1'],
  ],
  [
    'a key with 20,000 lists',
    sealed(JSON.stringify(recordOf(1)).replace('}', `,"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)),
    unknown,
    ['r/1'],
  ],
  ['a first registration’s time at the first revision', sealed(recordOf(1, { reg: writtenAt })), unknown, ['r/1']],
  ['a root of a tombstone', sealed({ op: 'del', id: anId(1), rev: 2, cmd: 'c', root: 'r/1', at: writtenAt }), unknown],
  ...magicNames
    .filter((name) => name !== '__proto__')
    .map((name): BadLine => [`the key ${name}`, sealed(recordOf(1, { [name]: { polluted: true } })), unknown, ['r/1']]),
  [
    'the key __proto__',
    sealed(JSON.stringify(recordOf(1)).replace('}', ',"__proto__":{"polluted":true}}')),
    unknown,
    ['r/1'],
  ],
];

const [header, both] = [registryHeader, `${goodBefore}\n${goodAfter}\n`];

/** R13: forms of a text file that are not ours. */
const otherForms: readonly RegistryCase[] = [
  whole('a byte order mark', notCanonical, `\ufeff${header}\n${both}`),
  whole('CRLF', notCanonical, `${header}\n${both}`.replaceAll('\n', '\r\n')),
  whole('a byte order mark and CRLF', notCanonical, `\ufeff${header}\n${both}`.replaceAll('\n', '\r\n')),
  whole('CR before the first line end', notCanonical, `${header}\r\n${both}`),
  whole('CR before the last line end', notCanonical, `${header}\n${both.trimEnd()}\r\n`),
  whole('CR without a line end', notCanonical, `${header}\n${both.trimEnd()}\r`),
  whole('CR in a blank line', notCanonical, `${header}\n\r\n${both}`),
  whole('CR in blank lines at the end', notCanonical, `${header}\n${both}\r\n\r\n`),
  whole('a byte order mark without a header', [...notCanonical, 'registry-header-missing'], `\ufeff${both}`),
  whole('CRLF without a header', [...notCanonical, 'registry-header-missing'], both.replaceAll('\n', '\r\n')),
  whole(
    'CRLF around markers',
    [...notCanonical, ...marker],
    `${header}\n<<<<<<< a\n${both}=======\n>>>>>>> b\n`.replaceAll('\n', '\r\n'),
  ),
  whole('CR in the place of line ends', [...notCanonical, ...glued], `${header}\n${both}`.replaceAll('\n', '\r')),
];

/** What was found by this corpus, and mended. */
export const mendedCases: readonly RegistryCase[] = [
  // Two files of an editor, one put behind the other.
  whole(
    'R13 a byte order mark in a later line is told',
    notCanonical,
    `${header}\n${goodBefore}\n\ufeff${goodAfter}\n`,
  ),
  ...(
    [
      ['R14 a whole record before something counts', `${put(1)}hello`, [...glued, ...unreadable], ['r/1']],
      ['R14 a whole record before a comma counts', `${put(1)},`, [...glued, ...unreadable], ['r/1']],
      ['R14 a whole record between something counts', `hello${put(1)}hello`, [...glued, ...unreadable], ['r/1']],
      ['R14 whole records around NUL count', `${put(1)}\0\0${put(2)}`, [...glued, ...unreadable], ['r/1', 'r/2']],
    ] satisfies BadLine[]
  ).map(between),
  atTheEnd(['R6 NUL in the middle of a last line is no torn tail', 'hello\0hello\n', unreadable]),
];

/** R14: lines that lost their line ends. */
const gluedLines: readonly BadLine[] = [
  ['two', put(1) + put(2), glued, ['r/1', 'r/2']],
  ['three', put(1) + put(2) + put(3), glued, ['r/1', 'r/2', 'r/3']],
  [
    '300',
    Array.from({ length: 300 }, (_, at) => put(at)).join(''),
    glued,
    Array.from({ length: 300 }, (_, at) => `r/${String(at)}`),
  ],
  ['a header and a record', registryHeader + put(1), glued, ['r/1']],
  ['a record and a header', put(1) + registryHeader, glued, ['r/1']],
  ['a record and its tombstone', put(1) + del(1, 2), glued],
  ['a comment and a record', `// ${put(1)}`, [...glued, ...unreadable], ['r/1']],
  ['with a space between', `${put(1)} ${put(2)}`, glued, ['r/1', 'r/2']],
  ['with a CR between', `${put(1)}\r${put(2)}`, glued, ['r/1', 'r/2']],
  ['a record and half of one', put(1) + put(2).slice(0, 60), [...glued, ...unreadable], ['r/1']],
  ['half of one and a record', put(2).slice(0, 60) + put(1), [...glued, ...unreadable], ['r/1']],
  ['something and a record', `hello${put(1)}`, [...glued, ...unreadable], ['r/1']],
  [
    'roots with the seam in them',
    put(1, { root: 'a}{"op":"put"' }) + put(2, { root: '}{' }),
    glued,
    ['a}{"op":"put"', '}{'],
  ],
  [
    'two that are not sealed',
    JSON.stringify(recordOf(1)) + JSON.stringify(recordOf(2)),
    [...glued, ...unsealed],
    ['r/1', 'r/2'],
  ],
];

/** Ids and revisions that make no sense, or only a little. */
const oddIdsAndRevisions: readonly BadLine[] = [
  ...[
    '-1',
    '0',
    '0.5',
    '1.5',
    '-0',
    '9007199254740992',
    '9007199254740993',
    '1e21',
    '1e400',
    '-1e400',
    '"1"',
    'null',
    '[1]',
  ].map(
    (rev): BadLine => [
      `revision ${rev}`,
      sealed(JSON.stringify(recordOf(1)).replace('"rev":1', `"rev":${rev}`)),
      unreadable,
    ],
  ),
  ['the highest revision', put(1, { rev: Number.MAX_SAFE_INTEGER }), [], ['r/1']],
  ['a tombstone of nothing', del(1, 1), []],
  ['a tombstone of nothing, of a high revision', del(1, 999), []],
  ['a tombstone, then an earlier record', `${del(1, 5)}\n${put(1, { rev: 4 })}`, []],
  ['a record, then an earlier tombstone', `${put(1, { rev: 5 })}\n${del(1, 4)}`, [], ['r/1']],
  [
    'a tombstone of a revision that is none',
    sealed({ op: 'del', id: anId(1), rev: 0, cmd: 'c', at: writtenAt }),
    unreadable,
  ],
  ...[
    '',
    'x',
    '1',
    '__proto__',
    'constructor',
    anId(1).slice(1),
    `${anId(1)}0`,
    anId(1).replaceAll('-', ''),
    `{${anId(1)}}`,
  ].map((id): BadLine => [`the id ${id}`, sealed(recordOf(1, { id })), unreadable]),
];

/** Clocks that go backwards: order is the revision, never the time. */
const clockLines: readonly BadLine[] = [
  [
    'a later revision of an earlier time',
    `${put(1, { registeredAt: '2030-01-01T00:00:00.000Z' })}\n${sealed(recordOf(1, { rev: 2, root: 'x', at: '2001-01-01T00:00:00.000Z' }))}`,
    [],
    ['x'],
  ],
  ['the first year', put(1, { registeredAt: '0000-01-01T00:00:00.000Z' }), [], ['r/1']],
  ['the last year', put(1, { registeredAt: '9999-12-31T23:59:59.999Z' }), [], ['r/1']],
  [
    'registered after it was written',
    put(1, { rev: 2, registeredAt: '2030-01-01T00:00:00.000Z', writtenAt }),
    [],
    ['r/1'],
  ],
  [
    'a tombstone before the registration',
    `${put(1)}\n${sealed({ op: 'del', id: anId(1), rev: 2, cmd: 'c', at: '1970-01-01T00:00:00.000Z' })}`,
    [],
  ],
  ['all at one moment', [put(1), put(2), put(3)].join('\n'), [], ['r/1', 'r/2', 'r/3']],
];

/** Names that mean something to the language where a registry has texts. */
const magicLines: readonly BadLine[] = magicNames.flatMap((name): BadLine[] => [
  [`the root ${name}`, put(1, { root: name }), [], [name]],
  [`the command ${name}`, put(1, { commandId: name }), [], ['r/1']],
  [`the id ${name}`, sealed(recordOf(1, { id: name })), unreadable],
]);

const isTime = (value: unknown): boolean => value === writtenAt;
const isFilledText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** The schema of a record once more, in words of its own. `reg` stands in a later revision alone. */
const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && value === '01a20f56-1608-7605-a17f-361563b90c35',
  rev: (value) => Number.isSafeInteger(value) && Number(value) > 0,
  cmd: isFilledText,
  root: isFilledText,
  at: isTime,
  reg: isTime,
};

/** Each field of a record with each wrong value, with a checksum that fits, and each field left out. */
function schemaLines(): BadLine[] {
  const base = { rev: 2, reg: writtenAt };
  const wrong = Object.entries(fits).flatMap(([field, isRight]) =>
    wrongValues
      .filter((value) => !isRight(value))
      .map((value): BadLine => {
        const rest = field === 'rev' ? {} : base;
        return [`${field} is ${JSON.stringify(value)}`, sealed(recordOf(1, { ...rest, [field]: value })), unreadable];
      }),
  );
  const kinds = wrongValues
    .filter((value) => typeof value !== 'string')
    .map((op): BadLine => [`op is ${JSON.stringify(op)}`, sealed(recordOf(1, { op })), unreadable]);
  const missing = ['op', 'id', 'rev', 'cmd', 'root', 'at'].map(
    (field): BadLine => [`${field} is not there`, sealed(recordOf(1, { [field]: undefined })), unreadable],
  );
  return [...wrong, ...kinds, ...missing];
}

/** By what they are of, with the least number that the table of bad input asks for. */
export function registryCases(): readonly (readonly [string, number, readonly RegistryCase[]])[] {
  const newerHeaders = versions.map((v) => whole(`version ${v}`, newer, `{"prometeu":"assets","v":${v}}\n${both}`));
  const laterHeader = between(['a newer header in a later line', '{"prometeu":"assets","v":2}', newer]);
  return [
    ['R3 a torn tail', 10, tornTails.map(atTheEnd)],
    ['R4 a last line without its line end', 10, unfinishedLines.map(atTheEnd)],
    ['R5 a record that is not sealed', 10, unsealedLines.map(between)],
    ['R6 a line that is no record', 10, unreadableLines.map(between)],
    ['R7 a merge that is not finished', 10, markerLines.map(between)],
    ['R8 a record that stands twice', 10, repeatedLines.map(between)],
    ['R9 records that disagree', 10, conflictCases()],
    ['R11 a header of another version', 10, [...newerHeaders, laterHeader]],
    ['R12 what is not known', 10, unknownLines.map(between)],
    ['R13 another form of text', 10, otherForms],
    ['R14 lost line ends', 10, gluedLines.map(between)],
    ['R6 an id or a revision that makes no sense', 20, oddIdsAndRevisions.map(between)],
    ['R6 a record that is not as the schema says', 200, schemaLines().map(between)],
    ['a clock that goes backwards', 5, clockLines.map(between)],
    ['a name that means something to the language', 30, magicLines.map(between)],
  ];
}
