import {
  appendFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { createFaultyDisk, type FaultyDisk } from '../testing/faulty-disk.ts';
import { anEntry, anId, buildProject } from '../testing/project-builder.ts';
import { createTestJournal } from '../testing/test-packer.ts';
import { createNodeDisk } from './node-disk.ts';
import type { RegistryJournal } from './registry-journal.ts';
import { encodeEntry, encodeTombstone, type RegistryRecord, registryHeader } from './registry-record.ts';

const put = (number: number, parts: Partial<RegistryEntry> = {}): RegistryEntry =>
  anEntry({ assetId: anId(number), root: `a/${String(number)}`, ...parts });

const asPut = (entry: RegistryEntry): RegistryRecord => ({ op: 'put', entry });

const lineOf = (number: number): string => `${encodeEntry(put(number))}\n`;

interface JournalTest {
  readonly disk: FaultyDisk;
  readonly journal: RegistryJournal;
  readonly folder: string;
  readonly file: string;
}

/** A journal on a project of its own, that has read its registry, with the log of calls empty. */
async function aReadJournal(registry: readonly string[] | null = [encodeEntry(put(1))]): Promise<JournalTest> {
  const folder = await buildProject({ registry });
  const disk = createFaultyDisk(createNodeDisk());
  await mkdir(join(folder, '.prometeu'));
  const journal = createTestJournal(disk, folder, () => 0);
  await journal.read();
  disk.calls.length = 0;
  return { disk, journal, folder, file: join(folder, 'assets.jsonl') };
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8');
const inodeOf = async (file: string): Promise<number> => (await stat(file)).ino;

/** Temporary files in a project's folder. */
async function leftoversOf(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'));
}

/** What was called on which file; the name of a temporary one does not matter. */
function callsOn({ calls }: FaultyDisk): string[] {
  return calls.map(({ call, path }) => `${call} ${path.endsWith('.tmp') ? 'temporary' : basename(path)}`);
}

async function idsOf(journal: RegistryJournal): Promise<string[]> {
  return Array.from((await journal.peek()).entries, ({ assetId }) => assetId);
}

describe('an append', () => {
  it('P1 makes its calls in order: a look at the lock, and then all on the registry', async () => {
    const { disk, journal, file } = await aReadJournal();

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'durable' });
    const [ofLock, ...ofRegistry] = disk.calls;
    expect(ofLock?.call).toBe('status');
    expect(ofRegistry.map(({ call, path }) => [call, path])).toEqual(
      ['open', 'file.status', 'file.write', 'file.datasync', 'status', 'file.close'].map((call) => [call, file]),
    );
  });

  it('P1 opens for appending', async () => {
    const { disk, journal } = await aReadJournal();

    await journal.append([asPut(put(2))]);

    expect(disk.calls.find(({ call }) => call === 'open')?.detail).toBe('append');
  });

  it('P1 adds one line and changes no other byte', async () => {
    const { journal, file } = await aReadJournal();
    const before = await textOf(file);

    await journal.append([asPut(put(2))]);

    expect(await textOf(file)).toBe(before + lineOf(2));
  });

  it('P1 follows another on the same file', async () => {
    const { journal, file } = await aReadJournal([]);
    const inode = await inodeOf(file);

    await journal.append([asPut(put(1))]);
    await journal.append([asPut(put(2))]);

    expect(await textOf(file)).toBe(`${registryHeader}\n${lineOf(1)}${lineOf(2)}`);
    expect(await inodeOf(file)).toBe(inode);
  });

  it('P1 writes on until every byte is out where the disk takes few', async () => {
    const { disk, journal, file } = await aReadJournal();
    const before = await textOf(file);
    for (const taken of [1, 7, 100]) {
      disk.shortenWrite(taken);
    }

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'durable' });
    expect(await textOf(file)).toBe(before + lineOf(2));
    expect(disk.calls.filter(({ call }) => call === 'file.write')).toHaveLength(4);
  });

  it('R3 cuts a torn tail off when it reads, and writes behind what was good', async () => {
    const { journal, folder, file } = await aReadJournal();
    await appendFile(file, '{"op":"pu');

    await journal.read();
    await journal.append([asPut(put(2))]);

    expect(await textOf(file)).toBe(`${registryHeader}\n${lineOf(1)}${lineOf(2)}`);
    const [notice] = journal.notices();
    expect(notice).toMatchObject({ code: 'registry-tail-cut', bytes: 9 });
    const copy = notice?.code === 'registry-tail-cut' ? notice.copy : '';
    expect(await textOf(join(folder, '.prometeu', 'recovery', copy))).toBe('{"op":"pu');
  });

  it.each([
    ['the copy can’t be written', { call: 'file.write' }],
    ['the file can’t be opened', { call: 'open', path: 'assets.jsonl' }],
  ] as const)('R3 leaves a torn tail where %s, and ends it with a line end first', async (_, pattern) => {
    const { disk, journal, file } = await aReadJournal();
    await appendFile(file, '{"op":"pu');
    disk.before({ call: 'file.close', path: 'assets.jsonl' }, () => {
      disk.fail(pattern, 'EIO');
    });

    const content = await journal.read();
    await journal.append([asPut(put(2))]);

    expect(disk.unused()).toBe(0);
    expect(content.diagnostics.map(({ code }) => code)).toEqual(['registry-torn-tail']);
    expect(await textOf(file)).toBe(`${registryHeader}\n${lineOf(1)}{"op":"pu\n${lineOf(2)}`);
  });

  it.each(['file.truncate', 'file.sync'] as const)('R3 is in doubt where the cut fails at %s', async (call) => {
    const { disk, journal, file } = await aReadJournal();
    await appendFile(file, '{"op":"pu');
    disk.fail({ call, path: 'assets.jsonl' }, 'EIO');

    await journal.read();

    expect(disk.unused()).toBe(0);
    expect(journal.isInDoubt()).toBe(true);
    expect(await journal.rebuild([put(1)])).toEqual({ kind: 'replaced' });
    expect((await textOf(file)).startsWith(`${registryHeader}\n${lineOf(1)}`)).toBe(true);
  });

  it('gives an empty file its header first', async () => {
    const { journal, file } = await aReadJournal();
    await truncate(file, 0);
    await journal.read();

    await journal.append([asPut(put(2))]);

    expect(await textOf(file)).toBe(`${registryHeader}\n${lineOf(2)}`);
  });

  it('is durable where closing the file fails, because the sync has returned', async () => {
    const { disk, journal } = await aReadJournal();
    disk.fail({ call: 'file.close' }, 'EIO');

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'durable' });
  });

  it('throws what is no error of the disk', async () => {
    const { disk, journal } = await aReadJournal();
    disk.before({ call: 'file.write' }, () => {
      throw new TypeError('a defect');
    });

    const append = journal.append([asPut(put(2))]);

    await expect(append).rejects.toThrow('a defect');
  });
});

describe('a registry that is missing', () => {
  it('is an empty one', async () => {
    const { journal } = await aReadJournal(null);

    const content = await journal.peek();

    const diagnostics = [{ code: 'registry-missing', place: { file: 'assets.jsonl' } }];
    expect(content).toEqual({ entries: [], diagnostics, readOnly: null });
  });

  it('is not created by reading', async () => {
    const { folder } = await aReadJournal(null);

    const names = await readdir(folder);

    expect(names).not.toContain('assets.jsonl');
  });

  it('is created by the first append, durable under its name before the record', async () => {
    const { disk, journal, folder, file } = await aReadJournal(null);

    const outcome = await journal.append([asPut(put(1))]);

    expect(outcome).toEqual({ kind: 'durable' });
    expect(await textOf(file)).toBe(`${registryHeader}\n${lineOf(1)}`);
    const calls = callsOn(disk);
    expect(calls.indexOf('file.sync temporary')).toBeGreaterThan(calls.indexOf('file.write temporary'));
    expect(calls.indexOf('rename temporary')).toBeGreaterThan(calls.indexOf('file.sync temporary'));
    expect(calls.indexOf(`syncFolder ${basename(folder)}`)).toBe(calls.indexOf('rename temporary') + 1);
    expect(calls.indexOf('open assets.jsonl')).toBeGreaterThan(calls.indexOf(`syncFolder ${basename(folder)}`));
    expect(await leftoversOf(folder)).toEqual([]);
  });

  it('P1 is not written over where another program made it since', async () => {
    const { journal, file } = await aReadJournal(null);
    await writeFile(file, `${registryHeader}\n${lineOf(7)}`);

    const outcome = await journal.append([asPut(put(1))]);

    expect(outcome).toEqual({ kind: 'changed-outside', written: false });
    expect(await textOf(file)).toBe(`${registryHeader}\n${lineOf(7)}`);
  });

  it.each([
    ['open', '.tmp'],
    ['file.write', '.tmp'],
    ['file.sync', '.tmp'],
    ['rename', '.tmp'],
  ] as const)('P2 leaves nothing behind where %s fails', async (call, path) => {
    const { disk, journal, folder } = await aReadJournal(null);
    disk.fail({ call, path }, 'ENOSPC');

    const outcome = await journal.append([asPut(put(1))]);

    expect(outcome).toEqual({ kind: 'failed', step: 'create', errno: 'ENOSPC', disk: 'as-before' });
    expect(await leftoversOf(folder)).toEqual([]);
    expect(await readdir(folder)).not.toContain('assets.jsonl');
  });
});

describe('a write that fails', () => {
  it('P2 after no byte has nothing to cut back', async () => {
    const { disk, journal, file } = await aReadJournal();
    const before = await textOf(file);
    disk.failWriteAfter(0, 'ENOSPC');

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'failed', step: 'write', errno: 'ENOSPC', disk: 'as-before' });
    expect(await textOf(file)).toBe(before);
    expect(disk.calls.map(({ call }) => call)).not.toContain('file.truncate');
  });

  it('P2 never cuts off what another program wrote behind it', async () => {
    const { disk, journal, file } = await aReadJournal();
    disk.failWriteAfter(10, 'ENOSPC');
    disk.before({ call: 'open', path: 'assets.jsonl' }, () => undefined);
    disk.before({ call: 'open', path: 'assets.jsonl' }, () => appendFile(file, `\n${lineOf(9)}`));

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'failed', step: 'write', errno: 'ENOSPC', disk: 'unknown' });
    expect(await journal.rebuild([put(1)])).toEqual({ kind: 'changed-outside', written: false });
    await journal.read();
    expect(await journal.rebuild([put(1), put(9)])).toEqual({ kind: 'replaced' });
    expect(await idsOf(journal)).toEqual([anId(1), anId(9)]);
  });

  it.each([1, 60])('P2 after %i bytes is cut back to where the file ended, and synced', async (taken) => {
    const { disk, journal, file } = await aReadJournal();
    const before = await textOf(file);
    disk.failWriteAfter(taken, 'ENOSPC');

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'failed', step: 'write', errno: 'ENOSPC', disk: 'as-before' });
    expect(await textOf(file)).toBe(before);
    expect(disk.calls.map(({ call }) => call).slice(-3)).toEqual(['file.truncate', 'file.sync', 'file.close']);
    expect(journal.isInDoubt()).toBe(false);
  });

  it('P2 does not stand in the way of the next', async () => {
    const { disk, journal, file } = await aReadJournal();
    const before = await textOf(file);
    disk.failWriteAfter(10, 'EIO');
    await journal.append([asPut(put(2))]);

    const outcome = await journal.append([asPut(put(3))]);

    expect(outcome).toEqual({ kind: 'durable' });
    expect(await textOf(file)).toBe(before + lineOf(3));
  });

  it('R4 leaves the line end before the next record to the next one', async () => {
    const { disk, journal, file } = await aReadJournal();
    const whole = encodeEntry(put(4));
    await appendFile(file, whole);
    await journal.read();
    disk.failWriteAfter(3, 'EIO');
    await journal.append([asPut(put(2))]);

    await journal.append([asPut(put(3))]);

    expect(await textOf(file)).toBe(`${registryHeader}\n${lineOf(1)}${whole}\n${lineOf(3)}`);
  });

  it.each(['file.truncate', 'file.sync'] as const)('P2 is in doubt where %s fails too', async (call) => {
    const { disk, journal } = await aReadJournal();
    disk.failWriteAfter(10, 'EIO');
    disk.fail({ call }, 'EIO');

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'failed', step: 'write', errno: 'EIO', disk: 'unknown' });
    expect(journal.isInDoubt()).toBe(true);
  });

  it('P2 is one where the disk takes no byte and says no error', async () => {
    const { disk, journal, file } = await aReadJournal();
    const before = await textOf(file);
    disk.shortenWrite(0);

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toMatchObject({ kind: 'failed', step: 'write', disk: 'as-before' });
    expect(await textOf(file)).toBe(before);
  });
});

describe('other steps that fail', () => {
  it.each([
    ['open', 'open', 'EACCES'],
    ['open', 'open', 'ELOOP'],
    ['file.status', 'check', 'EIO'],
  ] as const)('P2 at %s leave the file as it was', async (call, step, errno) => {
    const { disk, journal, file } = await aReadJournal();
    const before = await textOf(file);
    disk.fail({ call }, errno);

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'failed', step, errno, disk: 'as-before' });
    expect(await textOf(file)).toBe(before);
  });
});

describe('a sync that fails', () => {
  it('P2 leaves the outcome unknown', async () => {
    const { disk, journal } = await aReadJournal();
    disk.fail({ call: 'file.datasync' }, 'EIO');

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'failed', step: 'sync', errno: 'EIO', disk: 'unknown' });
    expect(journal.isInDoubt()).toBe(true);
  });

  it('P2 is not tried again on that file', async () => {
    const { disk, journal, file } = await aReadJournal();
    disk.fail({ call: 'file.datasync' }, 'EIO');
    await journal.append([asPut(put(2))]);

    await journal.rebuild([put(1)]);

    const syncs = disk.calls.filter(({ call, path }) => ['file.datasync', 'file.sync'].includes(call) && path === file);
    expect(syncs).toHaveLength(1);
  });
});

/** A journal that holds a tombstone, lines that are kept and one that is not sealed, and whose sync failed. */
async function aJournalInDoubt(): Promise<JournalTest & { readonly kept: readonly string[] }> {
  const tombstone = encodeTombstone({
    assetId: anId(3),
    rev: 2,
    commandId: 'c',
    writtenAt: '2026-11-24T14:02:03.004Z',
  });
  const byHand = encodeEntry(put(4)).replace('a/4', 'by-hand');
  const kept = ['{"op":"move"}', '=======', byHand];
  const test = await aReadJournal([encodeEntry(put(1)), encodeEntry(put(3)), tombstone, ...kept]);
  await appendFile(test.file, Uint8Array.of(0xff, 0xfe, 0x0a));
  await test.journal.read();
  test.disk.fail({ call: 'file.datasync' }, 'EIO');
  await test.journal.append([asPut(put(2))]);
  test.disk.calls.length = 0;
  return { ...test, kept: [tombstone, ...kept] };
}

describe('a rebuild', () => {
  it('P2 gives a new file', async () => {
    const { journal, file } = await aJournalInDoubt();
    const inode = await inodeOf(file);

    const outcome = await journal.rebuild([put(1), put(4)]);

    expect(outcome).toEqual({ kind: 'replaced' });
    expect(await inodeOf(file)).not.toBe(inode);
    expect(journal.isInDoubt()).toBe(false);
  });

  it('P2 writes every entry, tombstone and kept line, and not the record in doubt', async () => {
    const { journal, file, kept } = await aJournalInDoubt();

    await journal.rebuild([put(1), put(4, { root: 'by-hand' })]);

    const lines = (await readFile(file, 'latin1')).split('\n');
    const expected = [registryHeader, encodeEntry(put(1)), ...kept, '\xff\xfe', ''];
    expect(lines.toSorted()).toEqual(expected.toSorted());
    expect(lines[0]).toBe(registryHeader);
  });

  it('P2 is read as the registry was read before', async () => {
    const { journal } = await aJournalInDoubt();
    const entries = [put(1), put(4, { root: 'by-hand' })];

    await journal.rebuild(entries);

    const content = await journal.peek();
    expect(content.entries).toEqual(entries);
    expect(content.diagnostics.map(({ code }) => code).toSorted()).toEqual([
      'registry-conflict-marker',
      'registry-line-unknown',
      'registry-line-unreadable',
      'registry-line-unsealed',
    ]);
  });

  it('P2 is safe before it takes the old file’s name', async () => {
    const { disk, journal, folder } = await aJournalInDoubt();

    await journal.rebuild([put(1)]);

    expect(callsOn(disk)).toEqual([
      'open temporary',
      'file.write temporary',
      'file.sync temporary',
      'file.status temporary',
      'file.close temporary',
      'open temporary',
      'file.status temporary',
      'file.read temporary',
      'file.close temporary',
      'open assets.jsonl',
      'file.status assets.jsonl',
      'file.read assets.jsonl',
      'file.close assets.jsonl',
      'rename temporary',
      `syncFolder ${basename(folder)}`,
    ]);
  });

  it('P2 takes the next append', async () => {
    const { journal } = await aJournalInDoubt();
    await journal.rebuild([put(1)]);

    const outcome = await journal.append([asPut(put(5))]);

    expect(outcome).toEqual({ kind: 'durable' });
    expect(await idsOf(journal)).toContain(anId(5));
  });

  it.each(['open', 'file.write', 'file.sync', 'file.status', 'file.read', 'rename'] as const)(
    'P2 that fails at %s leaves the old file, nothing else, and the doubt',
    async (call) => {
      const { disk, journal, folder, file } = await aJournalInDoubt();
      const [before, inode] = [await readFile(file), await inodeOf(file)];
      disk.fail({ call, path: '.tmp' }, 'EIO');

      const outcome = await journal.rebuild([put(1)]);

      expect(outcome).toEqual({ kind: 'failed', step: 'rebuild', errno: 'EIO', disk: 'unknown' });
      expect(await readFile(file)).toEqual(before);
      expect(await inodeOf(file)).toBe(inode);
      expect(await leftoversOf(folder)).toEqual([]);
      expect(journal.isInDoubt()).toBe(true);
    },
  );

  it('P2 that does not read back as it was written leaves the old file', async () => {
    const { disk, journal, folder, file } = await aJournalInDoubt();
    const before = await readFile(file);
    disk.before({ call: 'file.read', path: '.tmp' }, async () => {
      await writeFile(disk.calls.at(-1)?.path ?? '', 'other');
    });

    const outcome = await journal.rebuild([put(1)]);

    expect(outcome).toEqual({ kind: 'failed', step: 'rebuild', errno: 'EIO', disk: 'unknown' });
    expect(await readFile(file)).toEqual(before);
    expect(await leftoversOf(folder)).toEqual([]);
  });

  it('P2 whose folder can’t be synced keeps the doubt', async () => {
    const { disk, journal, folder } = await aJournalInDoubt();
    disk.fail({ call: 'syncFolder' }, 'EIO');

    const outcome = await journal.rebuild([put(1)]);

    expect(outcome).toEqual({ kind: 'failed', step: 'rebuild', errno: 'EIO', disk: 'unknown' });
    expect(journal.isInDoubt()).toBe(true);
    expect(await leftoversOf(folder)).toEqual([]);
  });
});

type Change = (file: string) => Promise<unknown>;

const changesOutside: readonly (readonly [string, Change])[] = [
  ['grown', (file) => appendFile(file, lineOf(9))],
  ['cut off', (file) => truncate(file, 30)],
  ['emptied', (file) => truncate(file, 0)],
  [
    'replaced by an equal one',
    async (file) => {
      await writeFile(`${file}.new`, await readFile(file));
      await rename(`${file}.new`, file);
    },
  ],
  ['given a second name', (file) => link(file, `${file}.link`)],
];

const changesOfThePath: readonly (readonly [string, Change])[] = [
  ['removed', (file) => rm(file)],
  ['moved away', (file) => rename(file, `${file}.moved`)],
];

describe('a file that was changed outside', () => {
  it.each([...changesOutside, ...changesOfThePath])('P1 is noticed before the write: %s', async (_, change) => {
    const { disk, journal, file } = await aReadJournal();
    await change(file);

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'changed-outside', written: false });
    expect(disk.calls.map(({ call }) => call)).not.toContain('file.write');
  });

  it.each([
    ...changesOutside,
    ...changesOfThePath,
    [
      'turned into a link to itself',
      async (file: string) => {
        await rename(file, `${file}.moved`);
        await symlink(`${file}.moved`, file);
      },
    ] as const,
    [
      'turned into a folder',
      async (file: string) => {
        await rm(file);
        await mkdir(file);
      },
    ] as const,
  ])('P1 is noticed after the write: %s', async (_, change) => {
    const { disk, journal, file } = await aReadJournal();
    disk.after({ call: 'file.datasync' }, async () => {
      await change(file);
    });

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'changed-outside', written: true });
  });

  it('P1 is not written where it was turned into a link', async () => {
    const { journal, file } = await aReadJournal();
    await rename(file, `${file}.moved`);
    await symlink(`${file}.moved`, file);
    const before = await textOf(`${file}.moved`);

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'failed', step: 'open', errno: 'ELOOP', disk: 'as-before' });
    expect(await textOf(`${file}.moved`)).toBe(before);
  });

  it('P1 is appended to again after it was read again', async () => {
    const { journal, file } = await aReadJournal();
    await appendFile(file, lineOf(9));
    await journal.append([asPut(put(2))]);
    await journal.read();

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'durable' });
    expect(await idsOf(journal)).toEqual([anId(1), anId(9), anId(2)]);
  });

  it('P1 is not taken for known by a look that changes nothing', async () => {
    const { journal, file } = await aReadJournal();
    await appendFile(file, lineOf(9));
    await journal.peek();

    const outcome = await journal.append([asPut(put(2))]);

    expect(outcome).toEqual({ kind: 'changed-outside', written: false });
  });
});

describe('a registry that is read ahead', () => {
  it('is not read again, and is the one to write to, where it is still the same', async () => {
    const { disk, journal, file } = await aReadJournal();
    await appendFile(file, lineOf(2));
    const ahead = await journal.readAhead('line-by-line');
    disk.calls.length = 0;

    const content = await journal.read('line-by-line', ahead);

    expect(content.entries).toEqual([put(1), put(2)]);
    expect(disk.calls.filter(({ call }) => call === 'open').map(({ path }) => basename(path))).toEqual([]);
    expect(await journal.append([asPut(put(3))])).toEqual({ kind: 'durable' });
  });

  it('changes nothing by that alone', async () => {
    const { journal, file } = await aReadJournal();
    await appendFile(file, `${lineOf(2)}{"torn`);

    await journal.readAhead('line-by-line');

    expect(await textOf(file)).toContain('{"torn');
    expect(await journal.append([asPut(put(3))])).toEqual({ kind: 'changed-outside', written: false });
  });

  it('R15 is read again where it was changed meanwhile', async () => {
    const { journal, file } = await aReadJournal();
    const ahead = await journal.readAhead('line-by-line');
    await appendFile(file, lineOf(2));

    const content = await journal.read('line-by-line', ahead);

    expect(content.entries).toEqual([put(1), put(2)]);
  });

  it('R3 has its torn tail cut off when its turn has come', async () => {
    const { journal, file } = await aReadJournal();
    await appendFile(file, '{"torn');
    const ahead = await journal.readAhead('line-by-line');

    await journal.read('line-by-line', ahead);

    expect(await textOf(file)).not.toContain('{"torn');
    expect(journal.notices().map(({ code }) => code)).toEqual(['registry-tail-cut']);
  });
});

describe('a registry that can’t be written', () => {
  it('R11 is of a newer version: its entries are shown', async () => {
    const { journal, file } = await aReadJournal();
    await writeFile(file, `{"prometeu":"assets","v":2}\n${lineOf(1)}{"new":"kind"}\n`);

    const content = await journal.read();

    expect(content.readOnly).toBe('version-unsupported');
    expect(content.entries).toEqual([put(1)]);
    expect(content.diagnostics.map(({ code }) => code)).toEqual(['registry-version-unsupported']);
  });

  it.each([
    ['a folder', (file: string) => mkdir(file)],
    ['a link', (file: string) => symlink('prometeu.json', file)],
    ['a dangling link', (file: string) => symlink('nowhere', file)],
    ['a file with two names', (file: string) => link(file.replace('assets.jsonl', 'prometeu.json'), file)],
  ])('is no plain file: %s', async (_, make) => {
    const { journal, file } = await aReadJournal();
    await rm(file);
    await make(file);

    const content = await journal.read();

    expect(content.readOnly).toBe('not-a-file');
    expect(content.entries).toEqual([]);
    expect(content.diagnostics.map(({ code }) => code)).toEqual(['registry-unreadable']);
  });

  it.each(['open', 'file.status', 'file.read'] as const)('can’t be read: %s', async (call) => {
    const { disk, journal } = await aReadJournal();
    disk.fail({ call }, 'EACCES');

    const content = await journal.read();

    expect(content).toEqual({
      entries: [],
      diagnostics: [{ code: 'registry-unreadable', errno: 'EACCES', place: { file: 'assets.jsonl' } }],
      readOnly: 'unreadable',
    });
  });

  it('is larger than what is read', async () => {
    const { journal, file } = await aReadJournal();
    await truncate(file, 1024 ** 3 + 1);

    const content = await journal.read();

    expect(content.readOnly).toBe('unreadable');
  });
});
