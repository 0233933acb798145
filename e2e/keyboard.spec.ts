import { expect, test } from './fixtures/test.ts';

test('the first story with no mouse', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');
  const { keyboard } = studio.window;

  await studio.project.chooseMenu('focus-search');
  await expect(studio.project.search).toBeFocused();
  await keyboard.type('backdrop night');
  await expect.poll(() => studio.project.total()).toBe(1);
  await studio.project.assets.focus();
  await keyboard.press('Home');
  await expect(studio.project.assetName).toHaveText('Backdrop, night');
  await studio.project.chooseMenu('register-asset');

  await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
  await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 29');
});

test('arrows, Page, Home and End move through the list', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.project.assets.focus();
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
    ]),
  );
  const keys = accelerators.map((line) => line.replace(/^.*: /, ''));
  expect(new Set(keys).size).toBe(keys.length);
});
