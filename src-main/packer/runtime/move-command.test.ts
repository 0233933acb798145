import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MoveCompletion } from '../../../src-preload/contract/domain/completion.ts';
import { encodeEntry } from '../disk/registry-record.ts';
import { aFolder, detailsOf, differencesOf, openNew, undoNewest } from '../testing/open-test-project.ts';
import { anEntry } from '../testing/project-builder.ts';
import {
  assetIdOf,
  createTestPacker,
  type OpenTestProject,
  openIn,
  recordsOf,
  type TestFolder,
  unfollowed,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

let commands = 0;

async function move(
  { packer, projectId }: OpenTestProject,
  root: string,
  to: string,
  commandId?: string,
): Promise<MoveCompletion> {
  commands += 1;
  return valueOf(await packer.moveAsset(projectId, { root, to }, commandId ?? `move ${String(commands)}`));
}

function isThere({ path }: TestFolder, root: string): boolean {
  return existsSync(join(path, 'assets', root));
}

function noticesOf({ packer, projectId }: OpenTestProject) {
  return valueOf(packer.getProject(projectId)).diagnostics;
}

/** An intent as another process left it. */
async function leaveIntent(folder: TestFolder, intent: Readonly<Record<string, unknown>>): Promise<void> {
  const at = '2026-11-24T14:02:03.004Z';
  const whole = { op: 'move', commandId: 'c', at, kind: 'do', undoes: null, entry: null, ...intent };
  await folder.writeFile('.prometeu/intent.json', JSON.stringify({ v: 1, intent: whole }));
}

async function privateNames({ path }: TestFolder): Promise<readonly string[]> {
  return (await readdir(join(path, '.prometeu'))).filter((name) => name.startsWith('intent'));
}

describe('moving an asset', () => {
  it('V3 keeps the id of a registered one, at the next revision and with the time of its registration', async () => {
    const project = await openNew('ui/a', 'ui/b');
    const { folder } = project;
    const assetId = assetIdOf(await project.register('ui/a'));
    const { registeredAt } = detailsOf(project, 'ui/a').entry ?? {};

    expect(await move(project, 'ui/a', 'props/new/a')).toEqual({
      status: 'committed',
      revision: 3,
      root: 'props/new/a',
    });

    expect(detailsOf(project, 'props/new/a')).toMatchObject({
      registration: 'registered',
      health: 'ok',
      entry: { assetId, rev: 2, root: 'props/new/a', registeredAt },
    });
    expect((await recordsOf(folder)).map(({ op, id, rev, root }) => [op, id, rev, root])).toEqual([
      ['put', assetId, 1, 'ui/a'],
      ['put', assetId, 2, 'props/new/a'],
    ]);
    expect([isThere(folder, 'ui/a'), isThere(folder, 'props/new/a/picture.png')]).toEqual([false, true]);
    expect(project.packer.getAssetDetails(project.projectId, 'ui/a')).toMatchObject({
      failure: { code: 'no-such-asset' },
    });
    expect(await privateNames(folder)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('V2 V4 makes these calls for one that is not registered, in this order, and no other', async () => {
    const project = await openNew('a', 'other');
    const { folder, disk } = project;
    disk.calls.length = 0;

    expect(await move(project, 'a', 'b')).toMatchObject({ status: 'committed', revision: 2 });

    const calls = disk.calls.map(({ call, path }) => {
      return `${call} ${relative(folder.path, path).replace(/assets-.*\.tmp/, '.tmp')}`;
    });
    expect(calls).toEqual([
      'status .prometeu/lock',
      'resolve assets',
      'resolve assets/a',
      'resolve assets',
      'status assets/b',
      'open .prometeu/.tmp',
      'file.write .prometeu/.tmp',
      'file.sync .prometeu/.tmp',
      'file.close .prometeu/.tmp',
      'rename .prometeu/.tmp',
      'syncFolder .prometeu',
      'rename assets/a',
      'syncFolder assets',
      'open assets/b/asset.json',
      'file.status assets/b/asset.json',
      'file.read assets/b/asset.json',
      'file.close assets/b/asset.json',
      'status assets/b/picture.png',
      'remove .prometeu/intent.json',
      'syncFolder .prometeu',
    ]);
    expect(await recordsOf(folder)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('V2 removes the folders that it left empty, and no other', async () => {
    const project = await openNew('a/b/c/one', 'a/two');

    await move(project, 'a/b/c/one', 'one');

    expect([isThere(project.folder, 'a/b'), isThere(project.folder, 'a/two')]).toEqual([false, true]);
  });

  it('V1 refuses what lies wrong, and what memory knows of the new root', async () => {
    const project = await openNew('a', 'ui/taken', 'outer', 'outer/inner', 'UI2/x');
    await project.folder.writeAsset('gone');
    valueOf(await project.packer.reload(project.projectId, unhurried));
    await project.register('gone');
    await project.folder.removeFolder('gone');
    valueOf(await project.packer.reload(project.projectId, unhurried));
    const before = detailsOf(project, 'a').revision;

    const refusals: unknown[] = [];
    for (const [root, to] of [
      ['nowhere', 'b'],
      ['gone', 'b'],
      ['outer', 'b'],
      ['a', 'a'],
      ['a', '../a'],
      ['a', 'con'],
      ['a', 'ui/.hidden'],
      ['a', Array.from({ length: 33 }, () => 'd').join('/')],
      ['a', 'a/b'],
      ['a', 'ui/taken/b'],
      ['a', 'ui/taken'],
      ['a', 'ui'],
      ['ui/taken', 'ui'],
      ['a', 'gone'],
      ['a', 'UI/Taken'],
      ['a', 'ui2/y'],
    ] as const) {
      const completion = await move(project, root, to);
      const checked = valueOf(project.packer.checkMove(project.projectId, root, to));
      expect(completion).toEqual({ status: 'refused', refusal: checked.refusal });
      const { code, ...data } = checked.refusal ?? { code: null };
      refusals.push([code, 'reason' in data ? data.reason : 'other' in data ? data.other : null]);
    }
    expect(refusals).toEqual([
      ['no-such-asset', null],
      ['asset-missing', null],
      ['holds-other-assets', 'outer/inner'],
      ['new-root-unchanged', null],
      ['new-root-invalid', 'empty-segment'],
      ['new-root-invalid', 'reserved-name'],
      ['new-root-invalid', 'hidden-folder'],
      ['new-root-invalid', 'too-deep'],
      ['new-root-in-asset', 'a'],
      ['new-root-in-asset', 'ui/taken'],
      ['new-root-taken', 'ui/taken'],
      ['new-root-taken', 'ui/taken'],
      ['new-root-taken', 'ui/taken'],
      ['new-root-taken', 'gone'],
      ['new-root-twin', 'ui/taken'],
      ['new-root-twin', 'UI2/x'],
    ]);
    expect(detailsOf(project, 'a').revision).toBe(before);
  });

  it('V1 V2 takes the place of nothing that stands on the disk, an empty folder neither, and goes through no link', async () => {
    const project = await openNew('a');
    const { folder } = project;
    const elsewhere = await aFolder();
    await mkdir(join(folder.path, 'assets/empty'));
    await folder.writeFile('assets/file', 'x');
    await symlink(elsewhere.path, join(folder.path, 'assets/link'));

    for (const to of ['empty', 'file', 'file/a', 'link', 'link/a']) {
      expect(await move(project, 'a', to), to).toMatchObject({ refusal: { code: 'new-root-taken', other: null } });
    }

    expect(isThere(folder, 'a/asset.json')).toBe(true);
    expect(await readdir(elsewhere.path)).not.toContain('a');
    expect(await privateNames(folder)).toEqual([]);
  });

  it('V1 is refused where the folder is gone or a link stands in its place, and where the lock was lost', async () => {
    const project = await openNew('a', 'b');
    const { folder } = project;
    await rm(join(folder.path, 'assets/a'), { recursive: true });
    await symlink(join(folder.path, 'assets/b'), join(folder.path, 'assets/a'));
    expect(await move(project, 'a', 'c')).toMatchObject({ refusal: { code: 'asset-missing' } });

    await writeFile(join(folder.path, '.prometeu', 'lock'), 'not ours');
    expect(await move(project, 'b', 'c')).not.toMatchObject({ status: 'committed' });
    expect(isThere(folder, 'b')).toBe(true);
  });

  it('V4 follows what was found in the folder, ends the findings of a twin, and looks again at the asset around it', async () => {
    const folder = await aFolder('twin', 'Twin', 'outer/inner', 'x');
    await folder.writeAsset('outer', { sources: ['picture.png', 'inner/picture.png'] });
    await folder.writeFile('assets/x/asset.json', '{ broken');
    await writeFile(Buffer.concat([Buffer.from(`${folder.path}/assets/x/`), Buffer.from([0xff, 0xfe])]), '');
    const project = await openIn(createTestPacker(), folder);
    await project.register('twin');

    for (const [root, to] of [
      ['Twin', 'other'],
      ['outer/inner', 'inner'],
      ['x', 'aa/x'],
    ] as const) {
      expect(await move(project, root, to)).toMatchObject({ status: 'committed' });
      expect(await differencesOf(project)).toEqual([]);
    }

    expect(detailsOf(project, 'twin').diagnostics).toEqual([]);
    expect(detailsOf(project, 'inner').diagnostics).toEqual([]);
    expect(detailsOf(project, 'outer').diagnostics).toMatchObject([{ code: 'source-missing' }]);
    expect(noticesOf(project)).toMatchObject([{ code: 'name-not-utf8', place: { file: 'assets/aa/x' } }]);
    // Back into the folder of another asset, and beside a twin.
    await undoNewest(project);
    expect(valueOf(await undoNewest(project)).completion).toMatchObject({ status: 'done' });
    expect(detailsOf(project, 'outer/inner').diagnostics).toMatchObject([{ code: 'nested-asset' }]);
    expect(valueOf(await undoNewest(project)).completion).toMatchObject({ status: 'done' });
    expect(await differencesOf(project)).toEqual([]);
  });

  it('V1 answers a repeat with the first completion, in a later session too', async () => {
    const project = await openNew('a');
    await project.register('a');
    const first = await move(project, 'a', 'b', 'once');

    expect(await move(project, 'a', 'b', 'once')).toEqual(first);
    await project.packer.close();
    const later = await openIn(createTestPacker(), project.folder);

    expect(await move(later, 'a', 'b', 'once')).toMatchObject({ status: 'committed', root: 'b' });
    expect(await recordsOf(project.folder)).toHaveLength(2);
  });

  it('V4 P5 that can’t be patched reads the disk again, and is not lost', async () => {
    const project = await openNew('a');
    await project.register('a');
    const line = encodeEntry(anEntry({ root: 'elsewhere' }));
    project.disk.after({ call: 'rename', path: 'assets/a' }, async () => {
      await writeFile(project.folder.registry, `${await readFile(project.folder.registry, 'utf8')}${line}\n`);
    });

    expect(await move(project, 'a', 'b')).toMatchObject({ status: 'committed', recovered: 'full-reload' });

    expect(detailsOf(project, 'b')).toMatchObject({ registration: 'registered', entry: { rev: 2 } });
    expect(await differencesOf(project)).toEqual([]);
  });
});

describe('a move that the disk refuses', () => {
  it.each([
    ['the intent', { call: 'rename', path: '.prometeu' }, 'write'],
    ['the sync of the intent', { call: 'syncFolder', path: '.prometeu' }, 'write'],
    ['the folder above', { call: 'makeFolder' }, 'create'],
    ['the rename', { call: 'rename', path: 'assets/a' }, 'move'],
    ['the sync of the folders', { call: 'syncFolder', path: 'assets' }, 'sync'],
  ] as const)('V2 V3 is as before where it refuses %s', async (_, pattern, step) => {
    const project = await openNew('a');
    await project.register('a');
    // The folder above is synced when it is made.
    if (step === 'sync') {
      await mkdir(join(project.folder.path, 'assets/new'));
      project.disk.after({ call: 'rename', path: 'assets/a' }, () => {
        project.disk.fail(pattern, 'EIO');
      });
    } else {
      project.disk.fail(pattern, 'EIO');
    }

    expect(await move(project, 'a', 'new/b')).toEqual({
      status: 'failed',
      failure: { code: 'move-refused', root: 'a', to: 'new/b', step, errno: 'EIO' },
      disk: 'as-before',
    });

    expect(project.disk.unused()).toBe(0);
    expect([isThere(project.folder, 'a/asset.json'), isThere(project.folder, 'new')]).toEqual([true, false]);
    expect(await privateNames(project.folder)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
    expect(await move(project, 'a', 'new/b')).toMatchObject({ status: 'committed' });
  });

  it('V3 goes back where the record can’t be written', async () => {
    const project = await openNew('a');
    await project.register('a');
    project.disk.fail({ call: 'file.write', path: 'assets.jsonl' }, 'ENOSPC');

    expect(await move(project, 'a', 'b')).toMatchObject({
      status: 'failed',
      failure: { code: 'disk-refused', errno: 'ENOSPC' },
      disk: 'as-before',
    });

    expect(isThere(project.folder, 'a')).toBe(true);
    expect(detailsOf(project, 'a').entry).toMatchObject({ rev: 1 });
    expect(await privateNames(project.folder)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('V3 goes back where nobody knows whether the record is on the disk, and the next move settles the intent', async () => {
    const project = await openNew('a', 'x');
    await project.register('a');
    project.disk.fail({ call: 'file.datasync' }, 'EIO');

    expect(await move(project, 'a', 'b')).toMatchObject({ status: 'failed', disk: 'unknown' });

    expect(isThere(project.folder, 'a')).toBe(true);
    expect(await differencesOf(project)).toEqual([]);
    expect(await move(project, 'x', 'y')).toMatchObject({ status: 'committed' });
    expect(await privateNames(project.folder)).toEqual([]);
    expect(detailsOf(project, 'a').registration).toBe('registered');
    expect(await differencesOf(project)).toEqual([]);
  });

  it('V3 V5 is settled by the next reload where the folder can’t go back either', async () => {
    const project = await openNew('a');
    const { packer, projectId, folder } = project;
    const assetId = assetIdOf(await project.register('a'));
    project.disk.fail({ call: 'file.write', path: 'assets.jsonl' }, 'EIO');
    project.disk.fail({ call: 'rename', path: 'assets/b' }, 'EIO');

    expect(await move(project, 'a', 'b')).toMatchObject({ status: 'failed', disk: 'unknown' });
    expect(await differencesOf(project)).toEqual([]);
    valueOf(await packer.reload(projectId, unhurried));

    expect(detailsOf(project, 'b').entry).toMatchObject({ assetId, rev: 2 });
    expect(isThere(folder, 'a')).toBe(false);
    expect(noticesOf(project)).toMatchObject([{ code: 'move-finished', from: 'a', to: 'b' }]);
    expect(await differencesOf(project)).toEqual([]);
  });
});

describe('an intent that is found at an opening', () => {
  async function openWith(
    roots: readonly string[],
    intent: Readonly<Record<string, unknown>>,
  ): Promise<OpenTestProject> {
    const folder = await aFolder(...roots);
    await leaveIntent(folder, intent);
    return openIn(createTestPacker(), folder);
  }

  it.each([
    ['not begun', ['a'], 'move-not-begun'],
    ['done', ['b'], 'move-finished'],
    ['of which both are there', ['a', 'b'], 'move-unclear'],
    ['of which neither is there', ['c'], 'move-unclear'],
  ] as const)('V5 is settled where it is %s, and told', async (_, roots, code) => {
    const project = await openWith(roots, { from: 'a', to: 'b' });

    expect(noticesOf(project)).toMatchObject([{ code, from: 'a', to: 'b' }]);
    expect(roots.every((root) => isThere(project.folder, root))).toBe(true);
    expect(await privateNames(project.folder)).toHaveLength(code === 'move-unclear' ? 1 : 0);
    expect(await privateNames(project.folder)).not.toContain('intent.json');
    expect(await differencesOf(project)).toEqual([]);
    await project.packer.close();
    expect(noticesOf(await openIn(createTestPacker(), project.folder))).toEqual([]);
  });

  it('V5 is finished by the record that is missing, which is in the history', async () => {
    const first = await openNew('a');
    const assetId = assetIdOf(await first.register('a'));
    const entry = detailsOf(first, 'a').entry;
    await first.packer.close();
    const { folder } = first;
    await rm(join(folder.path, 'assets/a'), { recursive: true });
    await folder.writeAsset('new/b');
    const { rev, registeredAt } = entry ?? {};
    await leaveIntent(folder, { from: 'a', to: 'new/b', entry: { assetId, rev, registeredAt } });

    const project = await openIn(createTestPacker(), folder);

    expect(detailsOf(project, 'new/b').entry).toMatchObject({ assetId, rev: 2, commandId: 'c' });
    expect(noticesOf(project)).toMatchObject([{ code: 'move-finished' }]);
    expect(await privateNames(folder)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
    expect(valueOf(await undoNewest(project)).completion).toMatchObject({ status: 'done' });
    expect(isThere(folder, 'a')).toBe(true);
  });

  it('V5 is finished by the rename where the record is on the disk already', async () => {
    const first = await openNew('a');
    await first.register('a');
    const { assetId, registeredAt } = detailsOf(first, 'a').entry ?? {};
    await move(first, 'a', 'b');
    await first.packer.close();
    const { folder } = first;
    await rm(join(folder.path, 'assets/b'), { recursive: true });
    await folder.writeAsset('a');
    await leaveIntent(folder, { from: 'a', to: 'b', entry: { assetId, rev: 1, registeredAt } });

    const project = await openIn(createTestPacker(), folder);

    expect(detailsOf(project, 'b')).toMatchObject({ registration: 'registered', health: 'ok' });
    expect(isThere(folder, 'a')).toBe(false);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('V5 is set aside where the record that is missing is refused for good, and the next move is not in its way', async () => {
    const first = await openNew('a', 'b', 'x');
    await first.register('a');
    await first.register('b');
    const { assetId, rev, registeredAt } = detailsOf(first, 'a').entry ?? {};
    await first.packer.close();
    const { folder } = first;
    await rm(join(folder.path, 'assets/a'), { recursive: true });
    // Another program's: what was to be there is gone, and what is there has an entry of its own.
    await leaveIntent(folder, { from: 'a', to: 'b', entry: { assetId, rev, registeredAt } });

    const project = await openIn(createTestPacker(), folder);

    const [name = ''] = await privateNames(folder);
    expect(noticesOf(project)).toMatchObject([{ code: 'move-unclear', from: 'a', to: 'b', copy: name }]);
    expect(name).not.toBe('intent.json');
    expect(await move(project, 'x', 'y')).toMatchObject({ status: 'committed' });
    expect(await differencesOf(project)).toEqual([]);
  });

  it('V5 is left alone by who reads, and by who has no lock', async () => {
    const folder = await aFolder('a');
    await leaveIntent(folder, { from: 'a', to: 'b' });
    const { packer } = createTestPacker();

    const { projectId } = valueOf(await packer.openProject(folder.path, unhurried, 'read'));

    expect(await privateNames(folder)).toEqual(['intent.json']);
    expect(valueOf(packer.getProject(projectId)).diagnostics).toEqual([]);
  });

  it('V6 is set aside and told where it can’t be read', async () => {
    const folder = await aFolder('a');
    await folder.writeFile('.prometeu/intent.json', '{"v":2}');

    const project = await openIn(createTestPacker(), folder);

    const [name = ''] = await privateNames(folder);
    expect(noticesOf(project)).toMatchObject([{ code: 'intent-unreadable', copy: name }]);
    expect(await readFile(join(folder.path, '.prometeu', name), 'utf8')).toBe('{"v":2}');
    expect(await move(project, 'a', 'b')).toMatchObject({ status: 'committed' });
  });
});

describe('undoing a move', () => {
  it('V7 brings a registered asset back with its id, does it again, and still does after a restart', async () => {
    const project = await openNew('ui/old/a', 'x');
    const assetId = assetIdOf(await project.register('ui/old/a'));
    await move(project, 'ui/old/a', 'b');

    const undone = valueOf(await undoNewest(project));
    expect(undone).toMatchObject({ what: 'move', kind: 'undo', completion: { written: 1 } });
    expect(undone.moved).toEqual({ from: 'b', to: 'ui/old/a' });
    expect(detailsOf(project, 'ui/old/a').entry).toMatchObject({ assetId, rev: 3 });
    const redone = valueOf(await undoNewest(project, 'redo'));
    expect(redone).toMatchObject({ what: 'move', kind: 'redo', moved: { from: 'ui/old/a', to: 'b' } });
    expect(detailsOf(project, 'b').entry).toMatchObject({ assetId, rev: 4 });
    await project.packer.close();
    const later = await openIn(createTestPacker(), project.folder);
    const { steps } = valueOf(await later.packer.listHistory(later.projectId, { offset: 0, limit: 1 }));
    expect(steps).toMatchObject([{ what: 'move', roots: ['b'], undo: { available: true } }]);
    expect(valueOf(await undoNewest(later)).completion).toMatchObject({ status: 'done' });
    expect(detailsOf(later, 'ui/old/a').entry).toMatchObject({ assetId, rev: 5 });
    // The registration before it can be undone too: the entry is as it was left.
    expect(valueOf(await undoNewest(later))).toMatchObject({ what: 'register', completion: { status: 'done' } });
    expect(await differencesOf(later)).toEqual([]);
  });

  it('V7 is refused where the asset was changed since, and where something stands at its former root', async () => {
    const project = await openNew('a', 'x');
    await move(project, 'a', 'b');
    await project.register('b');
    const { steps } = valueOf(await project.packer.listHistory(project.projectId, { offset: 0, limit: 9 }));
    const [, moved] = steps;
    const target = { by: 'id', id: moved?.id ?? '' } as const;
    expect(moved?.undo).toMatchObject({ available: false, reason: { code: 'changed-since', root: 'b' } });
    expect(await project.packer.undo(project.projectId, target, 'late', unfollowed)).toMatchObject({
      failure: { code: 'changed-since' },
    });

    await undoNewest(project);
    await move(project, 'x', 'a');
    expect(await project.packer.undo(project.projectId, target, 'later', unfollowed)).toMatchObject({
      failure: { code: 'new-root-taken', other: 'a' },
    });
    expect(isThere(project.folder, 'b')).toBe(true);
  });
});
