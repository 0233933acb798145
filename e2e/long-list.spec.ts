import type { Locator } from '@playwright/test';
import { makeProject, numberedAssets, textManifest, writeAsset } from './fixtures/made-project.ts';
import { expect, test } from './fixtures/test.ts';

const rootOf = (number: string): string => `group-${number.slice(0, 3)}/${number}`;

/** A project of as many small assets as asked for, named `Asset 00000` and on. */
function makeLongProject(assets: number): string {
  return makeProject('Long', numberedAssets(assets, 5, rootOf));
}

/** The pixels of the list, from its upper edge, at which no row is, or one that has not been read. */
function blankPixels(assets: Locator): Promise<number> {
  return assets.evaluate((grid) => {
    const { top, bottom } = grid.getBoundingClientRect();
    const rows = [...grid.querySelectorAll('[role=row]:not([aria-label="Loading"])')];
    const covered = rows.reduce((sum, row) => {
      const place = row.getBoundingClientRect();
      return sum + Math.max(0, Math.min(bottom, place.bottom) - Math.max(top, place.top));
    }, 0);
    return Math.round(bottom - top - covered);
  });
}

test('a far jump keeps the list, and its rows come in', async ({ launch }) => {
  const studio = await launch({ project: makeLongProject(3_000) });
  await expect(studio.project.row('Asset 00000')).toBeVisible();
  const { assets } = studio.project;

  await assets.evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight / 2;
  });
  await expect(studio.project.row('Asset 01505')).toBeVisible();
  expect(await assets.evaluate((grid) => grid.scrollTop)).toBeGreaterThan(10_000);

  await assets.evaluate((grid) => {
    grid.scrollTop = grid.scrollHeight;
  });
  await expect(studio.project.row('Asset 02999')).toBeVisible();
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 3,000');
});

test('a jump to the end is one request', async ({ launch }) => {
  const studio = await launch({ project: makeLongProject(3_000) });
  await studio.project.row('Asset 00000').click();
  await expect(studio.project.assetName).toHaveText('Asset 00000');
  const requests = await studio.countRequests('packer:list-assets');

  await studio.project.assets.press('End');

  await expect(studio.project.row('Asset 02999')).toBeInViewport();
  await expect(studio.project.assetName).toHaveText('Asset 02999');
  expect(await requests()).toBe(1);
});

test('where a fast scroll comes to rest there is no blank row', async ({ launch }) => {
  const studio = await launch({ project: makeLongProject(3_000) });
  await expect(studio.project.row('Asset 00000')).toBeVisible();
  const { assets } = studio.project;

  for (const step of [1_000, -1_000, 3_000, -20_000]) {
    await assets.evaluate(
      (grid, pixels) =>
        new Promise<void>((resolve) => {
          let frames = 0;
          const scroll = (): void => {
            frames += 1;
            grid.scrollTop += pixels;
            if (frames === 50) {
              resolve();
            } else {
              requestAnimationFrame(scroll);
            }
          };
          requestAnimationFrame(scroll);
        }),
      step,
    );
    await expect.poll(() => blankPixels(assets)).toBe(0);
  }
});

test('one row more below leaves the list where it is', async ({ launch }) => {
  const project = makeLongProject(1_000);
  const studio = await launch({ project });
  await expect(studio.project.row('Asset 00000')).toBeVisible();
  const { assets } = studio.project;
  await assets.evaluate((grid) => {
    grid.scrollTop = 14_007;
  });
  const row = studio.project.row('Asset 00505');
  await expect(row).toBeVisible();
  const before = await row.boundingBox();
  writeAsset(project, { root: rootOf('01000'), manifest: textManifest('Asset 01000') });

  await studio.project.chooseMenu('reload-project');

  await expect(studio.project.filter('All')).toHaveAccessibleName('All 1,001');
  await expect(assets).toHaveAttribute('aria-rowcount', '1001');
  expect(await row.boundingBox()).toEqual(before);
  expect(await assets.evaluate((grid) => grid.scrollTop)).toBe(14_007);
});
