import { type FileHandle, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { freshFolder } from '../packer/testing/project-builder.ts';
import { saveNewFile } from './save-new-file.ts';

const name = { stem: 'copy', extension: '.jsonl' };
const bytes = Buffer.from('one\n');

it('writes the file under its name', async () => {
  const folder = await freshFolder();

  const saved = await saveNewFile(folder, name, bytes);

  expect(saved).toEqual({ ok: true, value: { path: join(folder, 'copy.jsonl') } });
  expect(await readFile(join(folder, 'copy.jsonl'))).toEqual(bytes);
});

it('takes the next number where a name is taken, and leaves what is there', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'copy.jsonl'), 'first');
  await writeFile(join(folder, 'copy-2.jsonl'), 'second');

  const saved = await saveNewFile(folder, name, bytes);

  expect(saved).toEqual({ ok: true, value: { path: join(folder, 'copy-3.jsonl') } });
  expect(await readFile(join(folder, 'copy.jsonl'), 'utf8')).toBe('first');
  expect(await readFile(join(folder, 'copy-2.jsonl'), 'utf8')).toBe('second');
});

it('says what the system said where the folder is not there', async () => {
  const folder = join(await freshFolder(), 'gone');

  const saved = await saveNewFile(folder, name, bytes);

  expect(saved).toEqual({ ok: false, failure: { code: 'disk-refused', step: 'keep-copy', errno: 'ENOENT' } });
});

it('leaves nothing behind where the file could not be written in full', async () => {
  const folder = await freshFolder();
  const probe = await open(join(await freshFolder(), 'probe'), 'w');
  const file = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  vi.spyOn(file, 'sync').mockRejectedValueOnce(Object.assign(new Error('full'), { code: 'ENOSPC' }));

  const saved = await saveNewFile(folder, name, bytes);

  expect(saved).toEqual({ ok: false, failure: { code: 'disk-refused', step: 'keep-copy', errno: 'ENOSPC' } });
  expect(await readdir(folder)).toEqual([]);
});
