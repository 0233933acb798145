import AxeBuilder from '@axe-core/playwright';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

/** Rules of WCAG 2.2 A and AA that axe can see. Legacy mode: Electron has no new target for axe's own frame. */
async function violations(studio: StudioApp): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: studio.window })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // The splitters between the panes belong to none of the landmarks that they lie between.
    .disableRules(['region'])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`no axe violation, ${colorScheme}`, () => {
    test('on the start screen', async ({ launch }) => {
      const studio = await launch({ colorScheme });
      await expect(studio.start.openSample).toBeVisible();

      expect(await violations(studio)).toEqual([]);
    });

    test('before and after Register', async ({ launch, meadow }) => {
      const studio = await launch({ colorScheme, project: meadow.folder });
      await expect(studio.project.assets).toBeVisible();
      expect(await violations(studio)).toEqual([]);

      await studio.project.search.fill('backdrop night');
      await studio.project.row('Backdrop, night').click();
      await expect(studio.project.register).toBeVisible();
      expect(await violations(studio)).toEqual([]);

      await studio.project.register.click();
      await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
      expect(await violations(studio)).toEqual([]);
    });

    test('with a problem, without a match, and in a dialog', async ({ launch, meadow }) => {
      const studio = await launch({ colorScheme, project: meadow.folder });
      for (const problem of ['willow', 'star-wrong-type']) {
        await studio.project.search.fill(problem);
        await studio.project.row(problem).click();
        await expect(studio.project.details.getByText('Problems').first()).toBeVisible();
        expect(await violations(studio)).toEqual([]);
      }

      await studio.project.search.fill('nothing has this name');
      await expect(studio.window.getByText('No asset matches')).toBeVisible();
      expect(await violations(studio)).toEqual([]);

      await studio.project.chooseMenu('verify-snapshot');
      await expect(studio.window.getByRole('dialog')).toContainText('equals the disk');
      expect(await violations(studio)).toEqual([]);
    });
  });
}
