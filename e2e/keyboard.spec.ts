import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures/test.ts';

test('the first story with no mouse', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');
  const { keyboard } = studio.window;

  await studio.pressShortcut('CmdOrCtrl+F');
  await expect(studio.project.search).toBeFocused();
  await keyboard.type('backdrop night');
  await expect.poll(() => studio.project.total()).toBe(1);
  await studio.tabTo(studio.project.assets);
  await keyboard.press('Home');
  await expect(studio.project.assetName).toHaveText('Backdrop, night');
  const before = meadow.records();
  await studio.pressShortcut('CmdOrCtrl+Enter');

  await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
  await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 0');
  expect(meadow.records()).toHaveLength(before.length + 1);
});

test('the shortcuts of a project open it, read it again, and close it', async ({ launch, meadow }) => {
  const studio = await launch();
  await expect(studio.start.openProject).toBeVisible();
  await studio.answerFolderDialog(meadow.folder);

  await studio.pressShortcut('CmdOrCtrl+O');
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');

  rmSync(join(meadow.folder, 'assets', 'ui', 'icons', 'star-wrong-type'), { recursive: true });
  await studio.pressShortcut('F5');
  await expect(studio.project.status).toContainText('0 added, 0 changed, 1 removed');
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 94');

  await studio.pressShortcut('CmdOrCtrl+W');
  await expect(studio.start.openProject).toBeVisible();
  await expect(studio.project.assets).toHaveCount(0);
});

test('arrows, Page, Home and End move through the list', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.tabTo(studio.project.assets);
  const { keyboard } = studio.window;
  const selected = studio.project.assets.locator('[aria-selected="true"]');

  await keyboard.press('Home');
  await expect(selected).toHaveAttribute('aria-rowindex', '1');
  await keyboard.press('ArrowDown');
  await expect(selected).toHaveAttribute('aria-rowindex', '2');
  await keyboard.press('End');
  await expect(selected).toHaveAttribute('aria-rowindex', '95');
  await keyboard.press('ArrowUp');
  await expect(selected).toHaveAttribute('aria-rowindex', '94');
  await keyboard.press('PageUp');
  await expect(selected).not.toHaveAttribute('aria-rowindex', '94');
  // Far from there, by the beginning of its name.
  await keyboard.press('Home');
  await keyboard.type('star');
  await expect(studio.project.assetName).toHaveText(/^star/i);
});

test('the native menu holds each shortcut once', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.assets).toBeVisible();

  const accelerators = await studio.electron.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap((menu) =>
      (menu.submenu?.items ?? []).flatMap((item) => (item.accelerator ? [`${item.id}: ${item.accelerator}`] : [])),
    ),
  );

  expect(accelerators).toEqual(
    expect.arrayContaining([
      'open-project: CmdOrCtrl+O',
      'focus-search: CmdOrCtrl+F',
      'register-asset: CmdOrCtrl+Enter',
      'reload-project: F5',
      'copy-asset-path: CmdOrCtrl+Alt+C',
      'reveal-asset: CmdOrCtrl+Shift+R',
      'copy-asset-id: CmdOrCtrl+Shift+C',
      'open-palette: CmdOrCtrl+K',
      'next-problem: F8',
      'show-keys: CmdOrCtrl+/',
    ]),
  );
  const keys = accelerators.map((line) => line.replace(/^.*: /, '').replace('CommandOrControl', 'CmdOrCtrl'));
  expect(new Set(keys).size).toBe(keys.length);
});
