import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failSyncs, letSyncsGo } from './fixtures/failing-sync.ts';
import { expect, test } from './fixtures/test.ts';

test('L8 after a sync that failed the registry is written anew, which is said while it lasts and when it is over', async ({
  launch,
  meadow,
}) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.row('Bee flies past').click();
  await expect(studio.project.register).toBeEnabled();
  const before = meadow.records();
  await failSyncs(studio, { dataSync: 'EIO', rebuild: 'wait' });

  await studio.project.register.click();

  await test.step('while it lasts: the state in words, and reads go on', async () => {
    await expect(studio.project.lane).toContainText('The registry is being written anew…');
    await studio.project.row('Blackbird chirp').click();
    await expect(studio.project.assetName).toHaveText('Blackbird chirp');
  });
  await test.step('when it is over: writing works again', async () => {
    await letSyncsGo(studio);
    await expect(studio.project.lane).toHaveCount(0);
    await studio.project.row('Bee flies past').click();
    await studio.project.register.click();
    await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
    expect(meadow.records().slice(0, before.length)).toEqual(before);
  });
});

test('L8 where that fails too, nothing is written, a copy can be saved elsewhere, and Try again is the way back', async ({
  launch,
  meadow,
}) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.row('Bee flies past').click();
  await expect(studio.project.register).toBeEnabled();
  await failSyncs(studio, { dataSync: 'EIO', rebuild: 'ENOSPC' });
  await studio.project.register.click();

  await expect(studio.project.lane).toContainText('writing it anew failed too (ENOSPC). The disk is full.');
  await expect(studio.project.lane.getByRole('button')).toHaveText(['Save a copy elsewhere…', 'Try again']);
  await expect(studio.project.register).toHaveAttribute('aria-disabled', 'true');
  await letSyncsGo(studio);

  await test.step('a copy elsewhere has everything that was confirmed', async () => {
    await studio.answerFolderDialog(studio.userData);
    await studio.project.lane.getByRole('button', { name: 'Save a copy elsewhere…' }).click();
    await expect(studio.project.status).toContainText('Copy saved:');
    expect(readdirSync(studio.userData)).toContain('assets-copy.jsonl');
    const copy = readFileSync(join(studio.userData, 'assets-copy.jsonl'), 'utf8');
    expect(copy.split('\n').filter((line) => line.includes('"op":"put"')).length).toBeGreaterThanOrEqual(65);
  });
  await test.step('Try again writes it anew, and registering works', async () => {
    await studio.project.lane.getByRole('button', { name: 'Try again' }).click();
    await expect(studio.project.lane).toHaveCount(0);
    await studio.project.register.click();
    await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
  });
});
