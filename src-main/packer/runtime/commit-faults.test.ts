import { appendFile, readFile, rename, stat, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RepairFix } from '../../../src-preload/contract/domain/repair.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import { encodeEntry, encodeTombstone, registryHeader } from '../disk/registry-record.ts';
import { type CallPattern, createFaultyDisk, type FaultyDisk } from '../testing/faulty-disk.ts';
import { aFolder, openNew, registrationOf } from '../testing/open-test-project.ts';
import {
  assetIdOf,
  createTestPacker,
  type OpenTestProject,
  openIn,
  recordsOf,
  type TestFolder,
  unhurried,
  valueOf,
  type WiredProject,
  wireProject,
} from '../testing/test-packer.ts';

/** A project in which `a` is registered and `b` and `c` are not. */
async function openWithA(): Promise<OpenTestProject> {
  const project = await openNew('a', 'b', 'c');
  await project.register('a');
  project.disk.calls.length = 0;
  return project;
}

function anEntry(root: string, number: number): string {
  const now = '1970-01-01T00:00:01.000Z';
  const assetId = `ffffffff-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
  return encodeEntry({ assetId, rev: 1, root, registeredAt: now, commandId: `foreign ${root}`, writtenAt: now });
}

async function rootsOf(folder: TestFolder): Promise<unknown[]> {
  return (await recordsOf(folder)).map(({ root }) => root);
}

/** Applies the first fix of that kind that the rule's finding offers. */
async function repair({ packer, projectId }: OpenTestProject, rule: string, fix: RepairFix['fix']): Promise<void> {
  const { findings } = valueOf(await packer.listRepairs(projectId));
  const finding = findings.find((found) => found.rule === rule);
  const chosen = finding?.fixes.find((offered) => offered.fix === fix);
  if (finding === undefined || chosen === undefined) {
    throw new Error(`Nothing offers ${fix} for ${rule}: ${JSON.stringify(findings)}`);
  }
  expect(valueOf(await packer.applyRepair(projectId, finding.id, chosen))).toMatchObject({ status: 'committed' });
}

async function differencesOf({ packer, projectId }: OpenTestProject): Promise<number> {
  return valueOf(await packer.verify(projectId, unhurried)).differenceCount;
}

function countOf({ calls }: FaultyDisk, call: string, path: string): number {
  return calls.filter((made) => made.call === call && made.path === path).length;
}

describe('a torn tail that stays', () => {
  async function openTorn(fail: (disk: FaultyDisk) => void): Promise<OpenTestProject> {
    const folder = await aFolder('a', 'b');
    await appendFile(folder.registry, anEntry('a', 1).slice(0, 60));
    const packer = createTestPacker();
    fail(packer.disk);
    return openIn(packer, folder);
  }

  it('R3 is a line that can’t be read once something is written behind it', async () => {
    const project = await openTorn((disk) => {
      disk.fail({ call: 'open', path: 'recovery' }, 'ENOSPC');
    });
    const { packer, projectId, register } = project;
    expect(valueOf(packer.getProject(projectId)).diagnostics).toMatchObject([{ code: 'registry-torn-tail' }]);

    expect(await register('b')).toMatchObject({ status: 'committed' });

    expect(valueOf(packer.getProject(projectId)).diagnostics).toMatchObject([{ code: 'registry-line-unreadable' }]);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P2 writes the registry anew before the next write where only the sync of the cut failed', async () => {
    const project = await openTorn((disk) => {
      disk.fail({ call: 'file.sync', path: 'assets.jsonl' }, 'EIO');
    });
    const { disk, folder, register } = project;

    expect(await register('b')).toMatchObject({ status: 'committed' });

    expect(countOf(disk, 'rename', disk.calls.find(({ call }) => call === 'rename')?.path ?? '')).toBe(1);
    expect(await rootsOf(folder)).toEqual(['b']);
    expect(await differencesOf(project)).toBe(0);
  });
});

describe('a write that fails', () => {
  it.each([0, 1, 50, 100])('P2 cuts the file back when the disk refuses after %i bytes', async (taken) => {
    const project = await openWithA();
    const { disk, folder, packer, projectId, register } = project;
    const before = await readFile(folder.registry);
    disk.failWriteAfter(taken, 'ENOSPC');

    const completion = await register('b');

    expect(completion).toEqual({
      status: 'failed',
      failure: { code: 'disk-refused', step: 'write', errno: 'ENOSPC' },
      disk: 'as-before',
    });
    expect(await readFile(folder.registry)).toEqual(before);
    expect(registrationOf(project, 'b')).toBe('unregistered');
    expect(valueOf(packer.getProject(projectId)).revision).toBe(2);
    // What is as it was needs no cut, and a cut is durable before anything else.
    const cut = disk.calls.filter(({ call }) => call === 'file.truncate' || call === 'file.sync');
    expect(cut).toMatchObject(
      taken === 0 ? [] : [{ call: 'file.truncate', detail: before.byteLength }, { call: 'file.sync' }],
    );
    expect(await register('b', 'again')).toMatchObject({ status: 'committed', revision: 3 });
    expect(await rootsOf(folder)).toEqual(['a', 'b']);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P2 writes on when the disk takes fewer bytes than it was given', async () => {
    const project = await openWithA();
    for (const taken of [1, 7, 30]) {
      project.disk.shortenWrite(taken);
    }

    expect(await project.register('b')).toMatchObject({ status: 'committed' });

    expect(await rootsOf(project.folder)).toEqual(['a', 'b']);
    expect(countOf(project.disk, 'file.write', project.folder.registry)).toBe(4);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P2 takes a disk that takes no byte for a full one', async () => {
    const project = await openWithA();
    project.disk.shortenWrite(0);

    expect(await project.register('b')).toMatchObject({ failure: { errno: 'ENOSPC' }, disk: 'as-before' });

    expect(await rootsOf(project.folder)).toEqual(['a']);
  });

  it.each(['file.truncate', 'file.sync'] as const)(
    'P2 writes the registry anew when cutting back fails at %s',
    async (call) => {
      const project = await openWithA();
      const { disk, folder, register } = project;
      const { ino } = await stat(folder.registry);
      disk.failWriteAfter(20, 'EIO');
      disk.fail({ call, path: folder.registry }, 'EIO');

      expect(await register('b')).toMatchObject({ status: 'failed', failure: { step: 'write' }, disk: 'unknown' });

      expect(await differencesOf(project)).toBe(0);
      expect(await rootsOf(folder)).toEqual(['a']);
      expect((await stat(folder.registry)).ino).not.toBe(ino);
      expect(disk.unused()).toBe(0);
      expect(await register('b', 'again')).toMatchObject({ status: 'committed' });
      expect(await rootsOf(folder)).toEqual(['a', 'b']);
    },
  );

  it.each([
    ['open', { call: 'open' }],
    ['check', { call: 'file.status' }],
  ] as const)('P2 has written nothing when the disk refuses at %s', async (step, pattern) => {
    const project = await openWithA();
    const before = await readFile(project.folder.registry);
    project.disk.fail(pattern, 'EACCES');

    expect(await project.register('b')).toEqual({
      status: 'failed',
      failure: { code: 'disk-refused', step, errno: 'EACCES' },
      disk: 'as-before',
    });

    expect(await readFile(project.folder.registry)).toEqual(before);
    expect(await project.register('b', 'again')).toMatchObject({ status: 'committed' });
  });

  it('P2 S3 knows of the registry that it made, though nothing could be written behind its header', async () => {
    const project = await openNew('a');
    const { disk, folder, packer, projectId, register } = project;
    await unlink(folder.registry);
    valueOf(await packer.reload(projectId, unhurried));
    expect(valueOf(packer.getProject(projectId)).diagnostics).toMatchObject([{ code: 'registry-missing' }]);
    disk.fail({ call: 'file.write', path: 'assets.jsonl' }, 'ENOSPC');

    expect(await register('a')).toMatchObject({ failure: { step: 'write' }, disk: 'as-before' });

    expect(valueOf(packer.getProject(projectId)).diagnostics).toEqual([]);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P2 says so when a missing registry can’t be made', async () => {
    const folder = await aFolder('a');
    await unlink(folder.registry);
    const { disk, register } = await openIn(createTestPacker(), folder);
    disk.fail({ call: 'open' }, 'EROFS');

    expect(await register('a')).toMatchObject({ failure: { step: 'create', errno: 'EROFS' }, disk: 'as-before' });
    expect(await register('a', 'again')).toMatchObject({ status: 'committed' });
    expect(await rootsOf(folder)).toEqual(['a']);
  });

  it('P2 takes a close that fails for what it is: nothing that can be lost', async () => {
    const project = await openWithA();
    project.disk.fail({ call: 'file.close' }, 'EIO');

    expect(await project.register('b')).toMatchObject({ status: 'committed', revision: 3 });

    expect(await rootsOf(project.folder)).toEqual(['a', 'b']);
  });
});

describe('a sync that fails', () => {
  it('P2 says that the outcome is unknown, and never syncs that file again', async () => {
    const project = await openWithA();
    const { disk, folder, register } = project;
    const { ino } = await stat(folder.registry);
    disk.fail({ call: 'file.datasync' }, 'EIO');

    const completion = await register('b');

    expect(completion).toEqual({
      status: 'failed',
      failure: { code: 'disk-refused', step: 'sync', errno: 'EIO' },
      disk: 'unknown',
    });
    expect(registrationOf(project, 'b')).toBe('unregistered');
    expect(await differencesOf(project)).toBe(0);
    expect(countOf(disk, 'file.datasync', folder.registry)).toBe(1);
    expect(countOf(disk, 'file.sync', folder.registry)).toBe(0);
    expect(countOf(disk, 'file.truncate', folder.registry)).toBe(0);
    expect((await stat(folder.registry)).ino).not.toBe(ino);
    expect(await rootsOf(folder)).toEqual(['a']);
  });

  it('P2 writes the registry anew by a new file, synced and read back before it takes the old one’s place', async () => {
    const { disk, folder, packer, projectId, register } = await openWithA();
    disk.fail({ call: 'file.datasync' }, 'EIO');
    await register('b');
    valueOf(await packer.verify(projectId, unhurried));
    const renamed = disk.calls.findIndex(({ call }) => call === 'rename');
    const temporary = disk.calls[renamed]?.path ?? '';

    const rebuild = disk.calls.filter(({ path }) => path === temporary || path === folder.path).slice(0, -1);

    expect(basename(temporary)).not.toBe('assets.jsonl');
    expect(disk.calls[renamed]).toMatchObject({ detail: folder.registry });
    expect(rebuild.map(({ call, detail }) => (call === 'open' ? `open ${String(detail)}` : call))).toEqual([
      'open create',
      'file.write',
      'file.sync',
      'file.status',
      'file.close',
      'open read',
      'file.status',
      'file.read',
      'file.close',
      'rename',
      'syncFolder',
      ...rebuild.slice(11).map(({ call }) => call),
    ]);
  });

  it('P2 does not keep the caller for the rebuild, and writes nothing else before it', async () => {
    const { disk, folder, register } = await openWithA();
    disk.fail({ call: 'file.datasync' }, 'EIO');
    const gate = disk.hold({ call: 'rename' });

    expect(await register('b')).toMatchObject({ status: 'failed' });
    const next = register('c');
    await gate.reached;
    expect(countOf(disk, 'file.write', folder.registry)).toBe(1);
    gate.open();

    expect(await next).toMatchObject({ status: 'committed' });
    expect(await rootsOf(folder)).toEqual(['a', 'c']);
  });

  const rebuildSteps: readonly (readonly [string, CallPattern])[] = [
    ['open', { call: 'open', path: '.tmp' }],
    ['file.write', { call: 'file.write', path: '.tmp' }],
    ['file.sync', { call: 'file.sync', path: '.tmp' }],
    ['file.status', { call: 'file.status', path: '.tmp' }],
    ['file.read', { call: 'file.read', path: '.tmp' }],
    ['rename', { call: 'rename' }],
    ['syncFolder', { call: 'syncFolder' }],
  ];

  it.each(rebuildSteps)(
    'L8 is read-only when the rebuild fails at %s, until a reload has tried it again',
    async (_, pattern) => {
      const project = await openWithA();
      const { disk, folder, log, packer, projectId, register } = project;
      disk.fail({ call: 'file.datasync' }, 'EIO');
      disk.fail(pattern, 'ENOSPC');
      expect(await register('b')).toMatchObject({ status: 'failed', disk: 'unknown' });
      const refusal = { code: 'registry-read-only', reason: 'rebuild-failed', errno: 'ENOSPC' };

      expect(await register('c')).toEqual({ status: 'refused', refusal });
      expect(valueOf(packer.getProject(projectId)).lane).toEqual({ state: 'read-only', refusal });
      expect(valueOf(packer.getAssetActions(projectId, 'c')).actions).toContainEqual({
        action: 'register',
        available: false,
        reason: refusal,
      });
      expect(await packer.reload(projectId, unhurried)).toMatchObject({ ok: true });
      expect(valueOf(packer.getProject(projectId)).lane).toEqual({ state: 'healthy' });
      expect(await register('c', 'again')).toMatchObject({ status: 'committed' });

      expect(log.events).toContain('rebuild-failed');
      expect(disk.unused()).toBe(0);
      expect(await rootsOf(folder)).toEqual(['a', 'c']);
      expect(countOf(disk, 'file.datasync', folder.registry)).toBe(2);
      expect(await differencesOf(project)).toBe(0);
      const left = await createNodeDisk().list(`${folder.path}/.prometeu`);
      expect(left.filter(({ name }) => name?.endsWith('.tmp'))).toEqual([]);
    },
  );

  it('P2 writes nothing while the rebuild keeps failing, and goes on when the disk is well', async () => {
    const project = await openWithA();
    const { disk, folder, packer, projectId, register } = project;
    disk.fail({ call: 'file.datasync' }, 'EIO');
    disk.fail({ call: 'open', path: '.tmp' }, 'ENOSPC', Number.POSITIVE_INFINITY);
    await register('b');
    const refusal = { code: 'registry-read-only', reason: 'rebuild-failed', errno: 'ENOSPC' };
    const failure = { code: 'disk-refused', step: 'rebuild', errno: 'ENOSPC' };

    expect(await register('c')).toEqual({ status: 'refused', refusal });
    expect(await packer.reload(projectId, unhurried)).toEqual({ ok: false, failure });
    expect(countOf(disk, 'file.write', folder.registry)).toBe(1);
    expect(registrationOf(project, 'a')).toBe('registered');
    disk.heal();

    expect(await packer.reload(projectId, unhurried)).toMatchObject({ ok: true });
    expect(await register('c', 'again')).toMatchObject({ status: 'committed' });
    expect(await rootsOf(folder)).toEqual(['a', 'c']);
    expect(await differencesOf(project)).toBe(0);
  });

  it.each([
    ['appended to', 'c'],
    ['took the place of', 'c'],
  ] as const)('P2 never writes over what another program %s the doubted file', async (how, root) => {
    const project = await openNew('a', 'b', 'c', 'd');
    const { disk, folder, packer, projectId, register } = project;
    await register('a');
    disk.fail({ call: 'file.datasync' }, 'EIO');
    disk.fail({ call: 'open', path: '.tmp' }, 'ENOSPC');
    await register('b');
    const foreign = `${anEntry(root, 7)}\n`;
    if (how === 'appended to') {
      await appendFile(folder.registry, foreign);
    } else {
      const before = await readFile(folder.registry);
      await unlink(folder.registry);
      await writeFile(folder.registry, Buffer.concat([before, Buffer.from(foreign)]));
    }

    await packer.reload(projectId, unhurried);

    expect(await rootsOf(folder)).toEqual(expect.arrayContaining(['a', root]));
    expect(registrationOf(project, root)).toBe('registered');
    expect(await register('d')).toMatchObject({ status: 'committed' });
    expect(await rootsOf(folder)).toEqual(expect.arrayContaining(['a', root, 'd']));
    expect(await differencesOf(project)).toBe(0);
  });

  it('P2 rebuilds before an explicit reload reads', async () => {
    const project = await openWithA();
    const { disk, folder, packer, projectId, register } = project;
    disk.fail({ call: 'file.datasync' }, 'EIO');
    disk.fail({ call: 'open', path: '.tmp' }, 'ENOSPC');
    await register('b');

    expect(await packer.reload(projectId, unhurried)).toMatchObject({ value: { added: 0, changed: 0, removed: 0 } });

    expect(registrationOf(project, 'b')).toBe('unregistered');
    expect(await rootsOf(folder)).toEqual(['a']);
  });

  it('P2 keeps the old file when the new one does not read back as it was written', async () => {
    const { disk, folder, log, packer, projectId, register } = await openWithA();
    disk.fail({ call: 'file.datasync' }, 'EIO');
    disk.before({ call: 'open', path: '.tmp' }, () => {
      disk.after({ call: 'file.sync', path: '.tmp' }, async () => {
        const { path } = disk.calls.at(-1) ?? { path: '' };
        await appendFile(path, 'x');
      });
    });
    const { ino } = await stat(folder.registry);

    await register('b');
    valueOf(await packer.verify(projectId, unhurried));

    expect(log.events).toEqual(['rebuild-failed']);
    expect((await stat(folder.registry)).ino).toBe(ino);
    valueOf(await packer.reload(projectId, unhurried));
    expect(await register('c')).toMatchObject({ status: 'committed' });
    expect(await rootsOf(folder)).toEqual(['a', 'c']);
  });

  it('P2 keeps every line of the old file that is not an entry', async () => {
    const folder = await aFolder('a', 'b');
    const tombstone = encodeTombstone({
      assetId: 'ffffffff-0000-7000-8000-0000000000dd',
      rev: 2,
      commandId: 'unregister',
      writtenAt: '1970-01-01T00:00:02.000Z',
    });
    const kept = ['<<<<<<< ours', 'not a record', '{"op":"move","id":"x"}', '>>>>>>> theirs', tombstone];
    await writeFile(folder.registry, `${[registryHeader, anEntry('a', 1), ...kept].join('\n')}\n`);
    const project = await openIn(createTestPacker(), folder);
    project.disk.fail({ call: 'file.datasync' }, 'EIO');

    await project.register('b');

    expect(await differencesOf(project)).toBe(0);
    const lines = (await readFile(folder.registry, 'utf8')).split('\n');
    expect(lines.toSorted()).toEqual([...kept, registryHeader, anEntry('a', 1), ''].toSorted());
    expect(registrationOf(project, 'a')).toBe('registered');
  });
});

/** A project whose next patch throws, after its function was called. */
async function wireWithBrokenPatch(folder: TestFolder, disk: FaultyDisk): Promise<WiredProject> {
  let broken = true;
  return wireProject(folder.path, {
    disk,
    around: (snapshots) => ({
      ...snapshots,
      patch: (projectId, apply) => {
        if (broken) {
          broken = false;
          throw new Error('The patch broke');
        }
        return snapshots.patch(projectId, apply);
      },
    }),
  });
}

describe('a patch that throws', () => {
  it('P5 commits by a full reload, once', async () => {
    const folder = await aFolder('a', 'b');
    const { commands, log, published, readAfresh } = await wireWithBrokenPatch(
      folder,
      createFaultyDisk(createNodeDisk()),
    );

    const completion = await commands.register('a', 'one');

    expect(completion).toEqual({
      status: 'committed',
      revision: 2,
      assetId: assetIdOf(completion),
      recovered: 'full-reload',
    });
    expect(log.events).toEqual(['patch-failed']);
    expect(await recordsOf(folder)).toMatchObject([{ id: assetIdOf(completion), root: 'a' }]);
    expect({ ...published(), revision: 1 }).toEqual(await readAfresh());
    expect(await commands.register('a', 'one')).toEqual(completion);
    expect(await commands.register('b', 'two')).not.toHaveProperty('recovered');
    expect(await rootsOf(folder)).toEqual(['a', 'b']);
  });

  it('P6 has no snapshot when the reload fails too, and an explicit reload mends it', async () => {
    const folder = await aFolder('a', 'b');
    const disk = createFaultyDisk(createNodeDisk());
    const { commands, log, published } = await wireWithBrokenPatch(folder, disk);
    disk.fail({ call: 'scan' }, 'EIO');

    const completion = await commands.register('a', 'one');

    expect(completion).toMatchObject({ status: 'committed', revision: null, recovered: 'full-reload' });
    expect(log.events).toEqual(['patch-failed', 'full-reload-failed']);
    expect(published()).toBeNull();
    const refusal = { code: 'snapshot-unavailable' };
    expect(await commands.register('b', 'two')).toEqual({ status: 'refused', refusal });
    expect(await commands.verify(unhurried)).toEqual({ ok: false, failure: refusal });
    expect(await commands.reload(unhurried)).toMatchObject({ value: { revision: 2, added: 2 } });
    expect(await rootsOf(folder)).toEqual(['a']);
    expect(await commands.register('b', 'three')).toMatchObject({ status: 'committed', revision: 3 });
  });

  it('P6 does not take a registry that can’t be read for one without registrations', async () => {
    const folder = await aFolder('a', 'b');
    const disk = createFaultyDisk(createNodeDisk());
    const { commands, published } = await wireWithBrokenPatch(folder, disk);
    disk.after({ call: 'file.datasync' }, () => {
      disk.fail({ call: 'file.read', path: folder.registry }, 'EIO');
    });

    expect(await commands.register('a', 'one')).toMatchObject({ status: 'committed', revision: null });

    expect(published()).toBeNull();
    expect(await commands.reload(unhurried)).toMatchObject({ value: { revision: 2 } });
    expect(published()?.counts.registration).toEqual({ registered: 1, unregistered: 1 });
  });
});

describe('a file that was changed outside', () => {
  const header = `${registryHeader}\n`;

  async function replaceBy(folder: TestFolder, content: string): Promise<void> {
    await folder.writeFile('other.jsonl', content);
    await rename(`${folder.path}/other.jsonl`, folder.registry);
  }

  type Change = (folder: TestFolder) => Promise<void>;
  const append: Change = (folder) => appendFile(folder.registry, `${anEntry('c', 3)}\n`);
  const replace: Change = (folder) => replaceBy(folder, `${header}${anEntry('c', 3)}\n`);
  /** Nothing that was registered is there any more. */
  const losses: Readonly<Record<string, Change>> = {
    truncate: (folder) => truncate(folder.registry, header.length),
    remove: (folder) => unlink(folder.registry),
  };

  async function expectRegistered(project: OpenTestProject, roots: readonly string[]): Promise<void> {
    expect((await rootsOf(project.folder)).toSorted()).toEqual(roots);
    expect(await differencesOf(project)).toBe(0);
    for (const root of ['a', 'b', 'c']) {
      expect(registrationOf(project, root), root).toBe(roots.includes(root) ? 'registered' : 'unregistered');
    }
  }

  it('P5 notices an append before the write', async () => {
    const project = await openWithA();
    await append(project.folder);

    expect(await project.register('b')).toMatchObject({ status: 'committed', recovered: 'full-reload' });

    expect(project.log.events).toEqual(['registry-changed-outside']);
    await expectRegistered(project, ['a', 'b', 'c']);
  });

  it('R15 tells once that a registration is gone, keeps it, and goes on when asked again', async () => {
    const project = await openWithA();
    await replace(project.folder);

    const failure = { code: 'registrations-gone', count: 1 };
    expect(await project.register('b')).toEqual({ status: 'failed', failure, disk: 'as-before' });
    expect(await project.register('b', 'again')).toMatchObject({ status: 'committed' });

    await expectRegistered(project, ['b', 'c']);
  });

  const moments = ['open', 'file.status', 'file.write', 'file.datasync'] as const;

  it.each(moments)('P5 notices an append between %s and the step after it', async (moment) => {
    const project = await openWithA();
    project.disk.after({ call: moment }, () => append(project.folder));

    expect(await project.register('b')).toMatchObject({ status: 'committed', recovered: 'full-reload' });

    await expectRegistered(project, ['a', 'b', 'c']);
  });

  it.each(moments.slice(1))(
    'P5 registers anew in a file that took the place between %s and the step after it',
    async (moment) => {
      const project = await openWithA();
      project.disk.after({ call: moment }, () => replace(project.folder));

      const completion = await project.register('b');

      expect(completion).toMatchObject({ status: 'committed', recovered: 'full-reload' });
      expect((await recordsOf(project.folder)).find(({ root }) => root === 'b')).toMatchObject({
        id: assetIdOf(completion),
      });
      await expectRegistered(project, ['b', 'c']);
    },
  );

  it.each(Object.entries(losses))(
    'R2 writes nothing into a registry that lost everything: %s before the write',
    async (_, lose) => {
      const project = await openWithA();
      await lose(project.folder);

      const refusal = { code: 'registry-read-only', reason: 'lost' };
      expect(await project.register('b')).toEqual({ status: 'refused', refusal });
      expect(await project.register('b', 'again')).toEqual({ status: 'refused', refusal });

      expect(valueOf(project.packer.getProject(project.projectId)).lane).toEqual({ state: 'read-only', refusal });
    },
  );

  const cases = Object.entries(losses).flatMap(([name, lose]) => {
    return moments.map((moment) => [name, moment, lose] as const);
  });

  it.each(cases)(
    'R2 and R15 bring back what was there: %s between %s and the step after it',
    async (name, moment, lose) => {
      const project = await openWithA();
      const { disk, folder, packer, projectId } = project;
      disk.after({ call: moment }, () => lose(folder));

      const completion = await project.register('b');

      if (name === 'truncate' && moment === 'file.status') {
        // Cut to nothing between look and write, the file holds our record, and what was cut is gone.
        expect(completion).toMatchObject({ status: 'committed' });
        await repair(project, 'R15', 'register-again');
        await expectRegistered(project, ['a', 'b']);
        return;
      }
      if (moment === 'open') {
        expect(completion).toMatchObject({ status: 'refused' });
      } else {
        const failure = { code: 'registrations-gone', count: 1 };
        expect(completion).toEqual({ status: 'failed', failure, disk: 'unknown' });
      }
      expect(valueOf(packer.getProject(projectId)).lane.state).toBe('read-only');
      await repair(project, 'R2', 'restore-copy');
      expect(valueOf(packer.getProject(projectId)).lane).toEqual({ state: 'healthy' });
      expect(await project.register('b', 'again')).toMatchObject({ status: 'committed' });
      await expectRegistered(project, ['a', 'b']);
    },
  );

  it('P5 checks the preconditions anew: what another program registered meanwhile is refused', async () => {
    const project = await openWithA();
    const { folder, register } = project;
    await appendFile(folder.registry, `${anEntry('b', 2)}\n`);

    expect(await register('b')).toMatchObject({
      status: 'refused',
      refusal: { code: 'already-registered', assetId: 'ffffffff-0000-7000-8000-000000000002' },
    });

    expect(await rootsOf(folder)).toEqual(['a', 'b']);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P5 gives up after three times, and says that the disk is as before', async () => {
    const project = await openWithA();
    const { disk, folder, register } = project;
    for (const time of [1, 2, 3]) {
      disk.before({ call: 'open', path: folder.registry }, () =>
        appendFile(folder.registry, `${anEntry('c', time)}\n`),
      );
      // The reload's own.
      disk.before({ call: 'open', path: folder.registry }, () => undefined);
    }

    expect(await register('b')).toEqual({
      status: 'failed',
      failure: { code: 'registry-keeps-changing' },
      disk: 'as-before',
    });

    expect(disk.unused()).toBe(0);
    expect(await rootsOf(folder)).toEqual(['a', 'c', 'c', 'c']);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P5 says that the outcome is unknown when a written record went into a file that is replaced each time', async () => {
    const project = await openWithA();
    const { disk, folder, register } = project;
    for (let time = 1; time <= 3; time += 1) {
      disk.after({ call: 'file.datasync' }, () => replaceBy(folder, `${header}${anEntry('c', time)}\n`));
    }

    expect(await register('b')).toEqual({
      status: 'failed',
      failure: { code: 'registry-keeps-changing' },
      disk: 'unknown',
    });

    expect(disk.unused()).toBe(0);
    expect(registrationOf(project, 'b')).toBe('unregistered');
    expect(await rootsOf(folder)).toEqual(['c']);
    expect(await differencesOf(project)).toBe(0);
    expect(await register('b', 'again')).toMatchObject({ status: 'committed' });
  });

  it('P5 does not say refused of a record that was written before the registry became one that it may not write', async () => {
    const { disk, folder, register } = await openWithA();
    disk.after({ call: 'file.datasync' }, () => replaceBy(folder, '{"prometeu":"assets","v":2}\n'));

    expect(await register('b')).toMatchObject({ status: 'failed', disk: 'unknown' });
    expect(await register('c')).toMatchObject({ refusal: { code: 'registry-read-only' } });
  });

  it('P5 never writes into a file that is linked from elsewhere, or behind a link', async () => {
    const project = await openWithA();
    const { folder, register } = project;
    await folder.writeFile('elsewhere.jsonl', await readFile(folder.registry));
    await unlink(folder.registry);
    await symlink(`${folder.path}/elsewhere.jsonl`, folder.registry);

    expect(await register('b')).toMatchObject({ status: 'failed', failure: { step: 'open', errno: 'ELOOP' } });

    expect((await readFile(`${folder.path}/elsewhere.jsonl`, 'utf8')).includes('"b"')).toBe(false);
  });

  it('P5 keeps a registry that another program made where there was none', async () => {
    const folder = await aFolder('a', 'b', 'c');
    await unlink(folder.registry);
    const project = await openIn(createTestPacker(), folder);
    await folder.writeFile('assets.jsonl', `${header}${anEntry('c', 3)}\n`);

    expect(await project.register('b')).toMatchObject({ status: 'committed', recovered: 'full-reload' });

    expect(await rootsOf(folder)).toEqual(['c', 'b']);
    expect(await differencesOf(project)).toBe(0);
  });

  it('P6 refuses without a write when the changed project can’t be read', async () => {
    const project = await openWithA();
    const { disk, folder, packer, projectId, register } = project;
    await appendFile(folder.registry, `${anEntry('c', 3)}\n`);
    const changed = await readFile(folder.registry);
    disk.fail({ call: 'scan' }, 'EIO');

    expect(await register('b')).toEqual({ status: 'refused', refusal: { code: 'snapshot-unavailable' } });

    const unavailable = { ok: false, failure: { code: 'snapshot-unavailable' } };
    expect(packer.getAssetDetails(projectId, 'a')).toEqual(unavailable);
    expect(packer.getAssetActions(projectId, 'a')).toEqual(unavailable);
    expect(packer.getProject(projectId)).toEqual(unavailable);
    expect(await readFile(folder.registry)).toEqual(changed);
    disk.fail({ call: 'scan' }, 'EIO');
    expect(await packer.reload(projectId, unhurried)).toEqual({
      ok: false,
      failure: { code: 'read-failed', errno: 'EIO' },
    });
    expect(packer.getProject(projectId)).toEqual(unavailable);
    expect(await packer.reload(projectId, unhurried)).toMatchObject({ ok: true });
    expect(await register('b', 'again')).toMatchObject({ status: 'committed' });
  });
});
