import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeViolations } from './fixtures/axe.ts';
import { holdScanBehind, letScanGo } from './fixtures/held-scan.ts';
import { makeProject, numberedAssets } from './fixtures/made-project.ts';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

const assets = 600;

/** A project that is told in more than two batches, its assets named `Asset 000` and on. */
function makeSlowProject(): string {
  return makeProject(
    'Slow disk',
    numberedAssets(assets, 3, (number) => `group-${number.slice(0, 1)}/${number}`),
  );
}

/** Opens a folder whose scan is held behind so many rows. */
async function openHeld(studio: StudioApp, folder: string, rows: number): Promise<void> {
  await holdScanBehind(studio, rows);
  await studio.answerFolderDialog(folder);
  await studio.start.openProject.click();
}

test('Q5 rows are on screen while the folders are being read, and then the whole list', async ({ launch }) => {
  const studio = await launch();
  const { provisionalAssets, details, opening } = studio.project;
  await openHeld(studio, makeSlowProject(), 3);

  await expect(provisionalAssets.getByRole('row').nth(2)).toBeVisible();
  const read = Number(await provisionalAssets.getAttribute('aria-rowcount'));
  expect(read).toBeLessThan(assets);
  await expect(opening).toContainText(`Reading ${String(read)} assets`);
  await expect(studio.window.getByRole('heading', { name: 'Slow disk' })).toBeVisible();
  await provisionalAssets.getByRole('row').nth(2).click();
  await expect(provisionalAssets.getByRole('row', { selected: true })).toBeVisible();
  const name = await studio.project.assetName.textContent();
  expect(name).toMatch(/^Asset \d{3}$/);
  await expect(details).toContainText('The project is still being opened.');
  await expect(studio.project.register).toHaveAttribute('aria-disabled', 'true');
  await expect(studio.project.search).toHaveAttribute('aria-disabled', 'true');
  expect(await axeViolations(studio)).toEqual([]);

  await letScanGo(studio);

  await expect(studio.project.filter('All')).toHaveAccessibleName(`All ${String(assets)}`);
  await expect(studio.project.assets).toHaveAttribute('aria-rowcount', String(assets));
  await expect(opening).toHaveCount(0);
  await expect(studio.project.assetName).toHaveText(name ?? '');
  await expect(studio.project.register).not.toHaveAttribute('aria-disabled');
});

test('Q5 the scan index’s rows are there at once, and the list goes on at the same place', async ({ launch }) => {
  const folder = makeSlowProject();
  const before = await launch({ project: folder });
  await expect(before.project.filter('All')).toHaveAccessibleName(`All ${String(assets)}`);
  await before.quit();
  const studio = await launch();
  const { provisionalAssets, opening } = studio.project;
  await openHeld(studio, folder, 0);

  await expect(provisionalAssets).toHaveAttribute('aria-rowcount', String(assets));
  await expect(opening).toContainText('Checking 0 of 600 against the disk');
  await provisionalAssets.evaluate((grid) => {
    grid.scrollTop = 8_405;
  });
  const row = provisionalAssets.getByRole('row', { name: /^Asset 305,/ });
  await row.click();
  await expect(studio.project.assetName).toHaveText('Asset 305');
  const place = await row.boundingBox();

  await letScanGo(studio);

  const open = studio.project.row('Asset 305');
  await expect(open).toBeVisible();
  expect(await open.boundingBox()).toEqual(place);
  await expect(open).toHaveAttribute('aria-selected', 'true');
  await expect(studio.project.assets).toBeFocused();
  await expect(studio.project.register).not.toHaveAttribute('aria-disabled');
});

test('Q5 cancelling brings back the start page, and leaves nothing open', async ({ launch }) => {
  const folder = makeSlowProject();
  const studio = await launch();
  await openHeld(studio, folder, 3);
  await expect(studio.project.provisionalAssets).toBeVisible();

  await studio.project.opening.getByRole('button', { name: 'Cancel' }).click();

  await expect(studio.start.openProject).toBeVisible();
  await expect(studio.project.provisionalAssets).toHaveCount(0);
  await expect(studio.start.failure).toHaveCount(0);
  await test.step('another program may write to it', async () => {
    const other = await launch({ project: folder });
    await expect(other.project.filter('All')).toHaveAccessibleName(`All ${String(assets)}`);
    await expect(other.project.lane).toHaveCount(0);
    await other.quit();
  });
  await test.step('and it opens here the next time', async () => {
    await letScanGo(studio);
    await studio.start.openProject.click();
    await expect(studio.project.filter('All')).toHaveAccessibleName(`All ${String(assets)}`);
  });
});

test('Q5 a scan index of so many rows that its reading is compiled is read as any other', async ({ launch }) => {
  const folder = makeSlowProject();
  const rows = Array.from({ length: 200_000 }, (_, number) => {
    return `["${String(number).padStart(6, '0')}",null,null,-1,"[0,null,[]]"]\n`;
  }).join('');
  const header = {
    prometeu: 'scan-index',
    v: 4,
    folder: realpathSync(join(folder, 'assets')),
    rows: 200_000,
    folders: 0,
    sha256: createHash('sha256').update(rows).digest('hex'),
  };
  mkdirSync(join(folder, '.prometeu'));
  writeFileSync(join(folder, '.prometeu', 'scan-index'), `${JSON.stringify(header)}\n${rows}`);
  const studio = await launch();
  await openHeld(studio, folder, 0);

  await expect(studio.project.opening).toContainText('200,000');
  await letScanGo(studio);

  await expect(studio.project.filter('All')).toHaveAccessibleName(`All ${String(assets)}`);
});
