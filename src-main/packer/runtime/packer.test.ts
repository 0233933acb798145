import { appendFile, mkdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AssetQuery } from '../../../src-preload/contract/domain/asset-list.ts';
import { encodeEntry, registryHeader } from '../disk/registry-record.ts';
import { aFolder, openNew, registrationOf } from '../testing/open-test-project.ts';
import { assetIdOf, createTestPacker, openIn, recordsOf, unhurried, valueOf } from '../testing/test-packer.ts';

const now = '1970-01-01T00:00:01.000Z';

function anEntry(root: string, number: number): string {
  const assetId = `ffffffff-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
  return encodeEntry({ assetId, rev: 1, root, registeredAt: now, commandId: `foreign ${root}`, writtenAt: now });
}

const noFilter = { registration: [], health: [], type: [], tag: [], search: '' };

function aQuery(query: Partial<AssetQuery> = {}): AssetQuery {
  return { filter: noFilter, sort: 'root', descending: false, offset: 0, limit: 100, ...query };
}

describe('queries', () => {
  it('Q1 make no call of the disk', async () => {
    const { disk, packer, projectId } = await openNew('a', 'b');

    packer.listAssets(projectId, aQuery());
    packer.getAssetFacets(projectId, { search: '', tags: 12, folders: [''] });
    packer.getAssetDetails(projectId, 'a');
    packer.getAssetActions(projectId, 'a');
    packer.getProject(projectId);
    packer.findAssetFolder(projectId, 'a');

    expect(disk.calls).toEqual([]);
  });

  it('Q1 answer while a reload reads, from the snapshot before it', async () => {
    const project = await openNew('a');
    const { disk, folder, packer, projectId } = project;
    await folder.writeAsset('b');
    const gate = disk.hold({ call: 'scan' });
    const reload = packer.reload(projectId, unhurried);
    await gate.reached;

    expect(valueOf(packer.listAssets(projectId, aQuery()))).toMatchObject({ revision: 1, total: 1 });

    gate.open();
    await reload;
    expect(valueOf(packer.listAssets(projectId, aQuery()))).toMatchObject({ revision: 2, total: 2 });
  });

  it('Q2 see the revision of a completion as soon as it is told', async () => {
    const { packer, projectId, register } = await openNew('a', 'b', 'c');

    const revisions = await Promise.all(
      ['a', 'b', 'c'].map(async (root) => {
        const completion = await register(root);
        const seen = valueOf(packer.getAssetDetails(projectId, root));
        return { completed: completion.status === 'committed' ? completion.revision : null, seen };
      }),
    );

    expect(revisions.map(({ completed }) => completed)).toEqual([2, 2, 2]);
    for (const { completed, seen } of revisions) {
      expect(seen.registration).toBe('registered');
      expect(seen.revision).toBeGreaterThanOrEqual(completed ?? 0);
    }
  });

  it('Q2 see a registration in every order, filter and count', async () => {
    const { packer, projectId, register } = await openNew('c', 'b', 'a');
    await register('b');

    for (const sort of ['root', 'name', 'type', 'registration'] as const) {
      const { rows, counts } = valueOf(packer.listAssets(projectId, aQuery({ sort })));
      expect(
        rows.map(({ root }) => root),
        sort,
      ).toEqual(sort === 'registration' ? ['b', 'a', 'c'] : ['a', 'b', 'c']);
      expect(
        rows.map(({ assetId }) => assetId !== null),
        sort,
      ).toEqual(rows.map(({ root }) => root === 'b'));
      expect(counts.registration, sort).toEqual({ registered: 1, unregistered: 2 });
    }
    const filter = { registration: ['registered' as const], health: [], type: [], tag: [], search: '' };
    expect(valueOf(packer.listAssets(projectId, aQuery({ filter }))).rows).toMatchObject([{ root: 'b' }]);
  });

  it('Q6 Q7 a registration moves no row, tag or folder but those of a list that a search filters by it', async () => {
    const { packer, projectId, register } = await openNew('c', 'b', 'a');
    const orderOf = (search: string): number =>
      valueOf(packer.listAssets(projectId, aQuery({ filter: { ...noFilter, search } }))).orderRevision;
    const facets = packer.getAssetFacets(projectId, { search: '', tags: 12, folders: [''] });

    await register('b');

    for (const search of [
      '',
      'b',
      '"b" -c',
      'type:image',
      '-is:warning',
      'is:registered,unregistered',
      'path:b tag:x',
    ]) {
      expect(orderOf(search), search).toBe(1);
    }
    for (const search of ['is:registered', '-is:unregistered', 'is:registered,error', 'id:0', 'b -id:0']) {
      expect(orderOf(search), search).toBe(2);
    }
    expect(packer.getAssetFacets(projectId, { search: '', tags: 12, folders: [''] })).toEqual(facets);
    expect(valueOf(packer.getProject(projectId))).toMatchObject({ revision: 2, rowsRevision: 1 });
    valueOf(await packer.reload(projectId, unhurried));
    expect(valueOf(packer.getProject(projectId))).toMatchObject({ revision: 3, rowsRevision: 3 });
  });

  it('answers that a project is not open by any call on it', async () => {
    const { packer, projectId } = await openNew('a');
    await packer.closeProject(projectId);
    const notOpen = { ok: false, failure: { code: 'project-not-open' } };

    expect(packer.listAssets(projectId, aQuery())).toEqual(notOpen);
    expect(packer.getAssetFacets(projectId, { search: '', tags: 0, folders: [] })).toEqual(notOpen);
    expect(packer.getAssetDetails(projectId, 'a')).toEqual(notOpen);
    expect(packer.getAssetActions(projectId, 'a')).toEqual(notOpen);
    expect(packer.getProject(projectId)).toEqual(notOpen);
    expect(packer.findAssetFolder(projectId, 'a')).toEqual(notOpen);
    expect(await packer.findSourceFile(projectId, 'a', 'picture.png')).toEqual(notOpen);
    expect(await packer.register(projectId, 'a', 'late')).toEqual(notOpen);
    expect(await packer.reload(projectId, unhurried)).toEqual(notOpen);
    expect(await packer.verify(projectId, unhurried)).toEqual(notOpen);
    const closed = await packer.closeProject(projectId).then(
      () => 'closed',
      (error: unknown) => error,
    );
    expect(closed).toBe('closed');
  });
});

describe('explicit reload', () => {
  it('tells what was added, changed and removed', async () => {
    const project = await openNew('a', 'b', 'c', 'd');
    const { folder, packer, projectId } = project;
    await folder.writeAsset('new-one');
    await folder.writeAsset('new-two');
    await folder.writeAsset('b', { name: 'Renamed' });
    await folder.writeFile('assets/c/picture.png', 'another length');
    await folder.removeFolder('d');

    const report = await packer.reload(projectId, unhurried);

    expect(report).toEqual({ ok: true, value: { revision: 2, added: 2, changed: 2, removed: 1, gone: 0 } });
    expect(valueOf(packer.listAssets(projectId, aQuery())).rows.map(({ root }) => root)).toEqual([
      'a',
      'b',
      'c',
      'new-one',
      'new-two',
    ]);
  });

  it('counts a registration by another program as a change of the asset', async () => {
    const { folder, packer, projectId } = await openNew('a', 'b');
    await appendFile(folder.registry, `${anEntry('a', 1)}\n`);

    expect(await packer.reload(projectId, unhurried)).toMatchObject({ value: { added: 0, changed: 1, removed: 0 } });
  });

  it('tells its progress asset by asset', async () => {
    const { packer, projectId } = await openNew('a', 'b', 'c');
    const progress: number[] = [];

    await packer.reload(projectId, { signal: unhurried.signal, onProgress: (assets) => progress.push(assets) });

    expect(progress).toEqual([1, 2, 3]);
  });

  it('changes nothing when it is cancelled, and the next registration still notices a changed file', async () => {
    const project = await openNew('a', 'b', 'c');
    const { disk, folder, packer, projectId, register } = project;
    await folder.writeAsset('d');
    await appendFile(folder.registry, `${anEntry('a', 1)}\n`);
    const controller = new AbortController();
    const gate = disk.hold({ call: 'scan' });
    const reload = packer.reload(projectId, { signal: controller.signal, onProgress: () => undefined });
    await gate.reached;
    controller.abort();
    gate.open();

    expect(await reload).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(valueOf(packer.listAssets(projectId, aQuery()))).toMatchObject({ revision: 1, total: 3 });
    expect(registrationOf(project, 'a')).toBe('unregistered');
    expect(await register('b')).toMatchObject({ status: 'committed', recovered: 'full-reload' });
    expect(registrationOf(project, 'a')).toBe('registered');
  });

  it.each([{ call: 'scan' }, { call: 'resolve' }, { call: 'file.read', path: 'prometeu.json' }] as const)(
    'changes nothing when the disk refuses at $call, and the next registration notices a changed file',
    async (pattern) => {
      const project = await openNew('a', 'b');
      const { disk, folder, packer, projectId, register } = project;
      await appendFile(folder.registry, `${anEntry('a', 1)}\n`);
      disk.fail(pattern, 'EIO');

      expect(await packer.reload(projectId, unhurried)).toMatchObject({ ok: false, failure: { code: 'read-failed' } });

      expect(disk.unused()).toBe(0);
      expect(valueOf(packer.getProject(projectId))).toMatchObject({ revision: 1 });
      expect(await register('b')).toMatchObject({ status: 'committed', recovered: 'full-reload' });
      expect(registrationOf(project, 'a')).toBe('registered');
    },
  );

  it('comes in its turn, after the writes before it and before those after it', async () => {
    const { disk, folder, packer, projectId, register } = await openNew('a', 'b');
    const gate = disk.hold({ call: 'file.datasync' });
    const first = register('a');
    await gate.reached;
    const reload = packer.reload(projectId, unhurried);
    const second = register('b');
    gate.open();

    expect([await first, await reload, await second]).toMatchObject([
      { revision: 2 },
      { value: { revision: 3, added: 0, changed: 0, removed: 0 } },
      { revision: 4 },
    ]);
    expect(await recordsOf(folder)).toHaveLength(2);
  });
});

describe('verify', () => {
  it('S3 finds no difference after registrations', async () => {
    const { packer, projectId, register } = await openNew('a', 'b', 'c');
    await register('c');
    await register('a');

    expect(await packer.verify(projectId, unhurried)).toEqual({
      ok: true,
      value: { revision: 3, assets: 3, differences: [], differenceCount: 0 },
    });
  });

  it('S3 tells a planted difference and changes nothing, in memory and on the disk', async () => {
    const { disk, folder, packer, projectId, register } = await openNew('a', 'b', 'c');
    await folder.writeAsset('b', { name: 'Another name' });
    await folder.removeFolder('c');
    await appendFile(folder.registry, `${anEntry('a', 1)}\n`);
    const before = { window: packer.listAssets(projectId, aQuery()), file: await readFile(folder.registry) };

    const { differences } = valueOf(await packer.verify(projectId, unhurried));

    expect(differences).toEqual(
      expect.arrayContaining([
        { part: 'asset', key: 'a', change: 'different' },
        { part: 'asset', key: 'b', change: 'different' },
        { part: 'asset', key: 'c', change: 'only-in-memory' },
        { part: 'entry', key: 'ffffffff-0000-7000-8000-000000000001', change: 'only-on-disk' },
      ]),
    );
    expect(packer.listAssets(projectId, aQuery())).toEqual(before.window);
    expect(await readFile(folder.registry)).toEqual(before.file);
    const writing = ['file.write', 'rename', 'remove', 'makeFolder', 'file.truncate', 'file.datasync', 'file.sync'];
    expect(disk.calls.filter(({ call }) => writing.includes(call))).toEqual([]);
    // Nor does it make the journal take the changed file for the one that it knows.
    expect(await register('b')).toMatchObject({ status: 'committed', recovered: 'full-reload' });
  });

  it('S3 lists 200 differences and counts all', async () => {
    const { folder, packer, projectId } = await openNew('a');
    for (let at = 0; at < 210; at += 1) {
      await folder.writeAsset(`n${String(at)}`);
    }

    const report = valueOf(await packer.verify(projectId, unhurried));

    expect(report.differences).toHaveLength(200);
    expect(report.differenceCount).toBeGreaterThanOrEqual(210);
  });
});

describe('opening', () => {
  it('answers a folder that is open with the same project, by whatever path', async () => {
    const { folder, packer, projectId, register } = await openNew('a', 'b');
    const link = `${folder.path}-link`;
    await symlink(folder.path, link);
    onTestFinished(() => unlink(link));
    await register('a');

    for (const path of [folder.path, link, `${folder.path}/`, join(folder.path, 'assets', '..')]) {
      expect(valueOf(await packer.openProject(path, unhurried))).toMatchObject({ projectId, revision: 2 });
    }
  });

  it('answers two calls at once with one project and one lane', async () => {
    const folder = await aFolder('a', 'b');
    const { packer } = createTestPacker();

    const opened = await Promise.all([0, 1, 2].map(() => packer.openProject(folder.path, unhurried)));

    expect(new Set(opened.map((result) => valueOf(result).projectId)).size).toBe(1);
  });

  it('L5 closes a project that is still being opened, once it is open', async () => {
    const folder = await aFolder('a');
    const { packer } = createTestPacker();
    const opening = packer.openProject(folder.path, unhurried);

    await packer.close();

    const { projectId } = valueOf(await opening);
    expect(packer.getProject(projectId)).toEqual({ ok: false, failure: { code: 'project-not-open' } });
  });

  it('L5 opens a folder that is being closed when the accepted writes have ended', async () => {
    const { disk, folder, packer, projectId, register } = await openNew('a', 'b');
    const gate = disk.hold({ call: 'file.datasync' });
    const accepted = register('a');
    await gate.reached;
    const closed = packer.closeProject(projectId);
    const opened = packer.openProject(folder.path, unhurried);
    gate.open();

    expect(await accepted).toMatchObject({ status: 'committed' });
    await closed;
    const summary = valueOf(await opened);

    expect(summary.projectId).not.toBe(projectId);
    expect(packer.getAssetDetails(summary.projectId, 'a')).toMatchObject({ value: { registration: 'registered' } });
  });

  it('finds every registration after it was closed and opened again', async () => {
    const before = await openNew('a', 'b', 'c');
    const ids = [await before.register('c'), await before.register('a')].map(assetIdOf);
    await before.packer.closeProject(before.projectId);

    const after = await openIn(createTestPacker(), before.folder);

    expect(['c', 'a'].map((root) => valueOf(after.packer.getAssetDetails(after.projectId, root)).assetId)).toEqual(ids);
    expect(valueOf(after.packer.getProject(after.projectId))).toMatchObject({ revision: 1 });
  });

  it('opens nothing when it is cancelled, and opens the next time', async () => {
    const folder = await aFolder('a');
    const { packer } = createTestPacker();

    expect(await packer.openProject(folder.path, { ...unhurried, signal: AbortSignal.abort() })).toEqual({
      ok: false,
      failure: { code: 'cancelled' },
    });
    expect(await packer.openProject(folder.path, unhurried)).toMatchObject({ value: { revision: 1 } });
  });

  it('R7 reads both sides of an unfinished merge, and registers after it', async () => {
    const folder = await aFolder('a', 'b', 'c');
    const lines = [registryHeader, '<<<<<<< HEAD', anEntry('a', 1), '=======', anEntry('b', 2), '>>>>>>> other', ''];
    await writeFile(folder.registry, lines.join('\n'));
    const project = await openIn(createTestPacker(), folder);
    const { packer, projectId, register } = project;

    expect(await register('c')).toMatchObject({ status: 'committed', revision: 2 });

    expect(['a', 'b', 'c'].map((root) => registrationOf(project, root))).toEqual(Array(3).fill('registered'));
    expect(valueOf(packer.getProject(projectId)).diagnostics.map(({ code }) => code)).toEqual(
      Array(3).fill('registry-conflict-marker'),
    );
    expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
    expect((await readFile(folder.registry, 'utf8')).startsWith(lines.join('\n'))).toBe(true);
  });

  it('R3 cuts a torn tail off, keeps it byte for byte, and says so', async () => {
    const folder = await aFolder('a', 'b');
    const torn = anEntry('a', 1).slice(0, 60);
    await appendFile(folder.registry, torn);
    const project = await openIn(createTestPacker(), folder);
    const { packer, projectId, register } = project;

    const [notice] = valueOf(packer.getProject(projectId)).diagnostics;

    expect(notice).toMatchObject({ code: 'registry-tail-cut', bytes: torn.length });
    const copy = notice?.code === 'registry-tail-cut' ? notice.copy : '';
    expect(await readFile(join(folder.path, '.prometeu', 'recovery', copy), 'utf8')).toBe(torn);
    expect(await register('b')).toMatchObject({ status: 'committed', revision: 2 });
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['b']);
    expect(registrationOf(project, 'a')).toBe('unregistered');
    expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
  });

  it('R11 shows a registry of a newer version, and never writes it', async () => {
    const folder = await aFolder('a', 'b');
    await writeFile(folder.registry, `{"prometeu":"assets","v":2}\n${anEntry('a', 1)}\n`);
    const before = await readFile(folder.registry);
    const project = await openIn(createTestPacker(), folder);
    const { disk, packer, projectId, register } = project;

    expect(await register('b')).toEqual({
      status: 'refused',
      refusal: { code: 'registry-read-only', reason: 'version-unsupported' },
    });

    expect(valueOf(packer.getProject(projectId)).lane).toMatchObject({ state: 'read-only' });
    expect(registrationOf(project, 'a')).toBe('registered');
    expect(valueOf(packer.getAssetActions(projectId, 'b')).actions[0]).toMatchObject({
      action: 'register',
      available: false,
      reason: { code: 'registry-read-only' },
    });
    expect(disk.calls).toEqual([]);
    expect(await readFile(folder.registry)).toEqual(before);
  });

  it('shows a registry that is a folder or a link, and never writes it', async () => {
    for (const make of [(path: string) => mkdir(path), (path: string) => symlink('prometeu.json', path)]) {
      const folder = await aFolder('a');
      await unlink(folder.registry);
      await make(folder.registry);
      const { packer, projectId, register } = await openIn(createTestPacker(), folder);

      expect(await register('a')).toMatchObject({ refusal: { code: 'registry-read-only' } });
      expect(valueOf(packer.getProject(projectId)).diagnostics).toMatchObject([{ code: 'registry-unreadable' }]);
    }
  });
});

describe('a registry that can’t be read any more', () => {
  it('S3 has nothing that memory could be compared with, and memory keeps what was confirmed', async () => {
    const project = await openNew('a');
    const { disk, packer, projectId, register } = project;
    await register('a');
    disk.fail({ call: 'open', path: 'assets.jsonl' }, 'EIO');

    expect(await packer.verify(projectId, unhurried)).toEqual({
      ok: false,
      failure: { code: 'read-failed', errno: 'EIO' },
    });

    expect(registrationOf(project, 'a')).toBe('registered');
    expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
  });
});

describe('making a project', () => {
  it('makes one that opens and takes a registration', async () => {
    const folder = await aFolder();
    const path = join(folder.path, 'made');
    await mkdir(path);
    const { packer } = createTestPacker();

    expect(await packer.createProject(path, 'Made')).toEqual({ ok: true, value: null });

    const { projectId, name } = valueOf(await packer.openProject(path, unhurried));
    expect(name).toBe('Made');
    await folder.writeAsset('../made/assets/x');
    await packer.closeProject(projectId);
    expect(await packer.createProject(path, 'Again')).toEqual({ ok: false, failure: { code: 'folder-not-empty' } });
  });
});

describe('source files', () => {
  it('answers the path of a listed source, and no other', async () => {
    const { folder, packer, projectId } = await openNew('ui/a');

    expect(await packer.findSourceFile(projectId, 'ui/a', 'picture.png')).toEqual({
      ok: true,
      value: join(folder.path, 'assets/ui/a/picture.png'),
    });
    for (const path of ['asset.json', '../../../prometeu.json', '/etc/passwd', '']) {
      expect(await packer.findSourceFile(projectId, 'ui/a', path)).toMatchObject({ ok: false });
    }
    expect(packer.findAssetFolder(projectId, 'ui/a')).toEqual({ ok: true, value: join(folder.path, 'assets/ui/a') });
    expect(packer.findAssetFolder(projectId, 'ui/b')).toMatchObject({ failure: { code: 'no-such-asset' } });
  });
});
