import type { Locator } from '@playwright/test';
import { answeringSteps, appears } from './fixtures/long-tasks.ts';
import { expect, test } from './fixtures/test.ts';

// What an author looks at in the sample, and how long the page was busy with it. What is shown is the other stories' matter.

/** The picture of a model, once it is drawn. */
const modelIn = (place: Locator, name: string): Locator =>
  place.locator(`[aria-label*="${name}"][aria-busy=false] canvas`);

test('an author looks at everything, and the window keeps answering', async ({ launch, meadow }, testInfo) => {
  test.setTimeout(300_000);
  const studio = await launch({ logsDisk: false });
  const { project, window } = studio;
  const { keyboard } = window;
  const { details } = project;
  const { take, end } = answeringSteps(studio);
  const look = (kind: string, root: string, seen: Locator): Promise<void> =>
    take(kind, async () => {
      await project.search.fill(`path:${root}`);
      await project.row(root).click();
      await appears(seen);
    });

  await take('open', async () => {
    await studio.answerFolderDialog(meadow.folder);
    await studio.start.openProject.click();
    await appears(project.row(/./).first());
  });
  await look('a picture', 'characters/fox/portrait', details.getByAltText(/Fox, portrait/));
  await look('an atlas', 'characters/bee/hover', details.getByText('6 frames in bee.atlas.json'));
  await look('a tileset', 'world/tiles/meadow', details.getByAltText(/Meadow ground/));
  await look('a sound', 'audio/music/morning-meadow', details.getByText('Vorbis I in Ogg'));
  await look('a font', 'fonts/inter', details.getByText(/^2\d\d characters$/));
  await look('data', 'data/controls', details.getByText('"ArrowLeft"'));
  await look('the first model', 'models/low-poly-tree', modelIn(details, 'tree'));
  await look('another model', 'models/low-poly-rock', modelIn(details, 'rock'));
  await take('quick preview', async () => {
    await project.assets.focus();
    await keyboard.press('Space');
    await appears(modelIn(project.dialog(/^Preview of/), 'rock'));
    await keyboard.press('Escape');
  });
  await take('tiles', async () => {
    await project.search.fill('');
    await expect.poll(() => project.total()).toBe(95);
    await project.assets.focus();
    await studio.pressShortcut('CmdOrCtrl+2');
    await appears(project.assets.getByRole('gridcell').locator('img').first());
    await keyboard.press('End');
    await studio.pressShortcut('CmdOrCtrl+1');
    await appears(project.row(/./).first());
  });
  for (const [name, keys, title] of [
    ['command palette', 'CmdOrCtrl+K', 'Command palette'],
    ['settings', 'CmdOrCtrl+,', 'Settings'],
    ['keys', 'CmdOrCtrl+/', 'Keyboard shortcuts'],
    ['history', 'CmdOrCtrl+Shift+H', 'History'],
  ] as const) {
    await take(name, async () => {
      await studio.pressShortcut(keys);
      await appears(project.dialog(title));
      await keyboard.press('Escape');
      await project.dialog(title).waitFor({ state: 'detached' });
    });
  }
  await end(testInfo);
});
