import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { AssetQuery } from '../../../src-preload/contract/domain/asset-list.ts';
import type { DiskCall } from '../disk/disk-port.ts';
import { createLoggedDisk } from '../disk/logged-disk.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import {
  assetIdOf,
  createTestFolder,
  createTestPacker,
  type OpenTestProject,
  openIn,
  recordsOf,
  type TestFolder,
  unfollowed,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

const folders: TestFolder[] = [];

afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => folder.remove()));
});

async function openProject(roots: readonly string[]): Promise<OpenTestProject> {
  const folder = await createTestFolder(roots);
  folders.push(folder);
  return openIn(createTestPacker(), folder);
}

async function unregister(project: OpenTestProject, root: string, commandId = `unregister ${root}`) {
  return valueOf(await project.packer.unregister(project.projectId, root, commandId));
}

const everything: AssetQuery = {
  filter: { registration: [], health: [], type: [], tag: [], search: '' },
  sort: 'root',
  descending: false,
  offset: 0,
  limit: 100,
};

function rootsOf({ packer, projectId }: OpenTestProject, registered?: true): string[] {
  const filter = { ...everything.filter, registration: registered === undefined ? [] : ['registered' as const] };
  return valueOf(packer.listAssets(projectId, { ...everything, filter })).rows.map(({ root }) => root);
}

describe('unregister', () => {
  it('U1 writes one tombstone, and touches no file below assets', async () => {
    const calls: DiskCall[] = [];
    const folder = await createTestFolder(['a', 'b']);
    folders.push(folder);
    const disk = createLoggedDisk(createNodeDisk(), (call) => calls.push(call));
    const project = await openIn(createTestPacker({ disk }), folder);
    const assetId = assetIdOf(await project.register('a'));
    valueOf(await project.packer.listHistory(project.projectId, { offset: 0, limit: 0 }));
    calls.length = 0;

    const completion = await unregister(project, 'a');

    expect(completion).toEqual({ status: 'committed', revision: 3, assetId });
    expect(calls.map(({ call, path }) => [call, path])).toEqual([
      ['status', `${folder.path}/.prometeu/lock`],
      ...['open', 'file.status', 'file.write', 'file.datasync', 'status', 'file.close'].map((call) => [
        call,
        folder.registry,
      ]),
    ]);
    expect((await recordsOf(folder)).at(-1)).toMatchObject({ op: 'del', id: assetId, rev: 2, cmd: 'unregister a' });
    expect(await readFile(`${folder.path}/assets/a/asset.json`, 'utf8')).toContain('"name":"a"');
  });

  it('U2 R5 ends a finding on the record of what it unregisters', async () => {
    const before = await openProject(['a']);
    assetIdOf(await before.register('a'));
    await before.packer.close();
    const { folder } = before;
    const text = await readFile(folder.registry, 'utf8');
    await writeFile(folder.registry, text.replace(/,"c":"[0-9a-f]{8}"(?=\}\n$)/, ''));
    const project = await openIn(createTestPacker(), folder);
    const { packer, projectId } = project;
    const codes = (): string[] => valueOf(packer.getProject(projectId)).diagnostics.map(({ code }) => code);
    expect(codes()).toEqual(['registry-line-unsealed']);

    assetIdOf(await unregister(project, 'a'));

    expect(codes()).toEqual([]);
    expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
  });

  it('U1 refuses what is not there, not registered, or registered twice', async () => {
    const project = await openProject(['a']);

    expect(await unregister(project, 'no')).toEqual({
      status: 'refused',
      refusal: { code: 'no-such-asset', root: 'no' },
    });
    expect(await unregister(project, 'a')).toEqual({
      status: 'refused',
      refusal: { code: 'not-registered', root: 'a' },
    });
  });

  it('U1 is not undone by a rebuild: the new file has the tombstone, too', async () => {
    const project = await openProject(['a', 'b']);
    assetIdOf(await project.register('a'));
    assetIdOf(await unregister(project, 'a'));
    project.disk.fail({ call: 'file.datasync' }, 'EIO');

    expect(await project.register('b')).toMatchObject({ status: 'failed', disk: 'unknown' });
    assetIdOf(await project.register('b', 'again'));

    const records = await recordsOf(project.folder);
    expect(records.map(({ op, root }) => [op, root])).toEqual([
      ['del', undefined],
      ['put', 'b'],
    ]);
  });

  it('U1 answers a repeat with the first completion, in a later session too', async () => {
    const project = await openProject(['a']);
    const assetId = assetIdOf(await project.register('a'));
    const first = await unregister(project, 'a', 'once');
    expect(await unregister(project, 'a', 'once')).toEqual(first);
    await project.packer.close();

    const again = await openIn(createTestPacker(), project.folder);

    expect(await unregister(again, 'a', 'once')).toMatchObject({ status: 'committed', assetId });
    expect(await recordsOf(project.folder)).toHaveLength(2);
  });

  it('U2 takes an asset whose folder is gone out of the list, and moves its rows', async () => {
    const project = await openProject(['a', 'b']);
    assetIdOf(await project.register('a'));
    await project.folder.removeFolder('a');
    valueOf(await project.packer.reload(project.projectId, unhurried));
    const before = valueOf(project.packer.listAssets(project.projectId, everything));

    assetIdOf(await unregister(project, 'a'));

    const after = valueOf(project.packer.listAssets(project.projectId, everything));
    expect(rootsOf(project)).toEqual(['b']);
    expect(after.orderRevision).toBe(before.orderRevision + 1);
    expect(valueOf(await project.packer.verify(project.projectId, unhurried)).differences).toEqual([]);
  });

  it('U2 reads the registry again where the asset was compared with another one', async () => {
    const project = await openProject(['a']);
    assetIdOf(await project.register('a'));
    await project.folder.removeFolder('a');
    await project.folder.writeAsset('A');
    valueOf(await project.packer.reload(project.projectId, unhurried));
    expect(valueOf(project.packer.getAssetDetails(project.projectId, 'A')).health).toBe('error');

    assetIdOf(await unregister(project, 'a'));

    expect(valueOf(project.packer.getAssetDetails(project.projectId, 'A')).health).toBe('ok');
    expect(valueOf(await project.packer.verify(project.projectId, unhurried)).differences).toEqual([]);
  });

  it('U3 takes the registered ones of a filter, leaves the others alone, and lists what is refused', async () => {
    const project = await openProject(['a', 'b', 'c']);
    assetIdOf(await project.register('a'));
    assetIdOf(await project.register('b'));
    const { packer, projectId } = project;

    const roots = { by: 'roots' as const, roots: ['a', 'c', 'no'] };
    expect(valueOf(await packer.unregisterAssets(projectId, roots, 'named', unfollowed))).toEqual({
      status: 'done',
      asked: 3,
      written: 1,
      already: 1,
      refused: [{ code: 'no-such-asset', count: 1, examples: ['no'] }],
      left: 0,
    });
    const all = { by: 'filter' as const, filter: everything.filter, sort: 'root' as const, descending: false };
    expect(valueOf(await packer.unregisterAssets(projectId, all, 'all', unfollowed))).toMatchObject({
      status: 'done',
      asked: 1,
      written: 1,
    });
    expect(rootsOf(project, true)).toEqual([]);
  });
});
