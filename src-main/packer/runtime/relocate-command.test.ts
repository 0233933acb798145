import { rename } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EntryCompletion } from '../../../src-preload/contract/domain/completion.ts';
import { encodeEntry } from '../disk/registry-record.ts';
import {
  aFolder,
  detailsOf,
  differencesOf,
  openNew,
  registrationOf,
  undoNewest,
} from '../testing/open-test-project.ts';
import { anEntry, anId } from '../testing/project-builder.ts';
import {
  assetIdOf,
  createTestPacker,
  type OpenTestProject,
  openIn,
  recordsOf,
  unfollowed,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

let commands = 0;

async function relocate(
  { packer, projectId }: OpenTestProject,
  root: string,
  to: string,
  commandId?: string,
): Promise<EntryCompletion> {
  commands += 1;
  return valueOf(await packer.relocateAsset(projectId, { root, to }, commandId ?? `relocate ${String(commands)}`));
}

/** A folder as an author moves it with the file manager, and then asks Studio to look again. */
async function moveOutside({ folder, packer, projectId }: OpenTestProject, from: string, to: string): Promise<void> {
  await rename(join(folder.path, 'assets', from), join(folder.path, 'assets', to));
  valueOf(await packer.reload(projectId, unhurried));
}

/** A project of which one asset is registered, and its folder moved outside Studio. */
async function openMoved(from: string, to: string, ...others: string[]) {
  const project = await openNew(from, ...others);
  const assetId = assetIdOf(await project.register(from));
  await moveOutside(project, from, to);
  return { project, assetId };
}

describe('relocating an asset', () => {
  it('V8 keeps its id, at the next revision and with the time of its registration, and moves nothing', async () => {
    const { project, assetId } = await openMoved('ui/a', 'ui/new', 'x');
    const { registeredAt } = detailsOf(project, 'ui/a').entry ?? {};
    const { revision } = valueOf(project.packer.getProject(project.projectId));

    expect(await relocate(project, 'ui/a', 'ui/new')).toEqual({
      status: 'committed',
      revision: revision + 1,
      assetId,
    });

    expect(detailsOf(project, 'ui/new')).toMatchObject({
      registration: 'registered',
      health: 'ok',
      entry: { assetId, rev: 2, root: 'ui/new', registeredAt },
    });
    expect((await recordsOf(project.folder)).map(({ op, id, rev, root }) => [op, id, rev, root])).toEqual([
      ['put', assetId, 1, 'ui/a'],
      ['put', assetId, 2, 'ui/new'],
    ]);
    // What the registry alone knew is gone (V9).
    expect(project.packer.getAssetDetails(project.projectId, 'ui/a')).toMatchObject({
      failure: { code: 'no-such-asset' },
    });
    expect(await differencesOf(project)).toEqual([]);
  });

  it('P4 makes the calls of a registration, and none below the assets', async () => {
    const { project } = await openMoved('a', 'b');
    project.disk.calls.length = 0;

    expect(await relocate(project, 'a', 'b')).toMatchObject({ status: 'committed' });

    expect(project.disk.calls.map(({ call, path }) => `${call} ${relative(project.folder.path, path)}`)).toEqual([
      'status .prometeu/lock',
      'open assets.jsonl',
      'file.status assets.jsonl',
      'file.write assets.jsonl',
      'file.datasync assets.jsonl',
      'status assets.jsonl',
      'file.close assets.jsonl',
    ]);
  });

  it('V8 is refused, in this order, and nothing is written', async () => {
    const folder = await aFolder('there', 'free', 'taken', 'broken', 'twin', 'Twin', 'outer', 'outer/inner');
    await folder.writeAsset('broken', '{');
    const entries = ['gone', 'twice', 'twice', 'there', 'taken', 'lost'].map((root, at) =>
      encodeEntry(anEntry({ root, assetId: anId(at) })),
    );
    const text = ['{"prometeu":"assets","v":1}', ...entries, ''].join('\n');
    await folder.writeFile('assets.jsonl', text);
    const project = await openIn(createTestPacker(), folder);

    for (const [root, to, refusal] of [
      ['nowhere', 'free', { code: 'no-such-asset', root: 'nowhere' }],
      ['free', 'there', { code: 'not-registered', root: 'free' }],
      ['twice', 'free', { code: 'duplicate-entry', root: 'twice' }],
      ['there', 'nowhere', { code: 'asset-not-missing', root: 'there' }],
      ['gone', 'nowhere', { code: 'no-such-asset', root: 'nowhere' }],
      ['gone', 'gone', { code: 'asset-missing', root: 'gone' }],
      ['gone', 'lost', { code: 'asset-missing', root: 'lost' }],
      ['gone', 'taken', { code: 'already-registered', root: 'taken' }],
      ['gone', 'twin', { code: 'duplicate-root', root: 'twin' }],
      ['gone', 'outer/inner', { code: 'invalid-root', root: 'outer/inner' }],
      ['gone', 'broken', { code: 'invalid-manifest', root: 'broken' }],
    ] as const) {
      expect(await relocate(project, root, to)).toMatchObject({ status: 'refused', refusal });
    }
    expect(await recordsOf(folder)).toHaveLength(entries.length);
  });

  it('V8 takes a folder that differs from the former one by its spelling alone, and another twin stays in the way', async () => {
    const { project, assetId } = await openMoved('Hero', 'hero');
    expect(detailsOf(project, 'hero').diagnostics).toMatchObject([{ code: 'duplicate-root' }]);

    expect(await relocate(project, 'Hero', 'hero')).toMatchObject({ status: 'committed', assetId });

    // With the missing one the finding went (V9).
    expect(detailsOf(project, 'hero')).toMatchObject({ health: 'ok', diagnostics: [], entry: { assetId } });
    expect(await differencesOf(project)).toEqual([]);
    valueOf(await undoNewest(project));
    expect(await differencesOf(project)).toEqual([]);
    await project.folder.writeAsset('HERO');
    valueOf(await project.packer.reload(project.projectId, unhurried));
    expect(await relocate(project, 'Hero', 'hero')).toMatchObject({
      refusal: { code: 'duplicate-root', other: 'HERO' },
    });
  });

  it('L3 L6 is answered once, and of two in a group that want one folder the first has it', async () => {
    const project = await openNew('a', 'b', 'c');
    const assetId = assetIdOf(await project.register('a'));
    await project.register('b');
    await project.folder.removeFolder('a');
    await project.folder.removeFolder('b');
    valueOf(await project.packer.reload(project.projectId, unhurried));
    const before = await recordsOf(project.folder);

    const [first, second, again] = await Promise.all([
      relocate(project, 'a', 'c', 'first'),
      relocate(project, 'b', 'c'),
      relocate(project, 'a', 'c', 'first'),
    ]);

    expect(first).toMatchObject({ status: 'committed', assetId });
    expect(second).toEqual({ status: 'refused', refusal: { code: 'already-registered', root: 'c', assetId } });
    expect(again).toEqual(first);
    expect(await recordsOf(project.folder)).toHaveLength(before.length + 1);
    await project.packer.close();
    // A repeat in a later session is known by its record.
    const later = await openIn(createTestPacker(), project.folder);
    expect(await relocate(later, 'a', 'c', 'first')).toMatchObject({ status: 'committed', assetId });
    expect(await recordsOf(project.folder)).toHaveLength(before.length + 1);
  });

  it('V11 is offered with the reason why nothing can be written now', async () => {
    const folder = await aFolder('x/a');
    await folder.writeFile('assets.jsonl', `{"prometeu":"assets","v":2}\n${encodeEntry(anEntry({ root: 'a' }))}\n`);

    const project = await openIn(createTestPacker(), folder);

    const refusal = { code: 'registry-read-only', reason: 'version-unsupported' };
    expect(valueOf(project.packer.findRelocations(project.projectId, 'a'))).toMatchObject({ refusal, roots: ['x/a'] });
    expect(await relocate(project, 'a', 'x/a')).toMatchObject({ refusal });
  });
});

describe('undoing a relocation', () => {
  it('V10 gives the entry its former root again, does it again, and still does after a restart', async () => {
    const { project, assetId } = await openMoved('ui/a', 'b', 'x');
    await relocate(project, 'ui/a', 'b');

    expect(valueOf(await undoNewest(project))).toMatchObject({
      what: 'relocate',
      kind: 'undo',
      completion: { status: 'done', written: 1 },
    });
    expect(detailsOf(project, 'ui/a')).toMatchObject({ health: 'missing', entry: { assetId, rev: 3 } });
    expect(registrationOf(project, 'b')).toBe('unregistered');
    expect(await differencesOf(project)).toEqual([]);
    expect(valueOf(await undoNewest(project, 'redo'))).toMatchObject({ what: 'relocate', kind: 'redo' });
    expect(detailsOf(project, 'b').entry).toMatchObject({ assetId, rev: 4 });
    await project.packer.close();

    const later = await openIn(createTestPacker(), project.folder);
    const { steps } = valueOf(await later.packer.listHistory(later.projectId, { offset: 0, limit: 1 }));
    expect(steps).toMatchObject([{ what: 'relocate', roots: ['b'], count: 1, undo: { available: true } }]);
    expect(valueOf(await undoNewest(later)).completion).toMatchObject({ status: 'done' });
    expect(detailsOf(later, 'ui/a').entry).toMatchObject({ assetId, rev: 5 });
    // The registration before it can be undone too: the entry is as it was left.
    expect(valueOf(await undoNewest(later))).toMatchObject({ what: 'register', completion: { status: 'done' } });
    expect(await differencesOf(later)).toEqual([]);
  });

  it('V10 is refused where the entry is another one by then, or its former root has one', async () => {
    const { project } = await openMoved('a', 'b');
    const { packer, projectId, folder } = project;
    await relocate(project, 'a', 'b', 'relocation');
    const target = { by: 'id', id: 'relocation' } as const;
    const refused = { failure: { code: 'changed-since', root: 'b' } };

    await folder.writeAsset('a');
    valueOf(await packer.reload(projectId, unhurried));
    valueOf(await packer.register(projectId, 'a', 'another'));
    expect(await packer.undo(projectId, target, 'late', unfollowed)).toMatchObject(refused);
    valueOf(await packer.unregister(projectId, 'a', 'free again'));
    valueOf(await packer.moveAsset(projectId, { root: 'b', to: 'c' }, 'moved'));
    expect(await packer.undo(projectId, target, 'later', unfollowed)).toMatchObject(refused);
    expect(detailsOf(project, 'c').registration).toBe('registered');
  });
});
