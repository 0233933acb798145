import type { Locator } from '@playwright/test';
import { axeViolations } from './fixtures/axe.ts';
import { holdCommitsBehind, letCommitsGo } from './fixtures/held-commits.ts';
import { makeProject, numberedAssets, textManifest } from './fixtures/made-project.ts';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

/** More than the panel of results shows at once. */
const bad = 20;

/** A project of as many small assets as asked for, named `Asset 00000` and on; the last few have no valid manifest. */
function makeBulkProject(assets: number): string {
  const numbered = [...numberedAssets(assets, 5, (number) => number)];
  return makeProject(
    'Bulk',
    numbered.map((asset, at) => (at < assets - bad ? asset : { ...asset, manifest: textManifest('Bad', []) })),
  );
}

const rootsOnDisk = (folder: string): string[] =>
  projectOnDisk(folder)
    .records()
    .map((line) => (JSON.parse(line) as { root: string }).root);

/** Watches which row is the first one seen, frame by frame; answers what names that one had so far. */
async function watchTopRow(grid: Locator): Promise<() => Promise<readonly string[]>> {
  await grid.evaluate((element) => {
    const names = new Set<string>();
    const { left, top } = element.getBoundingClientRect();
    const look = (): void => {
      // Also below the question that is asked first.
      const row = document.elementsFromPoint(left + 60, top + 12).find((each) => each.role === 'row');
      names.add(/Asset \d+/.exec(row?.textContent ?? '')?.[0] ?? 'none');
      requestAnimationFrame(look);
    };
    look();
    Object.assign(globalThis, { namesAtTop: names });
  });
  return () => grid.evaluate(() => [...(globalThis as unknown as { namesAtTop: Set<string> }).namesAtTop]);
}

test('an author registers all that are shown, cancels in the middle, and goes on', async ({ launch }) => {
  test.setTimeout(180_000);
  const assets = 3_000;
  const folder = makeBulkProject(assets);
  const studio = await launch({ project: folder });
  const { project, window } = studio;
  await expect(project.filter('All')).toHaveAccessibleName('All 3,000');
  await holdCommitsBehind(studio, folder, 3);

  await test.step('the question says how many', async () => {
    await studio.tabTo(project.assets);
    await studio.pressShortcut('CmdOrCtrl+Shift+Enter');
    await expect(project.dialog('Register 3,000 assets?')).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Enter');
  });
  await test.step('while it runs, the list follows and keeps its place and its row', async () => {
    await project.row('Asset 00003').click();
    await project.assets.evaluate((grid) => {
      grid.scrollTop = 28 * 1000;
    });
    await expect(window.getByRole('progressbar', { name: 'Registering' })).toHaveAttribute('aria-valuenow', '768');
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 768');
    await expect(project.row('Asset 01005')).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
    expect(await project.assets.evaluate((grid) => grid.scrollTop)).toBe(28 * 1000);
    await expect(project.assetName).toHaveText('Asset 00003');
  });
  const registered = await test.step('Cancel keeps what is confirmed', async () => {
    await project.status.getByRole('button', { name: 'Cancel' }).click();
    await letCommitsGo(studio);
    await expect(project.status).toContainText('Cancelled. ');
    const roots = rootsOnDisk(folder);
    expect(roots).toHaveLength(1_024);
    await expect(project.status).toContainText('Cancelled. 1,024 registered, 1,976 not tried');
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 1,024');
    return roots;
  });
  await test.step('the same again goes on with the rest, and tells what was refused', async () => {
    await project.filter('Unregistered').click();
    await expect.poll(() => project.total()).toBe(1_976);
    await project.assets.evaluate((grid) => {
      grid.scrollTop = 28 * 1_500 + 7;
    });
    await project.row('Asset 02530').click();
    const before = await project.row('Asset 02530').boundingBox();
    const namesAtTop = await watchTopRow(project.assets);
    await holdCommitsBehind(studio, folder, 3);
    await window.getByRole('button', { name: 'Register all shown…' }).click();
    await window.getByRole('button', { name: /^Register [\d,]+$/ }).click();
    await test.step('while rows go above it, what the author looks at stays where it is', async () => {
      await expect.poll(() => project.total()).toBe(1_976 - 768);
      expect(await project.row('Asset 02530').boundingBox()).toEqual(before);
      await expect(project.row('Asset 02530')).toHaveAttribute('aria-selected', 'true');
      expect(await namesAtTop()).toEqual(['Asset 02524']);
      await project.assets.press('ArrowDown');
      await expect(project.assetName).toHaveText('Asset 02531');
    });
    await letCommitsGo(studio);
    await expect(project.status).toContainText(`${bad} refused`, { timeout: 60_000 });
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 2,980');
    await expect.poll(() => project.total()).toBe(bad);
    await window.getByRole('button', { name: 'Show result' }).click();
    const result = window.getByRole('region', { name: 'Result of registering' });
    await expect(result).toContainText(`${bad} refused: the asset.json is not valid`);
    await expect(result.getByRole('listitem')).toHaveCount(bad);
    // The list of results scrolls, and nothing around it.
    const pane = window.getByRole('main').locator('xpath=..');
    expect(await pane.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    await window.keyboard.press('Escape');
    await expect(result).toHaveCount(0);
    expect(rootsOnDisk(folder).slice(0, registered.length)).toEqual(registered);
    expect(new Set(rootsOnDisk(folder)).size).toBe(assets - bad);
  });
});

test('an author selects a range and registers it, with the mouse and with the keys', async ({ launch }) => {
  const folder = makeBulkProject(600);
  const studio = await launch({ project: folder });
  const { project, window } = studio;
  await expect(project.filter('All')).toHaveAccessibleName('All 600');

  await project.row('Asset 00002').click();
  await project.row('Asset 00006').click({ modifiers: ['Shift'] });
  await project.row('Asset 00004').click({ modifiers: ['ControlOrMeta'] });
  await expect(window.getByText('4 selected', { exact: true })).toBeVisible();
  expect(await axeViolations(studio)).toEqual([]);
  await window.getByRole('button', { name: 'Register 4 selected…' }).click();
  await window.getByRole('button', { name: 'Register 4', exact: true }).click();
  await expect(project.status).toContainText('4 registered');
  expect(rootsOnDisk(folder)).toEqual(['00002', '00003', '00005', '00006']);

  await project.assets.focus();
  await studio.pressShortcut('CmdOrCtrl+A');
  await expect(window.getByText('600 selected', { exact: true })).toBeVisible();
  await studio.pressShortcut('CmdOrCtrl+Enter');
  await expect(project.dialog('Register 596 assets?').getByRole('button', { name: 'Register 596' })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(project.status).toContainText(`576 registered, 4 registered already, ${bad} refused`);
  await expect(project.filter('Registered')).toHaveAccessibleName('Registered 580');
  await window.keyboard.press('Escape');
  await expect(window.getByText('600 selected', { exact: true })).toHaveCount(0);
});
