import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { buildProject, freshFolder } from '../testing/project-builder.ts';
import { createNodeDisk } from './node-disk.ts';
import { createProject, findProject } from './project-folder.ts';

const disk = createNodeDisk();

describe('a folder that is a project', () => {
  it('is found with its name', async () => {
    const folder = await buildProject({ name: 'My “game”' });

    const found = await findProject(disk, folder);

    const { identity } = await disk.status(folder);
    expect(found).toEqual({
      ok: true,
      value: { path: folder, identity, manifest: { schemaVersion: 1, name: 'My “game”' } },
    });
  });

  it('has one path, whatever link it is found by', async () => {
    const folder = await buildProject();
    const link = join(await freshFolder(), 'link');
    await symlink(folder, link);

    const found = await findProject(disk, link);

    expect(found).toMatchObject({ ok: true, value: { path: folder } });
  });

  it('may have its assets behind a link', async () => {
    const folder = await buildProject();
    await rm(join(folder, 'assets'), { recursive: true });
    await symlink(await freshFolder(), join(folder, 'assets'));

    const found = await findProject(disk, folder);

    expect(found.ok).toBe(true);
  });

  it('needs no registry', async () => {
    const folder = await buildProject({ registry: null });

    const found = await findProject(disk, folder);

    expect(found.ok).toBe(true);
  });
});

describe('a folder that is no project', () => {
  it.each<[string, string, (folder: string) => Promise<unknown>, string]>([
    ['is not there', 'no-folder', () => Promise.resolve(), 'nowhere'],
    ['lies below a file', 'no-folder', () => Promise.resolve(), 'prometeu.json/x'],
    ['is a file', 'not-a-folder', () => Promise.resolve(), 'prometeu.json'],
    ['has no prometeu.json', 'no-project-file', (folder) => rm(join(folder, 'prometeu.json')), ''],
    ['has no assets', 'no-assets-folder', (folder) => rm(join(folder, 'assets'), { recursive: true }), ''],
    [
      'has a file for assets',
      'no-assets-folder',
      async (folder) => {
        await rm(join(folder, 'assets'), { recursive: true });
        await writeFile(join(folder, 'assets'), '');
      },
      '',
    ],
    [
      'has its assets behind a link to nowhere',
      'no-assets-folder',
      async (folder) => {
        await rm(join(folder, 'assets'), { recursive: true });
        await symlink('nowhere', join(folder, 'assets'));
      },
      '',
    ],
    [
      'has a folder for prometeu.json',
      'project-file-invalid',
      async (folder) => {
        await rm(join(folder, 'prometeu.json'));
        await mkdir(join(folder, 'prometeu.json'));
      },
      '',
    ],
    [
      'has a link for prometeu.json',
      'project-file-invalid',
      async (folder) => {
        await rm(join(folder, 'prometeu.json'));
        await symlink('assets', join(folder, 'prometeu.json'));
      },
      '',
    ],
    ['has a huge prometeu.json', 'project-file-invalid', (folder) => truncate(join(folder, 'prometeu.json'), 1e9), ''],
  ])('%s: %s', async (_, reason, prepare, below) => {
    const folder = await buildProject();
    await prepare(folder);

    const found = await findProject(disk, join(folder, below));

    expect(found).toEqual({ ok: false, failure: { code: 'not-a-project', reason } });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no name', '{"schemaVersion":1}'],
    ['an empty name', '{"schemaVersion":1,"name":""}'],
    ['a long name', JSON.stringify({ schemaVersion: 1, name: 'x'.repeat(201) })],
    ['a newer version', '{"schemaVersion":2,"name":"a"}'],
    ['an unknown key', '{"schemaVersion":1,"name":"a","x":1}'],
    ['a key such as __proto__', '{"schemaVersion":1,"__proto__":{"name":"a"}}'],
    ['bytes that are not UTF-8', Uint8Array.of(0xff)],
    ['deep nesting', '['.repeat(60_000)],
  ])('has in prometeu.json %s', async (_, content) => {
    const folder = await buildProject({ files: { 'prometeu.json': content } });

    const found = await findProject(disk, folder);

    expect(found).toEqual({ ok: false, failure: { code: 'not-a-project', reason: 'project-file-invalid' } });
  });

  it.each([
    ['resolve', ''],
    ['status', ''],
    ['open', 'prometeu.json'],
    ['file.read', 'prometeu.json'],
    ['resolve', 'assets'],
  ] as const)('can’t be read: %s %s', async (call, path) => {
    const folder = await buildProject();
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call, path }, 'EACCES');

    const found = await findProject(faulty, folder);

    expect(found).toEqual({ ok: false, failure: { code: 'folder-unreadable', errno: 'EACCES' } });
  });
});

describe('a new project', () => {
  it('is one', async () => {
    const folder = await freshFolder();

    const created = await createProject(disk, folder, 'New "game"');

    expect(created).toEqual({ ok: true, value: null });
    expect(await findProject(disk, folder)).toMatchObject({ ok: true, value: { manifest: { name: 'New "game"' } } });
  });

  it('has an empty registry that git merges line by line', async () => {
    const folder = await freshFolder();

    await createProject(disk, folder, 'New');

    expect(await readFile(join(folder, 'assets.jsonl'), 'utf8')).toBe('{"prometeu":"assets","v":1}\n');
    expect(await readFile(join(folder, '.gitattributes'), 'utf8')).toBe('assets.jsonl text eol=lf merge=union\n');
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('.prometeu/\n');
  });

  it('has its prometeu.json last, when everything else is on the disk', async () => {
    const folder = await freshFolder();
    const faulty = createFaultyDisk(disk);

    await createProject(faulty, folder, 'New');

    const calls = faulty.calls.map(({ call, path }) => `${call} ${basename(path)}`);
    const created = calls.filter((call) => call.startsWith('open') || call.startsWith('makeFolder'));
    expect(created.at(-1)).toBe('open prometeu.json');
    expect(calls.slice(-4)).toEqual([
      'file.write prometeu.json',
      'file.sync prometeu.json',
      'file.close prometeu.json',
      `syncFolder ${basename(folder)}`,
    ]);
    expect(calls.filter((call) => call.startsWith('file.sync'))).toHaveLength(4);
  });

  it.each(['.git', '.DS_Store'])('may have %s beside it', async (name) => {
    const folder = await freshFolder();
    await mkdir(join(folder, name));

    const created = await createProject(disk, folder, 'New');

    expect(created.ok).toBe(true);
  });

  it.each(['a.txt', 'assets', '.prometeu', '.gitignore'])('is not made where there is %s', async (name) => {
    const folder = await freshFolder();
    await writeFile(join(folder, name), 'mine');

    const created = await createProject(disk, folder, 'New');

    expect(created).toEqual({ ok: false, failure: { code: 'folder-not-empty' } });
    expect(await readdir(folder)).toEqual([name]);
  });

  it('is not made where there is no folder', async () => {
    const folder = join(await freshFolder(), 'nowhere');

    const created = await createProject(disk, folder, 'New');

    expect(created).toEqual({ ok: false, failure: { code: 'create-failed', errno: 'ENOENT' } });
  });

  it('does not count as one where it was cut off', async () => {
    const folder = await freshFolder();
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call: 'open', path: 'prometeu.json' }, 'ENOSPC');

    const created = await createProject(faulty, folder, 'New');

    expect(created).toEqual({ ok: false, failure: { code: 'create-failed', errno: 'ENOSPC' } });
    expect(await findProject(disk, folder)).toMatchObject({ failure: { reason: 'no-project-file' } });
  });

  it('leaves nothing behind where the disk refused, so that it can be tried again', async () => {
    const folder = await freshFolder();
    const faulty = createFaultyDisk(disk);
    faulty.fail({ call: 'file.sync', path: 'assets.jsonl' }, 'ENOSPC');
    await createProject(faulty, folder, 'New');

    const left = await readdir(folder);
    const again = await createProject(disk, folder, 'New');

    expect(left).toEqual([]);
    expect(again.ok).toBe(true);
  });
});
