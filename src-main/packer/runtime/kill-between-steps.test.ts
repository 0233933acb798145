import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  createTestFolder,
  createTestPacker,
  editManifest,
  openIn,
  recordsOf,
  type TestFolder,
  unhurried,
  valueOf,
} from '../testing/test-packer.ts';

let output = '';
let child = '';

beforeAll(async () => {
  output = await mkdtemp(join(tmpdir(), 'prometeu-child-'));
  // Node can't run the sources as they are, so that the process to be killed runs a bundle of them.
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: resolve(import.meta.dirname, '../testing/register-child.ts'),
      outDir: output,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  });
  child = join(output, 'child.mjs');
}, 60_000);

afterAll(() => rm(output, { recursive: true, force: true }));

async function aFolder(...roots: string[]): Promise<TestFolder> {
  const folder = await createTestFolder(roots);
  onTestFinished(() => folder.remove());
  return folder;
}

interface Stop {
  readonly call: string;
  readonly nth: number;
  readonly after: boolean;
  readonly taken?: number;
}

/** Lines that the child said before it was killed where it had stopped. */
async function registerAndKill(
  folder: TestFolder,
  roots: readonly string[],
  stop: Stop | undefined,
  more: {
    readonly name?: string;
    readonly below?: string;
    readonly file?: string;
    readonly trash?: { readonly folder: string; readonly stop?: 'before' | 'after' };
  } = {},
): Promise<string[]> {
  const orders = JSON.stringify({ folder: folder.path, roots, stop, ...more });
  const victim: ChildProcess = spawn(process.execPath, [child, orders], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(victim, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: victim.stdout ?? process.stdin })) {
    said.push(line);
    if (line === 'stopped') {
      victim.kill('SIGKILL');
    }
  }
  const [, signal] = (await ended) as [number | null, string | null];
  expect(signal, `the child said ${said.join(', ')}`).toBe('SIGKILL');
  return said;
}

async function registrationsOf(folder: TestFolder): Promise<Record<string, string>> {
  const { packer, projectId } = await openIn(createTestPacker(), folder);
  const roots = ['a', 'b', 'c'];
  return Object.fromEntries(roots.map((root) => [root, valueOf(packer.getAssetDetails(projectId, root)).registration]));
}

async function expectToGoOn(folder: TestFolder): Promise<void> {
  const { packer, projectId, register } = await openIn(createTestPacker(), folder);
  expect(await register('c')).toMatchObject({ status: 'committed' });
  expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
  await packer.close();
}

const steps: readonly (readonly [string, Stop, 'unregistered' | 'registered'])[] = [
  ['before open', { call: 'open', nth: 0, after: false }, 'unregistered'],
  ['after open', { call: 'open', nth: 0, after: true }, 'unregistered'],
  ['after the first look', { call: 'file.status', nth: 0, after: true }, 'unregistered'],
  ['before write', { call: 'file.write', nth: 0, after: false }, 'unregistered'],
  ['after write', { call: 'file.write', nth: 0, after: true }, 'registered'],
  ['before sync', { call: 'file.datasync', nth: 0, after: false }, 'registered'],
  ['after sync', { call: 'file.datasync', nth: 0, after: true }, 'registered'],
  ['after the look at the lock', { call: 'status', nth: 0, after: true }, 'unregistered'],
  ['after the look at the path', { call: 'status', nth: 1, after: true }, 'registered'],
  ['before close', { call: 'file.close', nth: 0, after: false }, 'registered'],
  ['after close, before the completion', { call: 'file.close', nth: 0, after: true }, 'registered'],
];

describe('a process that is killed', () => {
  it.each(steps)('P1 leaves the old registry or the whole new one when it is killed %s', async (_, stop, expected) => {
    const folder = await aFolder('a', 'b', 'c');

    const said = await registerAndKill(folder, ['a', 'b'], stop);

    expect(said).toEqual(['confirmed a', 'stopped']);
    expect(await registrationsOf(folder)).toEqual({ a: 'registered', b: expected, c: 'unregistered' });
    const { packer, projectId } = await openIn(createTestPacker(), folder);
    expect(valueOf(packer.getProject(projectId)).diagnostics).toEqual([]);
    await packer.close();
    await expectToGoOn(folder);
    expect(await registrationsOf(folder)).toEqual({ a: 'registered', b: expected, c: 'registered' });
  });

  it.each([1, 2, 20, 60, 100, 125])(
    'R3 leaves a torn tail, which is cut off and kept, when it is killed after %i bytes of the record',
    async (taken) => {
      const folder = await aFolder('a', 'b', 'c');

      const said = await registerAndKill(folder, ['a', 'b'], { call: 'file.write', nth: 0, after: false, taken });

      expect(said).toEqual(['confirmed a', 'stopped']);
      const torn = (await readFile(folder.registry, 'utf8')).split('\n').at(-1) ?? '';
      expect(torn).toHaveLength(taken);
      const { packer, projectId, register } = await openIn(createTestPacker(), folder);
      const [notice] = valueOf(packer.getProject(projectId)).diagnostics;
      expect(notice).toMatchObject({ code: 'registry-tail-cut', bytes: taken });
      const copy = notice?.code === 'registry-tail-cut' ? notice.copy : '';
      expect(await readFile(join(folder.path, '.prometeu', 'recovery', copy), 'utf8')).toBe(torn);
      expect(await register('c')).toMatchObject({ status: 'committed' });
      expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
      expect((await readFile(folder.registry, 'utf8')).split('\n').at(-2)).toContain('"root":"c"');
      expect(await registrationsOf(folder)).toEqual({ a: 'registered', b: 'unregistered', c: 'registered' });
    },
  );

  it('L3 answers the command of a killed process again with a registration of its own, once', async () => {
    const folder = await aFolder('a', 'b', 'c');
    await registerAndKill(folder, ['a', 'b'], { call: 'file.close', nth: 0, after: true });
    const record = (await readFile(folder.registry, 'utf8')).split('\n').at(-2) ?? '';
    const { cmd, id } = JSON.parse(record) as { cmd: string; id: string };

    const { register } = await openIn(createTestPacker(), folder);

    expect(await register('b', cmd)).toMatchObject({ status: 'committed', assetId: id });
  });
});

/** Calls of an edit behind the reading for the form, which has the first four on the manifest. */
const editSteps: readonly (readonly [string, Stop, 'b' | 'Edited'])[] = [
  ['before the lock is looked at', { call: 'status', nth: 0, after: false }, 'b'],
  ['after the first look', { call: 'file.close', nth: 1, after: true }, 'b'],
  ['before the temporary file is made', { call: 'open', nth: 2, after: false }, 'b'],
  ['after the temporary file is made', { call: 'open', nth: 2, after: true }, 'b'],
  ['in the middle of the write', { call: 'file.write', nth: 0, after: false, taken: 20 }, 'b'],
  ['after the write', { call: 'file.write', nth: 0, after: true }, 'b'],
  ['before the sync', { call: 'file.sync', nth: 0, after: false }, 'b'],
  ['after the sync', { call: 'file.sync', nth: 0, after: true }, 'b'],
  ['after the temporary file is closed', { call: 'file.close', nth: 2, after: true }, 'b'],
  ['after the second look', { call: 'file.close', nth: 3, after: true }, 'b'],
  ['before the rename', { call: 'rename', nth: 0, after: false }, 'b'],
  ['after the rename', { call: 'rename', nth: 0, after: true }, 'Edited'],
  ['before the folder is synced', { call: 'syncFolder', nth: 0, after: false }, 'Edited'],
  ['after the folder is synced', { call: 'syncFolder', nth: 0, after: true }, 'Edited'],
  ['after the look at the source', { call: 'status', nth: 1, after: true }, 'Edited'],
];

describe('a process that is killed while it edits', () => {
  it.each(editSteps)('M2 leaves the old manifest or the whole new one when it is killed %s', async (_, stop, name) => {
    const folder = await aFolder('a', 'b', 'c');

    const said = await registerAndKill(folder, ['a', 'b'], stop, { name: 'Edited' });

    expect(said).toEqual(['confirmed a', 'stopped']);
    const project = await openIn(createTestPacker(), folder);
    const { packer, projectId } = project;
    expect(valueOf(packer.getAssetDetails(projectId, 'a')).name).toBe('Edited');
    expect(valueOf(packer.getAssetDetails(projectId, 'b'))).toMatchObject({ name, health: 'ok' });
    expect(await editManifest(project, 'b', { name: 'Later' })).toMatchObject({ status: 'committed' });
    expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
    await packer.close();
  });
});

/** Calls of a move to the trash of a registered asset: its own lock, folder and registry, then the trash. */
const trashSteps: readonly (readonly [string, Stop | undefined, 'before' | 'after' | undefined, string, boolean])[] = [
  ['before the lock is looked at', { call: 'status', nth: 0, after: false }, undefined, 'registered', true],
  ['after the folder is found', { call: 'resolve', nth: 1, after: true }, undefined, 'registered', true],
  ['before the record is written', { call: 'file.write', nth: 0, after: false }, undefined, 'registered', true],
  ['after the record is synced', { call: 'file.datasync', nth: 0, after: true }, undefined, 'unregistered', true],
  ['after the registry is closed', { call: 'file.close', nth: 0, after: true }, undefined, 'unregistered', true],
  ['before the system moves it', undefined, 'before', 'unregistered', true],
  ['after the system moved it', undefined, 'after', 'unregistered', false],
  [
    'before it is looked whether it is gone',
    { call: 'status', nth: 3, after: false },
    undefined,
    'unregistered',
    false,
  ],
];

describe('a process that is killed while it moves to the trash', () => {
  it.each(trashSteps)(
    'T2 leaves nothing registered that is gone when it is killed %s',
    async (_, stop, trashStop, registration, isThere) => {
      const folder = await aFolder('a', 'b', 'c');
      const { packer: first, register } = await openIn(createTestPacker(), folder);
      await register('a');
      await register('b');
      await first.close();
      const bin = await mkdtemp(join(tmpdir(), 'prometeu-bin-'));
      onTestFinished(() => rm(bin, { recursive: true }));

      const trash = trashStop === undefined ? { folder: bin } : { folder: bin, stop: trashStop };
      const said = await registerAndKill(folder, ['a', 'b'], stop, { trash });

      expect(said).toEqual(['confirmed a', 'stopped']);
      const { packer, projectId } = await openIn(createTestPacker(), folder);
      const details = packer.getAssetDetails(projectId, 'b');
      expect(details.ok ? details.value.registration : 'unregistered').toBe(registration);
      expect(details.ok).toBe(isThere);
      expect(existsSync(join(isThere ? join(folder.path, 'assets') : bin, 'b', 'asset.json'))).toBe(true);
      expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
      await packer.close();
    },
  );
});

/** Calls of a move of a registered asset to a folder that is there: its folders, its intent, its folder, its record. */
const moveSteps: readonly (readonly [string, Stop, 'b' | 'moved/b'])[] = [
  ['before the lock is looked at', { call: 'status', nth: 0, after: false }, 'b'],
  ['after the folders above are synced', { call: 'syncFolder', nth: 0, after: true }, 'b'],
  ['in the middle of writing the intent', { call: 'file.write', nth: 0, after: false, taken: 20 }, 'b'],
  ['after the intent is synced', { call: 'file.sync', nth: 0, after: true }, 'b'],
  ['after the intent has its name', { call: 'rename', nth: 0, after: true }, 'b'],
  ['before the rename', { call: 'rename', nth: 1, after: false }, 'b'],
  ['after the rename', { call: 'rename', nth: 1, after: true }, 'moved/b'],
  ['after the new place is synced', { call: 'syncFolder', nth: 2, after: true }, 'moved/b'],
  ['after the old place is synced', { call: 'syncFolder', nth: 3, after: true }, 'moved/b'],
  ['after the look at the asset', { call: 'status', nth: 3, after: true }, 'moved/b'],
  ['before the record is written', { call: 'file.write', nth: 1, after: false }, 'moved/b'],
  ['in the middle of the record', { call: 'file.write', nth: 1, after: false, taken: 30 }, 'moved/b'],
  ['after the record is synced', { call: 'file.datasync', nth: 0, after: true }, 'moved/b'],
  ['before the intent is removed', { call: 'remove', nth: 0, after: false }, 'moved/b'],
  ['after the intent is removed', { call: 'remove', nth: 0, after: true }, 'moved/b'],
  ['before its removal is synced', { call: 'syncFolder', nth: 4, after: false }, 'moved/b'],
];

describe('a process that is killed while it moves', () => {
  it.each(moveSteps)('V5 leaves all before or all after when it is killed %s', async (_, stop, root) => {
    const folder = await aFolder('a', 'b', 'c');
    const { packer: first, projectId: firstId, register } = await openIn(createTestPacker(), folder);
    await register('a');
    await register('b');
    const { assetId } = valueOf(first.getAssetDetails(firstId, 'b'));
    await first.close();

    const said = await registerAndKill(folder, ['a', 'b'], stop, { below: 'moved' });

    expect(said).toEqual(['confirmed a', 'stopped']);
    const { packer, projectId } = await openIn(createTestPacker(), folder);
    expect(valueOf(packer.getAssetDetails(projectId, root))).toMatchObject({ assetId, health: 'ok' });
    const other = root === 'b' ? 'moved/b' : 'b';
    expect(packer.getAssetDetails(projectId, other)).toMatchObject({ failure: { code: 'no-such-asset' } });
    expect(existsSync(join(folder.path, 'assets', root, 'picture.png'))).toBe(true);
    expect(existsSync(join(folder.path, 'assets', other))).toBe(false);
    expect(existsSync(join(folder.path, '.prometeu', 'intent.json'))).toBe(false);
    expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
    const moved = await packer.moveAsset(projectId, { root, to: 'later' }, 'later');
    expect(moved).toMatchObject({ value: { status: 'committed' } });
    await packer.close();
  });
});

/** Calls of a creating of two assets, of one file each, and how many of them are there afterwards. */
const createSteps: readonly (readonly [string, Stop, number])[] = [
  ['before the lock is looked at', { call: 'status', nth: 0, after: false }, 0],
  ['before the intent has its name', { call: 'rename', nth: 0, after: false }, 0],
  ['after the intent has its name', { call: 'rename', nth: 0, after: true }, 0],
  ['after the intent is durable', { call: 'syncFolder', nth: 0, after: true }, 0],
  ['after the first folder is made', { call: 'makeFolder', nth: 0, after: true }, 0],
  ['after the first copy is written', { call: 'file.write', nth: 1, after: true }, 0],
  ['after the first manifest is written', { call: 'file.write', nth: 2, after: true }, 0],
  ['after the first folder is whole', { call: 'syncFolder', nth: 1, after: true }, 0],
  ['in the middle of the second one', { call: 'file.write', nth: 3, after: true }, 0],
  ['after the second folder is whole', { call: 'syncFolder', nth: 2, after: true }, 0],
  ['before the first one gets its place', { call: 'rename', nth: 1, after: false }, 0],
  ['after the first one has its place', { call: 'rename', nth: 1, after: true }, 1],
  ['after the second one has its place', { call: 'rename', nth: 2, after: true }, 2],
  ['before the names are synced', { call: 'syncFolder', nth: 3, after: false }, 2],
  ['after the names are synced', { call: 'syncFolder', nth: 3, after: true }, 2],
  ['before the records are written', { call: 'file.write', nth: 5, after: false }, 2],
  ['after the records are written', { call: 'file.write', nth: 5, after: true }, 2],
  ['after the records are synced', { call: 'file.datasync', nth: 0, after: true }, 2],
  ['before the intent is removed', { call: 'remove', nth: 0, after: false }, 2],
  ['after the intent is removed', { call: 'remove', nth: 0, after: true }, 2],
  ['after that is durable', { call: 'syncFolder', nth: 4, after: true }, 2],
];

describe('a process that is killed while it creates', () => {
  it.each(createSteps)(
    'N6 leaves whole assets, registered by its command, and nothing else when it is killed %s',
    async (_, stop, count) => {
      const folder = await aFolder('c');
      const file = join(folder.path, 'dropped.png');
      await folder.writeFile('dropped.png', 'a picture');

      const said = await registerAndKill(folder, ['a', 'b'], stop, { file });

      expect(said).toEqual(['confirmed a', 'stopped']);
      const { packer, projectId } = await openIn(createTestPacker(), folder);
      const there = ['b-1', 'b-2'].map((root) => packer.getAssetDetails(projectId, root));
      const whole = { registration: 'registered', health: 'ok', sources: [{ path: 'picture.png', bytes: 9 }] };
      expect(there.filter(({ ok }) => ok)).toMatchObject(Array.from({ length: count }, () => ({ value: whole })));
      const commands = (await recordsOf(folder)).map(({ op, cmd }) => [op, cmd]);
      expect(commands).toEqual([
        ...Array.from({ length: 2 }, () => ['put', 'child create a']),
        ...Array.from({ length: count }, () => ['put', 'child create b']),
      ]);
      const left = (await readdir(join(folder.path, '.prometeu'))).filter((name) => /^(?:assets-|intent)/.test(name));
      expect(left.filter((name) => existsSync(join(folder.path, '.prometeu', name, 'asset.json')))).toEqual([]);
      expect(left).not.toContain('intent.json');
      expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
      await packer.close();
    },
  );
});

const hasStrace = spawnSync('strace', ['--version']).status === 0;

describe('system calls', () => {
  it.skipIf(!hasStrace)(
    'P4 makes the system calls of P1 on the registry and none below assets (left out without strace)',
    async () => {
      const folder = await aFolder('a', 'b', 'c');
      const log = join(output, 'trace.log');
      const orders = JSON.stringify({ folder: folder.path, roots: ['a', 'b'] });
      const traced = ['-f', '-y', '-s', '4096', '-e', 'trace=file,desc', '-o', log, process.execPath, child, orders];

      const { stdout } = await promisify(execFile)('strace', traced);

      expect(stdout).toBe('confirmed a\nconfirmed b\ndone\n');
      const lines = (await readFile(log, 'utf8')).split('\n').filter((line) => !line.includes('resumed>'));
      const registrations = lines
        .join('\n')
        .split(/^.*mark-begin.*$/m)
        .slice(1)
        .map((text) => text.split(/^.*mark-end.*$/m)[0] ?? '');
      expect(registrations).toHaveLength(2);
      for (const registration of registrations) {
        const inProject = registration
          .split('\n')
          .filter((line) => line.includes(folder.path))
          // Written behind the answer before (rule U4), whenever that comes.
          .filter((line) => !line.includes(`${folder.path}/.prometeu/history.jsonl`));
        const [lock, ...onRegistry] = inProject;
        expect(lock).toContain(`${folder.path}/.prometeu/lock`);
        expect(onRegistry.filter((line) => !line.includes(`${folder.path}/assets.jsonl`))).toEqual([]);
        const calls = onRegistry.map((line) =>
          /^\d+ +(\w+)\(/.exec(line)?.[1]?.replace(/^newfstatat$|^fstat$|^lstat$/, 'statx'),
        );
        expect(calls).toEqual(['openat', 'statx', 'write', 'fdatasync', 'statx', 'close']);
        expect(onRegistry[0]).toMatch(/O_WRONLY\|O_APPEND.*O_NOFOLLOW/);
      }
    },
    60_000,
  );

  if (!hasStrace) {
    process.stdout.write('left out: P4 by system calls, because strace is not installed\n');
  }
});
