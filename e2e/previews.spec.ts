import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { axeViolations } from './fixtures/axe.ts';
import { writeAsset } from './fixtures/made-project.ts';
import { spinningModel } from './fixtures/spinning-model.ts';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

async function choose(studio: StudioApp, root: string): Promise<Locator> {
  await studio.project.search.fill(`path:${root}`);
  await studio.project.row(root).click();
  return studio.project.details;
}

/** Puts an asset of these files into a project, named as its root. */
function writeNamedAsset(
  project: string,
  root: string,
  manifest: object,
  files: Readonly<Record<string, string | Uint8Array>>,
): void {
  const whole = { schemaVersion: 1, name: root, sources: Object.keys(files), ...manifest };
  writeAsset(project, { root, manifest: JSON.stringify(whole), files });
}

/** Every address that the window asks for from now on, but those of the app itself. */
async function watchRequests(studio: StudioApp): Promise<() => Promise<readonly string[]>> {
  const seen = await studio.electron.evaluateHandle(({ session }) => {
    const urls: string[] = [];
    session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
      urls.push(details.url);
      answer({});
    });
    return urls;
  });
  return async () => (await seen.jsonValue()).filter((url) => !/^(?:app|asset|devtools|blob):/.test(url));
}

test('an author looks at every kind of asset', async ({ launch, meadow }) => {
  test.setTimeout(180_000);
  writeNamedAsset(meadow.folder, 'models/spin', { type: 'model' }, { 'spin.gltf': spinningModel() });
  const studio = await launch({ project: meadow.folder });
  const { keyboard } = studio.window;
  const outside = await watchRequests(studio);
  await expect(studio.project.assets).toBeVisible();

  await test.step('a sound is played, paused, moved through and repeated by keys', async () => {
    const details = await choose(studio, 'audio/music/morning-meadow');
    const position = details.getByRole('slider', { name: /^Position in/ });
    await expect(details.getByText('Vorbis I in Ogg')).toBeVisible();
    // The bars are there once the sound is decoded.
    await expect(position.locator('path').first()).toHaveAttribute('d', /^M0\.2.*M299\.2/);
    await position.focus();
    await keyboard.press('Space');
    await expect(details.getByRole('button', { name: 'Pause (Space)' })).toBeVisible();
    await expect.poll(async () => Number(await position.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
    await keyboard.press('Space');
    await expect(details.getByRole('button', { name: 'Play (Space)' })).toBeVisible();
    await keyboard.press('End');
    await expect(position).toHaveAttribute('aria-valuetext', '0:17 of 0:17');
    await keyboard.press('Home');
    await details.getByRole('button', { name: 'Play again and again' }).click();
    expect(await details.locator('audio').evaluate((audio) => (audio as HTMLAudioElement).loop)).toBe(true);
    expect(await axeViolations(studio)).toEqual([]);
  });

  await test.step('data is coloured and told to be valid', async () => {
    const details = await choose(studio, 'data/controls');
    await expect(details.getByRole('group', { name: /^Text of/ }).getByText('"ArrowLeft"')).toHaveClass(/text-ok/);
    await expect(details.getByText('Valid', { exact: true })).toBeVisible();
    await studio.window.emulateMedia({ colorScheme: 'light' });
  });

  await test.step('a font is tried with another text and another weight', async () => {
    const details = await choose(studio, 'fonts/inter');
    const sample = details.getByRole('textbox', { name: /^Sample in/ });
    await expect(sample).toHaveCSS('font-family', /preview-/);
    await sample.fill('Prometeu');
    await details.getByRole('slider', { name: 'Weight' }).press('End');
    await expect(sample).toHaveCSS('font-variation-settings', '"wght" 900');
    await expect(details.getByText('518')).toBeVisible();
    const characters = details.getByRole('listbox', { name: /^Characters of/ });
    await expect(details.getByText(/^2\d\d characters$/)).toBeVisible();
    await characters.focus();
    await keyboard.press('ArrowRight');
    await expect(details.getByText('U+0021')).toBeVisible();
    await keyboard.press('End');
    await expect(characters.getByRole('option', { selected: true })).toBeInViewport();
    expect(await axeViolations(studio)).toEqual([]);
    await studio.window.emulateMedia({ colorScheme: 'dark' });
  });

  await test.step('a tileset gets a grid over it, which is remembered', async () => {
    const details = await choose(studio, 'world/tiles/meadow');
    await details.getByRole('button', { name: 'Grid over the picture' }).click();
    await expect(details.getByText('8 × 5 cells')).toBeVisible();
    await details.getByRole('spinbutton', { name: 'Width' }).fill('32');
    await expect(details.getByText('4 × 5 cells')).toBeVisible();
    await expect(details.locator('[data-grid]')).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
    await choose(studio, 'world/tiles/fence');
    await choose(studio, 'world/tiles/meadow');
    await expect(details.getByText('4 × 5 cells')).toBeVisible();
  });

  await test.step('the frames of an atlas are outlined, named and played', async () => {
    const details = await choose(studio, 'characters/bee/hover');
    await expect(details.getByText('6 frames in bee.atlas.json')).toBeVisible();
    await details.getByRole('combobox', { name: 'Channel' }).selectOption('Alpha');
    await expect(details.getByRole('img', { name: /^Preview of/ })).toHaveCSS('filter', /url/);
    await details.getByRole('combobox', { name: 'Channel' }).selectOption('All channels');
    await details.getByRole('button', { name: 'Next frame' }).click();
    await expect(details.getByRole('combobox', { name: 'Frame' })).toHaveValue('0');
    await expect(details.getByText('32 × 32 at 0, 0')).toBeVisible();
    await expect(details.locator('[data-frame]')).toBeVisible();
    await details.getByRole('button', { name: 'Play the frames' }).click();
    await expect(details.getByRole('img', { name: /^Frame “hover-[2-9]”/ })).toBeVisible();
    await details.getByRole('button', { name: 'Pause', exact: true }).click();
    expect(await axeViolations(studio)).toEqual([]);
    // Without their outlines they are named and played, too.
    await details.getByRole('combobox', { name: 'Frame' }).selectOption('Whole sheet');
    await details.getByRole('button', { name: 'Outlines of the frames' }).click();
    await expect(details.locator('[data-grid]')).toHaveCount(0);
    await expect(details.getByText('6 frames in bee.atlas.json')).toBeVisible();
  });

  await test.step('Space shows it large, arrows show the next one', async () => {
    await studio.project.search.fill('type:data');
    await studio.project.row('data/controls').click();
    await studio.project.assets.focus();
    await keyboard.press('Space');
    const dialog = studio.project.dialog(/^Preview of/);
    await expect(dialog.getByRole('group', { name: /^Text of/ })).toBeVisible();
    const title = dialog.getByRole('heading');
    await expect(title).toHaveText('Preview of “Controls”');
    await keyboard.press('ArrowDown');
    await expect(title).not.toHaveText('Preview of “Controls”');
    expect(await axeViolations(studio)).toEqual([]);
    await keyboard.press('Space');
    await expect(dialog).toHaveCount(0);
    await expect(studio.project.assets).toBeFocused();
  });

  await test.step('a model is turned, with what it is made of', async () => {
    const details = await choose(studio, 'models/low-poly-tree');
    await expect(details.getByText('136')).toBeVisible();
    const view = details.getByRole('group', { name: /^Model “Low-poly tree”/ });
    await expect(view).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
    await view.focus();
    await keyboard.press('ArrowLeft');
    await keyboard.press('+');
    await keyboard.press('0');
    await details.getByRole('button', { name: 'Wireframe' }).click();
    await expect(details.getByRole('button', { name: 'Wireframe' })).toHaveAttribute('aria-pressed', 'true');
    await expect(details.getByText('No issue found by the Khronos validator')).toBeVisible();
  });

  await test.step('an animation plays, is paused and is chosen; with less motion it waits', async () => {
    const details = await choose(studio, 'models/spin');
    const animation = details.getByRole('combobox', { name: 'Animation' });
    await expect(animation).toHaveValue('0', { timeout: 30_000 });
    await details.getByRole('button', { name: 'Pause the animation' }).click();
    await expect(details.getByRole('button', { name: 'Play the animation' })).toBeVisible();
    // Its texture stands in its name, and was read.
    await expect(details.getByText(/^It is shown without the files/)).toHaveCount(0);
    expect(await axeViolations(studio)).toEqual([]);
    await studio.window.emulateMedia({ reducedMotion: 'reduce' });
    await choose(studio, 'models/low-poly-rock');
    await choose(studio, 'models/spin');
    await expect(animation).toHaveValue('', { timeout: 30_000 });
    await animation.selectOption('Spin');
    await expect(details.getByRole('button', { name: 'Pause the animation' })).not.toHaveAttribute('aria-disabled');
  });

  expect(await outside()).toEqual([]);
});

test('what is broken, endless or points elsewhere costs a sentence each', async ({ launch, meadow }) => {
  test.setTimeout(180_000);
  const music = join(meadow.folder, 'assets/audio/music/morning-meadow/morning-meadow.ogg');
  const ogg = readFileSync(music);
  const far = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 1] }],
    bufferViews: [{ buffer: 0, byteLength: 36 }],
  };
  const strange = `${'n'.repeat(150)}<img src=x onerror=alert(1)> مرحبا \u{1f98a}`;
  writeNamedAsset(meadow.folder, 'aaa/cut', { type: 'music' }, { 'a.ogg': ogg.subarray(0, ogg.length >> 1) });
  writeNamedAsset(meadow.folder, 'aaa/stump', { type: 'sound' }, { 'a.ogg': ogg.subarray(0, 100) });
  writeNamedAsset(
    meadow.folder,
    'aaa/url',
    { type: 'model' },
    {
      'a.gltf': JSON.stringify({ ...far, buffers: [{ byteLength: 36, uri: 'https://example.invalid/a.bin' }] }),
    },
  );
  writeNamedAsset(
    meadow.folder,
    'aaa/up',
    { type: 'model' },
    {
      'a.gltf': JSON.stringify({ ...far, buffers: [{ byteLength: 36, uri: '../../../prometeu.json' }] }),
    },
  );
  writeNamedAsset(
    meadow.folder,
    'aaa/none',
    { type: 'model' },
    { 'a.gltf': JSON.stringify({ asset: { version: '2.0' }, nodes: [{ mesh: 3 }] }) },
  );
  writeNamedAsset(meadow.folder, 'aaa/font', { type: 'font' }, { 'a.ttf': Buffer.alloc(2_000, 7) });
  writeNamedAsset(
    meadow.folder,
    'aaa/huge',
    { type: 'text', name: strange },
    { 'a.txt': 'line of text\n'.repeat(800_000) },
  );
  truncateSync(join(meadow.folder, 'assets/aaa/huge/a.txt'), 2 * 1024 ** 3);
  const studio = await launch({ project: meadow.folder });
  const outside = await watchRequests(studio);
  await expect(studio.project.assets).toBeVisible();

  for (const [root, sentence] of [
    ['aaa/cut', /^The file ends before the sound does/],
    ['aaa/stump', /^The file is damaged/],
    ['aaa/url', /which is an address\. Studio asks for nothing outside the asset/],
    ['aaa/up', /lies outside the asset’s folder\. Studio did not read it/],
    ['aaa/none', 'UNRESOLVED_REFERENCE /nodes/0/mesh'],
    ['aaa/font', /^The file is damaged/],
    ['aaa/huge', 'Only the first 1 MB of 2.1 GB are shown.'],
  ] as const) {
    await test.step(root, async () => {
      const details = await choose(studio, root);
      await expect(details.getByText(sentence).first()).toBeVisible({ timeout: 30_000 });
      if (root === 'aaa/url' || root === 'aaa/up') {
        await expect(
          details.getByText('It names files that Studio does not read; they are listed below.'),
        ).toBeVisible();
      }
    });
  }
  await expect(studio.project.details.getByRole('heading', { level: 2 })).toContainText('<img src=x');
  expect(await axeViolations(studio)).toEqual([]);

  await test.step('a process that reads files and is killed costs nothing that lasts', async () => {
    await studio.electron.evaluate(({ app }) => {
      for (const { name, pid } of app.getAppMetrics()) {
        if (name === 'Prometeu file inspection') {
          process.kill(pid, 'SIGKILL');
        }
      }
    });
    const details = await choose(studio, 'fonts/clover-pixel');
    await expect(details.getByRole('definition').filter({ hasText: 'Clover Pixel' })).toBeVisible();
  });
  expect(await outside()).toEqual([]);
});
