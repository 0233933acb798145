import { link, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DiagnosticCode } from '../../../src-preload/contract/domain/diagnostic.ts';
import { registryHeader } from '../disk/registry-record.ts';
import { freshFolder } from '../testing/project-builder.ts';
import {
  createTestFolder,
  createTestPacker,
  type OpenTestProject,
  openIn,
  type TestFolder,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';
import { codesOf, inTime } from './case-project.ts';
import { oddFiles, writeSparse } from './file-cases.ts';
import { expectPrototypesUnchanged } from './prototypes.ts';
import { goodRoots, registryCases } from './registry-cases.ts';

async function aFolder(): Promise<TestFolder> {
  const folder = await createTestFolder(['good/1', 'good/2', 'new']);
  onTestFinished(() => folder.remove());
  return folder;
}

async function opened(folder: TestFolder): Promise<OpenTestProject> {
  const project = await openIn(createTestPacker(), folder);
  onTestFinished(() => project.packer.close());
  return project;
}

const registered = ({ packer, projectId }: OpenTestProject): string[] =>
  ['good/1', 'good/2', 'new'].filter(
    (root) => valueOf(packer.getAssetDetails(projectId, root)).registration === 'registered',
  );

const codesIn = ({ packer, projectId }: OpenTestProject): DiagnosticCode[] =>
  codesOf(valueOf(packer.getProject(projectId)).diagnostics);

const stateOf = ({ packer, projectId }: OpenTestProject): string => valueOf(packer.getProject(projectId)).lane.state;

describe('a project whose registry is bad', () => {
  const samples = registryCases().flatMap(([rule, , cases]) =>
    cases
      .filter(({ bytes }) => bytes.length < 100_000)
      .slice(0, 8)
      .map((each) => [rule, each.name.slice(0, 60).replaceAll('%', ''), each] as const),
  );

  it.each(samples)('%s: it opens for reading, and not a byte is changed: %s', async (_rule, _name, each) => {
    const folder = await aFolder();
    await writeFile(folder.registry, each.bytes);
    const { packer } = createTestPacker();
    onTestFinished(() => packer.close());

    const { projectId } = await inTime(async () => valueOf(await packer.openProject(folder.path, unhurried, 'read')));

    const { diagnostics, lane } = valueOf(packer.getProject(projectId));
    expect([...new Set(codesOf(diagnostics))]).toEqual(each.codes);
    for (const root of goodRoots) {
      expect(valueOf(packer.getAssetDetails(projectId, root)).registration).toBe('registered');
    }
    expect(lane.state).toBe(each.codes.includes('registry-version-unsupported') ? 'read-only' : lane.state);
    expect(await readFile(folder.registry)).toEqual(Buffer.from(each.bytes));
    expectPrototypesUnchanged();
  });

  const writable = samples
    .filter((_sample, at) => at % 3 === 0)
    .filter(([, , { codes }]) => !codes.includes('registry-version-unsupported'));

  it.each(writable)('%s: it is written to, and no good line is lost: %s', async (_rule, _name, each) => {
    const folder = await aFolder();
    await writeFile(folder.registry, each.bytes);
    const project = await opened(folder);

    const completion = await project.register('new');

    expect(completion).toMatchObject({ status: 'committed' });
    expect(registered(project)).toEqual(['good/1', 'good/2', 'new']);
    expect(registered(await opened(folder))).toEqual(['good/1', 'good/2', 'new']);
    const before = Buffer.from(each.bytes);
    const kept = await readFile(folder.registry);
    const torn = each.codes.includes('registry-torn-tail');
    const end = torn ? before.lastIndexOf('\n', before.length - 2) + 1 : before.length;
    expect(kept.subarray(0, end)).toEqual(before.subarray(0, end));
  });
});

describe('R1 a project without a registry', () => {
  const hint = '.prometeu/state.json';

  it.each<[string, (folder: string) => Promise<unknown>]>([
    ['and without a private folder', (folder) => rm(join(folder, '.prometeu'), { recursive: true, force: true })],
    ['and an empty private folder', () => Promise.resolve()],
    ['and a hint of none', (folder) => writeFile(join(folder, hint), '{"records":0,"bytes":28}\n')],
    ['and an empty hint', (folder) => writeFile(join(folder, hint), '')],
    ['and a hint that is no JSON', (folder) => writeFile(join(folder, hint), '{"records":')],
    ['and a hint of -1', (folder) => writeFile(join(folder, hint), '{"records":-1,"bytes":1}')],
    ['and a hint of half a record', (folder) => writeFile(join(folder, hint), '{"records":0.5,"bytes":1}')],
    ['and a hint in words', (folder) => writeFile(join(folder, hint), '{"records":"5","bytes":1}')],
    ['and a hint without end', (folder) => writeFile(join(folder, hint), '{"records":1e400,"bytes":1}')],
    ['and a hint of lists', (folder) => writeFile(join(folder, hint), '['.repeat(4000))],
    ['and a hint with __proto__', (folder) => writeFile(join(folder, hint), '{"__proto__":{"records":5,"bytes":5}}')],
    ['and a hint that is not UTF-8', (folder) => writeFile(join(folder, hint), Uint8Array.of(0xff, 0xfe))],
    ['and a hint of 1 TiB', (folder) => writeSparse(join(folder, hint), 1024 ** 4)],
    ['and a hint that is a folder', (folder) => mkdir(join(folder, hint))],
    ['and a hint that is a link', (folder) => symlink('/etc/hostname', join(folder, hint))],
  ])('R1 opens, and the first registration makes it: %s', async (_name, prepare) => {
    const folder = await aFolder();
    await mkdir(join(folder.path, '.prometeu'));
    await rm(folder.registry);
    await prepare(folder.path);

    const project = await inTime(() => opened(folder));

    expect(codesIn(project)).toEqual(['registry-missing']);
    expect(await project.register('new')).toMatchObject({ status: 'committed' });
    expect(registered(await opened(folder))).toEqual(['new']);
  });
});

describe('R2 a registry that has nothing in it, where registrations were known', () => {
  const contents: readonly (readonly [string, string | null])[] = [
    ['no file', null],
    ['an empty file', ''],
    ['the header alone', `${registryHeader}\n`],
    ['the header without its line end', registryHeader],
    ['the header twice', `${registryHeader}\n${registryHeader}\n`],
    ['the header with CR', `${registryHeader}\r\n`],
    ['a byte order mark', '\ufeff'],
    ['blank lines', '\n\n\n'],
    ['lines that are no records', 'hello\nhello\n'],
    ['NUL', '\0'.repeat(4096)],
    ['markers', '<<<<<<< a\n=======\n>>>>>>> b\n'],
    ['another file', '{"schemaVersion":1,"name":"Test"}\n'],
  ];

  it.each(contents)('R2 is lost, and nothing is written: %s', async (_name, content) => {
    const folder = await aFolder();
    await mkdir(join(folder.path, '.prometeu'));
    await writeFile(join(folder.path, '.prometeu/state.json'), '{"records":2,"bytes":400}\n');
    await (content === null ? rm(folder.registry) : writeFile(folder.registry, content));

    const project = await inTime(() => opened(folder));

    expect(codesIn(project)).toContain('registry-lost');
    expect(stateOf(project)).toBe('read-only');
    expect(await project.register('new')).toMatchObject({ status: 'refused' });
    if (content !== null && !content.startsWith('\0')) {
      expect(await readFile(folder.registry, 'utf8')).toBe(content);
    }
  });
});

describe('a registry that is no file of ours', () => {
  const isRoot = process.getuid?.() === 0;
  const odd = oddFiles.filter(({ privileged }) => privileged !== true || isRoot);

  it.each<[string, (folder: TestFolder) => Promise<unknown>]>([
    ...odd.map(({ name, make }): [string, (folder: TestFolder) => Promise<unknown>] => [
      name,
      (folder) => make(folder.path, 'assets.jsonl'),
    ]),
    [
      'a link to a registry outside',
      async (folder) => {
        const outside = join(await freshFolder(), 'x');
        await writeFile(outside, `${registryHeader}\n`);
        await symlink(outside, folder.registry);
      },
    ],
    ['a link to nothing', (folder) => symlink('nowhere', folder.registry)],
    ['a link to itself', (folder) => symlink('assets.jsonl', folder.registry)],
    ['a link to a device', (folder) => symlink('/dev/zero', folder.registry)],
    ['a file of 1 GiB and a byte', (folder) => writeSparse(folder.registry, 1024 ** 3 + 1)],
    ['a file of 1 TiB', (folder) => writeSparse(folder.registry, 1024 ** 4)],
  ])('is told, never written, and the project is read: %s', async (_name, make) => {
    const folder = await aFolder();
    await rm(folder.registry);
    await make(folder);

    const project = await inTime(() => opened(folder));

    expect(codesIn(project)).toEqual(['registry-unreadable']);
    expect(stateOf(project)).toBe('read-only');
    expect(await project.register('new')).toMatchObject({ status: 'refused' });
    expect(valueOf(project.packer.getAssetDetails(project.projectId, 'good/1'))).toMatchObject({ name: 'good/1' });
  });

  it.each([1, 2])('but a file with %i more names is told, and its other names never written', async (names) => {
    const folder = await aFolder();
    const outside = await freshFolder();
    for (let name = 0; name < names; name += 1) {
      await link(folder.registry, join(outside, String(name)));
    }

    const project = await inTime(() => opened(folder));

    expect(codesIn(project)).toEqual(['registry-unreadable']);
    expect(await project.register('new')).toMatchObject({ status: 'refused' });
    expect(await readFile(join(outside, '0'), 'utf8')).toBe(`${registryHeader}\n`);
  });

  it('nor one that becomes a link to a file outside while the project is open', async () => {
    const folder = await aFolder();
    const outside = join(await freshFolder(), 'x');
    await writeFile(outside, `${registryHeader}\n`);
    const project = await opened(folder);
    await rm(folder.registry);
    await symlink(outside, folder.registry);

    const completion = await project.register('new');

    expect(completion.status).not.toBe('committed');
    expect(await readFile(outside, 'utf8')).toBe(`${registryHeader}\n`);
  });
});

describe('R15 a registry that another program changed', () => {
  it.each<[string, readonly string[], (file: string, text: string) => Promise<unknown>]>([
    ['is gone', [], (file) => rm(file)],
    ['is empty', [], (file) => truncate(file, 0)],
    ['has its header alone', [], (file) => writeFile(file, `${registryHeader}\n`)],
    [
      'has lost its last line',
      ['good/1'],
      (file, text) => writeFile(file, text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)),
    ],
    [
      'has lost its first record',
      ['good/2'],
      (file, text) => writeFile(file, text.split('\n').toSpliced(1, 1).join('\n')),
    ],
    ['is cut in its last line', ['good/1'], (file, text) => writeFile(file, text.slice(0, -20))],
    ['has other bytes', [], (file, text) => writeFile(file, 'x'.repeat(text.length))],
    ['has NUL', [], (file, text) => writeFile(file, '\0'.repeat(text.length))],
    ['has other lines', [], (file) => writeFile(file, 'hello\n'.repeat(10))],
    ['is UTF-16', [], (file, text) => writeFile(file, `\ufeff${text}`, 'utf16le')],
    [
      'is another file with its first record',
      ['good/1'],
      async (file, text) => {
        await writeFile(`${file}.new`, text.split('\n').slice(0, 2).join('\n'));
        await rename(`${file}.new`, file);
      },
    ],
  ])('R15 has its registrations that are gone kept and told: it %s', async (_name, left, change) => {
    const folder = await aFolder();
    const project = await opened(folder);
    await project.register('good/1');
    await project.register('good/2');
    await change(folder.registry, await readFile(folder.registry, 'utf8'));

    await inTime(() => project.packer.reload(project.projectId, unhurried));

    expect(registered(project)).toEqual(left);
    const told = codesIn(project);
    expect(told.some((code) => code === 'registrations-gone' || code === 'registry-lost')).toBe(true);
    expect(valueOf(await project.packer.verify(project.projectId, unhurried)).differenceCount).toBe(0);
  });
});
