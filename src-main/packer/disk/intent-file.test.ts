import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultyDisk, type FaultyDisk } from '../testing/faulty-disk.ts';
import { buildProject } from '../testing/project-builder.ts';
import { digestOf } from './digest.ts';
import { type Intent, intentFileName, readIntent, removeIntent, setIntentAside, writeIntent } from './intent-file.ts';
import { createNodeDisk } from './node-disk.ts';

const at = '2026-11-24T14:02:03.004Z';
const entry = { assetId: '01a20f56-1608-7605-a17f-361563b90c35', rev: 3, registeredAt: at };
const moving: Intent = {
  op: 'move',
  commandId: 'c',
  at,
  kind: 'undo',
  undoes: 'b',
  from: 'ui/a',
  to: 'ui/b c',
  entry,
};
const creating: Intent = {
  op: 'create',
  commandId: 'c',
  at,
  register: true,
  assets: [{ root: 'ui/new', staging: 'assets-01.tmp', manifest: digestOf(Buffer.from('{}')) }],
};

async function aProject(): Promise<{ readonly disk: FaultyDisk; readonly project: string; readonly folder: string }> {
  const project = await buildProject();
  const folder = join(project, '.prometeu');
  await mkdir(folder);
  return { disk: createFaultyDisk(createNodeDisk()), project, folder };
}

describe('an intent', () => {
  it.each([moving, creating, { ...moving, entry: null }])('V2 is read as it was written: %o', async (intent) => {
    const { disk, project } = await aProject();

    await writeIntent(disk, project, intent, 'new.tmp');

    expect(await readIntent(disk, project)).toEqual({ kind: 'intent', intent });
  });

  it('V2 is on the disk under its name before anything else is done', async () => {
    const { disk, project, folder } = await aProject();

    await writeIntent(disk, project, moving, 'new.tmp');

    expect(disk.calls.map(({ call }) => call)).toEqual([
      'open',
      'file.write',
      'file.sync',
      'file.close',
      'rename',
      'syncFolder',
    ]);
    expect(await readdir(folder)).toEqual([intentFileName]);
  });

  it('V2 is gone for good when it was removed, and may be gone already', async () => {
    const { disk, project, folder } = await aProject();
    await writeIntent(disk, project, moving, 'new.tmp');

    await removeIntent(disk, project);
    await removeIntent(disk, project);

    expect(disk.calls.at(-1)?.call).toBe('syncFolder');
    expect(await readdir(folder)).toEqual([]);
    expect(await readIntent(disk, project)).toEqual({ kind: 'none' });
  });

  it('V6 keeps its bytes under another name when it is set aside, and takes nobody’s place', async () => {
    const { disk, project, folder } = await aProject();
    await writeFile(join(folder, 'intent-20261124T140203004Z.json'), 'an earlier one');
    await writeFile(join(folder, intentFileName), 'what is this');

    const name = await setIntentAside(disk, project, at);

    expect(name).toBe('intent-20261124T140203004Z-1.json');
    expect(await readFile(join(folder, name), 'utf8')).toBe('what is this');
    expect(await readFile(join(folder, 'intent-20261124T140203004Z.json'), 'utf8')).toBe('an earlier one');
    expect(await readIntent(disk, project)).toEqual({ kind: 'none' });
  });
});

describe('what is no intent', () => {
  const text = (intent: unknown, v: unknown = 1): string => JSON.stringify({ v, intent });

  it.each([
    ['an empty file', ''],
    ['half a line', text(moving).slice(0, 40)],
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x7b])],
    ['another version', text(moving, 2)],
    ['another command', text({ ...moving, op: 'copy' })],
    ['a key that is not known', text({ ...moving, force: true })],
    ['a root that leaves the folder', text({ ...moving, to: '../outside' })],
    ['a root that leaves the folder by the other slash', text({ ...moving, to: 'a\\..\\..\\outside' })],
    ['an absolute root', text({ ...moving, from: '/etc' })],
    ['a root with NUL', text({ ...moving, from: 'a\0b' })],
    ['no asset to create', text({ ...creating, assets: [] })],
    ['a staging folder elsewhere', text({ ...creating, assets: [{ root: 'a', staging: '../assets' }] })],
    ['a staging folder that is the folder itself', text({ ...creating, assets: [{ root: 'a', staging: '..' }] })],
  ])('V6 is not guessed at: %s', async (_, bytes) => {
    const { disk, project, folder } = await aProject();
    await writeFile(join(folder, intentFileName), bytes);

    expect(await readIntent(disk, project)).toEqual({ kind: 'unreadable' });
  });

  it('V6 is not followed where it is a link, and not taken for none', async () => {
    const { disk, project, folder } = await aProject();
    await writeFile(join(folder, 'elsewhere'), text(moving));
    await symlink('elsewhere', join(folder, intentFileName));

    expect(await readIntent(disk, project)).toEqual({ kind: 'unreadable' });
  });

  it('V6 is what the disk does not give', async () => {
    const { disk, project } = await aProject();
    await writeIntent(disk, project, moving, 'new.tmp');
    disk.fail({ call: 'file.read' }, 'EIO');

    expect(await readIntent(disk, project)).toEqual({ kind: 'unreadable' });
  });
});
