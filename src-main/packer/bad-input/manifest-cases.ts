import type { DiagnosticCode } from '../../../src-preload/contract/domain/diagnostic.ts';
import { anAsset } from '../testing/project-builder.ts';
import texts from './manifests.json';
import { wrongValues } from './wrong-values.ts';

/** The content of an `asset.json` and the codes of what is found in it, sorted, each once. */
export interface ManifestCase {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly codes: readonly DiagnosticCode[];
}

const types = ['image', 'tileset', 'sprite-atlas', 'sound', 'music', 'model', 'font', 'text', 'data'];

const isText = (value: unknown): value is string => typeof value === 'string';

/** An empty list in the place of a text, or the other way round, is told of being empty too. */
function notOfItsKind(value: unknown): DiagnosticCode[] {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? ['manifest-field-type', 'manifest-field-too-short'] : ['manifest-field-type'];
}

/** What a list of texts is told of, where each has at least one character. */
function listFlaws(value: unknown, least: number): DiagnosticCode[] {
  if (!Array.isArray(value)) {
    return least === 0 ? ['manifest-field-type'] : notOfItsKind(value);
  }
  return [
    ...(value.length < least ? ['manifest-field-too-short' as const] : []),
    ...value.flatMap((item) =>
      isText(item) ? (item === '' ? ['manifest-field-too-short' as const] : []) : notOfItsKind(item),
    ),
  ];
}

/** The schema of SPEC.md once more, in words of its own: what each field is told of for a value. */
const flawsOf: Readonly<Record<string, (value: unknown) => DiagnosticCode[]>> = {
  schemaVersion: (value) => (value === 1 ? [] : ['manifest-version-unsupported']),
  name: (value) => {
    if (!isText(value)) {
      return notOfItsKind(value);
    }
    return value === '' ? ['manifest-field-too-short'] : value.length > 200 ? ['manifest-field-too-long'] : [];
  },
  type: (value) => (isText(value) && types.includes(value) ? [] : ['manifest-field-value']),
  sources: (value) => listFlaws(value, 1),
  tags: (value) => listFlaws(value, 0),
  preload: (value) => (typeof value === 'boolean' ? [] : ['manifest-field-type']),
  description: (value) => (isText(value) ? [] : ['manifest-field-type']),
};

const required = ['schemaVersion', 'name', 'type', 'sources'];

function manifestCase(name: string, content: string | Uint8Array, ...codes: readonly DiagnosticCode[]): ManifestCase {
  return { name, content, codes: [...new Set(codes)].toSorted() };
}

const textOf = (parts: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(anAsset({ sources: ['asset.json'], ...parts }));

/** The text of a valid manifest with these members, which stand before its own. */
const textWith = (members: string): string => textOf({}).replace('{', `{${members},`);

/** Each field with each wrong value, each field left out, keys that are not known, other versions. */
export function manifestSchemaCases(): ManifestCase[] {
  const wrong = Object.entries(flawsOf).flatMap(([field, flaws]) =>
    wrongValues.flatMap((value) => {
      const codes = flaws(value);
      const name = `${field} is ${JSON.stringify(value)}`;
      return codes.length === 0 ? [] : [manifestCase(name, textOf({ [field]: value }), ...codes)];
    }),
  );
  const missing = required.map((field) =>
    manifestCase(`${field} is not there`, textOf({ [field]: undefined }), 'manifest-field-missing'),
  );
  const whole = wrongValues
    .filter((value) => typeof value !== 'object' || value === null || Array.isArray(value))
    .map((value) =>
      manifestCase(`the whole is ${JSON.stringify(value)}`, JSON.stringify(value), 'manifest-field-type'),
    );
  const extra = [
    'extra',
    'Name',
    'schemaversion',
    'name ',
    '',
    'c',
    '$schema',
    '\u0000',
    '\ud800',
    'x'.repeat(10_000),
  ].map((key) => manifestCase(`has the key ${key.slice(0, 20)}`, textOf({ [key]: 1 }), 'manifest-unknown-key'));
  const versions = texts.version.map((version) =>
    manifestCase(
      `version ${version}`,
      textOf({}).replace('"schemaVersion":1', `"schemaVersion":${version}`),
      'manifest-version-unsupported',
    ),
  );
  return [...wrong, ...missing, ...whole, ...extra, ...versions];
}

/** Members that say one thing twice, in an otherwise valid manifest. What the last of them says is told besides. */
function duplicateCase(members: string): ManifestCase {
  const said = JSON.parse(`{${members}}`) as Record<string, unknown>;
  const valid = JSON.parse(textOf({})) as Record<string, unknown>;
  const rest = Object.entries(valid).filter(([key]) => !Object.hasOwn(said, key));
  const codes = Object.entries(said).flatMap(([key, value]) => {
    return Object.hasOwn(flawsOf, key) ? (flawsOf[key]?.(value) ?? []) : (['manifest-unknown-key'] as const);
  });
  const text = JSON.stringify(Object.fromEntries(rest)).replace('{', `{${members},`);
  return manifestCase(members, text, 'manifest-duplicate-key', ...codes);
}

/** Texts that are no JSON, that say one thing twice, that nest too deep, or that have very much of something. */
export function jsonCases(): ManifestCase[] {
  const open = ['[', '{"a":', '[{"":', '{"a":[', '[[],', '[[[[', '{"__proto__":'];
  return [
    ...texts['not-json'].map((text) => manifestCase(text, text, 'manifest-not-json')),
    ...texts.duplicate.map(duplicateCase),
    ...open.map((each) => manifestCase(`${each} 80,000 times`, each.repeat(80_000), 'manifest-too-deep')),
    ...[33, 1000, 100_000].map((depth) =>
      manifestCase(
        `a tag ${String(depth)} lists deep`,
        textWith(`"tags":${'['.repeat(depth)}${']'.repeat(depth)}`),
        'manifest-too-deep',
      ),
    ),
    manifestCase('a number of a million digits', textWith(`"x":${'9'.repeat(1_000_000)}`), 'manifest-unknown-key'),
    manifestCase('a number of a million zeros', textWith(`"x":0.${'0'.repeat(1_000_000)}1`), 'manifest-unknown-key'),
    manifestCase('a name of a million letters', textOf({ name: 'a'.repeat(1_000_000) }), 'manifest-field-too-long'),
    manifestCase('a type of a million letters', textOf({ type: 'a'.repeat(1_000_000) }), 'manifest-field-value'),
    manifestCase('a key of a million letters', textOf({ ['a'.repeat(1_000_000)]: 1 }), 'manifest-unknown-key'),
    manifestCase(
      '170,000 escapes',
      textOf({ name: 1 }).replace('1,"type"', `"${'\\u0061'.repeat(170_000)}","type"`),
      'manifest-field-too-long',
    ),
    manifestCase('a million backslashes', `{"a":"${'\\'.repeat(1_000_000)}`, 'manifest-not-json'),
    manifestCase('a million quotes', '"'.repeat(1_000_000), 'manifest-not-json'),
    manifestCase('400,000 commas', `[${','.repeat(400_000)}]`, 'manifest-not-json'),
    manifestCase('a million spaces', ' '.repeat(1_000_000), 'manifest-not-json'),
    manifestCase('a comment of a million letters', `/*${'*'.repeat(1_000_000)}`, 'manifest-not-json'),
    manifestCase(
      '40,000 keys that are not known',
      textWith(Array.from({ length: 40_000 }, (_, at) => `"k${String(at)}":1`).join()),
      'manifest-unknown-key',
      'more-problems',
    ),
    manifestCase('10 million elements', `[${'1,'.repeat(10_000_000)}1]`, 'manifest-too-large'),
  ];
}

/** What a manifest must not be slow at: each has the most of something that fits into its bytes. */
export function slowManifestCases(): ManifestCase[] {
  const many = (count: number, text: string): string => Array.from({ length: count }, () => text).join();
  return [
    manifestCase(
      '400,000 sources that are no text',
      textOf({ sources: 0 }).replace('"sources":0', `"sources":[${many(400_000, '1')}]`),
      'manifest-field-too-long',
    ),
    manifestCase(
      'a million lines before a hundred findings',
      '\n'.repeat(1_000_000) + textOf({ sources: Array.from({ length: 100 }, () => 1) }),
      'manifest-field-type',
    ),
    manifestCase(
      '60,000 sources that are not there',
      textOf({ sources: Array.from({ length: 60_000 }, (_, at) => at.toString(36)) }),
      'manifest-field-too-long',
    ),
  ];
}

const magicNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
  'toJSON',
  '__defineGetter__',
  'length',
];

/** Names that mean something to the language: as key with a value that would do harm, as name, tag, source and type. */
export function magicNameCases(): ManifestCase[] {
  return magicNames.flatMap((name) => {
    const key = JSON.stringify(name);
    return [
      manifestCase(`the key ${name}`, textWith(`${key}:{"polluted":true}`), 'manifest-unknown-key'),
      manifestCase(
        `the key ${name} within`,
        textWith(`"x":{${key}:{${key}:{"polluted":true}}}`),
        'manifest-unknown-key',
      ),
      manifestCase(
        `the keys constructor, prototype and ${name}`,
        textWith(`"constructor":{"prototype":{${key}:{"polluted":1}}}`),
        'manifest-unknown-key',
      ),
      manifestCase(`the name ${name}`, textOf({ name })),
      manifestCase(`the tag ${name}`, textOf({ tags: [name, name] })),
      manifestCase(`the source ${name}`, textOf({ sources: [name] }), 'source-missing'),
      manifestCase(
        `the sources ${name} and ${name}`,
        textOf({ sources: [name, name] }),
        'source-duplicate',
        'source-missing',
      ),
      manifestCase(`the type ${name}`, textOf({ type: name }), 'manifest-field-value'),
    ];
  });
}

export { magicNames };

/** A manifest in an encoding, cut off after every byte. The whole of it is the last. */
export function truncatedManifests(encoding: 'utf-8' | 'utf-8 with mark and CRLF' | 'utf-16'): Uint8Array[] {
  const text = JSON.stringify(anAsset({ sources: ['asset.json'], name: 'Botões 雲 😀', tags: ['a'] }), null, 1);
  const bytes =
    encoding === 'utf-8'
      ? Buffer.from(text)
      : encoding === 'utf-16'
        ? Buffer.from(`\ufeff${text}`, 'utf16le')
        : Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`);
  return Array.from({ length: bytes.length + 1 }, (_, end) => bytes.subarray(0, end));
}

/** Bytes that are no text of ours. */
export function encodedManifestCases(): ManifestCase[] {
  const text = textOf({});
  const inside = (...bytes: readonly number[]): Uint8Array =>
    Buffer.concat([Buffer.from('{"name":"'), Uint8Array.from(bytes), Buffer.from('"}')]);
  return [
    manifestCase('no byte', '', 'manifest-not-json'),
    manifestCase('a byte order mark alone', '\ufeff', 'manifest-not-json'),
    manifestCase('one NUL', '\0', 'manifest-not-json'),
    manifestCase('a mebibyte of NUL', new Uint8Array(1024 * 1024), 'manifest-not-json'),
    manifestCase('a manifest and NUL bytes', `${text}${'\0'.repeat(512)}`, 'manifest-not-json'),
    manifestCase('NUL bytes and a manifest', `${'\0'.repeat(512)}${text}`, 'manifest-not-json'),
    manifestCase('a byte order mark and a manifest', `\ufeff${text}`),
    manifestCase('two byte order marks and a manifest', `\ufeff\ufeff${text}`, 'manifest-not-json'),
    manifestCase('a manifest with CRLF', `${text.replaceAll(',', ',\r\n')}\r\n`),
    manifestCase('UTF-16, small end first, without a mark', Buffer.from(text, 'utf16le'), 'manifest-not-json'),
    manifestCase('UTF-16, small end first', Buffer.from(`\ufeff${text}`, 'utf16le'), 'manifest-not-utf8'),
    manifestCase('UTF-16, big end first', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'manifest-not-utf8'),
    manifestCase('Latin-1', Buffer.from('{"name":"Botões"}', 'latin1'), 'manifest-not-utf8'),
    manifestCase('0xff', inside(0xff), 'manifest-not-utf8'),
    manifestCase('a letter that goes on without a beginning', inside(0x80), 'manifest-not-utf8'),
    manifestCase('a letter that begins and does not go on', inside(0xe2, 0x82), 'manifest-not-utf8'),
    manifestCase('a slash in two bytes', inside(0xc0, 0xaf), 'manifest-not-utf8'),
    manifestCase('a dot in three bytes', inside(0xe0, 0x80, 0xae), 'manifest-not-utf8'),
    manifestCase('a half of a character in three bytes', inside(0xed, 0xa0, 0x80), 'manifest-not-utf8'),
    manifestCase('a character behind the last one', inside(0xf4, 0x90, 0x80, 0x80), 'manifest-not-utf8'),
    manifestCase('a character of five bytes', inside(0xf8, 0x88, 0x80, 0x80, 0x80), 'manifest-not-utf8'),
    manifestCase('a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'manifest-not-utf8'),
    manifestCase('an archive', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0), 'manifest-not-json'),
  ];
}
