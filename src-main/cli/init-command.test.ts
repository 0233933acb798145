import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../packer/testing/project-builder.ts';
import { failureShape, initShape, listShape } from './json-shapes.ts';
import { createCommandLine, objectOf, runIn } from './testing/run-command.ts';

describe('init', () => {
  it('makes a project that the other commands can use, named as its folder', async () => {
    const folder = join(await freshFolder(), 'my-game');

    const end = await runIn(folder, 'init', '--project', '.', '--json');

    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(objectOf(initShape, end)).toEqual({ path: folder, name: 'my-game' });
    expect(objectOf(listShape, await runIn(folder, 'list', '--json')).total).toBe(0);
    for (const typed of ['verify', 'doctor', 'repair']) {
      const { code, stdout } = await runIn(folder, typed);
      expect(code, stdout).toBe(0);
    }
  });

  it('takes the name that is given, and the folder that it runs in', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, '.git'));

    const end = await runIn(folder, 'init', '--name', '  Märchen  ', '--json');

    expect(objectOf(initShape, end)).toEqual({ path: folder, name: 'Märchen' });
  });

  it('touches nothing in a folder that holds something', async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, 'thing'));

    const end = await runIn(folder, 'init', '--json');

    expect(end.code).toBe(1);
    expect(objectOf(failureShape, end).failure).toEqual({ code: 'folder-not-empty' });
    expect(existsSync(join(folder, 'prometeu.json'))).toBe(false);
  });

  it('takes away again the folder that it made where the disk refuses', async () => {
    const parent = await freshFolder();
    const line = createCommandLine(parent);
    line.disk.fail({ call: 'file.write' }, 'ENOSPC');

    const end = await line.run('init', '--project', 'game');

    expect(end.code).toBe(3);
    expect(end.stderr).toContain('The disk is full.');
    expect(existsSync(join(parent, 'game'))).toBe(false);
    expect((await runIn(parent, 'init', '--project', 'no/parent')).code).toBe(3);
  });

  it.each(['', ' ', 'x'.repeat(201)])('refuses the name “%s” as wrong use', async (name) => {
    const end = await runIn(await freshFolder(), 'init', '--name', name);

    expect(end.code).toBe(2);
  });
});
