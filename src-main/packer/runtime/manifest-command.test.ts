import { appendFile, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AssetQuery } from '../../../src-preload/contract/domain/asset-list.ts';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import { aFolder, openNew } from '../testing/open-test-project.ts';
import {
  createTestPacker,
  editManifest,
  type OpenTestProject,
  openIn,
  readManifest,
  type TestFolder,
  unfollowed,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

const noFilter = { registration: [], health: [], type: [], tag: [], search: '' };

function manifestPath(folder: TestFolder, root: string): string {
  return join(folder.path, 'assets', root, 'asset.json');
}

function textOf(folder: TestFolder, root: string): Promise<string> {
  return readFile(manifestPath(folder, root), 'utf8');
}

function namesFound({ packer, projectId }: OpenTestProject, filter: Partial<AssetQuery['filter']>): string[] {
  const query: AssetQuery = {
    filter: { ...noFilter, ...filter },
    sort: 'name',
    descending: false,
    offset: 0,
    limit: 10,
  };
  return valueOf(packer.listAssets(projectId, query)).rows.map(({ name }) => name);
}

async function differencesOf({ packer, projectId }: OpenTestProject): Promise<number> {
  return valueOf(await packer.verify(projectId, unhurried)).differenceCount;
}

function revisionOf({ packer, projectId }: OpenTestProject): number {
  return valueOf(packer.getProject(projectId)).revision;
}

let undos = 0;

function undo({ packer, projectId }: OpenTestProject, direction: 'undo' | 'redo' = 'undo') {
  undos += 1;
  return packer.undo(projectId, { by: 'newest', direction }, `undo an edit ${String(undos)}`, unfollowed);
}

/** Names in a folder that are not there after a write that ended well or was refused. */
async function temporariesIn(folder: TestFolder, root: string): Promise<string[]> {
  const names = [
    ...(await readdir(join(folder.path, '.prometeu'))),
    ...(await readdir(join(folder.path, 'assets', root))),
  ];
  return names.filter((name) => name.endsWith('.tmp'));
}

describe('an edit', () => {
  it('M1 is on the disk and in every answer of memory, and nothing was read again but the asset', async () => {
    const project = await openNew('a', 'b');
    const { folder, disk, packer, projectId, register } = project;
    await register('a');
    disk.calls.length = 0;

    const completion = await editManifest(project, 'a', { name: 'Zebra', type: 'sound', tags: ['stripes'] });

    expect(completion).toMatchObject({ status: 'committed', revision: 3 });
    expect(JSON.parse(await textOf(folder, 'a'))).toMatchObject({ name: 'Zebra', type: 'sound', tags: ['stripes'] });
    expect(namesFound(project, {})).toEqual(['b', 'Zebra']);
    expect(namesFound(project, { type: ['sound'] })).toEqual(['Zebra']);
    expect(namesFound(project, { tag: ['stripes'] })).toEqual(['Zebra']);
    expect(namesFound(project, { search: 'zeb' })).toEqual(['Zebra']);
    expect(valueOf(packer.getAssetDetails(projectId, 'a'))).toMatchObject({
      registration: 'registered',
      manifest: { name: 'Zebra' },
    });
    expect(valueOf(packer.getAssetFacets(projectId, { search: '', tags: 5, folders: [] })).tags).toEqual([
      { tag: 'stripes', count: 1 },
    ]);
    expect(disk.calls.filter(({ call }) => call === 'scan' || call === 'list')).toEqual([]);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P4 makes the calls of M2, on the manifest and its sources alone', async () => {
    const project = await openNew('a', 'b');
    const { folder, disk, packer, projectId } = project;
    const { manifest, hash } = await readManifest({ packer, projectId }, 'a');
    disk.calls.length = 0;

    await packer.editManifest(projectId, { root: 'a', manifest: { ...manifest, name: 'A' }, basedOn: hash }, 'c');

    const calls = disk.calls.map(({ call, path }) => [call, relative(folder.path, path)]);
    const temporary = calls.find(([call]) => call === 'file.write')?.[1] ?? '';
    expect(temporary).toMatch(/^\.prometeu\/.*\.tmp$/);
    const reading = ['open', 'file.status', 'file.read', 'file.close'].map((call) => [call, 'assets/a/asset.json']);
    expect(calls).toEqual([
      ['status', '.prometeu/lock'],
      ['resolve', 'assets'],
      ['resolve', 'assets/a'],
      ...reading,
      ...['open', 'file.write', 'file.sync', 'file.close'].map((call) => [call, temporary]),
      ...reading,
      ['rename', temporary],
      ['syncFolder', 'assets/a'],
      ['status', 'assets/a/picture.png'],
    ]);
  });

  it('M2 is refused where the file was changed since it was read, and leaves it alone', async () => {
    const project = await openNew('a');
    const { folder, packer, projectId } = project;
    const { manifest, hash } = await readManifest({ packer, projectId }, 'a');
    await folder.writeAsset('a', { name: 'Theirs' });
    const theirs = await textOf(folder, 'a');

    const edit = { root: 'a', manifest: { ...manifest, name: 'Mine' }, basedOn: hash };
    const completion = valueOf(await packer.editManifest(projectId, edit, 'c'));

    expect(completion).toEqual({ status: 'refused', refusal: { code: 'manifest-changed', root: 'a' } });
    expect(await textOf(folder, 'a')).toBe(theirs);
    expect(revisionOf(project)).toBe(1);
  });

  it('M2 is refused where the file is changed between the first look and the rename', async () => {
    const project = await openNew('a');
    const { disk, folder } = project;
    disk.after({ call: 'file.sync', path: '.tmp' }, () => folder.writeAsset('a', { name: 'Theirs' }));

    const completion = await editManifest(project, 'a', { name: 'Mine' });

    expect(completion).toEqual({ status: 'refused', refusal: { code: 'manifest-changed', root: 'a' } });
    expect(await textOf(folder, 'a')).toContain('Theirs');
    expect(await temporariesIn(folder, 'a')).toEqual([]);
  });

  it.each([
    ['the manifest is gone', (path: string) => rm(path)],
    ['the folder is gone', (path: string) => rm(join(path, '..'), { recursive: true })],
    [
      'a link stands in the place of the manifest',
      async (path: string) => {
        await rename(path, `${path}.other`);
        await symlink(`${path}.other`, path);
      },
    ],
    [
      'a link stands in the place of the folder',
      async (path: string) => {
        await rename(join(path, '..'), join(path, '../../elsewhere'));
        await symlink(join(path, '../../elsewhere'), join(path, '..'));
      },
    ],
  ])('M2 is refused where %s', async (_, change) => {
    const project = await openNew('a');
    const { folder, packer, projectId } = project;
    const { manifest, hash } = await readManifest({ packer, projectId }, 'a');
    await change(manifestPath(folder, 'a'));

    const completion = valueOf(await packer.editManifest(projectId, { root: 'a', manifest, basedOn: hash }, 'c'));

    expect(completion).toEqual({ status: 'refused', refusal: { code: 'manifest-changed', root: 'a' } });
    expect(await packer.readManifest(projectId, 'a')).toMatchObject({ ok: false });
  });

  it('L3 answers a repeat with the first completion', async () => {
    const { packer, projectId } = await openNew('a');
    const { manifest, hash } = await readManifest({ packer, projectId }, 'a');
    const edit = { root: 'a', manifest: { ...manifest, name: 'A' }, basedOn: hash };

    const first = await packer.editManifest(projectId, edit, 'same');

    expect(await packer.editManifest(projectId, edit, 'same')).toEqual(first);
  });

  it('M2 of nothing writes nothing, and is not in the history', async () => {
    const project = await openNew('a');
    const { disk, packer, projectId } = project;

    const completion = await editManifest(project, 'a', {});

    expect(completion).toMatchObject({ status: 'committed' });
    expect(disk.calls.some(({ call }) => call === 'file.write' || call === 'rename')).toBe(false);
    expect(valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 })).total).toBe(0);
  });

  it('M3 keeps the byte order mark, the line ends and the keys that it does not know', async () => {
    const folder = await aFolder('a');
    await folder.writeAsset(
      'a',
      '\uFEFF{\r\n  "x-tool": 7,\r\n  "schemaVersion": 1, "name": "a",\r\n  "type": "image", "sources": ["picture.png"]\r\n}',
    );
    const project = await openIn(createTestPacker(), folder);

    await editManifest(project, 'a', { name: 'Leaf' });

    expect(await textOf(folder, 'a')).toBe(
      '\uFEFF{\r\n  "x-tool": 7,\r\n  "schemaVersion": 1, "name": "Leaf",\r\n  "type": "image", "sources": ["picture.png"]\r\n}',
    );
    expect(await differencesOf(project)).toBe(0);
  });

  it.each([
    ['no JSON', '{', ['manifest-not-json']],
    ['with comments', '{ // mine\n "schemaVersion": 1 }', ['manifest-not-json']],
    [
      'with a key twice',
      '{"schemaVersion":1,"name":"a","name":"b","type":"image","sources":["a"]}',
      ['manifest-duplicate-key'],
    ],
    ['of another version', '{"schemaVersion":2}', ['manifest-version-unsupported']],
    ['no object', '[]', ['manifest-field-type']],
    [
      'of more wrong fields than are told',
      JSON.stringify({ schemaVersion: 1, name: 'a', type: 'image', sources: ['a'], tags: Array(101).fill('') }),
      ['manifest-field-too-short', 'more-problems'],
    ],
  ])('M3 is refused of a text that is %s: nothing that its author wrote is lost', async (_, text, diagnostics) => {
    const folder = await aFolder('a', 'b');
    const valid = { schemaVersion: 1, name: 'A', type: 'image', sources: ['a'] } satisfies AssetManifest;
    await folder.writeAsset('a', text);
    const { packer, projectId } = await openIn(createTestPacker(), folder);
    const refusal = { code: 'manifest-not-editable', root: 'a', diagnostics };

    expect(await packer.readManifest(projectId, 'a')).toEqual({ ok: false, failure: refusal });
    const edit = { root: 'a', manifest: valid, basedOn: '' };
    expect(valueOf(await packer.editManifest(projectId, edit, 'c'))).toEqual({ status: 'refused', refusal });
    expect(await textOf(folder, 'a')).toBe(text);
    expect(valueOf(packer.getAssetActions(projectId, 'a')).actions).toContainEqual({
      action: 'edit-manifest',
      available: false,
      reason: refusal,
    });
  });

  it('M6 mends fields that are missing or wrong, leaves all else as it was, and gives it back byte for byte', async () => {
    const folder = await aFolder('a', 'b');
    const broken =
      '\uFEFF{\r\n\t"x-tool": {"kept": 1},\r\n\t"schemaVersion": 1,\r\n\t"name" : "",\r\n\t"type":"picture",\r\n\t"sources": "picture.png"\r\n}\r\n';
    await folder.writeAsset('a', broken);
    const project = await openIn(createTestPacker(), folder);
    const { packer, projectId } = project;
    expect(valueOf(packer.getAssetActions(projectId, 'a')).actions).toContainEqual({
      action: 'edit-manifest',
      available: true,
    });

    const reading = valueOf(await packer.readManifest(projectId, 'a'));
    expect(reading).toMatchObject({
      manifest: null,
      written: { schemaVersion: 1, name: '', type: 'picture', sources: 'picture.png' },
    });
    expect(reading.diagnostics.map(({ code }) => code).toSorted()).toEqual([
      'manifest-field-too-short',
      'manifest-field-type',
      'manifest-field-value',
      'manifest-unknown-key',
    ]);
    const mended: AssetManifest = { schemaVersion: 1, name: 'Leaf', type: 'image', sources: ['picture.png'] };
    const edit = { root: 'a', manifest: mended, basedOn: reading.hash };
    expect(valueOf(await packer.editManifest(projectId, edit, 'mend'))).toMatchObject({ status: 'committed' });

    expect(await textOf(folder, 'a')).toBe(
      broken.replace('""', '"Leaf"').replace('"picture"', '"image"').replace('"picture.png"', '["picture.png"]'),
    );
    expect(valueOf(packer.getAssetDetails(projectId, 'a'))).toMatchObject({ name: 'Leaf', health: 'warning' });
    expect(await differencesOf(project)).toBe(0);
    expect(valueOf(await undo(project))).toMatchObject({ completion: { status: 'done', written: 1 } });
    expect(await textOf(folder, 'a')).toBe(broken);
    expect(valueOf(packer.getAssetDetails(projectId, 'a'))).toMatchObject({ name: 'a', health: 'error' });
    expect(valueOf(await undo(project, 'redo'))).toMatchObject({ completion: { status: 'done', written: 1 } });
    expect(namesFound(project, {})).toEqual(['b', 'Leaf']);
    expect(await differencesOf(project)).toBe(0);
  });

  it('M6 takes out a key that the schema does not have where that is asked for, and never a field', async () => {
    const folder = await aFolder('a');
    const written =
      '{\n  "$schema": "x",\n  "schemaVersion": 1, "name": "a",\n  "type": "image", "sources": ["picture.png"],\n  "author": "me"\n}';
    await folder.writeAsset('a', written);
    const project = await openIn(createTestPacker(), folder);
    const { packer, projectId } = project;
    const { manifest, hash } = await readManifest({ packer, projectId }, 'a');

    const edit = { root: 'a', manifest, basedOn: hash, without: ['$schema', 'author', 'name', 'not there'] };
    expect(valueOf(await packer.editManifest(projectId, edit, 'c'))).toMatchObject({ status: 'committed' });

    expect(await textOf(folder, 'a')).toBe(
      written.replace('"$schema": "x",\n  ', '').replace(',\n  "author": "me"', ''),
    );
    expect(valueOf(packer.getAssetDetails(projectId, 'a'))).toMatchObject({ health: 'ok', problems: 0 });
    expect(await differencesOf(project)).toBe(0);
  });

  it.each([
    ['more than a mebibyte', { description: 'x'.repeat(1024 * 1024) }, 'manifest-too-large'],
    ['too many tags', { tags: Array.from({ length: 10_001 }, (_, at) => String(at)) }, 'manifest-field-too-long'],
  ])('M3 is refused where it would leave no manifest: %s', async (_, changes, code) => {
    const project = await openNew('a');
    const before = await textOf(project.folder, 'a');

    const completion = await editManifest(project, 'a', changes);

    expect(completion).toMatchObject({
      status: 'refused',
      refusal: { code: 'manifest-not-editable', diagnostics: [code] },
    });
    expect(await textOf(project.folder, 'a')).toBe(before);
  });

  it('M1 is refused of what is not there, and by a lane that writes nothing', async () => {
    const folder = await aFolder('a', 'gone');
    const first = await openIn(createTestPacker(), folder);
    await first.register('gone');
    await first.packer.close();
    await folder.removeFolder('gone');
    const { packer, projectId } = await openIn(createTestPacker(), folder);
    const { manifest, hash } = await readManifest({ packer, projectId }, 'a');
    const editOf = async (root: string) =>
      valueOf(await packer.editManifest(projectId, { root, manifest, basedOn: hash }, `edit of ${root}`));

    expect(await editOf('nowhere')).toMatchObject({ refusal: { code: 'no-such-asset' } });
    expect(await editOf('gone')).toMatchObject({ refusal: { code: 'asset-missing' } });
    expect(await editOf('../a')).toMatchObject({ refusal: { code: 'no-such-asset' } });
    await writeFile(folder.registry, '{"prometeu":"assets","v":2}\n');
    valueOf(await packer.reload(projectId, unhurried));
    expect(await editOf('a')).toMatchObject({ refusal: { code: 'registry-read-only' } });
  });

  it('M1 is refused once another process has the lock', async () => {
    const project = await openNew('a');
    const { folder, packer, projectId } = project;
    const { manifest, hash } = await readManifest({ packer, projectId }, 'a');
    await writeFile(join(folder.path, '.prometeu', 'lock'), 'not ours');

    const edit = { root: 'a', manifest: { ...manifest, name: 'A' }, basedOn: hash };
    const completion = valueOf(await packer.editManifest(projectId, edit, 'c'));

    expect(completion).toMatchObject({ status: 'refused' });
    expect(await textOf(folder, 'a')).not.toContain('"A"');
  });

  it('M4 tells what is wrong with the sources by a look at them alone', async () => {
    const folder = await aFolder('a', 'a/inner');
    await folder.writeFile('assets/a/sub/b.png', 'bb');
    await symlink('/etc/passwd', join(folder.path, 'assets/a/out.png'));
    await symlink('picture.png', join(folder.path, 'assets/a/in.png'));
    const project = await openIn(createTestPacker(), folder);
    const sources = ['sub/b.png', 'none.png', '../b', 'con', 'out.png', 'in.png', 'sub', 'picture.png/x', 'in.png'];

    await editManifest(project, 'a', { sources });
    await editManifest(project, 'a/inner', { name: 'Still nested', sources: ['picture.png', 'none.png'] });

    expect(await differencesOf(project)).toBe(0);
    const { diagnostics, problems } = valueOf(project.packer.getAssetDetails(project.projectId, 'a'));
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'source-missing',
      'source-path-outside',
      'source-path-not-portable',
      'source-link-outside',
      'source-not-a-file',
      'source-missing',
      'source-duplicate',
    ]);
    expect(problems).toBe(7);
  });

  it('M4 keeps what other assets and the registry make of the asset', async () => {
    const folder = await aFolder('twin', 'Twin');
    const project = await openIn(createTestPacker(), folder);

    await editManifest(project, 'Twin', { name: 'Other' });

    expect(await differencesOf(project)).toBe(0);
    expect(valueOf(project.packer.getAssetDetails(project.projectId, 'Twin')).diagnostics).toMatchObject([
      { code: 'duplicate-root', other: 'twin' },
    ]);
  });

  it('M2 writes beside the manifest where the private folder is on another file system', async () => {
    const project = await openNew('a');
    project.disk.fail({ call: 'rename', path: '.prometeu' }, 'EXDEV');

    expect(await editManifest(project, 'a', { name: 'Across' })).toMatchObject({ status: 'committed' });

    expect(await textOf(project.folder, 'a')).toContain('Across');
    expect(await temporariesIn(project.folder, 'a')).toEqual([]);
    expect(await differencesOf(project)).toBe(0);
  });
});

describe('an edit that the disk refuses', () => {
  const refusals = [
    ['create', { call: 'open', path: '.tmp' }],
    ['write', { call: 'file.write', path: '.tmp' }],
    ['sync', { call: 'file.sync', path: '.tmp' }],
    ['sync', { call: 'file.close', path: '.tmp' }],
    ['replace', { call: 'rename', path: '.tmp' }],
  ] as const;

  it.each(refusals)('M2 fails at step %s and leaves everything as it was (%j)', async (step, pattern) => {
    const project = await openNew('a');
    const { folder, disk } = project;
    const before = await textOf(folder, 'a');
    disk.fail(pattern, 'ENOSPC');

    const completion = await editManifest(project, 'a', { name: 'Never' });

    expect(completion).toEqual({
      status: 'failed',
      failure: { code: 'file-refused', path: 'assets/a/asset.json', step, errno: 'ENOSPC' },
      disk: 'as-before',
    });
    expect(disk.unused()).toBe(0);
    expect(await textOf(folder, 'a')).toBe(before);
    expect(await temporariesIn(folder, 'a')).toEqual([]);
    expect(revisionOf(project)).toBe(1);
    expect(await editManifest(project, 'a', { name: 'Now' })).toMatchObject({ status: 'committed', revision: 2 });
  });

  it('M2 does not know what a power cut leaves where the sync of the folder fails; memory says what can be read', async () => {
    const project = await openNew('a');
    const { disk } = project;
    disk.fail({ call: 'syncFolder', path: 'assets/a' }, 'EIO');

    const completion = await editManifest(project, 'a', { name: 'Perhaps' });

    expect(completion).toMatchObject({ status: 'failed', failure: { step: 'sync' }, disk: 'unknown' });
    expect(namesFound(project, {})).toEqual(['Perhaps']);
    expect(await differencesOf(project)).toBe(0);
  });

  it('M2 fails where the lock can’t be looked at', async () => {
    const project = await openNew('a');
    project.disk.fail({ call: 'status', path: '.prometeu/lock' }, 'EIO');

    expect(await editManifest(project, 'a', { name: 'Never' })).toMatchObject({
      status: 'failed',
      failure: { step: 'check', errno: 'EIO' },
      disk: 'as-before',
    });
  });
});

describe('undoing an edit', () => {
  it('M5 gives the file back byte for byte, and can be done again, after a restart too', async () => {
    const folder = await aFolder('a');
    const text = ' {"name":"a" ,"schemaVersion":1,"type":"image","sources":["picture.png"],"tags":["x"]}\r\n';
    await folder.writeAsset('a', text);
    const first = await openIn(createTestPacker(), folder);
    await editManifest(first, 'a', { name: 'Edited', tags: [] });
    const edited = await textOf(folder, 'a');
    await first.packer.close();
    const project = await openIn(createTestPacker(), folder);

    expect(valueOf(await undo(project))).toEqual({
      what: 'edit-manifest',
      kind: 'undo',
      completion: { status: 'done', asked: 1, written: 1, already: 0, refused: [], left: 0 },
    });
    expect(await textOf(folder, 'a')).toBe(text);
    expect(namesFound(project, { tag: ['x'] })).toEqual(['a']);
    expect(await differencesOf(project)).toBe(0);
    expect(valueOf(await undo(project, 'redo'))).toMatchObject({ kind: 'redo', completion: { status: 'done' } });
    expect(await textOf(folder, 'a')).toBe(edited);
    expect(await undo(project)).toMatchObject({ ok: true });
    expect(await textOf(folder, 'a')).toBe(text);
  });

  it('M5 is refused where the file has changed since, and nothing is written', async () => {
    const project = await openNew('a');
    await editManifest(project, 'a', { name: 'Edited' });
    await appendFile(manifestPath(project.folder, 'a'), '\n');
    const theirs = await textOf(project.folder, 'a');

    expect(await undo(project)).toEqual({ ok: false, failure: { code: 'changed-since', root: 'a' } });

    expect(await textOf(project.folder, 'a')).toBe(theirs);
  });

  it('M5 goes one step back at a time, mixed with registrations', async () => {
    const project = await openNew('a');
    const { packer, projectId, register } = project;
    await editManifest(project, 'a', { name: 'One' });
    await register('a');
    await editManifest(project, 'a', { name: 'Two' });

    const { steps } = valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 }));
    expect(steps.map(({ what, roots }) => [what, roots])).toEqual([
      ['edit-manifest', ['a']],
      ['register', ['a']],
      ['edit-manifest', ['a']],
    ]);
    await undo(project);
    expect(namesFound(project, { registration: ['registered'] })).toEqual(['One']);
    await undo(project);
    expect(namesFound(project, { registration: ['unregistered'] })).toEqual(['One']);
    await undo(project);
    expect(namesFound(project, {})).toEqual(['a']);
    expect(await differencesOf(project)).toBe(0);
    expect(await undo(project)).toMatchObject({ failure: { code: 'nothing-to-undo' } });
  });

  it('M5 says so where the history has lost the text', async () => {
    const project = await openNew('a');
    await editManifest(project, 'a', { name: 'Edited' });
    valueOf(await project.packer.listHistory(project.projectId, { offset: 0, limit: 1 }));
    await writeFile(join(project.folder.path, '.prometeu', 'history.jsonl'), '');

    expect(await undo(project)).toEqual({ ok: false, failure: { code: 'history-incomplete' } });
  });

  it('M5 that the disk refuses says so, and can be tried again', async () => {
    const project = await openNew('a');
    await editManifest(project, 'a', { name: 'Edited' });
    project.disk.fail({ call: 'file.write', path: '.tmp' }, 'ENOSPC');

    expect(valueOf(await undo(project)).completion).toMatchObject({
      status: 'failed',
      written: 0,
      unconfirmed: 1,
      failure: { code: 'file-refused', errno: 'ENOSPC' },
      disk: 'as-before',
    });
    expect(valueOf(await undo(project)).completion).toMatchObject({ status: 'done' });
    expect(namesFound(project, {})).toEqual(['a']);
  });
});
