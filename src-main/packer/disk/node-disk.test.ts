import { execFile } from 'node:child_process';
import { link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../testing/project-builder.ts';
import { errnoOf } from './disk-port.ts';
import { createNodeDisk } from './node-disk.ts';

const disk = createNodeDisk();

async function aPath(content?: string): Promise<string> {
  const path = join(await freshFolder(), 'file');
  if (content !== undefined) {
    await writeFile(path, content);
  }
  return path;
}

describe('open', () => {
  it('for appending writes at the end, wherever another writes', async () => {
    const path = await aPath('one ');
    const file = await disk.open(path, 'append');
    await writeFile(path, 'three ', { flag: 'a' });

    await file.write(Buffer.from('two'));
    await file.close();

    expect(await readFile(path, 'utf8')).toBe('one three two');
  });

  it.each(['read', 'append'] as const)('for %s makes no file', async (mode) => {
    const path = await aPath();

    const opening = disk.open(path, mode);

    await expect(opening).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('for creating fails where the name is taken, also by a link to nowhere', async () => {
    const path = await aPath();
    await symlink('nowhere', path);

    const opening = disk.open(path, 'create');

    await expect(opening).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it.each(['read', 'append'] as const)('for %s does not follow a link in the last step', async (mode) => {
    const path = await aPath('x');
    await symlink(path, `${path}.link`);

    const opening = disk.open(`${path}.link`, mode);

    await expect(opening).rejects.toMatchObject({ code: 'ELOOP' });
  });

  it('for reading does not wait for the other end of a pipe', async () => {
    const path = await aPath();
    await promisify(execFile)('mkfifo', [path]);

    const file = await disk.open(path, 'read');
    const { kind } = await file.status();
    await file.close();

    expect(kind).toBe('other');
  });

  it('for appending does not wait for the other end of a pipe', async () => {
    const path = await aPath();
    await promisify(execFile)('mkfifo', [path]);

    const opening = disk.open(path, 'append');

    await expect(opening).rejects.toMatchObject({ code: 'ENXIO' });
  });
});

describe('an open file', () => {
  it.each([
    [3, 0, 'abc'],
    [3, 4, 'efg'],
    [99, 5, 'fg'],
    [3, 99, ''],
    [0, 0, ''],
  ])('reads %i bytes at %i', async (length, position, text) => {
    const file = await disk.open(await aPath('abcdefg'), 'read');

    const bytes = await file.read(length, position);
    await file.close();

    expect(Buffer.from(bytes).toString()).toBe(text);
  });

  it('says how many bytes it wrote, and syncs them', async () => {
    const path = await aPath();
    const file = await disk.open(path, 'create');

    const written = await file.write(Buffer.from('abc'));
    await file.datasync();
    await file.sync();
    await file.close();

    expect(written).toBe(3);
    expect(await readFile(path, 'utf8')).toBe('abc');
  });

  it('is cut off', async () => {
    const path = await aPath('abcdefg');
    const file = await disk.open(path, 'append');

    await file.truncate(2);
    await file.close();

    expect(await readFile(path, 'utf8')).toBe('ab');
  });

  it('says no where it is not open for writing', async () => {
    const file = await disk.open(await aPath('x'), 'read');

    const writing = file.write(Buffer.from('y'));

    await expect(writing).rejects.toMatchObject({ code: 'EBADF' });
    await file.close();
  });
});

describe('status', () => {
  it('is of the file, with its size and how many names it has', async () => {
    const path = await aPath('abc');
    await link(path, `${path}.link`);

    const status = await disk.status(path);

    expect(status).toMatchObject({ kind: 'file', bytes: 3, links: 2 });
  });

  it('names the file itself, whatever path it was found by', async () => {
    const path = await aPath('abc');
    await link(path, `${path}.link`);

    const [one, other] = await Promise.all([disk.status(path), disk.status(`${path}.link`)]);

    expect(one.identity).toBe(other.identity);
  });

  it('tells two files apart', async () => {
    const [one, other] = await Promise.all([disk.status(await aPath('a')), disk.status(await aPath('a'))]);

    expect(one.identity).not.toBe(other.identity);
  });

  it.each<[string, (path: string) => Promise<unknown>]>([
    ['folder', (path) => mkdir(path)],
    ['link', (path) => symlink('nowhere', path)],
    ['other', (path) => promisify(execFile)('mkfifo', [path])],
  ])('is of the kind %s', async (kind, make) => {
    const path = await aPath();
    await make(path);

    const status = await disk.status(path);

    expect(status.kind).toBe(kind);
  });
});

describe('list', () => {
  it('gives each name with its kind', async () => {
    const folder = await freshFolder();
    await Promise.all([writeFile(join(folder, 'a'), ''), mkdir(join(folder, 'b')), symlink('x', join(folder, 'c'))]);

    const entries = await disk.list(folder);

    expect(entries.toSorted((a, b) => String(a.name).localeCompare(String(b.name)))).toEqual([
      { name: 'a', kind: 'file' },
      { name: 'b', kind: 'folder' },
      { name: 'c', kind: 'link' },
    ]);
  });

  it.skipIf(process.platform !== 'linux')('gives no name where it is not UTF-8', async () => {
    const folder = await freshFolder();
    await writeFile(Buffer.concat([Buffer.from(join(folder, 'x')), Uint8Array.of(0xff)]), '');

    const entries = await disk.list(folder);

    expect(entries).toEqual([{ name: null, kind: 'file' }]);
  });
});

describe('names', () => {
  it('are taken over by renaming, in one step', async () => {
    const folder = await freshFolder();
    await Promise.all([writeFile(join(folder, 'new'), 'new'), writeFile(join(folder, 'old'), 'old')]);

    await disk.rename(join(folder, 'new'), join(folder, 'old'));
    await disk.syncFolder(folder);

    expect(await readdir(folder)).toEqual(['old']);
    expect(await readFile(join(folder, 'old'), 'utf8')).toBe('new');
  });

  it('are made and removed', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'file'), '');

    await disk.makeFolder(join(folder, 'sub'));
    await disk.remove(join(folder, 'file'));

    expect(await readdir(folder)).toEqual(['sub']);
  });

  it('are resolved through links', async () => {
    const folder = await freshFolder();
    await symlink('.', join(folder, 'link'));

    const path = await disk.resolve(join(folder, 'link/link'));

    expect(path).toBe(folder);
  });

  it('of a folder that is not there can’t be synced', async () => {
    const syncing = disk.syncFolder(join(await freshFolder(), 'nowhere'));

    await expect(syncing).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('errnoOf', () => {
  it('is the system’s name of an error', () => {
    const errno = errnoOf(Object.assign(new Error('no'), { code: 'ENOSPC' }));

    expect(errno).toBe('ENOSPC');
  });

  it.each([
    ['a defect', new TypeError('a defect')],
    ['an error whose code is a number', Object.assign(new Error('a defect'), { code: 1 })],
  ])('throws %s on', (_, error) => {
    const ask = (): unknown => errnoOf(error);

    expect(ask).toThrow(error);
  });
});
