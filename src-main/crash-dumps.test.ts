import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCrashDumps } from './crash-dumps.ts';
import { freshFolder } from './packer/testing/project-builder.ts';

const noTrouble = (error: unknown): void => {
  throw error;
};

/** Dumps as Linux has them, the first one the oldest. */
async function writeDumps(folder: string, count: number): Promise<void> {
  await mkdir(join(folder, 'pending'), { recursive: true });
  for (let at = 0; at < count; at += 1) {
    for (const extension of ['dmp', 'meta']) {
      const file = join(folder, 'pending', `${String.fromCharCode(122 - at)}.${extension}`);
      await writeFile(file, '');
      await utimes(file, at, at);
    }
  }
  await writeFile(join(folder, 'client_id'), '');
}

test('the newest ten dumps are kept, and nothing else is taken away', async () => {
  const folder = await freshFolder();
  await writeDumps(folder, 13);
  const dumps = createCrashDumps(folder, noTrouble);
  expect(await dumps.count()).toBe(13);

  await dumps.trim();

  expect(await dumps.count()).toBe(10);
  expect(await readdir(join(folder, 'pending'))).toEqual(
    Array.from('nopqrstuvw').flatMap((name) => [`${name}.dmp`, `${name}.meta`]),
  );
  expect(await readdir(folder)).toContain('client_id');
});

test('ten are not too many, and a folder that is not there has none', async () => {
  const folder = await freshFolder();
  await writeDumps(folder, 10);

  await createCrashDumps(folder, noTrouble).trim();

  expect(await createCrashDumps(folder, noTrouble).count()).toBe(10);
  expect(await createCrashDumps(join(folder, 'nowhere'), noTrouble).count()).toBe(0);
});

test('a folder that can’t be read is told', async () => {
  const file = join(await freshFolder(), 'file');
  await writeFile(file, '');
  const troubles: unknown[] = [];

  expect(await createCrashDumps(file, (error) => troubles.push(error)).count()).toBe(0);
  expect(troubles).toHaveLength(1);
});
