import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAsset, anyCharacter } from '../testing/project-builder.ts';
import { decodeUtf8 } from './bounded-file.ts';
import { parseManifestText } from './manifest-text.ts';

const file = 'assets/a/asset.json';

const parse = (text: string): ReturnType<typeof parseManifestText> => parseManifestText(text, file);
const parseWith = (parts: Readonly<Record<string, unknown>>): ReturnType<typeof parse> =>
  parse(JSON.stringify(anAsset(parts)));

describe('a valid manifest', () => {
  it('is read whole', () => {
    const content = anAsset({ tags: ['a', 'b'], preload: true, description: 'What it is' });

    const parsed = parse(JSON.stringify(content));

    expect(parsed).toEqual({ manifest: content, name: 'Asset', type: 'image', diagnostics: [] });
  });

  it('may have tabs, line ends of any kind and any order of keys', () => {
    const text = '\t{\r\n"type":"font",\r"sources":["a"],\n"name" : "N" , "schemaVersion":1 }\n\n';

    const parsed = parse(text);

    expect(parsed.diagnostics).toEqual([]);
    expect(parsed.name).toBe('N');
  });

  it.each([
    'it’s "quoted"',
    '{[(<&>)]}: ,',
    '\\backslash\\',
    'שלום עולם',
    '\u202Eright to left',
    '😀👩‍👩‍👧‍👦',
    'two\nlines\tand a tab',
    'boto\u0303es',
    '__proto__',
    'constructor',
    '\u2028\u2029',
    '\u0000',
    'x'.repeat(200),
    '“{{name}}”',
    ':'.repeat(50),
  ])('may have the name %j', (name) => {
    const parsed = parseWith({ name });

    expect(parsed).toMatchObject({ name, diagnostics: [] });
    expect(parsed.manifest?.name).toBe(name);
  });

  it('may begin with a byte order mark', () => {
    const bytes = Buffer.from(`\uFEFF${JSON.stringify(anAsset())}`);

    const parsed = parse(decodeUtf8(bytes) ?? '');

    expect(parsed.diagnostics).toEqual([]);
  });
});

describe('a text that is not JSON', () => {
  it.each([
    ['{"a" 1}', 'colon-expected', 1, 6],
    ['{"a":1 "b":2}', 'comma-expected', 1, 8],
    ['{"a":1,}', 'property-name-expected', 1, 8],
    ['[1,]', 'value-expected', 1, 4],
    ['', 'value-expected', 1, 1],
    ['{', 'closing-brace-expected', 1, 2],
    ['[1', 'closing-bracket-expected', 1, 3],
    ['{} x', 'symbol-invalid', 1, 4],
    ['{} {}', 'end-expected', 1, 4],
    ['{\n  "a": tru\n}', 'symbol-invalid', 2, 8],
    ['{\n// why\n}', 'comment-not-allowed', 2, 1],
    ['{"a":"b', 'string-not-ended', 1, 6],
    ['{"a":"\\x"}', 'escape-invalid', 1, 6],
    ['{"a":"\\u00"}', 'escape-invalid', 1, 6],
    ['{"a":"b\tc"}', 'character-invalid', 1, 6],
    ['{"a":1e}', 'number-invalid', 1, 6],
  ])('%j says %s in line %i, column %i', (text, reason, line, column) => {
    const parsed = parse(text);

    expect(parsed).toEqual({
      manifest: null,
      name: null,
      type: null,
      diagnostics: [{ code: 'manifest-not-json', reason, place: { file, line, column } }],
    });
  });

  it.each(['NaN', '{"a":01}', "{'a':1}", '{a:1}', '\uFEFF{}', '\u00a0{}', 'undefined', '\0\0\0\0', '<<<<<<< HEAD\n{}'])(
    '%j is told',
    (text) => {
      const parsed = parse(text);

      expect(parsed.diagnostics.map(({ code }) => code)).toEqual(['manifest-not-json']);
    },
  );

  it('cut off at any character is told and never throws', () => {
    const text = JSON.stringify(anAsset({ tags: ['é', '"'], description: 'a\nb' }), null, 2);
    const cuts = Array.from({ length: text.length }, (_, at) => text.slice(0, at));

    const codes = cuts.map((cut) => parse(cut).diagnostics.map(({ code }) => code));

    expect(new Set(codes.map(String))).toEqual(new Set(['manifest-not-json']));
  });

  it('or is, never throws', () => {
    const json = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 60 }),
      fc.json({ maxDepth: 4 }),
      fc
        .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', 'a', '1', ' ', '"name"', '"sources"'), {
          maxLength: 30,
        })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(json, (text) => {
        const parsed = parse(text);

        expect(parsed.manifest).toBeNull();
        expect(parsed.diagnostics.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a manifest that nests deep', () => {
  const nested = (levels: number): string =>
    JSON.stringify(anAsset({ description: 0 })).replace('0}', `${'['.repeat(levels)}${']'.repeat(levels)}}`);

  it('is read at 32 levels', () => {
    const parsed = parse(nested(31));

    expect(parsed.diagnostics.map(({ code }) => code)).toEqual(['manifest-field-type']);
  });

  it.each([32, 9_999, 99_999])('is not parsed with %i levels below the first', (levels) => {
    const parsed = parse(nested(levels));

    expect(parsed.diagnostics).toEqual([{ code: 'manifest-too-deep', limit: 32, place: { file } }]);
  });

  it.each(['[', '{"a":', '[{"":'])('is not parsed where it is %s a hundred thousand times', (open) => {
    const parsed = parse(open.repeat(100_000));

    expect(parsed.diagnostics.map(({ code }) => code)).toEqual(['manifest-too-deep']);
  });

  it('is told apart from brackets in a text', () => {
    const parsed = parseWith({ description: `${'['.repeat(100)}\\"${'{'.repeat(100)}` });

    expect(parsed.diagnostics).toEqual([]);
  });
});

describe('a manifest of another version', () => {
  it.each([
    [2, '2'],
    ['1', '"1"'],
    [null, 'null'],
    [1.5, '1.5'],
    [[1], '[1]'],
    ['x'.repeat(100), `"${'x'.repeat(39)}`],
  ])('%j is told, and nothing else of it', (schemaVersion, found) => {
    const parsed = parseWith({ schemaVersion, name: '', extra: true });

    expect(parsed.manifest).toBeNull();
    expect(parsed.diagnostics).toEqual([
      {
        code: 'manifest-version-unsupported',
        found,
        place: { file, pointer: '/schemaVersion', line: 1, column: 18 },
      },
    ]);
  });

  it('still shows its name and type', () => {
    const parsed = parseWith({ schemaVersion: 2 });

    expect(parsed).toMatchObject({ name: 'Asset', type: 'image' });
  });
});

describe('a field', () => {
  it.each(['schemaVersion', 'name', 'type', 'sources'])(
    'that is required and missing is told at its object: %s',
    (field) => {
      const parsed = parse(`\n ${JSON.stringify(anAsset({ [field]: undefined }))}`);

      expect(parsed.diagnostics).toEqual([
        { code: 'manifest-field-missing', field, place: { file, pointer: '', line: 2, column: 2 } },
      ]);
    },
  );

  it.each([
    ['name', 1, 'must-be-text', '/name'],
    ['name', null, 'must-be-text', '/name'],
    ['name', ['a'], 'must-be-text', '/name'],
    ['sources', 'a.png', 'must-be-list', '/sources'],
    ['sources', { 0: 'a.png', length: 1 }, 'must-be-list', '/sources'],
    ['tags', 'a', 'must-be-list', '/tags'],
    ['tags', null, 'must-be-list', '/tags'],
    ['preload', 'true', 'must-be-boolean', '/preload'],
    ['preload', 1, 'must-be-boolean', '/preload'],
    ['description', {}, 'must-be-text', '/description'],
  ])('of the wrong type is told: %s is %j', (field, value, reason, pointer) => {
    const parsed = parseWith({ [field]: value });

    expect(parsed.manifest).toBeNull();
    expect(parsed.diagnostics).toMatchObject([
      { code: 'manifest-field-type', field, reason, place: { file, pointer } },
    ]);
  });

  it.each(['Image', 'video', '', 1, null, '__proto__', 'toString'])(
    'of a value that is not known is told: type is %j',
    (type) => {
      const parsed = parseWith({ type });

      expect(parsed.type).toBeNull();
      expect(parsed.diagnostics).toMatchObject([
        { code: 'manifest-field-value', field: 'type', place: { pointer: '/type' } },
      ]);
    },
  );

  it.each([
    [{ name: '' }, 'name', 1, '/name'],
    [{ sources: [] }, 'sources', 1, '/sources'],
    [{ sources: ['a', ''] }, 'sources.1', 1, '/sources/1'],
    [{ tags: [''] }, 'tags.0', 1, '/tags/0'],
  ])('that is too short is told: %j', (parts, field, limit, pointer) => {
    const parsed = parseWith(parts);

    expect(parsed.diagnostics).toMatchObject([{ code: 'manifest-field-too-short', field, limit, place: { pointer } }]);
  });

  it('that is too long is told', () => {
    const parsed = parseWith({ name: 'x'.repeat(201) });

    expect(parsed.diagnostics).toMatchObject([
      { code: 'manifest-field-too-long', field: 'name', limit: 200, place: { pointer: '/name' } },
    ]);
  });

  it('that is wrong deep in the text is told with line and column', () => {
    const parsed = parse(JSON.stringify(anAsset({ sources: ['a.png', 7] }), null, 2));

    expect(parsed.diagnostics).toEqual([
      {
        code: 'manifest-field-type',
        field: 'sources.1',
        reason: 'must-be-text',
        place: { file, pointer: '/sources/1', line: 7, column: 5 },
      },
    ]);
  });

  it('that is wrong does not hide the others', () => {
    const parsed = parseWith({ name: 1, type: 'x', sources: [] });

    expect(parsed.diagnostics.map(({ code }) => code).toSorted()).toEqual([
      'manifest-field-too-short',
      'manifest-field-type',
      'manifest-field-value',
    ]);
  });

  it.each(['null', '42', '"text"', '[]', 'true'])('is not there in a manifest that is no object: %s', (text) => {
    const parsed = parse(text);

    expect(parsed.diagnostics).toEqual([
      {
        code: 'manifest-field-type',
        field: 'asset.json',
        reason: 'must-be-object',
        place: { file, pointer: '', line: 1, column: 1 },
      },
    ]);
  });
});

describe('a key that is not known', () => {
  it.each(['extra', 'Name', 'constructor', 'toString', 'hasOwnProperty', ''])(
    'is told, and the manifest is used without it: %j',
    (key) => {
      const parsed = parse(JSON.stringify(anAsset()).replace('}', `,${JSON.stringify(key)}:{"x":1}}`));

      expect(parsed.manifest).toEqual(anAsset());
      expect(parsed.diagnostics).toMatchObject([{ code: 'manifest-unknown-key', key, place: { pointer: `/${key}` } }]);
    },
  );

  it('is told also where it is __proto__', () => {
    const parsed = parse(JSON.stringify(anAsset()).replace('}', ',"__proto__":{"polluted":true}}'));

    expect(parsed.manifest).toEqual(anAsset());
    expect(parsed.diagnostics).toMatchObject([{ code: 'manifest-unknown-key', key: '__proto__' }]);
    expect('polluted' in {}).toBe(false);
  });

  it('is told with its place', () => {
    const parsed = parse(JSON.stringify(anAsset({ 'a/b~c': 1 }), null, 2));

    expect(parsed.diagnostics).toEqual([
      {
        code: 'manifest-unknown-key',
        key: 'a/b~c',
        place: { file, pointer: '/a~1b~0c', line: 8, column: 12 },
      },
    ]);
  });

  it('beside a wrong field leaves no manifest', () => {
    const parsed = parseWith({ extra: 1, name: 1 });

    expect(parsed.manifest).toBeNull();
    expect(parsed.diagnostics).toHaveLength(2);
  });
});

describe('a key that stands twice', () => {
  it('is told where it stands the second time', () => {
    const parsed = parse('{"schemaVersion":1,"name":"A",\n"name":"B","type":"image","sources":["a"]}');

    expect(parsed.manifest).toBeNull();
    expect(parsed.diagnostics).toEqual([
      { code: 'manifest-duplicate-key', key: 'name', place: { file, line: 2, column: 1 } },
    ]);
  });

  it.each([
    ['with the same value', '"name":"Asset","name":"Asset"', ['name']],
    ['three times', '"name":"a","name":"b","name":"c"', ['name', 'name']],
    ['written in another way', '"name":"a","n\\u0061me":"b"', ['name']],
    ['as __proto__', '"__proto__":1,"__proto__":2', ['__proto__']],
    ['in an object within', '"x":{"k":1,"k":2}', ['k']],
    ['in an object within a list', '"x":[0,{"k":[{"d":1,"d":2}],"k":2}]', ['d', 'k']],
  ])('is told %s', (_, members, keys) => {
    const parsed = parse(`{"schemaVersion":1,${members}}`);

    const found = parsed.diagnostics.flatMap((each) => (each.code === 'manifest-duplicate-key' ? [each.key] : []));
    expect(found.toSorted()).toEqual(keys.toSorted());
  });

  it('is not told of one key in two objects', () => {
    const parsed = parse(JSON.stringify(anAsset({ x: [{ name: 1 }, { name: 2 }] })));

    expect(parsed.diagnostics.map(({ code }) => code)).toEqual(['manifest-unknown-key']);
  });
});

describe('any manifest that fits the schema', () => {
  it('is read as it was written', () => {
    const text = fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 });
    const manifest = fc.record(
      {
        schemaVersion: fc.constant(1),
        name: text,
        type: fc.constantFrom('image', 'font', 'data'),
        sources: fc.array(text, { minLength: 1, maxLength: 5 }),
        tags: fc.array(text, { maxLength: 3 }),
        preload: fc.boolean(),
        description: fc.string({ unit: anyCharacter }),
      },
      { requiredKeys: ['schemaVersion', 'name', 'type', 'sources'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(manifest, fc.constantFrom(0, 2, '\t'), (content, indent) => {
        const parsed = parse(JSON.stringify(content, null, indent));

        expect(parsed.diagnostics).toEqual([]);
        expect(parsed.manifest).toEqual(content);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a manifest with very many problems', () => {
  it('tells the first hundred and the number of the rest', () => {
    const members = Array.from({ length: 50_000 }, () => '"k":1').join(',');

    const parsed = parseManifestText(
      `{"schemaVersion":1,"name":"N","type":"text","sources":["a"],"x":{${members}}}`,
      file,
    );

    expect(parsed.manifest).toBeNull();
    expect(parsed.diagnostics).toHaveLength(101);
    expect(parsed.diagnostics.at(-1)).toEqual({ code: 'more-problems', count: 49_900, place: { file } });
  });
});
