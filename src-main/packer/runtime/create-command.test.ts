import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BulkCompletion } from '../../../src-preload/contract/domain/bulk-registration.ts';
import { digestOf } from '../disk/digest.ts';
import { createInlineDisk } from '../testing/inline-disk.ts';
import { aFolder, differencesOf } from '../testing/open-test-project.ts';
import {
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
import type { NewAsset } from './create-command.ts';

/** A folder outside of the project, with files that an author may drop. */
interface Drop extends OpenTestProject {
  readonly outside: string;
  readonly trashFolder: string;
  file(name: string, content?: string): Promise<string>;
}

/** Files of a memory disk where there is one: a thousand syncs of a real one say nothing more. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

async function openInMemory(): Promise<Drop> {
  const folder = await createTestFolder([], scratch);
  onTestFinished(() => folder.remove());
  return openWith(folder, { disk: createInlineDisk() });
}

async function open(...roots: string[]): Promise<Drop> {
  return openWith(await aFolder(...roots));
}

async function openWith(folder: TestFolder, ports: Parameters<typeof createTestPacker>[0] = {}): Promise<Drop> {
  const outside = await mkdtemp(join(tmpdir(), 'prometeu-outside-'));
  const trashFolder = await mkdtemp(join(tmpdir(), 'prometeu-trash-'));
  onTestFinished(() => rm(outside, { recursive: true }));
  onTestFinished(() => rm(trashFolder, { recursive: true }));
  let moved = 0;
  const trash = {
    moveToTrash: async (path: string): Promise<void> => {
      moved += 1;
      await rename(path, join(trashFolder, String(moved)));
    },
  };
  const project = await openIn(createTestPacker({ trash, ...ports }), folder);
  return {
    ...project,
    outside,
    trashFolder,
    file: async (name, content = name) => {
      const path = join(outside, name);
      await writeFile(path, content);
      return path;
    },
  };
}

function anAsset(root: string, path: string, more: Partial<NewAsset> = {}): NewAsset {
  return { root, name: 'Leaf', type: 'image', files: [{ path, name: 'leaf.png' }], ...more };
}

let commands = 0;

async function create(
  { packer, projectId }: OpenTestProject,
  assets: readonly NewAsset[],
  { register = true, commandId }: { readonly register?: boolean; readonly commandId?: string } = {},
): Promise<BulkCompletion> {
  commands += 1;
  const id = commandId ?? `create ${String(commands)}`;
  return valueOf(await packer.createAssets(projectId, assets, register, id, unfollowed));
}

const nothing = { already: 0, refused: [], left: 0 };

/** What is left of the making in the private folder: nothing, where it ended. */
async function leftOver({ folder }: OpenTestProject): Promise<string[]> {
  const names = await readdir(join(folder.path, '.prometeu'));
  return names.filter((name) => name.endsWith('.tmp') || name.startsWith('intent'));
}

describe('creating assets', () => {
  it('N2 copies, registers with one sync, reads nothing of the project again, and leaves the file alone', async () => {
    const project = await open('a');
    const { disk, folder, packer, projectId, file } = project;
    const [one, two] = [await file('one.png', 'one'), await file('two.png', 'two')];
    disk.calls.length = 0;

    const completion = await create(project, [anAsset('ui/one', one), anAsset('ui/two', two)]);

    expect(completion).toEqual({ status: 'done', asked: 2, written: 2, ...nothing });
    expect(await readFile(join(folder.path, 'assets/ui/one/leaf.png'), 'utf8')).toBe('one');
    expect(await readFile(one, 'utf8')).toBe('one');
    expect(packer.getAssetDetails(projectId, 'ui/two')).toMatchObject({
      value: {
        name: 'Leaf',
        type: 'image',
        registration: 'registered',
        health: 'ok',
        sources: [{ path: 'leaf.png', bytes: 3 }],
      },
    });
    expect(disk.calls.filter(({ call }) => call === 'scan' || call === 'list')).toEqual([]);
    expect(disk.calls.filter(({ call }) => call === 'file.datasync')).toHaveLength(1);
    expect(await leftOver(project)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N2 says what it is about to do before the first copy, and forgets it behind the last record', async () => {
    const project = await open();
    const { disk, folder, file } = project;
    const path = await file('one.png');
    disk.calls.length = 0;

    await create(project, [anAsset('ui/one', path)]);

    const steps = disk.calls
      .filter(({ call }) => /^(?:makeFolder|rename|remove|syncFolder|file\.sync|file\.datasync)$/.test(call))
      .map((each) => [each.call, relative(folder.path, each.path).replace(/assets-[^/]*\.tmp/, '<new>')]);
    expect(steps).toEqual([
      ['file.sync', '.prometeu/<new>'],
      ['rename', '.prometeu/<new>'],
      ['syncFolder', '.prometeu'],
      ['makeFolder', '.prometeu/<new>'],
      ['file.sync', '.prometeu/<new>/leaf.png'],
      ['file.sync', '.prometeu/<new>/asset.json'],
      ['syncFolder', '.prometeu/<new>'],
      ['makeFolder', 'assets/ui'],
      ['syncFolder', 'assets'],
      ['rename', '.prometeu/<new>'],
      ['syncFolder', 'assets/ui'],
      ['file.datasync', 'assets.jsonl'],
      ['remove', '.prometeu/intent.json'],
      ['syncFolder', '.prometeu'],
    ]);
  });

  it('N4 adds them unregistered in one revision where that is wanted', async () => {
    const project = await open('a');
    const { packer, projectId, file } = project;
    const before = valueOf(packer.getProject(projectId)).revision;

    await create(project, [anAsset('b', await file('b.png')), anAsset('c', await file('c.png'))], { register: false });

    expect(valueOf(packer.getProject(projectId)).revision).toBe(before + 1);
    expect(valueOf(packer.getAssetDetails(projectId, 'c')).registration).toBe('unregistered');
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N1 refuses each for what is in its way, and stops no other one', async () => {
    const project = await open('ui/taken', 'twin', 'outer');
    const { outside, folder, file } = project;
    const path = await file('ok.png');
    await mkdir(join(folder.path, 'assets/stands'));
    await mkdir(join(outside, 'folder'));
    await symlink(path, join(outside, 'link'));

    const roots = ['ui/taken', 'TWIN', 'outer/inner', 'ui', 'a:b', '.dots', 'stands', 'ok', 'OK', 'ok/inner'];
    const files = ['folder', 'link', 'gone.png'].map((name, at) => anAsset(`file-${String(at)}`, join(outside, name)));
    const completion = await create(project, [...roots.map((root) => anAsset(root, path)), ...files]);

    expect(completion).toMatchObject({ status: 'done', asked: 13, written: 1, left: 0 });
    expect(Object.fromEntries(completion.refused.map(({ code, examples }) => [code, examples]))).toEqual({
      'new-root-taken': ['ui/taken', 'ui', 'stands'],
      'new-root-twin': ['TWIN', 'OK'],
      'new-root-in-asset': ['outer/inner', 'ok/inner'],
      'new-root-invalid': ['a:b', '.dots'],
      'file-not-usable': ['file-0', 'file-1', 'file-2'],
    });
    expect(await readdir(join(folder.path, 'assets/stands'))).toEqual([]);
    expect(await leftOver(project)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N1 has no copy of a file that changes while it is copied', async () => {
    const project = await open();
    const { disk, file } = project;
    const path = await file('one.png');
    disk.after({ call: 'file.read', path: 'one.png' }, () => writeFile(path, 'other'));

    expect(await create(project, [anAsset('a', path)])).toMatchObject({ refused: [{ code: 'file-not-usable' }] });
    expect(await leftOver(project)).toEqual([]);
  });

  it('N1 has no copy of a file of which the disk tells nothing, before or behind its bytes, and makes the others', async () => {
    const project = await open();
    const { disk, file } = project;
    const [one, two, three] = [await file('one.png'), await file('two.png'), await file('three.png')];
    disk.fail({ call: 'file.status', path: 'one.png' }, 'EIO');
    disk.after({ call: 'file.read', path: 'two.png' }, () => {
      disk.fail({ call: 'file.status', path: 'two.png' }, 'EIO');
    });

    expect(await create(project, [anAsset('a', one), anAsset('b', two), anAsset('c', three)])).toMatchObject({
      status: 'done',
      written: 1,
      refused: [{ code: 'file-not-usable', examples: ['a', 'b'] }],
    });

    const [opened, closed] = ['open', 'file.close'].map((name) =>
      disk.calls.filter(({ call, path }) => call === name && path.startsWith(project.outside)),
    );
    expect(closed).toHaveLength(opened?.length ?? 0);
    expect(disk.unused()).toBe(0);
    expect(await leftOver(project)).toEqual([]);
  });

  it('N2 makes a thousand, some of which can’t be, with a few pieces of a large one in memory', {
    timeout: 60_000,
  }, async () => {
    const project = await openInMemory();
    const { file, outside, disk } = project;
    const large = 'x'.repeat(1024 * 1024);
    const paths = await Promise.all(
      Array.from({ length: 1000 }, (_, at) =>
        at % 50 === 0
          ? Promise.resolve(join(outside, `gone-${String(at)}`))
          : file(`${String(at)}.png`, at === 1 ? large : 'p'),
      ),
    );
    const told: number[] = [];
    const follower = { ...unfollowed, advanced: (results: readonly unknown[]) => told.push(results.length) };
    const assets = paths.map((path, at) => anAsset(`group-${String(at % 7)}/${String(at)}`, path));

    const completion = valueOf(await project.packer.createAssets(project.projectId, assets, true, 'many', follower));

    expect(completion).toMatchObject({ status: 'done', asked: 1000, written: 980, left: 0 });
    expect(completion.refused).toMatchObject([{ code: 'file-not-usable', count: 20 }]);
    expect(told).toEqual([...Array.from({ length: 15 }, () => 64), 40]);
    const writes = disk.calls.filter(({ call, path }) => call === 'file.write' && path.endsWith('leaf.png'));
    expect(writes).toHaveLength(979 + 4);
    expect(await recordsOf(project.folder)).toHaveLength(980);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N3 stops within a copy at a cancel: nothing of the batch has its place, and none counts as tried', async () => {
    const project = await open();
    const { packer, projectId, disk, file, folder } = project;
    const cancel = new AbortController();
    const large = await file('large.png', 'x'.repeat(1024 * 1024));
    disk.after({ call: 'file.read', path: 'large.png' }, () => {
      cancel.abort();
    });
    const assets = [anAsset('a', await file('a.png')), anAsset('b', large), anAsset('c', large), anAsset('a', large)];

    const follower = { ...unfollowed, signal: cancel.signal };
    const completion = valueOf(await packer.createAssets(projectId, assets, true, 'cancelled', follower));

    expect(completion).toMatchObject({ status: 'cancelled', asked: 4, written: 0, left: 3 });
    expect(disk.calls.filter(({ call, path }) => call === 'file.read' && path === large)).toHaveLength(1);
    expect(await readdir(join(folder.path, 'assets'))).toEqual([]);
    expect(await leftOver(project)).toEqual([]);
    expect(await create(project, assets.slice(0, 3))).toMatchObject({ status: 'done', written: 3 });
  });

  it('N2 copies no more than 64 MiB in a turn, and one asset at least', async () => {
    const project = await open();
    const { packer, projectId, disk, outside, file } = project;
    const [path, small] = [join(outside, 'large.png'), await file('small.png')];
    // A hole, which takes no room; it is refused before it is copied.
    await writeFile(path, '');
    await truncate(path, 65 * 1024 * 1024);
    disk.fail({ call: 'file.read', path: 'large.png' }, 'EIO', 2);
    const told: number[] = [];
    const follower = { ...unfollowed, advanced: (results: readonly unknown[]) => told.push(results.length) };

    const assets = [
      ['a', small],
      ['b', path],
      ['c', path],
      ['d', small],
      ['e', small],
    ] as const;
    const wanted = assets.map(([root, from]) => anAsset(root, from));
    valueOf(await packer.createAssets(projectId, wanted, true, 'large', follower));

    expect(told).toEqual([1, 1, 1, 2]);
  });

  it('N3 leaves no empty folder where the disk refuses one its place', async () => {
    const project = await open();
    const { disk, folder, file } = project;
    disk.before({ call: 'rename' }, () => undefined);
    disk.fail({ call: 'rename' }, 'EIO');

    expect(await create(project, [anAsset('ui/new/a', await file('a.png'))])).toMatchObject({
      status: 'failed',
      disk: 'as-before',
    });

    expect(await readdir(join(folder.path, 'assets'))).toEqual([]);
  });

  it('N3 leaves nothing of a batch where the disk is full', async () => {
    const project = await open();
    const { disk, folder, file } = project;
    const assets = [anAsset('a', await file('a.png')), anAsset('b', await file('b.png'))];
    disk.fail({ call: 'file.write', path: 'asset.json' }, 'ENOSPC');

    expect(await create(project, assets)).toMatchObject({
      status: 'failed',
      failure: { code: 'file-refused', step: 'write', errno: 'ENOSPC' },
      disk: 'as-before',
      written: 0,
      unconfirmed: 2,
    });
    expect(await readdir(join(folder.path, 'assets'))).toEqual([]);
    expect(await leftOver(project)).toEqual([]);
    expect(await create(project, assets)).toMatchObject({ status: 'done', written: 2 });
  });

  it('N3 keeps those before the one that the disk refuses a place', async () => {
    const project = await open();
    const { disk, file } = project;
    const assets = [anAsset('a', await file('a.png')), anAsset('b', await file('b.png'))];
    disk.before({ call: 'rename' }, () => undefined);
    disk.before({ call: 'rename' }, () => undefined);
    disk.fail({ call: 'rename' }, 'EXDEV');

    expect(await create(project, assets)).toMatchObject({
      status: 'failed',
      failure: { code: 'file-refused', path: 'assets/b', step: 'replace', errno: 'EXDEV' },
      written: 1,
      unconfirmed: 1,
    });
    expect(await leftOver(project)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N3 replaces nothing that comes to stand there meanwhile', async () => {
    const project = await open();
    const { disk, folder, file } = project;
    disk.after({ call: 'file.sync', path: 'asset.json' }, () => folder.writeFile('assets/a/mine.txt', 'mine'));

    expect(await create(project, [anAsset('a', await file('a.png'))])).toMatchObject({
      refused: [{ code: 'new-root-taken', examples: ['a'] }],
    });
    expect(await readdir(join(folder.path, 'assets/a'))).toEqual(['mine.txt']);
    expect(await leftOver(project)).toEqual([]);
  });

  it('N3 says that nobody knows where the sync of the new names fails, and shows what can be seen', async () => {
    const project = await open();
    const { disk, file, packer, projectId } = project;
    disk.fail({ call: 'syncFolder', path: 'assets/ui' }, 'EIO');

    expect(await create(project, [anAsset('ui/a', await file('a.png'))])).toMatchObject({
      status: 'failed',
      disk: 'unknown',
    });
    expect(valueOf(packer.getAssetDetails(projectId, 'ui/a')).registration).toBe('unregistered');
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N2 ends where the registry refuses: the assets are there and not registered', async () => {
    const project = await open();
    const { disk, file, packer, projectId } = project;
    disk.fail({ call: 'open', path: 'assets.jsonl' }, 'EACCES');

    expect(await create(project, [anAsset('a', await file('a.png'))])).toMatchObject({
      status: 'failed',
      failure: { code: 'disk-refused' },
      written: 0,
      unconfirmed: 1,
    });
    expect(valueOf(packer.getAssetDetails(projectId, 'a')).registration).toBe('unregistered');
    expect(await leftOver(project)).toEqual([]);
  });

  it('N2 writes nothing once another process has the lock, and a repeat of a command makes nothing anew', async () => {
    const project = await open();
    const { folder, file } = project;
    const assets = [anAsset('a', await file('a.png'))];
    expect(await create(project, assets, { commandId: 'same' })).toMatchObject({ written: 1 });
    expect(await create(project, assets, { commandId: 'same' })).toMatchObject({ status: 'done', written: 1 });

    await writeFile(join(folder.path, '.prometeu/lock'), 'not ours');
    expect(await create(project, [anAsset('b', await file('b.png'))])).toMatchObject({ status: 'failed', written: 0 });
    expect(existsSync(join(folder.path, 'assets/b'))).toBe(false);
  });

  it('N2 places nothing once another process has got the lock while it was copied, and leaves it the intent', async () => {
    const project = await open();
    const { disk, folder, file } = project;
    disk.after({ call: 'file.sync', path: 'asset.json' }, () =>
      writeFile(join(folder.path, '.prometeu/lock'), 'not ours'),
    );

    expect(await create(project, [anAsset('a', await file('a.png'))])).toMatchObject({
      status: 'failed',
      written: 0,
      unconfirmed: 1,
      disk: 'as-before',
    });

    expect(await readdir(join(folder.path, 'assets'))).toEqual([]);
    expect(await leftOver(project)).toContain('intent.json');
  });
});

describe('an intent that is found', () => {
  /** An intent as another process left it that made these, each of which would have the manifest that stands in its folder. */
  async function leaveIntent(folder: TestFolder, roots: readonly string[], manifests = roots): Promise<void> {
    const assets = await Promise.all(
      roots.map(async (root, at) => ({
        root,
        staging: `assets-${String(at)}.tmp`,
        manifest: digestOf(await readFile(join(folder.path, 'assets', manifests[at] ?? root, 'asset.json'))),
      })),
    );
    const intent = { op: 'create', commandId: 'killed', at: '2026-11-24T14:02:03.004Z', register: true, assets };
    await folder.writeFile('.prometeu/intent.json', JSON.stringify({ v: 1, intent }));
  }

  it('N6 tells its own folder from one that somebody put there, and removes what never had its place', async () => {
    const folder = await aFolder('ours', 'theirs', 'never-begun');
    await folder.writeFile('.prometeu/assets-1.tmp/leaf.png', 'half');
    await folder.writeAsset('made/for/gone');
    await leaveIntent(folder, ['ours', 'theirs', 'never-begun', 'made/for/gone'], ['ours', 'theirs', 'ours']);
    await folder.removeFolder('made/for/gone');

    const project = await openIn(createTestPacker(), folder);

    expect((await recordsOf(folder)).map(({ root, cmd }) => [root, cmd])).toEqual([['ours', 'killed']]);
    expect(await leftOver(project)).toEqual([]);
    const { diagnostics } = valueOf(project.packer.getProject(project.projectId));
    expect(diagnostics).toMatchObject([{ code: 'create-finished', count: 1, asked: 4 }]);
    expect((await readdir(join(folder.path, 'assets'))).sort()).toEqual(['never-begun', 'ours', 'theirs']);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N6 removes what was put together and never placed, each by itself, also where no intent says so any more', async () => {
    const project = await open();
    const { disk, file, outside, folder, packer, projectId } = project;
    disk.fail({ call: 'removeFolder', path: 'assets-' }, 'EBUSY', 2);
    const gone = join(outside, 'gone');
    await create(project, [anAsset('a', gone), anAsset('b', await file('b.png')), anAsset('c', gone)]);
    expect(await leftOver(project)).toHaveLength(2);
    await folder.writeFile('.prometeu/mine.tmp/notes.txt', 'mine');

    disk.fail({ call: 'removeFolder', path: 'assets-' }, 'EBUSY');
    valueOf(await packer.reload(projectId, unhurried));
    expect(await leftOver(project)).toHaveLength(2);
    await packer.close();
    const again = await openIn(createTestPacker(), folder);

    expect(await leftOver(again)).toEqual(['mine.tmp']);
  });

  it('N6 removes nothing that another process may be putting together', async () => {
    const project = await open();
    const { folder, packer, projectId } = project;
    await folder.writeFile('.prometeu/assets-1.tmp/leaf.png', 'half');
    await writeFile(join(folder.path, '.prometeu/lock'), 'not ours');

    valueOf(await packer.reload(projectId, unhurried));

    expect(await leftOver(project)).toEqual(['assets-1.tmp']);
  });

  it('N6 stays with what never had its place where it can’t be removed, and the next command settles both', async () => {
    const project = await open();
    const { disk, file, outside } = project;
    disk.fail({ call: 'remove', path: 'intent.json' }, 'EACCES');

    const assets = [anAsset('a', await file('a.png')), anAsset('b', join(outside, 'gone'))];
    expect(await create(project, assets)).toMatchObject({ status: 'done', written: 1 });

    expect(await leftOver(project)).toEqual([expect.stringMatching(/^assets-.*\.tmp$/), 'intent.json']);
    await project.folder.writeAsset('b');
    expect(await create(project, [anAsset('c', await file('c.png'))])).toMatchObject({ status: 'done', written: 1 });
    expect(valueOf(project.packer.getAssetDetails(project.projectId, 'b')).registration).toBe('unregistered');
    expect(await leftOver(project)).toEqual([]);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N6 stays while the registry can’t be written, and is settled as soon as it can', async () => {
    const project = await open('ours', 'known');
    const { folder } = project;
    await project.register('known');
    await project.packer.close();
    const registry = await readFile(folder.registry);
    await rm(folder.registry);
    await leaveIntent(folder, ['ours']);

    const lost = await openIn(createTestPacker(), folder);

    expect(valueOf(lost.packer.getProject(lost.projectId)).lane).toMatchObject({ state: 'read-only' });
    expect(await leftOver(lost)).toEqual(['intent.json']);
    await writeFile(folder.registry, registry);
    valueOf(await lost.packer.reload(lost.projectId, unhurried));
    expect(valueOf(lost.packer.getAssetDetails(lost.projectId, 'ours'))).toMatchObject({
      registration: 'registered',
      entry: { commandId: 'killed' },
    });
    expect(await leftOver(lost)).toEqual([]);
    expect(await differencesOf(lost)).toEqual([]);
  });

  it('N6 is left alone by who only reads', async () => {
    const folder = await aFolder('ours');
    await leaveIntent(folder, ['ours']);
    const { packer } = createTestPacker();

    valueOf(await packer.openProject(folder.path, unhurried, 'read'));

    expect(existsSync(join(folder.path, '.prometeu/intent.json'))).toBe(true);
    expect(await recordsOf(folder)).toEqual([]);
  });
});

describe('undoing it', () => {
  const newest = { by: 'newest', direction: 'undo' } as const;

  it('N7 unregisters and moves the folders to the trash, as one step', async () => {
    const project = await open('a');
    const { packer, projectId, trashFolder, folder, file } = project;
    await create(project, [anAsset('ui/b', await file('b.png', 'b')), anAsset('c', await file('c.png'))], {
      commandId: 'made',
    });
    const history = valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 }));
    expect(history.steps).toMatchObject([
      { what: 'create', kind: 'do', count: 2, roots: ['ui/b', 'c'], undo: { available: true } },
    ]);

    const undone = valueOf(await packer.undo(projectId, newest, 'undo', unfollowed));

    expect(undone).toMatchObject({ what: 'create', kind: 'undo', completion: { status: 'done', written: 2 } });
    expect(await readFile(join(trashFolder, '1/leaf.png'), 'utf8')).toBe('b');
    expect((await recordsOf(folder)).map(({ op }) => op)).toEqual(['put', 'put', 'del', 'del']);
    expect(packer.getAssetDetails(projectId, 'c')).toMatchObject({ failure: { code: 'no-such-asset' } });
    expect(await differencesOf(project)).toEqual([]);
    const after = valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 }));
    expect(after.steps.map(({ kind, count, undo }) => [kind, count, undo])).toEqual([
      ['undo', 2, { available: false, reason: { code: 'in-trash', root: 'ui/b' } }],
      ['do', 2, { available: false, reason: { code: 'already-undone' } }],
    ]);
  });

  it.each([
    ['the first of them', 1],
    ['one in between', 2],
  ])('N7 can be undone to its end where the trash refused %s', async (_, refusedAt) => {
    const folder = await aFolder();
    const trashFolder = await mkdtemp(join(tmpdir(), 'prometeu-trash-'));
    onTestFinished(() => rm(trashFolder, { recursive: true }));
    let tried = 0;
    const moveToTrash = async (path: string): Promise<void> => {
      tried += 1;
      if (tried === refusedAt) {
        throw Object.assign(new Error('refused'), { code: 'EACCES' });
      }
      await rename(path, join(trashFolder, String(tried)));
    };
    const project = await openWith(folder, { trash: { moveToTrash } });
    const { packer, projectId, file } = project;
    const assets = [
      anAsset('a', await file('a.png')),
      anAsset('b', await file('b.png')),
      anAsset('c', await file('c.png')),
    ];
    await create(project, assets, { commandId: 'made' });
    await packer.undo(projectId, newest, 'undo', unfollowed);
    const [, before] = valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 })).steps;
    expect(before).toMatchObject({ id: 'made', undo: { available: true } });

    const rest = await packer.undo(projectId, { by: 'id', id: 'made' }, 'rest', unfollowed);

    expect(rest).toMatchObject({ value: { completion: { status: 'done' } } });
    expect(await readdir(join(folder.path, 'assets'))).toEqual([]);
    expect(packer.getAssetDetails(projectId, 'a')).toMatchObject({ failure: { code: 'no-such-asset' } });
    expect(await differencesOf(project)).toEqual([]);
    const after = valueOf(await packer.listHistory(projectId, { offset: 0, limit: 10 })).steps.at(-1);
    expect(after).toMatchObject({ id: 'made', undo: { available: false, reason: { code: 'already-undone' } } });
  });

  it('N7 takes the folders along that it made, of two turns too, and none that has anything in it or was there', async () => {
    const project = await open('ui/a');
    const { packer, projectId, folder, file } = project;
    const assets = join(folder.path, 'assets');
    const roots = ['ui/new/b', 'deep/er/c', 'deep/d', ...Array.from({ length: 20 }, (_, at) => `many/${String(at)}`)];
    const one = await file('b.png');
    await create(project, [...roots.map((root) => anAsset(root, one)), anAsset('kept/e', one)], { commandId: 'made' });
    await writeFile(join(assets, 'kept/notes.txt'), 'mine');

    valueOf(await packer.undo(projectId, newest, 'undo', unfollowed));

    expect((await readdir(assets)).toSorted()).toEqual(['kept', 'ui']);
    expect(await readdir(join(assets, 'ui'))).toEqual(['a']);
    expect(await readdir(join(assets, 'kept'))).toEqual(['notes.txt']);
    expect(await differencesOf(project)).toEqual([]);
  });

  it('N7 is known after a restart', async () => {
    const project = await open();
    await create(project, [anAsset('b', await project.file('b.png'))], { register: false });
    await project.packer.close();

    const again = await openIn(
      createTestPacker({ trash: { moveToTrash: (path) => rm(path, { recursive: true }) } }),
      project.folder,
    );

    expect(valueOf(await again.packer.undo(again.projectId, newest, 'undo', unfollowed))).toMatchObject({
      completion: { written: 1 },
    });
    expect(await readdir(join(project.folder.path, 'assets'))).toEqual([]);
  });

  const changes: readonly (readonly [string, (project: Drop, folder: string) => Promise<unknown>])[] = [
    ['a file was drawn anew', (_, folder) => writeFile(join(folder, 'leaf.png'), 'drawn anew')],
    ['a file was saved again', (_, folder) => utimes(join(folder, 'leaf.png'), 1, 1)],
    ['a file was added', (_, folder) => writeFile(join(folder, 'more.png'), 'more')],
    ['a file is gone', (_, folder) => rm(join(folder, 'asset.json'))],
    ['another command registered it', ({ register }) => register('b')],
  ];

  it.each(changes)('N7 is refused where %s, and everything stays', async (_, change) => {
    const project = await open();
    const { packer, projectId, folder, trashFolder, file } = project;
    const assets = [anAsset('a', await file('a.png')), anAsset('b', await file('b.png'))];
    await create(project, assets, { register: false, commandId: 'made' });
    await change(project, join(folder.path, 'assets/b'));

    const undone = await packer.undo(projectId, { by: 'id', id: 'made' }, 'undo', unfollowed);

    expect(undone).toMatchObject({ failure: { code: 'changed-since', root: 'b' } });
    expect(await readdir(trashFolder)).toEqual([]);
    expect((await stat(join(folder.path, 'assets/a'))).isDirectory()).toBe(true);
  });

  it('N7 is refused by a program without a trash', async () => {
    const project = await open();
    await create(project, [anAsset('b', await project.file('b.png'))]);
    await project.packer.close();

    const { packer, projectId } = await openIn(createTestPacker(), project.folder);

    expect(await packer.undo(projectId, newest, 'undo', unfollowed)).toMatchObject({ failure: { code: 'no-trash' } });
  });
});
