import { axeViolations } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

test('an author chooses how Studio looks and speaks, at once and at the next start', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  const { project, window } = studio;
  const token = (name: string): Promise<string> =>
    window.evaluate((property) => getComputedStyle(document.documentElement).getPropertyValue(property), name);
  await project.row('Backdrop, night').or(project.assets.getByRole('row').nth(3)).first().click();
  const selected = window.locator('[role=row][aria-selected=true]');
  const before = await selected.getAttribute('aria-label');
  const settings = project.dialog('Settings');

  await test.step('the dialog opens by its key and finds a setting by its words', async () => {
    await studio.pressShortcut('CmdOrCtrl+,');
    await expect(settings.getByRole('searchbox')).toBeFocused();
    await expect(settings.getByRole('combobox')).toHaveCount(4);
    await window.keyboard.type('contrast');
    await expect(settings.getByRole('combobox')).toHaveCount(1);
  });
  await test.step('high contrast is there at once, and clean', async () => {
    await settings.getByRole('combobox', { name: 'Theme' }).selectOption('High contrast');
    await expect.poll(() => token('--bg-app')).toBe('#000');
    expect(await axeViolations(studio)).toEqual([]);
    await settings.getByRole('searchbox').fill('');
  });
  await test.step('a row takes more room, and the one that was selected stays', async () => {
    await settings.getByRole('combobox', { name: 'Density' }).selectOption('Comfortable');
    await expect.poll(async () => (await selected.boundingBox())?.height).toBe(36);
    await expect(selected).toHaveAttribute('aria-label', before ?? '');
  });
  await test.step('motion ends', async () => {
    await settings.getByRole('combobox', { name: 'Motion' }).selectOption('Reduced');
    await expect.poll(() => window.evaluate(() => getComputedStyle(document.body).transitionProperty)).toBe('none');
  });
  await test.step('another language is spoken by the window and by the native menu, and the project stays open', async () => {
    await settings.getByRole('combobox', { name: 'Language' }).selectOption('Português (Brasil)');
    const inPortuguese = project.dialog('Configurações');
    await expect(inPortuguese.getByRole('combobox', { name: 'Idioma' })).toBeVisible();
    expect(await window.evaluate(() => document.documentElement.lang)).toBe('pt-BR');
    await expect
      .poll(() => studio.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label)))
      .toContain('Editar');
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(window.getByRole('grid')).toHaveAttribute('aria-rowcount', '95');
  });
  const bounds = await test.step('the window is moved and Studio quits', async () => {
    const moved = { x: 40, y: 30, width: 1100, height: 700 };
    await studio.electron.evaluate(({ BrowserWindow }, to) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(to);
    }, moved);
    await studio.quit();
    return moved;
  });
  await test.step('and all is as it was left', async () => {
    const again = await launch({ userData: studio.userData });
    await expect(again.window.getByRole('button', { name: 'Abrir projeto…' })).toBeVisible();
    expect(
      await again.window.evaluate(() => Object.fromEntries(Object.entries(document.documentElement.dataset))),
    ).toEqual({
      theme: 'contrast',
      density: 'comfortable',
      motion: 'reduced',
    });
    const place = await again.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
    expect(place).toEqual(bounds);
    expect(await axeViolations(again)).toEqual([]);
  });
});
