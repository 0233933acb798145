import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { UndoTarget } from '../../../src-preload/contract/domain/history.ts';
import { encodeEntry, encodeTombstone } from '../disk/registry-record.ts';
import {
  assetIdOf,
  createTestFolder,
  createTestPacker,
  type OpenTestProject,
  openIn,
  recordsOf,
  type TestFolder,
  unfollowed,
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

async function reopen(project: OpenTestProject): Promise<OpenTestProject> {
  await project.packer.close();
  return openIn(createTestPacker(), project.folder);
}

const newest = { by: 'newest', direction: 'undo' } as const;
const redo = { by: 'newest', direction: 'redo' } as const;

let commands = 0;

function undo({ packer, projectId }: OpenTestProject, target: UndoTarget) {
  commands += 1;
  return packer.undo(projectId, target, `undo ${String(commands)}`, unfollowed);
}

async function historyOf({ packer, projectId }: OpenTestProject) {
  return valueOf(await packer.listHistory(projectId, { offset: 0, limit: 100 }));
}

function entryOf({ packer, projectId }: OpenTestProject, root: string) {
  return valueOf(packer.getAssetDetails(projectId, root)).entry;
}

function historyPath({ folder }: OpenTestProject): string {
  return join(folder.path, '.prometeu', 'history.jsonl');
}

describe('history', () => {
  it('U4 lists what was done, newest first, and still does after a restart', async () => {
    const project = await openProject(['a', 'b', 'c', 'd']);
    const { packer, projectId } = project;
    valueOf(await packer.registerAssets(projectId, { by: 'roots', roots: ['a', 'b', 'c', 'd'] }, 'all', unfollowed));
    assetIdOf(valueOf(await packer.unregister(projectId, 'b', 'one')));
    const before = await historyOf(project);

    expect(before).toMatchObject({
      total: 2,
      steps: [
        { id: 'one', what: 'unregister', kind: 'do', undoes: null, count: 1, roots: ['b'], undo: { available: true } },
        { id: 'all', what: 'register', count: 4, roots: ['a', 'b', 'c'], undo: { available: false } },
      ],
      undo: { id: 'one' },
      redo: null,
    });
    expect(await historyOf(await reopen(project))).toEqual(before);
  });

  it('U4 leaves out what a torn end and other damage made unreadable, and goes on behind it', async () => {
    const project = await openProject(['a', 'b']);
    assetIdOf(await project.register('a'));
    await project.packer.close();
    await appendFile(historyPath(project), '\nnot a step\n{"v":1,"id":"torn","at":"2026');

    const again = await reopen(project);
    assetIdOf(await again.register('b'));

    const { steps } = await historyOf(await reopen(again));
    expect(steps.map(({ roots }) => roots)).toEqual([['b'], ['a']]);
  });

  it('U4 is lost alone: without its file every registration is there', async () => {
    const project = await openProject(['a']);
    assetIdOf(await project.register('a'));
    await project.packer.close();
    await writeFile(historyPath(project), Buffer.from([0xff, 0xfe]));

    const again = await reopen(project);

    expect(await historyOf(again)).toEqual({ total: 0, steps: [], undo: null, redo: null });
    expect(entryOf(again, 'a')).not.toBeNull();
    expect(await undo(again, newest)).toEqual({ ok: false, failure: { code: 'nothing-to-undo' } });
  });

  it('U4 that can’t be written holds up no command', async () => {
    const project = await openProject(['a', 'b']);
    project.disk.fail({ call: 'open', path: 'history.jsonl' }, 'EACCES');

    assetIdOf(await project.register('a'));
    assetIdOf(await project.register('b'));
    await project.packer.close();

    expect(project.log.events).toContain('history-failed');
    expect(await recordsOf(project.folder)).toHaveLength(2);
  });
});

describe('undo', () => {
  it('U5 of an unregistration writes the same id with the next revision, and keeps its first time', async () => {
    const project = await openProject(['a']);
    assetIdOf(await project.register('a'));
    const before = entryOf(project, 'a');
    assetIdOf(valueOf(await project.packer.unregister(project.projectId, 'a', 'away')));

    const undone = valueOf(await undo(project, newest));

    expect(undone).toMatchObject({ what: 'unregister', kind: 'undo', completion: { status: 'done', written: 1 } });
    const { assetId, registeredAt } = before ?? {};
    expect(entryOf(project, 'a')).toMatchObject({ assetId, rev: 3, registeredAt });
    expect(entryOf(await reopen(project), 'a')).toMatchObject({ assetId, rev: 3, registeredAt });
  });

  it('U5 goes back step by step and forth again, in a later session too', async () => {
    const project = await openProject(['a', 'b']);
    const first = assetIdOf(await project.register('a'));
    assetIdOf(await project.register('b'));
    valueOf(await undo(project, newest));
    valueOf(await undo(project, newest));
    expect(entryOf(project, 'a') ?? entryOf(project, 'b')).toBeNull();
    expect(await undo(project, newest)).toEqual({ ok: false, failure: { code: 'nothing-to-undo' } });

    const again = await reopen(project);
    valueOf(await undo(again, redo));
    valueOf(await undo(again, redo));
    expect(await undo(again, redo)).toEqual({ ok: false, failure: { code: 'nothing-to-redo' } });
    expect(entryOf(again, 'a')).toMatchObject({ assetId: first, rev: 3 });
    expect(entryOf(again, 'b')).not.toBeNull();

    valueOf(await undo(again, newest));
    expect(entryOf(again, 'b')).toBeNull();
  });

  it('U5 has nothing to do again once the author did something else', async () => {
    const project = await openProject(['a', 'b']);
    assetIdOf(await project.register('a'));
    valueOf(await undo(project, newest));
    assetIdOf(await project.register('b'));

    expect(await historyOf(project)).toMatchObject({ redo: null, undo: { roots: ['b'] } });
  });

  it('U5 refuses where another program wrote a later revision', async () => {
    const project = await openProject(['a']);
    const assetId = assetIdOf(await project.register('a'));
    const stamp = { commandId: 'foreign', writtenAt: '2026-01-01T00:00:00.000Z' };
    await appendFile(project.folder.registry, `${encodeTombstone({ assetId, rev: 2, ...stamp })}\n`);

    const refused = { ok: false, failure: { code: 'changed-since', root: 'a' } };
    expect(await undo(project, newest)).toEqual(refused);
    expect(await recordsOf(project.folder)).toHaveLength(2);
    expect((await historyOf(project)).steps[0]?.undo).toEqual({ available: false, reason: refused.failure });
  });

  it('U5 refuses where another program wrote a later revision of what is registered', async () => {
    const project = await openProject(['a']);
    const assetId = assetIdOf(await project.register('a'));
    const time = '2026-01-01T00:00:00.000Z';
    const later = { assetId, rev: 2, root: 'a', registeredAt: time, commandId: 'foreign', writtenAt: time };
    await appendFile(project.folder.registry, `${encodeEntry(later)}\n`);

    const refused = { ok: false, failure: { code: 'changed-since', root: 'a' } };
    expect(await undo(project, newest)).toEqual(refused);
    expect(await recordsOf(project.folder)).toHaveLength(2);
  });

  it('U5 refuses where the asset was registered anew, and goes on behind what was undone itself', async () => {
    const project = await openProject(['a']);
    const { packer, projectId } = project;
    assetIdOf(await project.register('a', 'first'));
    assetIdOf(valueOf(await packer.unregister(projectId, 'a', 'away')));
    assetIdOf(await project.register('a', 'second'));

    const undone = await undo(project, { by: 'id', id: 'away' }).catch((error: unknown) => error);
    expect(undone).toMatchObject({ failure: { code: 'changed-since' } });

    assetIdOf(valueOf(await packer.unregister(projectId, 'a', 'away again')));
    valueOf(await undo(project, { by: 'id', id: 'away again' }));
    expect(await undo(project, { by: 'id', id: 'away again' })).toMatchObject({ failure: { code: 'already-undone' } });
    valueOf(await undo(project, { by: 'id', id: 'second' }));
    expect((await recordsOf(project.folder)).at(-1)).toMatchObject({ op: 'del', rev: 4 });
    expect(await undo(project, { by: 'id', id: 'no' })).toMatchObject({ failure: { code: 'history-incomplete' } });
  });

  it('U5 answers a repeat with the first end, in a later session too', async () => {
    const project = await openProject(['a']);
    assetIdOf(await project.register('a'));
    const first = await project.packer.undo(project.projectId, newest, 'once', unfollowed);
    expect(await project.packer.undo(project.projectId, newest, 'once', unfollowed)).toEqual(first);

    const again = await reopen(project);

    expect(await again.packer.undo(again.projectId, newest, 'once', unfollowed)).toEqual(first);
    expect(await recordsOf(project.folder)).toHaveLength(2);
  });

  it('U6 undoes all of a command or nothing', async () => {
    const roots = ['a', 'b', 'c'];
    const project = await openProject(roots);
    const { packer, projectId } = project;
    valueOf(await packer.registerAssets(projectId, { by: 'roots', roots }, 'all', unfollowed));
    const assetId = entryOf(project, 'b')?.assetId ?? '';
    const stamp = { commandId: 'foreign', writtenAt: '2026-01-01T00:00:00.000Z' };
    await appendFile(project.folder.registry, `${encodeTombstone({ assetId, rev: 2, ...stamp })}\n`);

    expect(await undo(project, newest)).toEqual({ ok: false, failure: { code: 'changed-since', root: 'b' } });

    expect(entryOf(project, 'a')).not.toBeNull();
    expect(entryOf(project, 'c')).not.toBeNull();
    expect(await recordsOf(project.folder)).toHaveLength(4);
  });

  it('U6 goes in batches through a large command, and tells how far it is', async () => {
    const roots = Array.from({ length: 600 }, (_, at) => `many/${String(at).padStart(3, '0')}`);
    const project = await openProject(roots);
    const { packer, projectId } = project;
    valueOf(await packer.registerAssets(projectId, { by: 'roots', roots }, 'all', unfollowed));
    const steps: number[] = [];
    const telling = { ...unfollowed, advanced: (results: readonly unknown[]) => steps.push(results.length) };

    const again = await reopen(project);
    const undone = valueOf(await again.packer.undo(again.projectId, newest, 'back', telling));

    expect(undone.completion).toMatchObject({ status: 'done', asked: 600, written: 600 });
    expect(steps).toEqual([256, 256, 88]);
    expect(await historyOf(again)).toMatchObject({ total: 2, redo: { count: 600 }, undo: null });
    // Written behind the answer, and before the project is closed.
    await reopen(again);
    expect((await readFile(historyPath(project), 'utf8')).split('\n')).toHaveLength(7);
  });
});
