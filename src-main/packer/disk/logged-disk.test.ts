import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFaultyDisk } from '../testing/faulty-disk.ts';
import { freshFolder } from '../testing/project-builder.ts';
import { unhurried } from '../testing/test-packer.ts';
import type { DiskCall } from './disk-port.ts';
import { createLoggedDisk } from './logged-disk.ts';
import { createNodeDisk } from './node-disk.ts';

describe('a logged disk', () => {
  it('P4 tells every call of the port, with its path, before it is made', async () => {
    const log: DiskCall[] = [];
    const inner = createFaultyDisk(createNodeDisk());
    const disk = createLoggedDisk(inner, (call) => {
      // The inner disk has not seen the call yet.
      expect(inner.calls).toHaveLength(log.length);
      log.push(call);
    });
    const folder = await freshFolder();
    const [sub, one, two] = ['sub', 'sub/one', 'sub/two'].map((name) => join(folder, name)) as [string, string, string];

    await disk.makeFolder(sub);
    const file = await disk.open(one, 'create');
    await file.write(Buffer.from('abc'));
    await file.datasync();
    await file.sync();
    await file.truncate(1);
    await file.status();
    await file.close();
    const read = await disk.open(one, 'read');
    await read.read(1, 0);
    await read.close();
    await disk.status(one);
    await disk.resolve(one);
    await disk.list(sub);
    await disk.makeFolder(join(folder, 'assets'));
    await disk.scan(folder, unhurried);
    await disk.rename(one, two);
    await disk.syncFolder(sub);
    await disk.remove(two);

    expect(log).toEqual([
      { call: 'makeFolder', path: sub },
      { call: 'open', path: one, detail: 'create' },
      { call: 'file.write', path: one, detail: 3 },
      { call: 'file.datasync', path: one },
      { call: 'file.sync', path: one },
      { call: 'file.truncate', path: one, detail: 1 },
      { call: 'file.status', path: one },
      { call: 'file.close', path: one },
      { call: 'open', path: one, detail: 'read' },
      { call: 'file.read', path: one, detail: 1 },
      { call: 'file.close', path: one },
      { call: 'status', path: one },
      { call: 'resolve', path: one },
      { call: 'list', path: sub },
      { call: 'makeFolder', path: join(folder, 'assets') },
      { call: 'scan', path: join(folder, 'assets') },
      { call: 'rename', path: one, detail: two },
      { call: 'syncFolder', path: sub },
      { call: 'remove', path: two },
    ]);
    expect(inner.calls).toEqual(log);
  });

  it('P4 tells a call that fails, and passes its error on', async () => {
    const log: string[] = [];
    const disk = createLoggedDisk(createNodeDisk(), ({ call }) => log.push(call));

    const opening = disk.open(join(await freshFolder(), 'nowhere'), 'read');

    await expect(opening).rejects.toMatchObject({ code: 'ENOENT' });
    expect(log).toEqual(['open']);
  });
});
