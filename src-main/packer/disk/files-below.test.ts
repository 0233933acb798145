import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../testing/project-builder.ts';
import { filesBelow } from './files-below.ts';
import { createNodeDisk } from './node-disk.ts';

const disk = createNodeDisk();

async function aFolderWith(...files: readonly string[]): Promise<string> {
  const folder = await freshFolder();
  for (const file of files) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), 'p');
  }
  return folder;
}

describe('the files in a dropped folder', () => {
  it('N8 come by name, each folder before those below it; links to folders and hidden names are left out', async () => {
    const folder = await aFolderWith('b.png', 'a/y.png', 'a/x/z.png', 'a.png', '.git/c', 'node_modules/d', 'a/.e');
    await symlink(join(folder, 'a'), join(folder, 'link'));

    const found = await filesBelow(disk, folder, 100);

    expect(found?.files.map(({ path, folders }) => [relative(folder, path), folders])).toEqual([
      ['a.png', []],
      ['b.png', []],
      ['link', []],
      ['a/y.png', ['a']],
      ['a/x/z.png', ['a', 'x']],
    ]);
    expect(found).toMatchObject({ left: 0, foldersLeft: 0 });
  });

  it('N8 are no more than are wanted and none too deep, and what was left out is counted', async () => {
    const deep = Array.from({ length: 34 }, () => 'd').join('/');
    const folder = await aFolderWith('a', 'b', 'c', 'below/d', `${deep}/e`);

    expect(await filesBelow(disk, folder, 2)).toMatchObject({ files: [{}, {}], left: 1, foldersLeft: 2 });
    const all = await filesBelow(disk, folder, 100);
    expect([all?.files.length, all?.foldersLeft]).toEqual([4, 1]);
  });

  it('N8 a file is no folder, nor is what is not there', async () => {
    const folder = await aFolderWith('a');
    expect(await filesBelow(disk, join(folder, 'a'), 9)).toBeNull();
    expect(await filesBelow(disk, join(folder, 'nowhere'), 9)).toBeNull();
  });
});
