import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../packer/testing/open-test-project.ts';
import { failureShape, listShape } from './json-shapes.ts';
import { createCommandLine, objectOf, runIn } from './testing/run-command.ts';

const rootsOf = (end: { readonly stdout: string }) => objectOf(listShape, end).assets.map(({ root }) => root);

describe('list', () => {
  it('gives every asset of a large project, of one revision, in the order that was asked for', async () => {
    const roots = Array.from({ length: 1003 }, (_, at) => `a${String(at).padStart(4, '0')}`);
    const folder = await aFolder(...roots);

    const all = await runIn(folder.path, 'list', '--json');

    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(objectOf(listShape, all)).toMatchObject({
      revision: 1,
      total: 1003,
      counts: { all: 1003, registration: { registered: 0, unregistered: 1003 } },
    });
    expect(rootsOf(all)).toEqual(roots);
    expect(rootsOf(await runIn(folder.path, 'list', '--json', '--descending'))).toEqual(roots.toReversed());
    const window = await runIn(folder.path, 'list', '--json', '--offset', '399', '--limit', '502');
    expect(rootsOf(window)).toEqual(roots.slice(399, 901));
    expect(objectOf(listShape, window).total).toBe(1003);
    expect(rootsOf(await runIn(folder.path, 'list', '--json', '--limit', '0'))).toEqual([]);
  }, 60_000);

  it('searches as the window does, and refuses a search that says what is not', async () => {
    const folder = await aFolder('a', 'b', 'c');
    await folder.writeAsset('b', { type: 'sound', tags: ['loud'] });

    const list = async (search: string) => rootsOf(await runIn(folder.path, 'list', '--json', '--search', search));

    expect(await list('type:sound tag:Loud')).toEqual(['b']);
    expect(await list('-tag:loud -c')).toEqual(['a']);
    const refused = await runIn(folder.path, 'list', '--search', 'type:sonud');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('“sonud” is no type: there are image, tileset,');
  });

  it('filters by registration, health, type and words', async () => {
    const folder = await aFolder('a', 'b', 'c');
    await folder.writeAsset('b', { type: 'sound', tags: ['loud'] });
    await folder.writeAsset('broken', 'no json');
    await runIn(folder.path, 'register', 'a');

    const list = async (...typed: string[]) => rootsOf(await runIn(folder.path, 'list', '--json', ...typed));

    expect(await list('--registration', 'registered')).toEqual(['a']);
    expect(await list('--health', 'error', '--health', 'warning')).toEqual(['broken']);
    expect(await list('--type', 'sound', '--type', 'unknown')).toEqual(['b', 'broken']);
    expect(await list('--search', 'loud')).toEqual(['b']);
    expect(await list('--sort', 'type', '--limit', '1')).toEqual(['broken']);
  });

  it('changes nothing on the disk, and needs no lock', async () => {
    const folder = await aFolder('a');
    const line = createCommandLine(folder.path);

    expect((await line.run('list')).code).toBe(0);

    const changing = ['makeFolder', 'rename', 'remove', 'removeFolder', 'syncFolder', 'file.write', 'file.truncate'];
    expect(line.disk.calls.filter(({ call, detail }) => changing.includes(call) || detail === 'append')).toEqual([]);
    expect(line.disk.calls.filter(({ call, detail }) => call === 'open' && detail === 'create')).toEqual([]);
  });

  it('shows a table to people, without what would steer their terminal', async () => {
    const folder = await aFolder('a');
    await folder.writeAsset('a', { name: 'Red \u001b[31m and \u202Edlrow\u202C and \u009b2J' });

    const shown = await runIn(folder.path, 'list');

    expect(shown.stdout).toContain('Red \\u001b[31m and \\u202edlrow\\u202c and \\u009b2J');
    expect(shown.stdout).not.toMatch(/[^\n\P{Cc}]|[\u202a-\u202e]/u);
    const json = await runIn(folder.path, 'list', '--json');
    expect(json.stdout).not.toMatch(/[^\n\P{Cc}]|[\u202a-\u202e]/u);
    expect(objectOf(listShape, json).assets[0]?.name).toBe('Red \u001b[31m and \u202Edlrow\u202C and \u009b2J');
  });

  it('finds the project above the folder that it runs in, or the one that is named', async () => {
    const folder = await aFolder('deep/inside');
    const below = join(folder.path, 'assets', 'deep');
    const outside = await aFolder();
    await mkdir(join(outside.path, 'x'));

    expect(rootsOf(await runIn(below, 'list', '--json'))).toEqual(['deep/inside']);
    expect(rootsOf(await runIn(outside.path, 'list', '--json', '--project', folder.path))).toEqual(['deep/inside']);
    const byFile = await runIn(below, 'list', '--json', '--project', '../../prometeu.json');
    expect(rootsOf(byFile)).toEqual(['deep/inside']);
  });

  it('ends with 1 and the failure where there is no project', async () => {
    const folder = await aFolder();
    await writeFile(join(folder.path, 'prometeu.json'), '{}');

    const end = await runIn(folder.path, 'list', '--json');

    expect(end.code).toBe(1);
    expect(objectOf(failureShape, end).failure).toEqual({ code: 'not-a-project', reason: 'project-file-invalid' });
    expect(end.stderr).toContain('This folder is not a Prometeu project. Its prometeu.json is not valid.');
    expect((await runIn('/', 'list')).code).toBe(1);
  });
});
