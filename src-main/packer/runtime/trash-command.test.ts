import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BulkCompletion } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { encodeEntry } from '../disk/registry-record.ts';
import { aFolder } from '../testing/open-test-project.ts';
import {
  createTestPacker,
  type OpenTestProject,
  openIn,
  recordsOf,
  unfollowed,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

interface TrashProject extends OpenTestProject {
  readonly trashFolder: string;
  readonly refuse: () => void;
}

/** A project of these assets, and a trash that is a folder. */
async function openWithTrash(...roots: string[]): Promise<TrashProject> {
  const folder = await aFolder(...roots);
  const trashFolder = await mkdtemp(join(tmpdir(), 'prometeu-trash-'));
  onTestFinished(() => rm(trashFolder, { recursive: true }));
  let refuses = false;
  let moved = 0;
  const trash = {
    moveToTrash: async (path: string): Promise<void> => {
      if (refuses) {
        throw new Error('The system refused');
      }
      moved += 1;
      await rename(path, join(trashFolder, String(moved)));
    },
  };
  const project = await openIn(createTestPacker({ trash }), folder);
  return {
    ...project,
    trashFolder,
    refuse: () => {
      refuses = true;
    },
  };
}

let commands = 0;

async function trash({ packer, projectId }: OpenTestProject, ...roots: string[]): Promise<BulkCompletion> {
  commands += 1;
  return valueOf(await packer.trashAssets(projectId, { by: 'roots', roots }, `trash ${String(commands)}`, unfollowed));
}

const nothing = { already: 0, refused: [], left: 0 };

async function differencesOf({ packer, projectId }: OpenTestProject): Promise<number> {
  return valueOf(await packer.verify(projectId, unhurried)).differenceCount;
}

function isThere({ folder }: OpenTestProject, root: string): boolean {
  return existsSync(join(folder.path, 'assets', root));
}

describe('moving to the trash', () => {
  it('T2 unregisters first, then moves the folder, and reads nothing again', async () => {
    const project = await openWithTrash('a', 'b', 'c');
    const { disk, folder, packer, projectId, register, trashFolder } = project;
    await register('a');
    disk.calls.length = 0;

    expect(await trash(project, 'a', 'b')).toEqual({ status: 'done', asked: 2, written: 2, ...nothing });

    expect([isThere(project, 'a'), isThere(project, 'b'), isThere(project, 'c')]).toEqual([false, false, true]);
    expect(existsSync(join(trashFolder, '1', 'picture.png'))).toBe(true);
    expect((await recordsOf(folder)).map(({ op }) => op)).toEqual(['put', 'del']);
    expect(packer.getAssetDetails(projectId, 'a')).toMatchObject({ failure: { code: 'no-such-asset' } });
    expect(valueOf(packer.getProject(projectId)).revision).toBe(5);
    expect(disk.calls.filter(({ call }) => call === 'scan' || call === 'list' || call === 'file.read')).toEqual([]);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P4 of one that is not registered looks at the lock, finds the folder, and looks whether it is gone', async () => {
    const project = await openWithTrash('a', 'b');
    project.disk.calls.length = 0;

    await trash(project, 'a');

    expect(project.disk.calls.map(({ call, path }) => [call, relative(project.folder.path, path)])).toEqual([
      ['status', '.prometeu/lock'],
      ['resolve', 'assets'],
      ['resolve', 'assets/a'],
      ['status', 'assets/a'],
    ]);
  });

  it('T1 refuses what is not there, and what would take another asset with it, and stops no other one', async () => {
    const project = await openWithTrash('a', 'outer', 'outer/inner', 'gone');
    const { folder, register } = project;
    await register('gone');
    await folder.removeFolder('gone');
    valueOf(await project.packer.reload(project.projectId, unhurried));

    const completion = await trash(project, 'nowhere', 'gone', 'outer', 'a');

    expect(completion).toMatchObject({ status: 'done', asked: 4, written: 1 });
    expect(completion.refused.map(({ code, examples }) => [code, examples])).toEqual([
      ['no-such-asset', ['nowhere']],
      ['asset-missing', ['gone']],
      ['holds-other-assets', ['outer']],
    ]);
    expect(isThere(project, 'outer/inner')).toBe(true);
    expect(await differencesOf(project)).toBe(0);
  });

  it('T1 refuses a link that stands in the place of the folder, and follows it nowhere', async () => {
    const project = await openWithTrash('a');
    const path = join(project.folder.path, 'assets/a');
    const elsewhere = join(project.trashFolder, 'elsewhere');
    await rename(path, elsewhere);
    await symlink(elsewhere, path);

    expect(await trash(project, 'a')).toMatchObject({ refused: [{ code: 'asset-missing' }] });
    expect(existsSync(join(elsewhere, 'asset.json'))).toBe(true);
  });

  it('T2 that the system refuses leaves the folder, unregistered, and Undo brings the registration back', async () => {
    const project = await openWithTrash('a', 'b');
    const { packer, projectId, register } = project;
    const registered = await register('a');
    project.refuse();

    expect(await trash(project, 'a', 'b')).toMatchObject({
      status: 'failed',
      failure: { code: 'trash-refused', root: 'a' },
      disk: 'as-before',
      written: 0,
    });

    expect(isThere(project, 'a')).toBe(true);
    expect(valueOf(packer.getAssetDetails(projectId, 'a')).registration).toBe('unregistered');
    expect(await differencesOf(project)).toBe(0);
    expect(valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 }))).toMatchObject({
      total: 2,
      undo: { what: 'unregister', count: 1, roots: ['a'], undo: { available: true } },
    });
    const undone = await packer.undo(projectId, { by: 'newest', direction: 'undo' }, 'undo trash', unfollowed);
    expect(valueOf(undone).completion).toMatchObject({ status: 'done', written: 1 });
    expect(valueOf(packer.getAssetDetails(projectId, 'a')).entry).toMatchObject(
      registered.status === 'committed' ? { assetId: registered.assetId } : {},
    );
  });

  it('T2 writes nothing and moves nothing where the unregistration fails', async () => {
    const project = await openWithTrash('a');
    await project.register('a');
    project.disk.failWriteAfter(0, 'ENOSPC');

    expect(await trash(project, 'a')).toMatchObject({ status: 'failed', failure: { code: 'disk-refused' } });

    expect(isThere(project, 'a')).toBe(true);
  });

  it('T2 unregisters what another program registered, where that is read only in this turn of the lane', async () => {
    const project = await openWithTrash('a', 'b', 'c');
    const { disk, folder, register } = project;
    await register('a');
    const foreign = (root: string, number: number): string => {
      const assetId = `ffffffff-0000-7000-8000-00000000000${String(number)}`;
      const at = '1970-01-01T00:00:01.000Z';
      const entry = { assetId, rev: 1, root, registeredAt: at, commandId: `foreign ${root}`, writtenAt: at };
      return `${encodeEntry(entry)}\n`;
    };
    // The file in doubt changes at each attempt to write it anew, and once more before the trash has its turn.
    disk.fail({ call: 'file.datasync' }, 'EIO');
    for (let attempt = 0; attempt < 9; attempt += 1) {
      disk.before({ call: 'open', path: '.tmp' }, () => appendFile(folder.registry, foreign('d', 1)));
    }
    expect(await register('c')).toMatchObject({ status: 'failed', disk: 'unknown' });
    valueOf(await project.packer.verify(project.projectId, unhurried));
    expect(valueOf(project.packer.getProject(project.projectId)).lane.state).toBe('poisoned');
    disk.heal();
    await appendFile(folder.registry, foreign('b', 2));

    expect(await trash(project, 'b')).toMatchObject({ status: 'done', written: 1 });

    expect((await recordsOf(folder)).filter(({ op }) => op === 'del')).toHaveLength(1);
    expect(await differencesOf(project)).toBe(0);
  });

  it('T3 ends the findings of a twin, and looks again at the asset around it', async () => {
    const folder = await aFolder('twin', 'Twin', 'outer/inner');
    await folder.writeAsset('outer', { sources: ['picture.png', 'inner/picture.png'] });
    const trashed = { moveToTrash: (path: string) => rm(path, { recursive: true }) };
    const project = await openIn(createTestPacker({ trash: trashed }), folder);

    expect(await trash(project, 'Twin', 'outer/inner')).toMatchObject({ status: 'done', written: 2 });

    expect(await differencesOf(project)).toBe(0);
    const { packer, projectId } = project;
    expect(valueOf(packer.getAssetDetails(projectId, 'twin')).diagnostics).toEqual([]);
    expect(valueOf(packer.getAssetDetails(projectId, 'outer')).diagnostics).toMatchObject([{ code: 'source-missing' }]);
  });

  it('T3 takes the findings on folders in it along', async () => {
    const folder = await aFolder('a', 'b');
    await writeFile(Buffer.concat([Buffer.from(`${folder.path}/assets/a/`), Buffer.from([0xff, 0xfe])]), '');
    const trashed = { moveToTrash: (path: string) => rm(path, { recursive: true }) };
    const project = await openIn(createTestPacker({ trash: trashed }), folder);
    expect(valueOf(project.packer.getProject(project.projectId)).diagnostics).toHaveLength(1);

    await trash(project, 'a');

    expect(valueOf(project.packer.getProject(project.projectId)).diagnostics).toEqual([]);
    expect(await differencesOf(project)).toBe(0);
  });

  it('T1 is refused by a program without a trash, and once another process has the lock', async () => {
    const without = await openIn(createTestPacker(), await aFolder('a'));
    expect(await trash(without, 'a')).toMatchObject({ status: 'failed', failure: { code: 'no-trash' } });

    const project = await openWithTrash('a');
    await writeFile(join(project.folder.path, '.prometeu', 'lock'), 'not ours');
    expect(await trash(project, 'a')).toMatchObject({ status: 'failed', written: 0 });
    expect(isThere(project, 'a')).toBe(true);
  });

  it('T4 its unregistration is undone once the folder is back, in a later session too, and not before', async () => {
    const project = await openWithTrash('a');
    const { folder, packer, projectId, register, trashFolder } = project;
    const registered = await register('a');
    await trash(project, 'a');
    const undo = (id: string, commandId: string) =>
      packer.undo(id, { by: 'newest', direction: 'undo' }, commandId, unfollowed);

    expect(await undo(projectId, 'at once')).toEqual({ ok: false, failure: { code: 'in-trash', root: 'a' } });

    expect(await recordsOf(folder)).toHaveLength(2);
    await packer.closeProject(projectId);
    await rename(join(trashFolder, '1'), join(folder.path, 'assets/a'));
    const again = valueOf(await packer.openProject(folder.path, unhurried)).projectId;
    expect(valueOf(await undo(again, 'later')).completion).toMatchObject({ status: 'done', written: 1 });
    expect(valueOf(packer.getAssetDetails(again, 'a')).entry).toMatchObject(
      registered.status === 'committed' ? { assetId: registered.assetId } : {},
    );
  });

  it('T4 of what is not registered is the newest step until it is brought back, and the one before it is undone by name alone', async () => {
    const project = await openWithTrash('a', 'b');
    const { folder, packer, projectId, register, trashFolder } = project;
    await register('b');
    await trash(project, 'a');
    const newest = (commandId: string) =>
      packer.undo(projectId, { by: 'newest', direction: 'undo' }, commandId, unfollowed);
    const steps = async () => valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 })).steps;

    expect(await newest('at once')).toEqual({ ok: false, failure: { code: 'in-trash', root: 'a' } });
    const [trashed, registered] = await steps();
    expect([trashed, registered]).toMatchObject([
      { what: 'trash', roots: ['a'], undo: { available: false, reason: { code: 'in-trash', root: 'a' } } },
      { what: 'register', undo: { available: true } },
    ]);
    valueOf(await packer.undo(projectId, { by: 'id', id: registered?.id ?? '' }, 'by name', unfollowed));
    expect(valueOf(packer.getAssetDetails(projectId, 'b')).registration).toBe('unregistered');

    valueOf(await packer.register(projectId, 'b', 'again'));
    await trash(project, 'b');
    await rename(join(trashFolder, '2'), join(folder.path, 'assets/b'));
    await rename(join(trashFolder, '1'), join(folder.path, 'assets/a'));
    valueOf(await packer.reload(projectId, unhurried));
    expect((await steps()).at(-2)).toMatchObject({ what: 'trash', undo: { reason: { code: 'already-undone' } } });
    expect(valueOf(await newest('once it is back'))).toMatchObject({ what: 'unregister', completion: { written: 1 } });
    expect(valueOf(packer.getAssetDetails(projectId, 'b')).registration).toBe('registered');
  });

  it('T4 of many goes in turns, tells how far it is, and ends at a cancel', async () => {
    const roots = Array.from({ length: 40 }, (_, at) => `a${String(at)}`);
    const project = await openWithTrash(...roots);
    const { packer, projectId } = project;
    const controller = new AbortController();
    const told: number[] = [];
    const follower = {
      signal: controller.signal,
      begun: (asked: readonly string[]) => told.push(asked.length),
      advanced: (results: readonly unknown[]) => {
        told.push(results.length);
        if (told.length === 3) {
          controller.abort();
        }
      },
    };

    const completion = valueOf(await packer.trashAssets(projectId, { by: 'roots', roots }, 'many', follower));

    expect(told).toEqual([40, 16, 16]);
    expect(completion).toEqual({ status: 'cancelled', asked: 40, written: 32, already: 0, refused: [], left: 8 });
    expect(await differencesOf(project)).toBe(0);
  });
});
