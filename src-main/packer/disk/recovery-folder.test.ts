import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultyDisk, type FaultyDisk } from '../testing/faulty-disk.ts';
import { buildProject } from '../testing/project-builder.ts';
import { createNodeDisk } from './node-disk.ts';
import { createRecoveryFolder, type RecoveryFolder } from './recovery-folder.ts';

interface RecoveryTest {
  readonly disk: FaultyDisk;
  readonly folder: string;
  readonly recovery: RecoveryFolder;
}

/** A recovery folder on a project of its own. The clock stands still where `times` has one time. */
async function aRecovery(...times: readonly string[]): Promise<RecoveryTest> {
  const folder = await buildProject();
  await mkdir(join(folder, '.prometeu'));
  const disk = createFaultyDisk(createNodeDisk());
  let asked = 0;
  const now = (): string => {
    asked += 1;
    return times[Math.min(asked, times.length) - 1] ?? '2026-11-24T14:02:03.004Z';
  };
  return { disk, folder: join(folder, '.prometeu', 'recovery'), recovery: createRecoveryFolder(disk, folder, now) };
}

describe('a copy', () => {
  it('is kept byte for byte, and durable under its name', async () => {
    const { disk, folder, recovery } = await aRecovery();
    const bytes = Uint8Array.of(0, 255, 10, 13, 0x7b);

    const name = await recovery.keep('line', bytes);

    expect(name).toBe('20261124T140203004Z.line.jsonl');
    expect(await readFile(join(folder, name))).toEqual(Buffer.from(bytes));
    expect(await recovery.read(name)).toEqual(bytes);
    const calls = disk.calls.map(({ call }) => call);
    expect(calls.indexOf('file.sync')).toBeGreaterThan(calls.indexOf('file.write'));
    expect(calls.lastIndexOf('syncFolder')).toBeGreaterThan(calls.indexOf('file.sync'));
  });

  it('never takes the place of another one of the same moment', async () => {
    const { recovery } = await aRecovery();

    const names = [await recovery.keep('tail', Buffer.from('a')), await recovery.keep('tail', Buffer.from('b'))];

    const texts = await Promise.all(
      names.map(async (name) => Buffer.from((await recovery.read(name)) ?? []).toString()),
    );
    expect(texts).toEqual(['a', 'b']);
  });

  it('is not left half written', async () => {
    const { disk, folder, recovery } = await aRecovery();
    disk.failWriteAfter(2, 'ENOSPC');

    await expect(recovery.keep('gone', Buffer.from('abcdef'))).rejects.toMatchObject({ code: 'ENOSPC' });

    expect(await readdir(folder)).toEqual([]);
  });

  it('of the whole registry is kept three times, and the others for ever', async () => {
    const times = [1, 2, 3, 4, 5, 6].map((second) => `2026-11-24T14:02:0${second}.000Z`);
    const { recovery } = await aRecovery(...times);
    await recovery.keep('line', Buffer.from('x'));
    for (let at = 0; at < 5; at += 1) {
      await recovery.keep('former', Buffer.from(String(at)));
    }

    const copies = await recovery.list();

    expect(copies.map(({ kind }) => kind)).toEqual(['former', 'former', 'former', 'line']);
    expect(copies[0]?.name).toBe('20261124T140206000Z.former.jsonl');
  });
});

describe('the list', () => {
  it('is empty where there is no folder', async () => {
    const { recovery } = await aRecovery();

    expect(await recovery.list()).toEqual([]);
  });

  it('has the newest first, and nothing that is no copy', async () => {
    const { folder, recovery } = await aRecovery('2026-11-24T14:02:01.000Z', '2026-11-24T14:02:02.000Z');
    await recovery.keep('gone', Buffer.from('1'));
    await recovery.keep('tail', Buffer.from('2'));
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await symlink('/etc/passwd', join(folder, '20270101T000000000Z.former.jsonl'));

    const copies = await recovery.list();

    expect(copies.map(({ kind }) => kind)).toEqual(['tail', 'gone']);
    expect(await recovery.read('20270101T000000000Z.former.jsonl')).toBeNull();
  });

  it.each(['../../assets.jsonl', 'notes.txt', '', '20270101T000000000Z.former.jsonl/../x'])(
    'reads no other file: %s',
    async (name) => {
      const { recovery } = await aRecovery();

      expect(await recovery.read(name)).toBeNull();
    },
  );

  it('has a decided copy as left', async () => {
    const { recovery } = await aRecovery();
    const name = await recovery.keep('gone', Buffer.from('1'));

    await recovery.settle(name);

    expect(await recovery.list()).toEqual([{ name: name.replace('gone', 'left'), kind: 'left' }]);
  });
});

describe('a folder that is none', () => {
  it('is not written through', async () => {
    const { folder, recovery } = await aRecovery();
    const elsewhere = await buildProject();
    await symlink(elsewhere, folder);
    const before = await readdir(elsewhere);

    await expect(recovery.keep('line', Buffer.from('x'))).rejects.toMatchObject({ code: 'ENOTDIR' });

    expect(await readdir(elsewhere)).toEqual(before);
    expect(await recovery.list()).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not be written', async () => {
    const { folder, recovery } = await aRecovery();
    await mkdir(folder);
    await chmod(folder, 0o500);

    await expect(recovery.keep('line', Buffer.from('x'))).rejects.toMatchObject({ code: 'EACCES' });
    await chmod(folder, 0o700);
  });
});
