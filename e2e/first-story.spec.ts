import { join } from 'node:path';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

// Also the smoke story of the installed app: it opens the sample by the start screen's own button.
test('an author opens the sample, registers an asset, and finds it registered after a restart', async ({ launch }) => {
  const studio = await launch();
  await studio.start.openSample.click();
  await expect(studio.project.assets).toBeVisible();
  const sample = projectOnDisk(join(studio.userData, 'samples', 'meadow'));
  const recordsBefore = sample.records();

  await test.step('the unregistered filter shows the right number', async () => {
    await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 30');
    await studio.project.filter('Unregistered').click();
    await expect.poll(() => studio.project.total()).toBe(30);
  });

  await test.step('the native code that makes thumbnails is there', async () => {
    const picture = studio.project.row('Backdrop, night').locator('img');
    await expect(picture).toBeVisible();
  });

  await test.step('Register turns state, counts, actions and details', async () => {
    await studio.project.search.fill('backdrop night');
    await studio.project.row('Backdrop, night').click();
    await expect(studio.project.assetName).toHaveText('Backdrop, night');
    await studio.project.register.click();

    await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
    await expect(studio.project.register).toHaveAttribute('aria-disabled', 'true');
    await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 0');
    await studio.project.search.fill('');
    await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 29');
    await expect(studio.project.filter('Registered')).toHaveAccessibleName('Registered 66');
  });

  await test.step('the registry file has exactly one new line', () => {
    const records = sample.records();
    expect(records.slice(0, -1)).toEqual(recordsBefore);
    expect(records.at(-1)).toContain('"root":"world/backdrops/night"');
  });

  await test.step('after a restart it is still registered', async () => {
    await studio.quit();
    const again = await launch({ userData: studio.userData });
    await again.start.recentProjects
      .getByRole('button', { name: /Meadow/ })
      .first()
      .click();
    await again.project.search.fill('backdrop night');
    await again.project.row('Backdrop, night').click();
    await expect(again.project.details.getByText(/^Registered/).first()).toBeVisible();
    await expect(again.project.filter('Registered')).toHaveAccessibleName('Registered 1');
  });
});
