import { axeViolations } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

test('every command by name, by key and by the menu of a row, with no mouse', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  const { project } = studio;
  const { keyboard } = studio.window;
  const selected = project.assets.locator('[aria-selected="true"]');
  await expect(project.filter('All')).toHaveAccessibleName('All 95');

  await test.step('the palette opens, finds and carries out, and says why it can’t', async () => {
    await studio.pressShortcut('CmdOrCtrl+K');
    await expect(project.palette.getByRole('combobox')).toBeFocused();
    await keyboard.type('register');
    const register = project.palette.getByRole('option', { name: /^Register(?! all)/ });
    await expect(register).toHaveAttribute('aria-disabled', 'true');
    await expect(register).toContainText('Select an asset first.');
    await expect(register).toContainText('Ctrl+Enter');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('as grid');
    await keyboard.press('Enter');
    await expect(project.palette).toHaveCount(0);
    await expect(project.assets.getByRole('gridcell').first()).toHaveAttribute('data-index', '0');
    await studio.pressShortcut('CmdOrCtrl+1');
    await expect(project.palette).toHaveCount(0);
  });

  await test.step('go to an asset that the filters keep out', async () => {
    await project.filter('Problems').click();
    await expect.poll(() => project.total()).toBeLessThan(95);
    await studio.pressShortcut('CmdOrCtrl+Shift+P');
    await expect(project.palette.getByRole('combobox')).toBeFocused();
    await keyboard.type('@backdrop night');
    await expect(project.palette.getByRole('option')).toHaveCount(1);
    expect(await axeViolations(studio)).toEqual([]);
    await keyboard.press('Enter');
    await expect(selected).toContainText('Backdrop, night');
    await expect(selected).toBeInViewport();
    await expect(project.assets).toBeFocused();
    await expect(project.status).toContainText('The filters were cleared to show “Backdrop, night”.');
    await expect.poll(() => project.total()).toBe(95);
  });

  await test.step('the menu of a row, with reasons', async () => {
    await keyboard.press('Shift+F10');
    await expect(project.rowMenu).toBeVisible();
    const unregister = project.rowMenu.getByRole('menuitem', { name: 'Unregister' });
    await expect(unregister).toHaveAttribute('aria-disabled', 'true');
    await expect(unregister).toHaveAccessibleDescription(/not registered/);
    await expect.poll(() => project.menuOffers('register-asset')).toBe(false);
    await keyboard.press('Escape');
    await expect(project.rowMenu).toHaveCount(0);
    await expect(project.assets).toBeFocused();
    await expect(selected).toContainText('Backdrop, night');

    await expect.poll(() => project.menuOffers('register-asset')).toBe(true);
    expect(await project.menuOffers('unregister-asset')).toBe(false);
    await keyboard.press('Shift+F10');
    await expect(project.rowMenu.getByRole('menuitem', { name: 'Register', exact: true })).toBeFocused();
    await keyboard.press('Enter');
    await expect(project.status).toContainText('Registered “Backdrop, night”');
    await expect.poll(() => project.menuOffers('unregister-asset')).toBe(true);
    expect(await project.menuOffers('register-asset')).toBe(false);
  });

  await test.step('a key whose command can’t be carried out says why', async () => {
    await studio.pressShortcut('CmdOrCtrl+Enter');
    await expect(project.status).toContainText('registered already');
  });

  await test.step('F8 steps through the problems of the list', async () => {
    await studio.pressShortcut('F8');
    await expect(project.status).toContainText(/Problem \d+ of \d+ in the list/);
    const first = await selected.getAttribute('aria-rowindex');
    await studio.pressShortcut('F8');
    await expect(selected).not.toHaveAttribute('aria-rowindex', first ?? '');
    await studio.pressShortcut('Shift+F8');
    await expect(selected).toHaveAttribute('aria-rowindex', first ?? '');
    await expect.poll(() => project.total()).toBe(95);
    // In a low window too, what is wrong is seen.
    await studio.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setSize(1280, 600);
    });
    await expect.poll(() => studio.window.evaluate(() => innerHeight)).toBeLessThanOrEqual(600);
    await studio.pressShortcut('F8');
    await expect(selected).not.toHaveAttribute('aria-rowindex', first ?? '');
    const problems = project.details.getByRole('list', { name: 'Problems' });
    await expect(problems.getByRole('listitem').first()).toBeInViewport({ ratio: 0.95 });
  });

  await test.step('parts of the window are stepped through, and put away', async () => {
    await studio.pressShortcut('F6');
    await expect(project.details.locator(':focus')).toHaveCount(1);
    await studio.pressShortcut('CmdOrCtrl+I');
    await expect(project.details).toBeHidden();
    await expect(project.assets).toBeFocused();
    await studio.pressShortcut('Shift+F6');
    await expect(project.filters.locator(':focus')).toHaveCount(1);
    await studio.pressShortcut('CmdOrCtrl+I');
    await expect(project.details).toBeVisible();
  });

  await test.step('the sheet of keys', async () => {
    await studio.pressShortcut('CmdOrCtrl+/');
    const sheet = project.dialog('Keyboard shortcuts');
    await expect(sheet.getByRole('searchbox')).toBeFocused();
    await keyboard.type('palette');
    await expect(sheet.getByRole('listitem')).toHaveCount(1);
    await expect(sheet.getByRole('listitem')).toContainText('Ctrl+KCtrl+Shift+P');
    await expect.poll(() => project.menuOffers('reload-project')).toBe(false);
    await keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
    await expect.poll(() => project.menuOffers('reload-project')).toBe(true);
  });
});

test('no axe violation in palette, menu of a row and sheet of keys', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  const { project } = studio;
  await project.assets.locator('[data-index="3"]').click({ button: 'right' });
  await expect(project.rowMenu).toBeVisible();
  expect(await axeViolations(studio)).toEqual([]);
  await studio.window.keyboard.press('Escape');
  await expect(project.rowMenu).toHaveCount(0);

  await studio.pressShortcut('CmdOrCtrl+K');
  await expect(project.palette.getByRole('option').first()).toBeVisible();
  expect(await axeViolations(studio)).toEqual([]);
  await studio.window.keyboard.press('Escape');
  await expect(project.palette).toHaveCount(0);

  await studio.pressShortcut('CmdOrCtrl+/');
  await expect(project.dialog('Keyboard shortcuts')).toBeVisible();
  expect(await axeViolations(studio)).toEqual([]);
});
