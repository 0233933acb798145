import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

// A file system of about 1 MiB that only this test writes to; tools/testing/end-to-end.mjs makes it where it may.
const smallDisk = process.env['PROMETEU_SMALL_DISK'];
const assets = 40;

/** A project of plain texts, small enough for the disk. */
function makeProject(folder: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'prometeu.json'), JSON.stringify({ schemaVersion: 1, name: 'Small' }));
  writeFileSync(join(folder, 'assets.jsonl'), '{"prometeu":"assets","v":1}\n');
  for (let number = 1; number <= assets; number += 1) {
    const name = `note-${String(number).padStart(2, '0')}`;
    const asset = join(folder, 'assets', name);
    mkdirSync(asset);
    writeFileSync(join(asset, 'note.txt'), name);
    writeFileSync(
      join(asset, 'asset.json'),
      JSON.stringify({ schemaVersion: 1, name, type: 'text', sources: ['note.txt'] }),
    );
  }
}

/** Fills the disk to its last block. */
function fill(file: string): void {
  writeFileSync(file, '');
  for (const bytes of [65_536, 4096, 512, 1]) {
    try {
      for (;;) {
        writeFileSync(file, Buffer.alloc(bytes), { flag: 'a' });
      }
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
  }
}

test('an author registers until the disk is full, frees space, tries again, and finds exactly what was confirmed', async ({
  launch,
}) => {
  test.skip(smallDisk === undefined, 'No small disk: it takes root to make one.');
  test.setTimeout(180_000);
  const folder = join(smallDisk ?? '', 'project');
  const filler = join(smallDisk ?? '', 'filler');
  rmSync(folder, { recursive: true, force: true });
  makeProject(folder);
  const onDisk = projectOnDisk(folder);
  const rootsOnDisk = (): string[] => onDisk.records().map((line) => (JSON.parse(line) as { root: string }).root);
  const studio = await launch({ project: folder });
  await expect(studio.project.filter('All')).toHaveAccessibleName(`All ${String(assets)}`);
  const confirmed: string[] = [];

  const registerNext = async (): Promise<boolean> => {
    const name = `note-${String(confirmed.length + 1).padStart(2, '0')}`;
    await studio.project.row(name).click();
    await expect(studio.project.assetName).toHaveText(name);
    await studio.project.register.click();
    await expect(studio.project.status).toContainText(new RegExp(`Registered “${name}”|“${name}” was not registered`));
    const done = (await studio.project.alert.count()) === 0;
    if (done) {
      confirmed.push(name);
    }
    return done;
  };

  await test.step('register one by one until the disk is full', async () => {
    await registerNext();
    fill(filler);
    while (await registerNext()) {
      expect(confirmed.length).toBeLessThan(assets);
    }
  });
  await test.step('the sentence says what is wrong, what is safe and what to do', async () => {
    await expect(studio.project.alert).toContainText('The disk is full.');
    await expect(studio.project.alert).toContainText('Every earlier registration is kept.');
    await expect(studio.project.alert).toContainText('Free some space on it, then try again.');
    await expect(studio.project.filter('Registered')).toHaveAccessibleName(`Registered ${String(confirmed.length)}`);
    expect(rootsOnDisk()).toEqual(confirmed);
    expect(readFileSync(join(folder, 'assets.jsonl'), 'utf8').endsWith('\n')).toBe(true);
  });
  await test.step('trying again on a disk that is still full says the same', async () => {
    await studio.project.alert.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.project.alert).toContainText('The disk is full.');
    expect(rootsOnDisk()).toEqual(confirmed);
  });
  await test.step('with space again, Try again registers, and the author goes on', async () => {
    rmSync(filler);
    await studio.project.alert.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.project.alert).toHaveCount(0);
    await expect(studio.project.filter('Registered')).toHaveAccessibleName(
      `Registered ${String(confirmed.length + 1)}`,
    );
    confirmed.push(`note-${String(confirmed.length + 1).padStart(2, '0')}`);
    expect(await registerNext()).toBe(true);
  });
  await test.step('exactly what was confirmed is in the file, and in a fresh start', async () => {
    expect(rootsOnDisk()).toEqual(confirmed);
    await studio.quit();
    const again = await launch({ project: folder });
    await expect(again.project.filter('Registered')).toHaveAccessibleName(`Registered ${String(confirmed.length)}`);
    await expect(again.window.getByRole('complementary')).toHaveCount(0);
  });
});
