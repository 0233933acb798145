import { join, resolve } from 'node:path';
import { buildAppWithPage } from './fixtures/app-with-page.ts';
import { axeViolations } from './fixtures/axe.ts';

import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

// `npm run gallery`: every component of `ui` in the real window, under the policy of the real pages, in every theme and
// density: photographed, and looked at by axe.

const pictures = resolve(import.meta.dirname, '../test-results/gallery');

async function choose(studio: StudioApp, setting: string, value: string): Promise<void> {
  await studio.window.getByRole('combobox', { name: setting }).selectOption(value);
  await expect(studio.window.locator(`html[data-${setting}=${value}]`)).toHaveCount(1);
}

async function photograph(studio: StudioApp, name: string): Promise<void> {
  await studio.window.mouse.move(0, 0);
  await studio.window.screenshot({ path: join(pictures, `${name}.png`) });
}

test('the gallery is clean in every theme and density', async ({ launch }) => {
  test.setTimeout(180_000);
  const studio = await launch({ appFolder: await buildAppWithPage({ name: 'gallery', root: 'src-renderer/gallery' }) });
  const { window } = studio;
  await expect(window.getByRole('heading', { name: 'Gallery' })).toBeVisible();
  await window.setViewportSize({ width: 1480, height: 1480 });

  for (const theme of ['light', 'dark', 'contrast']) {
    // What the system has is what the browser’s tools say: here they speak for the setting.
    await window.emulateMedia({ colorScheme: theme === 'light' ? 'light' : 'dark' });
    await choose(studio, 'theme', theme);
    for (const density of ['compact', 'comfortable']) {
      await choose(studio, 'density', density);
      await window.getByRole('button', { name: 'Register' }).focus();
      await window.keyboard.press('Tab');
      await photograph(studio, `${theme}-${density}`);
      expect(await axeViolations(studio), `${theme}, ${density}`).toEqual([]);
    }
    await window.getByRole('button', { name: 'Open a report' }).click();
    await expect(window.getByRole('dialog', { name: 'A report' })).toBeVisible();
    await photograph(studio, `${theme}-dialog`);
    expect(await axeViolations(studio), `${theme}, dialog`).toEqual([]);
    await window.keyboard.press('Escape');
    await window.getByRole('button', { name: 'Add', exact: true }).hover();
    await expect(window.getByText('Ctrl+N')).toBeVisible();
    expect(await axeViolations(studio), `${theme}, tooltip`).toEqual([]);
  }
});
