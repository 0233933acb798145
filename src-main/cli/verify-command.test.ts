import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createNodeDisk } from '../packer/disk/node-disk.ts';
import { entryKind, RecordsInColumns, tombstoneKind } from '../packer/disk/record-columns.ts';
import { checkpointPathOf, encodeCheckpoint, readCheckpoint } from '../packer/disk/registry-checkpoint.ts';
import { aFolder } from '../packer/testing/open-test-project.ts';
import type { TestFolder } from '../packer/testing/test-packer.ts';
import { doctorShape, type VerifyCheck, verifyShape } from './json-shapes.ts';
import { createCommandLine, objectOf, runIn } from './testing/run-command.ts';

async function aRegistered(...roots: string[]): Promise<TestFolder> {
  const folder = await aFolder(...roots);
  await folder.writeFile('.gitattributes', 'assets.jsonl text eol=lf merge=union\n');
  await folder.writeFile('.gitignore', '.prometeu/\n');
  expect((await runIn(folder.path, 'register', '--all')).code).toBe(0);
  return folder;
}

async function plantInRegistry(folder: TestFolder, change: (text: string) => string): Promise<void> {
  await folder.writeFile('assets.jsonl', change(await readFile(folder.registry, 'utf8')));
}

async function differencesIn(folder: TestFolder, part: VerifyCheck['part']): Promise<unknown[]> {
  const end = await runIn(folder.path, 'verify', '--json');
  const answer = objectOf(verifyShape, end);
  const check = answer.checks.find((found) => found.part === part);
  expect(end.code).toBe(answer.differenceCount === 0 ? 0 : 1);
  expect(check?.differences).toHaveLength(check?.differenceCount ?? -1);
  return check?.differences ?? [];
}

describe('verify', () => {
  it('S3 finds no difference in a project that is as it was written', async () => {
    const folder = await aRegistered('a', 'b');
    await folder.writeAsset('broken', { sources: ['gone.png'] });

    const end = await runIn(folder.path, 'verify', '--json');

    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(objectOf(verifyShape, end)).toMatchObject({
      assets: 3,
      registrations: 2,
      differenceCount: 0,
      checks: [
        { part: 'snapshot', state: 'same' },
        { part: 'registry', state: 'same' },
        { part: 'hint', state: 'same' },
      ],
    });
  });

  it('S3 tells what changed between the two readings', async () => {
    const folder = await aRegistered('a');
    const line = createCommandLine(folder.path);
    let listed = 0;
    const rename = () => folder.removeFolder('a');
    line.disk.after({ call: 'open', path: 'assets.jsonl' }, () => {
      listed += 1;
      return rename();
    });

    const end = await line.run('verify', '--json');

    expect(listed).toBe(1);
    expect(end.code).toBe(1);
    expect(objectOf(verifyShape, end).checks[0]).toMatchObject({
      part: 'snapshot',
      state: 'different',
      differences: [{ part: 'asset', key: 'a', change: 'different' }],
    });
  });

  it('C3 tells each record that the checkpoint has wrong', async () => {
    const folder = await aRegistered('a', 'b');
    await folder.writeAsset('c');
    expect((await runIn(folder.path, 'register', 'c')).code).toBe(0);
    const checkpoint = await readCheckpoint(createNodeDisk(), folder.path);
    if (checkpoint === null) {
      throw new Error('There is no checkpoint');
    }
    const { places } = checkpoint;
    const withoutFirst = {
      ...checkpoint,
      entries: new RecordsInColumns(checkpoint.entries, entryKind, new Set([0])),
      tombstones: new RecordsInColumns(checkpoint.tombstones, tombstoneKind),
      places: { ...places, entries: places.entries.slice(2) },
    };
    await writeFile(checkpointPathOf(folder.path), await encodeCheckpoint(withoutFirst));
    const [root = ''] = /(?<="root":")[^"]+/.exec(await readFile(folder.registry, 'utf8')) ?? [];

    const end = await runIn(folder.path, 'verify');

    expect(end.code).toBe(1);
    expect(end.stdout).toContain(`Record kept in .prometeu/registry-checkpoint, of the asset “${root}”`);
    expect(await differencesIn(folder, 'snapshot')).toContainEqual({
      part: 'checkpoint',
      key: root,
      change: 'different',
    });
  });

  it('R5 tells each record whose checksum does not fit', async () => {
    const folder = await aRegistered('a', 'b', 'c');
    await plantInRegistry(folder, (text) => text.replace('"root":"b"', '"root":"B"'));

    expect(await differencesIn(folder, 'registry')).toMatchObject([
      { code: 'registry-line-unsealed', root: 'B', place: { line: 3 } },
    ]);
    const shown = await runIn(folder.path, 'verify');
    expect(shown.stdout).toContain('assets.jsonl:3: Line 3 of assets.jsonl was changed by hand, or damaged.');
    expect(shown.stdout).toContain('prometeu-packer repair');
  });

  it.each([
    ['R6', 'registry-line-unreadable', (text: string) => `${text}nonsense\n`],
    ['R7', 'registry-conflict-marker', (text: string) => `${text}<<<<<<< HEAD\n`],
    ['R3', 'registry-torn-tail', (text: string) => text.slice(0, -10)],
    ['R13', 'registry-not-canonical', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('%s tells %s', async (_, code, change) => {
    const folder = await aRegistered('a', 'b');
    await plantInRegistry(folder, change);

    expect(await differencesIn(folder, 'registry')).toMatchObject([{ code }]);
  });

  it('R2 tells a hint that knows of more registrations than there are', async () => {
    const folder = await aRegistered('a', 'b');
    await folder.writeFile('.prometeu/state.json', '{"records":3,"bytes":1}');

    expect(await differencesIn(folder, 'hint')).toEqual([{ problem: 'fewer', known: 3, found: 2 }]);
    expect((await runIn(folder.path, 'verify')).stdout).toContain(
      'It knows of 3 registrations; assets.jsonl has 2. Registrations may have been lost.',
    );
  });

  it('R2 tells a registry that lost all that was known', async () => {
    const folder = await aRegistered('a', 'b');
    await plantInRegistry(folder, (text) => `${text.split('\n')[0] ?? ''}\n`);

    expect(await differencesIn(folder, 'registry')).toMatchObject([{ code: 'registry-lost', records: 2 }]);
  });

  it('R1 is content with a project that never had a registry', async () => {
    const folder = await aFolder('a');
    await rm(folder.registry);

    expect((await runIn(folder.path, 'verify')).code).toBe(0);
  });

  it('changes nothing on the disk', async () => {
    const folder = await aRegistered('a');
    await plantInRegistry(folder, (text) => text.slice(0, -10));
    const before = await readFile(folder.registry, 'utf8');

    await runIn(folder.path, 'verify');
    await runIn(folder.path, 'doctor');
    await runIn(folder.path, 'repair');

    expect(await readFile(folder.registry, 'utf8')).toBe(before);
  });
});

describe('doctor', () => {
  const checksOf = async (folder: TestFolder, ...typed: string[]) => {
    const end = await runIn(folder.path, 'doctor', '--json', ...typed);
    const { ok, checks } = objectOf(doctorShape, end);
    expect(end.code).toBe(ok ? 0 : 1);
    return Object.fromEntries(checks.map((check) => [check.code, check]));
  };

  it('finds nothing in a project that is as it should be', async () => {
    const folder = await aRegistered('a');

    const end = await runIn(folder.path, 'doctor');

    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(end.stdout).toContain('Nothing was found that needs you.\n');
    expect(end.stdout).not.toContain('not ok');
    expect(Object.keys(await checksOf(folder))).toEqual([
      'project-file',
      'folders',
      'registry',
      'lock',
      'git-attributes',
      'git-ignore',
      'recovery-copies',
      'leftovers',
      'dead-bytes',
      'writable',
    ]);
  });

  it('names each thing that needs the author', async () => {
    const folder = await aRegistered('a');
    await folder.writeFile('.gitattributes', '');
    await folder.writeFile('.gitignore', '');
    await folder.writeFile('.prometeu/x.tmp', '');
    await folder.writeFile('assets/asset.json', '{}');
    await plantInRegistry(folder, (text) => `${text}nonsense\n`);

    const checks = await checksOf(folder);

    const notOk = Object.values(checks).filter(({ ok }) => !ok);
    expect(notOk.map(({ code }) => code)).toEqual(['folders', 'registry', 'git-attributes', 'git-ignore', 'leftovers']);
    expect(checks['leftovers']?.data).toEqual({ names: ['x.tmp'] });
    expect((await runIn(folder.path, 'doctor')).stdout).toContain('5 checks need you.\n');
  });

  it('R10 counts two entries of one asset as the registry’s finding', async () => {
    const folder = await aRegistered('a');
    const other = await aRegistered('a');
    const record = (await readFile(other.registry, 'utf8')).split('\n')[1] ?? '';
    await plantInRegistry(folder, (text) => `${text}${record}\n`);

    expect((await checksOf(folder))['registry']).toMatchObject({
      ok: false,
      data: { registrations: 2, findings: [{ code: 'duplicate-entry' }] },
    });
  });

  it('says that a folder is no project, and looks no further', async () => {
    const folder = await aFolder();
    await folder.writeFile('prometeu.json', '[]');

    expect(await checksOf(folder)).toMatchObject({
      'project-file': { ok: false, data: { reason: 'project-file-invalid' } },
    });
  });

  it('says what may not be written', async () => {
    const folder = await aRegistered('a');
    const line = createCommandLine(folder.path, { mayWrite: async () => 'EROFS' });

    const end = await line.run('doctor', '--json');

    expect(end.code).toBe(1);
    expect(objectOf(doctorShape, end).checks.find(({ ok }) => !ok)).toMatchObject({ code: 'writable' });
  });
});
