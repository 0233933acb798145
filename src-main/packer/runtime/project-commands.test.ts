import { appendFile, rename, unlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { assetsInOrder } from '../core/asset-index.ts';
import { findAsset } from '../core/project-snapshot.ts';
import { entriesOf } from '../core/registry-view.ts';
import type { Disk } from '../disk/disk-port.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import type { Packer } from '../index.ts';
import { assetsHeldAnew } from '../testing/assets-held-anew.ts';
import { aFolder, openNew, registrationOf } from '../testing/open-test-project.ts';
import {
  assetIdOf,
  createTestPacker,
  openIn,
  recordsOf,
  unhurried,
  valueOf,
  wiredProjectId,
  wireProject,
} from '../testing/test-packer.ts';
import type { SnapshotReader } from './runtime-registry.ts';

function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

describe('lane of a project', () => {
  it('L1 writes registrations in the order in which they were called', async () => {
    const roots = ['d', 'b', 'a', 'c'];
    const { folder, register } = await openNew(...roots);

    const completions = await Promise.all(roots.map((root) => register(root)));

    expect(completions.map(({ status }) => status)).toEqual(roots.map(() => 'committed'));
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(roots);
  });

  it('L1 keeps the calls of one registration together', async () => {
    const { disk, register } = await openNew('a', 'b');

    const first = register('a');
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([first, register('b')]);

    const names = disk.calls.map(({ call }) => call);
    expect(names.slice(0, 7)).toEqual(names.slice(7));
    expect(names).toHaveLength(14);
  });

  it('L1 lets two projects not wait for each other', async () => {
    const test = createTestPacker();
    const held = await openIn(test, await aFolder('a'));
    const free = await openIn(test, await aFolder('a'));
    const gate = test.disk.hold({ call: 'file.datasync', path: held.folder.registry });
    const waiting = held.register('a');
    await gate.reached;

    expect(await free.register('a', 'other')).toMatchObject({ status: 'committed' });
    expect(test.packer.getAssetDetails(held.projectId, 'a')).toMatchObject({ value: { registration: 'unregistered' } });

    gate.open();
    expect(await waiting).toMatchObject({ status: 'committed' });
  });

  it('L2 commits the registrations after one that failed', async () => {
    const { disk, folder, register } = await openNew('a', 'b', 'c');
    disk.fail({ call: 'file.write' }, 'EIO');

    const first = register('a');
    await Promise.resolve();
    await Promise.resolve();
    const completions = await Promise.all([first, register('nothing'), register('b'), register('c')]);

    expect(completions.map(({ status }) => status)).toEqual(['failed', 'refused', 'committed', 'committed']);
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['b', 'c']);
  });

  it('L2 answers the commands after one for which the id source fails', async () => {
    const folder = await aFolder('a', 'b');
    let asked = 0;
    const test = createTestPacker({
      ids: {
        newAssetId: () => {
          asked += 1;
          if (asked === 1) {
            throw new Error('No id');
          }
          return '00000000-0000-7000-8000-00000000000b';
        },
        newProjectId: () => wiredProjectId,
        newTemporaryName: () => '.assets.tmp',
      },
    });
    const { register } = await openIn(test, folder);

    const [broken, next] = await Promise.allSettled([register('a'), register('b')]);

    expect(broken.status).toBe('rejected');
    expect(next).toMatchObject({ value: { status: 'committed' } });
  });

  it('L5 closes when the accepted registrations have ended', async () => {
    const { disk, folder, packer, projectId, register } = await openNew('a', 'b');
    const gate = disk.hold({ call: 'file.datasync' });
    const log: string[] = [];
    const accepted = ['a', 'b'].map((root) => register(root).then(() => log.push(root)));
    await gate.reached;

    const closed = packer.closeProject(projectId).then(() => log.push('closed'));
    await settle();
    expect(log).toEqual([]);
    gate.open();
    await Promise.all([...accepted, closed]);

    expect(log).toEqual(['a', 'b', 'closed']);
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['a', 'b']);
  });

  it('L5 waits for the rebuild that a failed sync calls for', async () => {
    const { disk, folder, packer, projectId, register } = await openNew('a', 'b');
    await register('a');
    disk.fail({ call: 'file.datasync' }, 'EIO');
    const failing = register('b');

    await packer.closeProject(projectId);

    expect(await failing).toMatchObject({ status: 'failed' });
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['a']);
  });

  it('L5 refuses what is called after close', async () => {
    const { commands } = await wireProject((await aFolder('a')).path);
    const closed = commands.close();

    expect(await commands.register('a', 'late')).toEqual({ status: 'refused', refusal: { code: 'project-closing' } });
    expect(await commands.reload(unhurried)).toEqual({ ok: false, failure: { code: 'project-closing' } });
    expect(await commands.verify(unhurried)).toEqual({ ok: false, failure: { code: 'project-closing' } });
    await closed;
  });

  it('L5 closes every project', async () => {
    const test = createTestPacker();
    const one = await openIn(test, await aFolder('a'));
    const other = await openIn(test, await aFolder('a'));
    const gate = test.disk.hold({ call: 'file.datasync', path: other.folder.registry });
    const accepted = other.register('a');
    await gate.reached;

    const closed = test.packer.close();
    gate.open();
    await closed;

    expect(await accepted).toMatchObject({ status: 'committed' });
    for (const { projectId } of [one, other]) {
      expect(test.packer.getProject(projectId)).toEqual({ ok: false, failure: { code: 'project-not-open' } });
    }
  });

  it('L7 goes on with reads, other projects and the event loop while a sync takes its time', async () => {
    const test = createTestPacker();
    const slow = await openIn(test, await aFolder('a', 'b', 'c'));
    const other = await openIn(test, await aFolder('a'));
    const gate = test.disk.hold({ call: 'file.datasync', path: slow.folder.registry });
    const ended: string[] = [];
    const queued = ['a', 'b', 'c'].map((root) => slow.register(root).then(() => ended.push(root)));
    await gate.reached;

    const query = { filter: noFilter, sort: 'root', descending: false, offset: 0, limit: 10 } as const;
    expect(test.packer.listAssets(slow.projectId, query)).toMatchObject({ value: { revision: 1, total: 3 } });
    expect(test.packer.getAssetActions(slow.projectId, 'a')).toMatchObject({ ok: true });
    expect(await other.register('a', 'other')).toMatchObject({ status: 'committed' });
    await settle();
    expect(ended).toEqual([]);
    gate.open();
    await Promise.all(queued);

    expect(ended).toEqual(['a', 'b', 'c']);
    expect((await recordsOf(slow.folder)).map(({ root }) => root)).toEqual(['a', 'b', 'c']);
  });
});

describe('completions', () => {
  it('L3 answers each command with exactly one completion', async () => {
    const { disk, register } = await openNew('a', 'b');
    disk.fail({ call: 'file.write' }, 'ENOSPC');

    expect(await register('b')).toEqual({
      status: 'failed',
      failure: { code: 'disk-refused', step: 'write', errno: 'ENOSPC' },
      disk: 'as-before',
    });
    expect(await register('a')).toMatchObject({ status: 'committed', revision: 2 });
    expect(await register('a', 'again')).toMatchObject({
      status: 'refused',
      refusal: { code: 'already-registered', root: 'a' },
    });
  });

  it('L3 answers the repeat of a commandId with the first completion', async () => {
    const { disk, folder, register } = await openNew('a');
    const first = await register('a', 'once');
    disk.calls.length = 0;

    expect(await register('a', 'once')).toEqual(first);
    expect(disk.calls).toEqual([]);
    expect(await recordsOf(folder)).toHaveLength(1);
  });

  it('L3 answers a repeat that comes while the first is under way', async () => {
    const { disk, folder, register } = await openNew('a');
    const gate = disk.hold({ call: 'file.datasync' });
    const first = register('a', 'once');
    await gate.reached;
    const repeat = register('a', 'once');

    gate.open();

    expect(await repeat).toEqual(await first);
    expect(await recordsOf(folder)).toHaveLength(1);
  });

  it('L3 answers the repeat of a refused and of a failed command with the first completion', async () => {
    const { disk, folder, packer, projectId, register } = await openNew('a');
    disk.fail({ call: 'file.write' }, 'EIO');
    const failed = await register('a', 'failed');
    const refused = await register('b', 'refused');
    await folder.writeAsset('b');
    valueOf(await packer.reload(projectId, unhurried));

    expect(await register('a', 'failed')).toEqual(failed);
    expect(await register('b', 'refused')).toEqual(refused);
    expect(await recordsOf(folder)).toEqual([]);
  });

  it('L3 answers a repeat from the registry after the project was opened anew', async () => {
    const folder = await aFolder('a', 'b');
    const before = await openIn(createTestPacker(), folder);
    const first = await before.register('a', 'once');
    await before.packer.close();
    const after = await openIn(createTestPacker(), folder);

    const repeat = await after.register('a', 'once');

    expect(assetIdOf(repeat)).toBe(assetIdOf(first));
    expect(await recordsOf(folder)).toHaveLength(1);
    expect(await after.register('a', 'another')).toMatchObject({ refusal: { code: 'already-registered' } });
  });

  it('L3 says committed only with the revision in which the registration is', async () => {
    const { packer, projectId, register } = await openNew('a', 'b');

    for (const [root, revision] of [
      ['a', 2],
      ['b', 3],
    ] as const) {
      expect(await register(root)).toMatchObject({ status: 'committed', revision });
      expect(packer.getAssetDetails(projectId, root)).toMatchObject({
        value: { revision, registration: 'registered' },
      });
    }
  });

  it('L3 never answers with the registration of another asset when the id source repeats itself', async () => {
    const folder = await aFolder('a', 'b');
    const id = '00000000-0000-7000-8000-0000000000aa';
    const test = createTestPacker({
      ids: { newAssetId: () => id, newProjectId: () => wiredProjectId, newTemporaryName: () => '.assets.tmp' },
    });
    const { packer, projectId, register } = await openIn(test, folder);
    await register('a');

    const [repeated] = await Promise.allSettled([register('b')]);

    expect(repeated).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining(id) as string } });
    expect(await recordsOf(folder)).toMatchObject([{ id, root: 'a' }]);
    expect(packer.getAssetDetails(projectId, 'b')).toMatchObject({ value: { registration: 'unregistered' } });
    expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
  });
});

const noFilter = { registration: [], health: [], type: [], tag: [], search: '' };

describe('group commit', () => {
  const many = Array.from({ length: 300 }, (_, at) => `many/${String(at)}`);

  function countOf(calls: readonly { call: string }[], name: string): number {
    return calls.filter(({ call }) => call === name).length;
  }

  it('L6 shares one write, one sync and one revision', async () => {
    const { disk, folder, packer, projectId, register } = await openNew('a', 'b', 'c');

    const completions = await Promise.all([register('c'), register('a'), register('b')]);

    expect(completions).toMatchObject(Array(3).fill({ status: 'committed', revision: 2 }));
    expect(disk.calls).toHaveLength(7);
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['c', 'a', 'b']);
    expect(valueOf(await packer.verify(projectId, unhurried)).differences).toEqual([]);
  });

  it('L6 takes 256 at most, and the others with the next', async () => {
    const { disk, folder, register } = await openNew(...many);

    const completions = await Promise.all(many.map((root) => register(root)));

    expect(new Set(completions.map((completion) => completion.status))).toEqual(new Set(['committed']));
    expect(countOf(disk.calls, 'file.datasync')).toBe(2);
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(many);
  });

  it('L6 checks each against those before it in the group', async () => {
    const { folder, register } = await openNew('a', 'b');

    const [first, second, third] = await Promise.allSettled([
      register('a', 'one'),
      register('a', 'two'),
      register('b'),
    ]);

    expect(first).toMatchObject({ value: { status: 'committed' } });
    expect(second).toMatchObject({ value: { status: 'refused', refusal: { code: 'already-registered' } } });
    expect(third).toMatchObject({ value: { status: 'committed' } });
    expect((await recordsOf(folder)).map(({ root }) => root)).toEqual(['a', 'b']);
  });

  it.each([
    ['file.write', 'as-before'],
    ['file.datasync', 'unknown'],
  ] as const)('L6 ends all of the group failed where %s fails, what was in its way too', async (call, state) => {
    const { disk, folder, register } = await openNew('a', 'b');
    disk.fail({ call, path: folder.registry }, 'EIO');

    const asked = [register('a', 'one'), register('a', 'two'), register('nowhere'), register('b')];
    const completions = await Promise.all(asked);

    expect(completions.map(({ status }) => status)).toEqual(['failed', 'failed', 'refused', 'failed']);
    expect(completions[1]).toMatchObject({ disk: state });
    expect(await register('a', 'again')).toMatchObject({ status: 'committed' });
  });

  it('L6 tells nobody before the sync that covers it', async () => {
    const { disk, register } = await openNew('a', 'b');
    const gate = disk.hold({ call: 'file.datasync' });
    const told: string[] = [];
    const asked = ['a', 'b', 'nowhere'].map((root) => register(root).then(() => told.push(root)));

    await gate.reached;
    expect(told).toEqual([]);
    gate.open();
    await Promise.all(asked);

    expect(told.toSorted()).toEqual(['a', 'b', 'nowhere']);
  });

  it('L1 keeps what stands between two registrations there', async () => {
    const { disk, packer, projectId, register } = await openNew('a', 'b');

    const [first, verified, second] = await Promise.all([
      register('a'),
      packer.verify(projectId, unhurried),
      register('b'),
    ]);

    expect(first).toMatchObject({ revision: 2 });
    expect(valueOf(verified)).toMatchObject({ revision: 2, differences: [] });
    expect(second).toMatchObject({ revision: 3 });
    expect(countOf(disk.calls, 'file.datasync')).toBe(2);
  });

  it('P5 brings a whole group through a file that was changed outside', async () => {
    const project = await openNew('a', 'b', 'c');
    project.disk.after({ call: 'file.write' }, () => appendFile(project.folder.registry, 'no record\n'));

    const completions = await Promise.all(['a', 'b', 'c'].map((root) => project.register(root)));

    expect(completions).toMatchObject(Array(3).fill({ status: 'committed', recovered: 'full-reload' }));
    expect(registrationOf(project, 'c')).toBe('registered');
  });
});

describe('publishing', () => {
  it('L4 gives the packer’s face no means to publish', () => {
    type Publishing = 'reloadSnapshot' | 'patch' | 'publish' | 'markUnavailable' | 'dispose' | 'snapshots' | 'current';

    expectTypeOf<Extract<keyof Packer, Publishing>>().toEqualTypeOf<never>();
    expectTypeOf<keyof SnapshotReader>().toEqualTypeOf<'current' | 'lane'>();
    expect(Object.keys(createTestPacker().packer).toSorted()).toEqual([
      'applyRepair',
      'checkMove',
      'checkNewRoots',
      'close',
      'closeProject',
      'compact',
      'countSelected',
      'createAssets',
      'createProject',
      'editManifest',
      'filesBelow',
      'findAssetFolder',
      'findNamed',
      'findProblem',
      'findRelocations',
      'findRow',
      'findSourceFile',
      'getAssetActions',
      'getAssetDetails',
      'getAssetFacets',
      'getProject',
      'listAssets',
      'listHistory',
      'listRefused',
      'listRepairs',
      'lookAtFile',
      'meantAssets',
      'moveAsset',
      'openProject',
      'openProjects',
      'partsOfModel',
      'provisionalView',
      'readManifest',
      'register',
      'registerAssets',
      'registryCopy',
      'reload',
      'relocateAsset',
      'takeOverLock',
      'trashAssets',
      'undo',
      'unregister',
      'unregisterAssets',
      'verify',
    ]);
  });

  it('L4 gives answers that share no list with the snapshot', async () => {
    const { packer, projectId } = await openNew('a');
    const query = { filter: noFilter, sort: 'root', descending: false, offset: 0, limit: 10 } as const;
    const window = valueOf(packer.listAssets(projectId, query));
    const details = valueOf(packer.getAssetDetails(projectId, 'a'));

    window.rows.length = 0;
    details.sources.length = 0;
    details.diagnostics.length = 0;

    expect(valueOf(packer.listAssets(projectId, query)).rows).toHaveLength(1);
    expect(valueOf(packer.getAssetDetails(projectId, 'a')).sources).toHaveLength(1);
  });

  it('P1 publishes nothing before the last look at the file, and completes after publishing', async () => {
    const { disk, packer, projectId, register } = await openNew('a');
    const seen: string[] = [];
    const look = (step: string) => () => {
      seen.push(`${step}: ${valueOf(packer.getAssetDetails(projectId, 'a')).registration}`);
    };
    disk.after({ call: 'file.write' }, look('written'));
    disk.after({ call: 'file.datasync' }, look('synced'));
    disk.after({ call: 'status', path: 'assets.jsonl' }, look('checked'));
    disk.after({ call: 'file.close' }, look('closed'));

    await register('a').then(look('completed'));

    expect(seen).toEqual([
      'written: unregistered',
      'synced: unregistered',
      'checked: unregistered',
      'closed: unregistered',
      'completed: registered',
    ]);
  });

  it('P1 writes nothing for a command that is refused', async () => {
    const { disk, register } = await openNew('a');
    await register('a');
    disk.calls.length = 0;

    expect(await register('a', 'again')).toMatchObject({ status: 'refused' });
    expect(await register('nothing')).toMatchObject({ status: 'refused' });
    expect(disk.calls).toEqual([]);
  });

  it('P3 changes the one asset, and keeps every other as it is kept', async () => {
    const roots = Array.from({ length: 20 }, (_, at) => `ui/asset-${String(at)}`);
    const { commands, published } = await wireProject((await aFolder(...roots)).path);
    const before = published();

    const assetId = assetIdOf(await commands.register('ui/asset-7', 'one'));

    const after = published();
    if (before === null || after === null) {
      throw new Error('There is no snapshot');
    }
    const root = 'ui/asset-7';
    expect(findAsset(after, root)?.entry).toMatchObject({ assetId, root, rev: 1, commandId: 'one' });
    expect(assetsHeldAnew(before.assets, after.assets)).toEqual([root]);
    expect(after.counts.registration).toEqual({ unregistered: 19, registered: 1 });
    expect(after.counts.all).toBe(20);
    expect(after.revision).toBe(before.revision + 1);
  });

  it('P3 puts the changed asset in its place in every order, entry included', async () => {
    const { commands, published } = await wireProject((await aFolder('c', 'a', 'b')).path);

    await commands.register('b', 'one');

    const snapshot = published();
    if (snapshot === null) {
      throw new Error('There is no snapshot');
    }
    const expected = { root: 'a b c', name: 'a b c', type: 'a b c', registration: 'b a c' };
    for (const sort of ['root', 'name', 'type', 'registration'] as const) {
      expect(
        [...assetsInOrder(snapshot.assets, sort)].map(({ root, entry }) => [root, entry?.root ?? null]),
        sort,
      ).toEqual(expected[sort].split(' ').map((root) => [root, root === 'b' ? 'b' : null]));
    }
    expect([...entriesOf(snapshot.registry)].map(({ root }) => root)).toEqual(['b']);
  });
});

/** A disk on which everything below `assets/` is out of bounds, once `closed` says so. */
function withoutAssets(disk: Disk, isClosed: () => boolean): Disk {
  const guard = (path: string): void => {
    if (isClosed() && path.includes('/assets/')) {
      throw new Error(`Touched ${path}`);
    }
  };
  const guarded =
    <Args extends [string, ...unknown[]], Value>(call: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      guard(`${args[0]}/`);
      return call(...args);
    };
  return {
    open: guarded(disk.open),
    status: guarded(disk.status),
    resolve: guarded(disk.resolve),
    list: guarded(disk.list),
    scan: async (projectFolder, options) => {
      guard(`${projectFolder}/assets/`);
      return disk.scan(projectFolder, options);
    },
    makeFolder: guarded(disk.makeFolder),
    rename: guarded(disk.rename),
    remove: guarded(disk.remove),
    removeFolder: guarded(disk.removeFolder),
    syncFolder: guarded(disk.syncFolder),
  };
}

describe('work of a point write', () => {
  it('P4 makes exactly the calls of P1, all on the registry', async () => {
    const { disk, folder, register } = await openNew('a', 'b');

    await register('a');

    expect(disk.calls.map(({ call, path }) => [call, relative(folder.path, path)])).toEqual([
      ['status', '.prometeu/lock'],
      ...['open', 'file.status', 'file.write', 'file.datasync', 'status', 'file.close'].map((call) => [
        call,
        'assets.jsonl',
      ]),
    ]);
    expect(disk.calls[1]).toMatchObject({ detail: 'append' });
  });

  it('P4 writes the history behind the answer, and makes no other call for it', async () => {
    const { disk, folder, packer, register } = await openNew('a', 'b');

    await register('a');
    expect(disk.historyCalls).toEqual([]);
    await register('b');
    await packer.close();

    const calls = disk.historyCalls.map(({ call, path }) => [call, relative(folder.path, path)]);
    const once = ['file.write', 'file.close'];
    expect(calls).toEqual(['open', 'open', ...once, 'open', ...once].map((call) => [call, '.prometeu/history.jsonl']));
  });

  it('P4 registers and answers with the assets folder taken away after the load', async () => {
    const { folder, packer, projectId, register } = await openNew('a', 'b');
    await rename(join(folder.path, 'assets'), join(folder.path, 'elsewhere'));

    const completion = await register('a');

    const query = { filter: noFilter, sort: 'name', descending: true, offset: 0, limit: 10 } as const;
    expect(completion).toEqual({ status: 'committed', revision: 2, assetId: assetIdOf(completion) });
    expect(packer.listAssets(projectId, query)).toMatchObject({ value: { rows: [{ root: 'b' }, { root: 'a' }] } });
    expect(packer.getAssetDetails(projectId, 'a')).toMatchObject({ value: { registration: 'registered' } });
    expect(valueOf(packer.getAssetActions(projectId, 'a')).actions.slice(0, 2)).toMatchObject([
      { action: 'register', available: false },
      { action: 'unregister', available: true },
    ]);
  });

  it('P4 registers and answers on a disk that throws at any path below assets', async () => {
    let closed = false;
    const test = createTestPacker({ disk: withoutAssets(createNodeDisk(), () => closed) });
    const { log, packer, projectId, register } = await openIn(test, await aFolder('a', 'b'));
    closed = true;

    for (const root of ['b', 'a']) {
      expect(await register(root)).not.toHaveProperty('recovered');
      expect(packer.getAssetDetails(projectId, root)).toMatchObject({ value: { registration: 'registered' } });
      expect(packer.getAssetActions(projectId, root)).toMatchObject({ ok: true });
    }

    expect(log.events).toEqual([]);
    expect(await packer.reload(projectId, unhurried).catch((error: unknown) => error)).toBeInstanceOf(Error);
  });

  it('P4 writes a registry that is missing at the first registration', async () => {
    const folder = await aFolder('a');
    await unlink(folder.registry);
    const { disk, register } = await openIn(createTestPacker(), folder);

    expect(await register('a')).toMatchObject({ status: 'committed' });

    expect(await recordsOf(folder)).toMatchObject([{ op: 'put', root: 'a', rev: 1, cmd: 'register a' }]);
    expect(disk.calls.filter(({ path }) => path.includes('/assets/'))).toEqual([]);
  });

  it('P4 writes the header into a registry that is empty', async () => {
    const folder = await aFolder('a');
    await folder.writeFile('assets.jsonl', '');
    const { register } = await openIn(createTestPacker(), folder);

    expect(await register('a')).toMatchObject({ status: 'committed' });

    expect(await recordsOf(folder)).toMatchObject([{ root: 'a' }]);
  });
});
