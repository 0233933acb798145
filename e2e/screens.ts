import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { damageRegistry } from './fixtures/damaged-registry.ts';
import { failSyncs, letSyncsGo } from './fixtures/failing-sync.ts';
import { holdFromElsewhere } from './fixtures/foreign-lock.ts';
import { copySampleProject } from './fixtures/sample-copy.ts';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

// `npm run screens`: the pictures of the README, taken in the real window on a fresh copy of the sample.

const screens = resolve(import.meta.dirname, '../test-results/screens');

async function picture(studio: StudioApp, name: string): Promise<void> {
  // The pointer away from everything, so that nothing is lit by it.
  await studio.window.mouse.move(640, 799);
  await studio.window.screenshot({ path: join(screens, `${name}.png`) });
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`screens, ${colorScheme}`, async ({ launch, meadow }) => {
    const start = await launch({ colorScheme });
    await expect(start.start.openSample).toBeVisible();
    await picture(start, `start-${colorScheme}`);

    const studio = await launch({ colorScheme, project: meadow.folder });
    await studio.project.filter('Unregistered').click();
    await studio.project.row('Backdrop, night').click();
    await expect(studio.project.details.getByRole('img').first()).toBeVisible();
    await picture(studio, `unregistered-${colorScheme}`);

    await studio.project.register.click();
    await expect(studio.project.details.getByText(/^Registered/).first()).toBeVisible();
    await picture(studio, `registered-${colorScheme}`);

    await studio.project.filter('All').click();
    await studio.project.search.fill('type:image -tag:summer ');
    await studio.pressShortcut('CmdOrCtrl+2');
    await expect(studio.project.assets).not.toHaveAttribute('aria-colcount', '6');
    const drawn = studio.project.assets.locator('img');
    await expect
      .poll(() =>
        drawn.evaluateAll((images: HTMLImageElement[]) => images.filter((image) => image.naturalWidth > 0).length),
      )
      .toBeGreaterThan(11);
    await picture(studio, `tiles-${colorScheme}`);

    await studio.pressShortcut('CmdOrCtrl+1');
    await studio.project.search.fill('');
    await studio.pressShortcut('CmdOrCtrl+Shift+H');
    await expect(studio.project.dialog('History')).toBeVisible();
    await picture(studio, `history-${colorScheme}`);
    await studio.window.keyboard.press('Escape');

    await studio.project.filter('Problems').click();
    await studio.project.row('star-wrong-type').click();
    await expect(studio.project.details.getByText('Problems').first()).toBeVisible();
    await picture(studio, `problem-${colorScheme}`);

    await studio.project.filter('All').click();
    await studio.project.row('Fox, portrait').click();
    chmodSync(join(meadow.folder, 'assets.jsonl'), 0o444);
    await studio.project.register.click();
    await expect(studio.project.alert).toBeVisible();
    await picture(studio, `refused-by-disk-${colorScheme}`);
  });

  test(`screens of a registry in trouble, ${colorScheme}`, async ({ launch, meadow }) => {
    test.setTimeout(180_000);
    await test.step('a write that is in doubt, and a registry that can’t be written anew', async () => {
      const studio = await launch({ colorScheme, project: meadow.folder });
      await studio.project.row('Bee flies past').click();
      await expect(studio.project.register).toBeEnabled();
      await failSyncs(studio, { dataSync: 'EIO', rebuild: 'wait' });
      await studio.project.register.click();
      await expect(studio.project.lane).toContainText('being written anew');
      await picture(studio, `registry-in-doubt-${colorScheme}`);
      await letSyncsGo(studio);
      await expect(studio.project.lane).toHaveCount(0);
      await failSyncs(studio, { dataSync: 'EIO', rebuild: 'ENOSPC' });
      await studio.project.register.click();
      await expect(studio.project.lane).toContainText('The disk is full.');
      await picture(studio, `registry-not-written-${colorScheme}`);
      await letSyncsGo(studio);
    });
    await test.step('a project that another system holds', async () => {
      const held = copySampleProject();
      holdFromElsewhere(held);
      const studio = await launch({ colorScheme, project: held.folder });
      await studio.project.row('Bee flies past').click();
      await expect(studio.project.lane).toContainText('studio-nas-2');
      await picture(studio, `held-elsewhere-${colorScheme}`);
      await studio.project.lane.getByRole('button', { name: 'Take over…' }).click();
      await expect(studio.project.dialog('Take this project over?')).toBeVisible();
      await picture(studio, `take-over-${colorScheme}`);
    });
    await test.step('Repair', async () => {
      const damaged = copySampleProject();
      damageRegistry(damaged);
      const studio = await launch({ colorScheme, project: damaged.folder });
      await studio.window.getByRole('button', { name: 'Open Repair' }).click();
      await expect(studio.repair.findings.first()).toBeVisible();
      await picture(studio, `repair-${colorScheme}`);
      await studio.tabTo(studio.repair.findings.getByRole('button', { name: 'Set the line aside' }));
      await studio.window.keyboard.press('Enter');
      await expect(studio.repair.said).toContainText(/^Done:/);
      await picture(studio, `repair-done-${colorScheme}`);
    });
  });
}
