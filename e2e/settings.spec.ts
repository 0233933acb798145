import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { axeViolations } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

test('an author chooses how Studio looks and speaks, at once and at the next start', async ({ launch, meadow }) => {
  test.setTimeout(120_000);
  await writeFile(join(meadow.folder, 'prometeu.json'), '{"schemaVersion":1,"name":"Blackberry Meadow, summer 2"}');
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
    await expect(selected).toHaveCount(1);
  });
  await test.step('in the least window nothing in the top bar lies over another, what is cut says so, and one line holds the actions', async () => {
    const resize = (width: number, height: number): Promise<void> =>
      studio.electron.evaluate(
        ({ BrowserWindow }, size) => {
          BrowserWindow.getAllWindows()[0]?.setSize(size.width, size.height);
        },
        { width, height },
      );
    await resize(960, 600);
    await expect.poll(() => window.evaluate(() => innerWidth)).toBeLessThanOrEqual(960);
    expect(await overlaps(window)).toEqual([]);
    expect(await cutEllipses(window)).toEqual([]);
    await studio.pressShortcut('CmdOrCtrl+A');
    const bar = window.getByText('95 selecionados', { exact: true }).locator('..');
    expect((await bar.boundingBox())?.height).toBeLessThan(56);
    await window.keyboard.press('Escape');
    await expect(bar).toHaveCount(0);
    await resize(1280, 800);
  });
  await test.step('the project is shown as tiles, by name, without its filters, and searched', async () => {
    await studio.pressShortcut('CmdOrCtrl+2');
    await expect(window.getByRole('grid')).not.toHaveAttribute('aria-colcount', '6');
    await studio.pressShortcut('CmdOrCtrl+\\');
    await expect(window.getByRole('navigation')).toBeHidden();
    await window.getByRole('combobox').first().selectOption('name');
    await window.getByRole('searchbox').fill('type:sound ');
    await expect(window.getByRole('gridcell', { name: /, Imagem,/ })).toHaveCount(0);
    const divider = window.getByRole('separator').last();
    await divider.focus();
    await window.keyboard.press('ArrowLeft');
    await window.getByRole('gridcell').nth(2).click();
    await expect(window.getByRole('gridcell', { selected: true })).toHaveCount(1);
  });
  const left = await shownProject(window);
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
    await again.window.getByRole('list').getByRole('button').first().click();
    await expect(again.window.getByRole('gridcell', { selected: true })).toHaveCount(1);
    expect(await shownProject(again.window)).toEqual(left);
  });
});

/** What in the top bar lies over another thing there, or reaches beyond what holds it. */
function overlaps(window: Page): Promise<readonly string[]> {
  return window.evaluate(() => {
    const bar = document.querySelector('header');
    const things = [...(bar?.querySelectorAll('button, input, select, h1, h1 + bdi') ?? [])];
    const places = things.map((thing) => {
      const { left, right, width } = thing.getBoundingClientRect();
      return { name: thing.outerHTML.slice(0, 60), left, right, width };
    });
    const cramped = places.filter(({ width, right }) => width < 24 || right > innerWidth).map(({ name }) => name);
    return places.reduce<string[]>((found, one, at) => {
      const under = places.slice(at + 1).filter((other) => other.left < one.right - 1 && one.left < other.right - 1);
      return [...found, ...under.map((other) => `${one.name} and ${other.name}`)];
    }, cramped);
  });
}

/** Beginnings of names and paths that are cut in the middle of their own ellipsis. */
function cutEllipses(window: Page): Promise<readonly (string | null)[]> {
  return window.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    return [...document.querySelectorAll<HTMLElement>('bdi > [aria-hidden]:not(:last-child)')]
      .filter((head) => {
        if (pen === null || head.clientWidth === 0 || head.scrollWidth <= head.clientWidth) {
          return false;
        }
        const { fontWeight, fontSize, fontFamily } = getComputedStyle(head);
        pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
        return head.getBoundingClientRect().width < pen.measureText(`${head.textContent[0] ?? ''}…`).width - 0.5;
      })
      .map((head) => head.textContent);
  });
}

/** How a project is shown, and where the author is in it. */
async function shownProject(window: Page): Promise<Readonly<Record<string, unknown>>> {
  const details = await window.locator('[data-pane=inspector]').boundingBox();
  return {
    inTiles: (await window.getByRole('gridcell').first().getAttribute('data-index')) !== null,
    filters: await window.getByRole('navigation').isVisible(),
    sort: await window.getByRole('combobox').first().inputValue(),
    search: await window.getByRole('searchbox').inputValue(),
    selected: await window.getByRole('gridcell', { selected: true }).getAttribute('aria-label'),
    detailsWidth: Math.round(details?.width ?? 0),
  };
}
