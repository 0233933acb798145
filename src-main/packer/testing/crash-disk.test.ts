import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Disk, DiskCall } from '../disk/disk-port.ts';
import { historyFileName } from '../disk/history-file.ts';
import { createLoggedDisk } from '../disk/logged-disk.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import { createPacker } from '../index.ts';
import {
  type CrashDisk,
  createCrashDisk,
  type DiskImage,
  digestOf,
  filesOfImage,
  imageOfFiles,
  type TearDensity,
} from './crash-disk.ts';
import { createCountingClock, createTestFolder, createTestLog, unhurried, valueOf } from './test-packer.ts';

const everyByte: TearDensity = { step: 1, fill: 1, grid: 0 };

/** Everything that the last point can leave, as texts by path. */
function statesOf(disk: CrashDisk, density = everyByte, point = disk.point()): Record<string, string>[] {
  return [...disk.crashStates(point, () => density)].map((image) =>
    Object.fromEntries([...filesOfImage(image)].map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')])),
  );
}

/** What the states say of one file: its text, or undefined where it is not there. */
function textsOf(states: readonly Record<string, string>[], path: string): Set<string | undefined> {
  return new Set(states.map((state) => state[path]));
}

async function append(disk: Disk, path: string, text: string, sync: 'sync' | 'datasync' | 'none'): Promise<void> {
  const file = await disk.open(path, 'append');
  await file.write(Buffer.from(text));
  if (sync !== 'none') {
    await file[sync]();
  }
  await file.close();
}

async function create(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.open(path, 'create');
  await file.write(Buffer.from(text));
  await file.sync();
  await file.close();
}

describe('the crash disk', () => {
  it('P1 leaves a synced write whole at every point after the sync, whichever sync it was', async () => {
    for (const sync of ['sync', 'datasync'] as const) {
      const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
      await append(disk, '/a', 'new\n', sync);

      expect(statesOf(disk)).toEqual([{ '/a': 'old\nnew\n' }]);
    }
  });

  it('P1 leaves of a write without a sync nothing, all, any beginning, and zeros or garbage in place of any part', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
    await append(disk, '/a', 'new\n', 'none');

    const texts = textsOf(statesOf(disk), '/a');

    for (const text of ['old\n', 'old\nnew\n', 'old\nn', 'old\nnew', 'old\nn\0\0\0', 'old\n\0\0\0\0', 'old\n\0\0w\n']) {
      expect(texts).toContain(text);
    }
    // What was on the platter before is there in each of them.
    expect([...texts].every((text) => text?.startsWith('old\n') === true)).toBe(true);
  });

  it('P1 leaves a file that has grown by a part of what was written', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': '' }));
    await append(disk, '/a', '12345678', 'none');

    expect(textsOf(statesOf(disk, { step: 1, fill: 1, grid: 2 }), '/a')).toContain('12\0\0');
  });

  it('P1 loses any sectors of a long write, and keeps what shares a sector with settled bytes', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'x'.repeat(500) }));
    await append(disk, '/a', 'y'.repeat(600), 'none');

    const texts = textsOf(statesOf(disk, { step: 1024, fill: 1024, grid: 0 }), '/a');

    expect(texts).toContain(`${'x'.repeat(500)}${'y'.repeat(12)}${'\0'.repeat(512)}${'y'.repeat(76)}`);
    expect(texts).toContain(`${'x'.repeat(500)}${'\0'.repeat(12)}${'y'.repeat(512)}${'\0'.repeat(76)}`);
  });

  it('P1 is at the point of the cut what it was then, though more was settled later', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
    const file = await disk.open('/a', 'append');
    await file.write(Buffer.from('new\n'));
    const point = disk.point();
    await file.datasync();

    expect(textsOf(statesOf(disk, everyByte, point), '/a')).toContain('old\n');
    expect(textsOf(statesOf(disk), '/a')).toEqual(new Set(['old\nnew\n']));
  });

  it('P2 does not settle with a second sync what the first one failed on', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
    disk.failSyncs('/a', 'EIO', 1);
    const file = await disk.open('/a', 'append');
    await file.write(Buffer.from('new\n'));

    await expect(file.datasync()).rejects.toMatchObject({ code: 'EIO' });
    await file.datasync();

    expect(await file.status()).toMatchObject({ bytes: 8 });
    expect(textsOf(statesOf(disk), '/a')).toContain('old\n');
  });

  it('P2 may leave a hole under a synced write where the one before it was given up', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
    disk.failSyncs('/a', 'EIO', 1);
    const file = await disk.open('/a', 'append');
    await file.write(Buffer.from('one\n'));
    await expect(file.datasync()).rejects.toMatchObject({ code: 'EIO' });
    await file.write(Buffer.from('two\n'));
    await file.datasync();

    const texts = textsOf(statesOf(disk), '/a');

    expect(texts).toContain('old\n\0\0\0\0two\n');
    expect(texts).toContain('old\none\ntwo\n');
    expect([...texts].every((text) => text?.endsWith('two\n') === true)).toBe(true);
  });

  it('P2 cuts a file back to its settled end, and settles that', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
    const file = await disk.open('/a', 'append');
    await file.write(Buffer.from('new\n'));
    await file.truncate(4);
    expect(textsOf(statesOf(disk), '/a')).toContain('old\nnew\n');
    await file.sync();

    expect(textsOf(statesOf(disk), '/a')).toEqual(new Set(['old\n']));
  });

  it('P2 has a new file under no name, though its content is synced, until the folder is', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/p': null }));
    await create(disk, '/p/a', 'text');

    expect(statesOf(disk)).toEqual([{}, { '/p/a': 'text' }]);
    await disk.syncFolder('/p');
    expect(statesOf(disk)).toEqual([{ '/p/a': 'text' }]);
  });

  it('P2 renames as a whole or not at all, with the folder that the name leads to', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/p/a': 'old', '/p/in/new': 'new' }));
    await disk.rename('/p/in/new', '/p/a');
    const either = [{ '/p/a': 'old', '/p/in/new': 'new' }, { '/p/a': 'new' }];

    expect(statesOf(disk)).toEqual(either);
    await disk.syncFolder('/p/in');
    expect(statesOf(disk)).toEqual(either);
    await disk.syncFolder('/p');
    expect(statesOf(disk)).toEqual([{ '/p/a': 'new' }]);
  });

  it('P2 may have renamed a file whose content was never synced', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'old' }));
    const file = await disk.open('/b', 'create');
    await file.write(Buffer.from('new'));
    await disk.rename('/b', '/a');

    for (const text of ['old', '', 'n', 'ne', 'new', 'n\0\0']) {
      expect(textsOf(statesOf(disk), '/a')).toContain(text);
    }
  });

  it('P2 loses a folder that was not synced into its parent, with all that is in it', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/p': null }));
    await disk.makeFolder('/p/new');
    await create(disk, '/p/new/a', 'text');
    await disk.syncFolder('/p/new');

    expect(statesOf(disk)).toEqual([{}, { '/p/new/a': 'text' }]);
  });

  it('P2 never promises the names that a failed sync of a folder was to settle', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/p': null }));
    await create(disk, '/p/a', 'text');
    disk.failSyncs('/p', 'EIO', 1);
    await expect(disk.syncFolder('/p')).rejects.toMatchObject({ code: 'EIO' });
    await disk.syncFolder('/p');

    expect(statesOf(disk)).toContainEqual({});
  });

  it('P2 takes fewer bytes than it was given where it is told to', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': '' }));
    disk.shortenWrites('/a', 2, 1);
    const file = await disk.open('/a', 'append');

    expect(await file.write(Buffer.from('text'))).toBe(2);
    expect(await file.write(Buffer.from('xt'))).toBe(2);
    expect(statesOf(disk).some((state) => state['/a'] === 'text')).toBe(true);
  });

  it('tells each state once, and the same ones at each run', async () => {
    const run = async (): Promise<DiskImage[]> => {
      const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
      await append(disk, '/a', 'a longer text\n', 'none');
      await create(disk, '/b', 'text');
      return [...disk.crashStates(disk.point(), () => everyByte)];
    };
    const states = await run();
    const first = states.map(digestOf);

    expect(new Set(first).size).toBe(first.length);
    expect((await run()).map(digestOf)).toEqual(first);
    // The digest that comes with an image is the one that is made of it.
    expect(states.map(({ nodes }) => digestOf({ nodes }))).toEqual(first);
  });

  it('begins a disk with what another has left, and shares nothing with it', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/a': 'old\n' }));
    const image = disk.image();
    const other = createCrashDisk(image);
    await append(other, '/a', 'new\n', 'datasync');

    expect(statesOf(disk)).toEqual([{ '/a': 'old\n' }]);
    expect((await other.status('/a')).identity).not.toBe((await disk.status('/a')).identity);
  });

  it('refuses as a disk does', async () => {
    const disk = createCrashDisk(imageOfFiles({ '/p/a': 'text' }));
    const file = await disk.open('/p/a', 'read');
    await expect(file.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'EBADF' });
    await file.close();

    await expect(file.status()).rejects.toMatchObject({ code: 'EBADF' });
    await expect(disk.open('/p/b', 'append')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(disk.open('/p/a', 'create')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(disk.list('/p/a')).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(disk.makeFolder('/p/a')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(disk.removeFolder('/p')).rejects.toMatchObject({ code: 'ENOTEMPTY' });
    await expect(disk.remove('/p')).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

/** A session that goes through every kind of write that needs no fault. */
async function session(disk: Disk, folder: string): Promise<void> {
  let given = 0;
  const next = (): string => {
    given += 1;
    return given.toString(16).padStart(12, '0');
  };
  const packer = createPacker({
    disk,
    clock: createCountingClock(),
    ids: {
      newAssetId: () => `00000000-0000-7000-8000-${next()}`,
      newProjectId: () => `00000000-0000-4000-8000-${next()}`,
      newTemporaryName: () => `${next()}.tmp`,
    },
    log: createTestLog(),
  });
  const { projectId } = valueOf(await packer.openProject(folder, unhurried));
  await packer.register(projectId, 'a', 'first');
  await packer.register(projectId, 'b', 'second');
  valueOf(await packer.reload(projectId, unhurried));
  await packer.register(projectId, 'c', 'third');
  const [finding] = valueOf(await packer.listRepairs(projectId)).findings;
  if (finding !== undefined) {
    await packer.applyRepair(projectId, finding.id, { fix: 'set-aside' });
  }
  await packer.compact(projectId);
  expect(valueOf(await packer.verify(projectId, unhurried)).differenceCount).toBe(0);
  await packer.close();
}

/** The calls that a session makes, without the parts that differ from machine to machine. */
async function callsOf(disk: Disk, folder: string): Promise<string[]> {
  const calls: DiskCall[] = [];
  await session(
    createLoggedDisk(disk, (call) => calls.push(call)),
    folder,
  );
  // How many lines of the history are written together is a matter of time (rule U4).
  const ordered = calls.filter(({ path }) => !path.endsWith(historyFileName));
  return ordered.map(({ call, path, detail }) => {
    const told = typeof detail === 'string' ? detail.replace(folder, '') : detail;
    return `${call} ${path.replace(folder, '')} ${told ?? ''}`.replaceAll(
      /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      'uuid',
    );
  });
}

describe('the disk of the product and its model', () => {
  it.each([
    ['with a registry', true],
    ['without one', false],
  ])('P1 get the same calls for the same commands, in a project %s', async (_, hasRegistry) => {
    const folder = await createTestFolder(['a', 'b', 'c']);
    onTestFinished(() => folder.remove());
    if (hasRegistry) {
      await folder.writeFile('assets.jsonl', '{"prometeu":"assets","v":1}\n\nthis is no record\n');
    } else {
      await createNodeDisk().remove(folder.registry);
    }
    const files: Record<string, Uint8Array> = {};
    for (const entry of await readdir(folder.path, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name);
        files[path] = await readFile(path);
      }
    }
    const model = createCrashDisk(imageOfFiles(files));

    // Folders are listed in an order of their own, and their assets are read side by side.
    expect((await callsOf(model, folder.path)).toSorted()).toEqual(
      (await callsOf(createNodeDisk(), folder.path)).toSorted(),
    );
    // The bytes may differ in what names this machine's process; the registry may not.
    const text = await readFile(folder.registry, 'utf8');
    const left = filesOfImage(model.image()).get(folder.registry) ?? new Uint8Array();
    expect(Buffer.from(left).toString()).toBe(text);
  });
});
