import { rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createNodeDisk } from '../disk/node-disk.ts';
import { findProject } from '../disk/project-folder.ts';
import { createInlineDisk } from '../testing/inline-disk.ts';
import { anEntry, anId, buildProject } from '../testing/project-builder.ts';
import { codesAt, createCaseProject, inTime, nameOf, readCase } from './case-project.ts';
import { oddFiles, writeSparse } from './file-cases.ts';
import { encodedManifestCases, magicNames } from './manifest-cases.ts';
import { expectPrototypesUnchanged } from './prototypes.ts';
import { wrongValues } from './wrong-values.ts';

const invalid = { ok: false, failure: { code: 'not-a-project', reason: 'project-file-invalid' } } as const;

/** Contents of `prometeu.json` that are not as the schema says. */
function invalidContents(): (string | Uint8Array)[] {
  const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 200;
  const named = wrongValues.filter((value) => !isName(value)).map((name) => ({ schemaVersion: 1, name }));
  const versioned = wrongValues
    .filter((schemaVersion) => schemaVersion !== 1)
    .map((schemaVersion) => ({ schemaVersion, name: 'Test' }));
  const extra = ['extra', 'Name', 'schemaversion', '', ' name', 'assets', 'registry', ...magicNames]
    .filter((key) => key !== '__proto__')
    .flatMap((key) => [{ schemaVersion: 1, name: 'Test', [key]: 1 }, { [key]: { polluted: true } }]);
  const whole = wrongValues.filter((value) => value !== undefined);
  const texts = [named, versioned, extra, whole].flat().map((value) => JSON.stringify(value));
  const hand = [
    '{"schemaVersion":1,"name":"Test","__proto__":{"polluted":true}}',
    '{"schemaVersion":1}',
    '{"name":"Test"}',
    '{"schemaVersion":1e400,"name":"Test"}',
    `{"schemaVersion":1,"name":"${'x'.repeat(201)}"}`,
    '['.repeat(60_000),
    '{"a":'.repeat(10_000),
    '{"schemaVersion":1,"name":"Test"} x',
    '{"schemaVersion":1,"name":"Test",}',
    "{'schemaVersion':1,'name':'Test'}",
    '// a comment\n{"schemaVersion":1,"name":"Test"}',
  ];
  // Bytes that are text are read and do not fit: a manifest of an asset is not one of a project.
  const encoded = encodedManifestCases().map(({ content }) => content);
  return [...texts, ...hand, ...encoded];
}

describe('a prometeu.json that is not as the schema says', () => {
  const contents = invalidContents();

  it('is in the corpus 200 times or more', () => {
    expect(new Set(contents.map(String)).size).toBeGreaterThanOrEqual(200);
  });

  it('makes no project of its folder, each of them', async () => {
    const folder = await buildProject();
    const found: unknown[] = [];
    for (const content of contents) {
      await writeFile(join(folder, 'prometeu.json'), content);
      found.push(await inTime(() => findProject(createInlineDisk(), folder)));
      expectPrototypesUnchanged();
    }

    expect(contents.filter((_content, at) => JSON.stringify(found[at]) !== JSON.stringify(invalid))).toEqual([]);
  });

  it('cut off at any byte makes no project of it', async () => {
    const folder = await buildProject();
    const text = '{"schemaVersion": 1, "name": "Botões"}';
    const bytes = Buffer.from(text);
    const found: unknown[] = [];
    for (let end = 0; end < bytes.length; end += 1) {
      await writeFile(join(folder, 'prometeu.json'), bytes.subarray(0, end));
      found.push(await findProject(createInlineDisk(), folder));
    }

    expect(found.filter((each) => JSON.stringify(each) !== JSON.stringify(invalid))).toEqual([]);
  });

  // Which of the two was meant nobody knows; the last one counts so far, and nobody is told.
  it('that says its name twice makes no project of it', async () => {
    const folder = await buildProject();
    await writeFile(join(folder, 'prometeu.json'), '{"schemaVersion":1,"name":"One","name":"Other"}');

    const found = await findProject(createInlineDisk(), folder);

    expect(found).toEqual(invalid);
  });
});

describe('a folder that is no project', () => {
  const isRoot = process.getuid?.() === 0;
  const odd = oddFiles.filter(({ privileged }) => privileged !== true || isRoot);

  it.each(odd.map((each) => [each.name, each] as const))('because its prometeu.json is %s', async (_name, each) => {
    const folder = await buildProject();
    await rm(join(folder, 'prometeu.json'));
    await each.make(folder, 'prometeu.json');

    const found = await inTime(() => findProject(createNodeDisk(), folder));

    expect(found).toEqual(invalid);
  });

  it.each(odd.filter(({ name }) => !name.includes('folder')).map((each) => [each.name, each] as const))(
    'because its assets are %s',
    async (_name, each) => {
      const folder = await buildProject();
      await rm(join(folder, 'assets'), { recursive: true });
      await each.make(folder, 'assets');

      const found = await inTime(() => findProject(createNodeDisk(), folder));

      expect(found).toEqual({ ok: false, failure: { code: 'not-a-project', reason: 'no-assets-folder' } });
    },
  );

  it.each<[string, (folder: string) => Promise<unknown>, object]>([
    ['its prometeu.json has 1 TiB', (folder) => writeSparse(join(folder, 'prometeu.json'), 1024 ** 4), invalid.failure],
    [
      'its prometeu.json has 64 KiB and a byte',
      (folder) => writeSparse(join(folder, 'prometeu.json'), 65_537),
      invalid.failure,
    ],
    [
      'its prometeu.json is a link',
      async (folder) => {
        await rm(join(folder, 'prometeu.json'));
        await symlink('/etc/hostname', join(folder, 'prometeu.json'));
      },
      invalid.failure,
    ],
    [
      'its assets are a link to nothing',
      async (folder) => {
        await rm(join(folder, 'assets'), { recursive: true });
        await symlink('nowhere', join(folder, 'assets'));
      },
      { code: 'not-a-project', reason: 'no-assets-folder' },
    ],
    [
      'its assets are a link to itself',
      async (folder) => {
        await rm(join(folder, 'assets'), { recursive: true });
        await symlink('assets', join(folder, 'assets'));
      },
      { code: 'folder-unreadable', errno: 'ELOOP' },
    ],
  ])('because %s', async (_name, change, failure) => {
    const folder = await buildProject();
    await change(folder);

    const found = await inTime(() => findProject(createNodeDisk(), folder));

    expect(found).toEqual({ ok: false, failure });
  });

  it.each([
    ['a path with NUL', '/tmp/a\0b'],
    ['a path of 10,000 letters', `/${'a'.repeat(10_000)}`],
    ['a path of 10,000 steps', '/a'.repeat(10_000)],
    ['an empty path', ''],
    ['a device', '/dev/null'],
    ['a path below a file', '/etc/hostname/x'],
  ])('because the path is %s', async (_name, path) => {
    const found = await inTime(() => findProject(createNodeDisk(), path));

    expect(found).toMatchObject({ ok: false });
  });
});

/** Texts that a matcher which goes back would not come to the end of. */
const heavy = [
  'a'.repeat(1_000_000),
  `${'a'.repeat(1_000_000)}!`,
  '/'.repeat(1_000_000),
  '\\'.repeat(1_000_000),
  '.'.repeat(1_000_000),
  ' '.repeat(1_000_000),
  ' .'.repeat(500_000),
  '../'.repeat(300_000),
  'con '.repeat(250_000),
  `con${' '.repeat(1_000_000)}`,
  `com1${' '.repeat(1_000_000)}x`,
  '(a+)+'.repeat(200_000),
  '**/'.repeat(300_000),
  '{a,'.repeat(300_000),
  '[!'.repeat(500_000),
  '~'.repeat(1_000_000),
  'a:'.repeat(500_000),
  'e\u0301'.repeat(300_000),
  'a' + '\u0301'.repeat(100_000),
  '<'.repeat(1_000_000),
  '${'.repeat(500_000),
  '{{'.repeat(500_000),
];

describe('a name that is hard to match', () => {
  it('is in the corpus 20 times or more', () => {
    expect(heavy.length).toBeGreaterThanOrEqual(20);
  });

  it.each(heavy.map((text) => [nameOf(text), text] as const))(
    'is no work as a root in the registry: %s',
    async (_name, root) => {
      const project = await createCaseProject();

      const { snapshot } = await readCase(project.folder, { entries: [anEntry({ root, assetId: anId(7) })] });

      expect(codesAt(snapshot, root)).toContain('manifest-missing');
    },
  );

  it.each(heavy.map((text) => [nameOf(text), text] as const))(
    'is no work as name, tag and source: %s',
    async (_name, text) => {
      const project = await createCaseProject();
      const third = text.slice(0, 330_000);
      const manifest = { schemaVersion: 1, name: 'N', type: 'image', sources: [third], tags: [third] };
      await project.write('assets/bad/asset.json', JSON.stringify(manifest));

      const { snapshot } = await readCase(project.folder);

      expect(codesAt(snapshot, 'bad')).toHaveLength(1);
    },
  );
});

describe('a clock that goes backwards', () => {
  it.each([0, -1, 1, 253_402_300_799, 4_294_967_296])(
    'or files of a time that is far away change nothing of what is read: %i',
    async (seconds) => {
      const project = await createCaseProject();
      for (const path of [
        'assets.jsonl',
        'prometeu.json',
        'assets',
        'assets/good/asset',
        'assets/good/asset/asset.json',
      ]) {
        await utimes(join(project.folder, path), seconds, seconds);
      }

      const { snapshot } = await readCase(project.folder);

      expect(snapshot.diagnostics).toEqual([]);
    },
  );
});

describe('R10 entries of one root, and of roots that are one folder', () => {
  const time = (year: number): string => `${String(year)}-01-01T00:00:00.000Z`;

  it.each<[string, readonly (readonly [string, number])[], readonly string[]]>([
    [
      'two',
      [
        ['a', 2020],
        ['a', 2021],
      ],
      ['duplicate-entry'],
    ],
    [
      'three',
      [
        ['a', 2020],
        ['a', 2021],
        ['a', 2022],
      ],
      ['duplicate-entry'],
    ],
    [
      'of one moment',
      [
        ['a', 2020],
        ['a', 2020],
      ],
      ['duplicate-entry'],
    ],
    [
      'of clocks that went backwards',
      [
        ['a', 2022],
        ['a', 2020],
      ],
      ['duplicate-entry'],
    ],
    ['a hundred', Array.from({ length: 100 }, (_, at) => ['a', 1900 + at] as const), ['duplicate-entry']],
    [
      'apart in case',
      [
        ['a', 2020],
        ['A', 2021],
      ],
      ['duplicate-root'],
    ],
    [
      'apart in the encoding of letters',
      [
        ['é', 2020],
        ['e\u0301', 2021],
      ],
      ['duplicate-root'],
    ],
    [
      'both at once',
      [
        ['a', 2020],
        ['a', 2021],
        ['A', 2020],
      ],
      ['duplicate-entry', 'duplicate-root'],
    ],
    [
      'with a name of the language',
      [
        ['__proto__', 2020],
        ['__proto__', 2021],
      ],
      ['duplicate-entry'],
    ],
    [
      'that no folder can have',
      [
        ['../x', 2020],
        ['../x', 2021],
      ],
      ['duplicate-entry', 'root-not-portable'],
    ],
  ])('R10 are told, and the first registered counts: %s', async (_name, roots, codes) => {
    const project = await createCaseProject();
    const entries = roots.map(([root, year], at) => anEntry({ root, registeredAt: time(year), assetId: anId(at) }));

    const { snapshot } = await readCase(project.folder, { entries });

    const [first = ''] = roots[0] ?? [];
    expect(codesAt(snapshot, first)).toEqual([...codes, 'manifest-missing'].toSorted());
  });
});

describe('an assets folder with a manifest of its own', () => {
  it.each(oddFiles.filter(({ privileged }) => privileged !== true).map((each) => [each.name, each] as const))(
    'is told, also where it is %s',
    async (_name, each) => {
      const project = await createCaseProject();
      await each.make(join(project.folder, 'assets'), 'asset.json');

      const { snapshot } = await readCase(project.folder);

      expect(snapshot.diagnostics).toMatchObject([{ code: 'manifest-without-folder' }]);
    },
  );
});
