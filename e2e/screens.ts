import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { damageRegistry } from './fixtures/damaged-registry.ts';
import { failSyncs, letSyncsGo } from './fixtures/failing-sync.ts';
import { holdFromElsewhere } from './fixtures/foreign-lock.ts';
import { copySampleProject } from './fixtures/sample-copy.ts';
import type { StudioApp, StudioOptions } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

// `npm run screens`: the pictures of docs/screens, taken in the real window on a fresh copy of the sample.

const screens = resolve(import.meta.dirname, '../test-results/screens');

async function picture(studio: StudioApp, name: string): Promise<void> {
  // The pointer away from everything, so that nothing is lit by it; and no colour on its way to another one.
  await studio.window.mouse.move(640, 799);
  await studio.window.screenshot({ path: join(screens, `${name}.png`), animations: 'disabled' });
}

/** How an app is started that shows itself in a theme. */
function inTheme(theme: 'dark' | 'light' | 'contrast'): StudioOptions {
  if (theme !== 'contrast') {
    return { colorScheme: theme };
  }
  const userData = mkdtempSync(join(tmpdir(), 'prometeu-user-'));
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ v: 1, settings: { theme } }));
  return { userData };
}

/** A folder with files that assets can be created from. */
function filesToCreate(meadow: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-files-'));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return [
    join(meadow, 'assets/characters/bee/hover/bee.png'),
    join(meadow, 'assets/models/low-poly-tree/tree.gltf'),
    join(meadow, 'assets/models/low-poly-tree/tree.bin'),
    file('Owl at night.ogg', 'owl'),
    file('controls.json', '{}'),
    file('notes.xyz', 'notes'),
  ];
}

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`screens, ${theme}`, async ({ launch, meadow }) => {
    test.setTimeout(180_000);
    const start = await launch(inTheme(theme));
    await expect(start.start.openSample).toBeVisible();
    await picture(start, `start-${theme}`);

    const studio = await launch({ ...inTheme(theme), project: meadow.folder });
    const { project, window } = studio;
    const choose = async (search: string, row: string): Promise<void> => {
      await project.search.fill(search);
      await project.row(row).first().click();
    };

    await test.step('the list, and Register', async () => {
      await project.filter('Unregistered').click();
      await project.row('Backdrop, night').click();
      await expect(project.details.getByRole('img').first()).toBeVisible();
      await picture(studio, `unregistered-${theme}`);
      await project.register.click();
      await expect(project.details.getByText(/^Registered/).first()).toBeVisible();
      await picture(studio, `registered-${theme}`);
    });

    await test.step('tiles', async () => {
      await project.filter('All').click();
      await project.search.fill('type:image -tag:summer ');
      await studio.pressShortcut('CmdOrCtrl+2');
      await expect(project.assets).not.toHaveAttribute('aria-colcount', '6');
      const drawn = project.assets.locator('img');
      await expect
        .poll(() =>
          drawn.evaluateAll((images: HTMLImageElement[]) => images.filter((image) => image.naturalWidth > 0).length),
        )
        .toBeGreaterThan(11);
      await picture(studio, `tiles-${theme}`);
      await studio.pressShortcut('CmdOrCtrl+1');
    });

    await test.step('previews', async () => {
      await choose('path:audio/music/morning-meadow', 'morning-meadow');
      await expect(
        project.details
          .getByRole('slider', { name: /^Position in/ })
          .locator('path')
          .first(),
      ).toHaveAttribute('d', /^M0\.2.*M299\.2/);
      await picture(studio, `preview-sound-${theme}`);
      await choose('path:characters/bee/hover', 'hover');
      await project.details.getByRole('button', { name: 'Outlines of the frames' }).click();
      await expect(project.details.getByText('6 frames in bee.atlas.json')).toBeVisible();
      await project.assets.focus();
      await window.keyboard.press('Space');
      await expect(window.getByRole('dialog').getByText('6 frames in bee.atlas.json')).toBeVisible();
      await picture(studio, `preview-atlas-${theme}`);
      await window.keyboard.press('Escape');
      await choose('path:models/low-poly-tree', 'low-poly-tree');
      await expect(project.details.getByRole('group', { name: /^Model / })).toHaveAttribute('aria-busy', 'false');
      await expect(project.details.getByText('Triangles')).toBeVisible();
      await picture(studio, `preview-model-${theme}`);
    });

    await test.step('what is written: the form, another folder, new assets', async () => {
      await choose('', 'Bee');
      await studio.pressShortcut('CmdOrCtrl+E');
      await expect(project.details.getByRole('form', { name: 'Edit manifest' })).toBeVisible();
      await picture(studio, `edit-${theme}`);
      await window.keyboard.press('Escape');
      await project.assets.focus();
      await studio.pressShortcut('F2');
      await project.dialog('Move or rename').getByRole('textbox').fill('characters/con');
      await picture(studio, `move-${theme}`);
      await window.keyboard.press('Escape');
      await studio.answerFileDialog(filesToCreate(meadow.folder));
      await studio.pressShortcut('CmdOrCtrl+N');
      const review = project.dialog('Create assets from files');
      await expect(review.getByRole('listitem')).toHaveCount(5);
      await expect(review.getByRole('button', { name: 'Create 4 assets' })).toBeEnabled();
      await picture(studio, `create-${theme}`);
      await window.keyboard.press('Escape');
    });

    await test.step('problems, and a disk that refuses', async () => {
      await project.filter('Problems').click();
      await project.row('star-wrong-type').click();
      await expect(project.details.getByText('Problems').first()).toBeVisible();
      await picture(studio, `problem-${theme}`);
      await project.filter('All').click();
      await choose('', 'Fox, portrait');
      chmodSync(join(meadow.folder, 'assets.jsonl'), 0o444);
      await project.register.click();
      await expect(project.alert).toBeVisible();
      await picture(studio, `refused-by-disk-${theme}`);
      chmodSync(join(meadow.folder, 'assets.jsonl'), 0o644);
    });

    await test.step('commands, settings, many at once and their result', async () => {
      await studio.pressShortcut('CmdOrCtrl+K');
      await expect(project.palette).toBeVisible();
      await picture(studio, `palette-${theme}`);
      await window.keyboard.press('Escape');
      await studio.pressShortcut('CmdOrCtrl+,');
      await expect(project.dialog('Settings')).toBeVisible();
      await picture(studio, `settings-${theme}`);
      await window.keyboard.press('Escape');
      await project.search.fill('');
      await window.getByRole('button', { name: 'Register all shown…' }).click();
      await expect(project.dialog(/^Register \d+ assets/)).toBeVisible();
      await window.keyboard.press('Enter');
      await expect(window.getByRole('button', { name: 'Show result' })).toBeVisible();
      await window.getByRole('button', { name: 'Show result' }).click();
      await studio.pressShortcut('CmdOrCtrl+J');
      await expect(window.getByRole('region', { name: 'Result of registering' })).toBeVisible();
      await picture(studio, `jobs-${theme}`);
      await window.keyboard.press('Escape');
      await picture(studio, `result-${theme}`);
      await window.keyboard.press('Escape');
      await studio.pressShortcut('CmdOrCtrl+Shift+H');
      await expect(project.dialog('History')).toBeVisible();
      await picture(studio, `history-${theme}`);
      await window.keyboard.press('Escape');
    });
  });

  test(`screens of a registry in trouble, ${theme}`, async ({ launch, meadow }) => {
    test.setTimeout(180_000);
    await test.step('a write that is in doubt, and a registry that can’t be written anew', async () => {
      const studio = await launch({ ...inTheme(theme), project: meadow.folder });
      await studio.project.row('Bee flies past').click();
      await expect(studio.project.register).toBeEnabled();
      await failSyncs(studio, { dataSync: 'EIO', rebuild: 'wait' });
      await studio.project.register.click();
      await expect(studio.project.lane).toContainText('being written anew');
      await picture(studio, `registry-in-doubt-${theme}`);
      await letSyncsGo(studio);
      await expect(studio.project.lane).toHaveCount(0);
      await failSyncs(studio, { dataSync: 'EIO', rebuild: 'ENOSPC' });
      await studio.project.register.click();
      await expect(studio.project.lane).toContainText('The disk is full.');
      await picture(studio, `registry-not-written-${theme}`);
      await letSyncsGo(studio);
    });
    await test.step('a project that another system holds', async () => {
      const held = copySampleProject();
      holdFromElsewhere(held);
      const studio = await launch({ ...inTheme(theme), project: held.folder });
      await studio.project.row('Bee flies past').click();
      await expect(studio.project.lane).toContainText('studio-nas-2');
      await picture(studio, `held-elsewhere-${theme}`);
      await studio.project.lane.getByRole('button', { name: 'Take over…' }).click();
      await expect(studio.project.dialog('Take this project over?')).toBeVisible();
      await picture(studio, `take-over-${theme}`);
    });
    await test.step('Repair', async () => {
      const damaged = copySampleProject();
      damageRegistry(damaged);
      const studio = await launch({ ...inTheme(theme), project: damaged.folder });
      await studio.window.getByRole('button', { name: 'Open Repair' }).click();
      await expect(studio.repair.findings.first()).toBeVisible();
      await picture(studio, `repair-${theme}`);
      await studio.tabTo(studio.repair.findings.getByRole('button', { name: 'Set the line aside' }));
      await studio.window.keyboard.press('Enter');
      await expect(studio.repair.said).toContainText(/^Done:/);
      await picture(studio, `repair-done-${theme}`);
    });
  });
}
