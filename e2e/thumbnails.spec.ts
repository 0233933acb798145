import type { Locator } from '@playwright/test';
import { pngBomb, pngFile } from '../src-main/thumbnails/testing/png-file.ts';
import { axeViolations } from './fixtures/axe.ts';
import { writeAsset } from './fixtures/made-project.ts';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

function tile(studio: StudioApp, name: string): Locator {
  return studio.project.assets.getByRole('gridcell', { name: new RegExp(`^${name},`) });
}

/** The picture of a tile or a row, once it is there and drawn. */
async function expectPicture(place: Locator): Promise<void> {
  await expect(place.locator('img')).toBeVisible({ timeout: 30_000 });
  expect(await place.locator('img').evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
}

/** The processes that make thumbnails. */
function thumbnailProcesses(studio: StudioApp): Promise<readonly number[]> {
  return studio.electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ name }) => name === 'Prometeu thumbnails')
      .map(({ pid }) => pid),
  );
}

function writeImageAsset(project: string, root: string, bytes: Uint8Array): void {
  const manifest = JSON.stringify({ schemaVersion: 1, name: root, type: 'image', sources: ['picture.png'] });
  writeAsset(project, { root, manifest, files: { 'picture.png': bytes } });
}

test('an author looks through the assets as tiles', async ({ launch, meadow }) => {
  test.setTimeout(120_000);
  const studio = await launch({ project: meadow.folder });
  const { keyboard } = studio.window;
  const selected = studio.project.assets.getByRole('gridcell', { selected: true });
  await expectPicture(studio.project.row('Hare, portrait'));

  await studio.pressShortcut('CmdOrCtrl+2');
  await studio.tabTo(studio.project.assets);
  await keyboard.press('Home');
  await expect(selected).toHaveAttribute('aria-colindex', '1');
  await expect(studio.project.assetName).not.toHaveText('');

  await test.step('arrows lead in two dimensions', async () => {
    const perLine = Number(await studio.project.assets.getAttribute('aria-colcount'));
    expect(perLine).toBeGreaterThan(2);
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
    await expect(selected).toHaveAttribute('data-index', String(perLine + 1));
    await keyboard.press('End');
    await expect(selected).toHaveAttribute('data-index', '94');
    await keyboard.press('Home');
  });

  await test.step('a band chooses the tiles under it, Ctrl adds to them, Escape takes it back', async () => {
    const { mouse } = studio.window;
    const nth = studio.project.assets.getByRole('gridcell');
    const perLine = Number(await studio.project.assets.getAttribute('aria-colcount'));
    const drawOver = async (first: number, last: number): Promise<void> => {
      const [from, to] = await Promise.all([nth.nth(first).boundingBox(), nth.nth(last).boundingBox()]);
      await mouse.move((from?.x ?? 0) + 3, (from?.y ?? 0) + 3);
      await mouse.down();
      await mouse.move((to?.x ?? 0) + 40, (to?.y ?? 0) + 40, { steps: 4 });
    };
    await drawOver(0, perLine + 1);
    await expect(selected).toHaveCount(4);
    await expect(studio.window.locator('[data-band]')).toBeVisible();
    await mouse.up();
    await expect(studio.window.locator('[data-band]')).toHaveCount(0);
    await expect(selected).toHaveCount(4);
    await keyboard.down('Control');
    await drawOver(2, 2);
    await keyboard.up('Control');
    await expect(selected).toHaveCount(5);
    await keyboard.press('Escape');
    await expect(selected).toHaveCount(4);
    await mouse.up();
    await expect(selected).toHaveCount(4);
    const pane = await studio.project.assets.boundingBox();
    await drawOver(0, perLine - 1);
    await mouse.move((pane?.x ?? 0) + (pane?.width ?? 0) - 30, (pane?.y ?? 0) + (pane?.height ?? 0) + 5);
    await expect.poll(() => studio.project.assets.evaluate((grid) => grid.scrollTop)).toBeGreaterThan(400);
    await mouse.up();
    await expect(studio.window.getByText(/^\d\d selected$/)).toBeVisible();
    await keyboard.press('Home');
    await expect(selected).toHaveCount(1);
  });

  await test.step('the pictures are there, and icons for what has none', async () => {
    await studio.project.search.fill('characters');
    await expectPicture(tile(studio, 'Hare, portrait'));
    await studio.project.search.fill('firefly');
    await expect(tile(studio, 'Firefly lullaby').locator('svg').first()).toBeVisible();
    await expect(tile(studio, 'Firefly lullaby').locator('img')).toHaveCount(0);
    await studio.project.search.fill('');
  });

  await test.step('the size of the tiles, by the slider’s own keys', async () => {
    const before = Number(await studio.project.assets.getAttribute('aria-colcount'));
    const slider = studio.window.getByRole('slider', { name: 'Size of the pictures' });
    await slider.press('End');
    await expect.poll(() => studio.project.assets.getAttribute('aria-colcount')).not.toBe(String(before));
    await slider.press('Home');
  });

  await test.step('a click chooses what was pressed, though the list narrows before the button is let go', async () => {
    const { mouse } = studio.window;
    await tile(studio, 'Hare, portrait').hover();
    await mouse.down();
    await studio.project.search.fill('hare portrait');
    await expect(studio.project.assets.getByRole('gridcell')).toHaveCount(1);
    await mouse.up();
    await expect(studio.project.assetName).toHaveText('Hare, portrait');
  });

  await test.step('the preview is zoomed by keys', async () => {
    const canvas = studio.project.details.getByRole('group', { name: /^Picture of “Hare, portrait”/ });
    await expect(studio.project.details.getByText('can be transparent')).toBeVisible();
    await canvas.press('1');
    await expect(studio.project.details.getByText('100 %')).toBeVisible();
    await canvas.press('+');
    await expect(studio.project.details.getByText('200 %')).toBeVisible();
    await studio.project.details.getByRole('button', { name: 'White' }).click();
    await studio.project.search.fill('');
    await expect(tile(studio, 'Fox, portrait')).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
  });
});

test('what harms thumbnails costs those alone', async ({ launch, meadow }) => {
  test.setTimeout(120_000);
  writeImageAsset(meadow.folder, 'aaa/bomb', pngBomb(20_000, 20_000));
  writeImageAsset(meadow.folder, 'aaa/truncated', pngFile({ width: 300, height: 300 }).subarray(0, 100));
  writeImageAsset(meadow.folder, 'aaa/whole', pngFile({ width: 300, height: 300, pixel: [200, 40, 40, 255] }));
  const studio = await launch({ project: meadow.folder });

  await test.step('a bomb and a truncated file show their icon, and say why', async () => {
    await expectPicture(studio.project.row('aaa/whole'));
    await expect(studio.project.row('aaa/bomb').getByTitle('No picture: it has more pixels than')).toBeAttached();
    await expect(studio.project.row('aaa/truncated').getByTitle('No picture: the file is damaged')).toBeAttached();
    await studio.project.row('aaa/bomb').click();
    await expect(studio.project.details).toContainText('it has more pixels than Studio draws');
  });

  await test.step('a process that is killed at its work costs one thumbnail', async () => {
    // Until nothing is made any more.
    await expect(studio.project.assets.locator('img:not(.invisible)')).not.toHaveCount(0);
    await expect(studio.project.assets.locator('img.invisible')).toHaveCount(0, { timeout: 30_000 });
    await studio.project.search.fill('aaa');
    await expect.poll(() => studio.project.total()).toBe(3);
    const stopped = await thumbnailProcesses(studio);
    for (const id of stopped) {
      process.kill(id, 'SIGSTOP');
    }
    // In another size: the one picture that there is has to be made.
    await studio.project.chooseMenu('show-grid');
    await expect(tile(studio, 'aaa/whole').locator('img')).toBeAttached();
    // Main looks into its cache first, and hands the picture over some turns later.
    for (let turn = 0; turn < 50; turn += 1) {
      await studio.electron.evaluate(() => undefined);
    }
    for (const id of stopped) {
      process.kill(id, 'SIGKILL');
    }

    await expect(tile(studio, 'aaa/whole').getByTitle('No picture: making it ended the program')).toBeAttached();
  });

  await test.step('the others come, and the app goes on', async () => {
    await studio.project.search.fill('characters');
    await expectPicture(tile(studio, 'Hare, portrait'));
    expect(await thumbnailProcesses(studio)).not.toEqual([]);
    await tile(studio, 'Hare, portrait').click();
    await expect(studio.project.assetName).toHaveText('Hare, portrait');
  });
});
