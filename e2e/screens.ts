import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

    await studio.project.filter('Problems').click();
    await studio.project.row('star-wrong-type').click();
    await expect(studio.project.details.getByText('Problems').first()).toBeVisible();
    await picture(studio, `problem-${colorScheme}`);

    await studio.project.filter('All').click();
    await studio.project.row('Chanterelles').click();
    chmodSync(join(meadow.folder, 'assets.jsonl'), 0o444);
    await studio.project.register.click();
    await expect(studio.project.alert).toBeVisible();
    await picture(studio, `refused-by-disk-${colorScheme}`);
  });
}
