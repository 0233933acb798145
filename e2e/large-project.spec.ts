import type { Locator } from '@playwright/test';
import { pngFile } from '../src-main/thumbnails/testing/png-file.ts';
import { answeringSteps, appears } from './fixtures/long-tasks.ts';
import { type MadeAsset, makeProject, textManifest } from './fixtures/made-project.ts';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

// The main stories on a project as large as authors have.

const count = 20_000;

/** `Asset 00000` and on, every fourth with a picture, in folders of 200. */
function* assets(): Generator<MadeAsset, void> {
  const picture = pngFile({ width: 64, height: 64, pixel: [200, 40, 40, 255] });
  for (let at = 0; at < count; at += 1) {
    const number = String(at).padStart(5, '0');
    const root = `group-${String(Math.floor(at / 200)).padStart(3, '0')}/${number}`;
    const name = `Asset ${number}`;
    const manifest = { schemaVersion: 1, name, type: 'image', sources: ['p.png'], tags: ['pictured'] };
    yield at % 4 === 0
      ? { root, manifest: JSON.stringify(manifest), files: { 'p.png': picture } }
      : { root, manifest: textManifest(name) };
  }
}

test('an author works in a project of 20,000 assets, and the window keeps answering', async ({ launch }, testInfo) => {
  test.setTimeout(300_000);
  const folder = makeProject('Large', assets());
  const studio = await launch({ logsDisk: false });
  const { project, window } = studio;
  const { take, end } = answeringSteps(studio);
  const counted = (name: string): Locator => window.locator(`nav button[aria-label="${name}"]:not([inert] *)`);
  const firstRow = window.locator('[role=grid]:not([aria-busy=true]) [aria-rowindex="1"]:not([inert] *)');
  const named = (name: string): Locator => project.details.getByRole('heading', { name, exact: true });
  const confirm = project.dialog('Register 2,000 assets?').getByRole('button', { name: 'Register 2,000' });
  const listRequests = await studio.countRequests('packer:list-assets');
  const during = async (work: () => Promise<void>): Promise<number> => {
    const before = await listRequests();
    await work();
    return (await listRequests()) - before;
  };

  await take('open', async () => {
    await studio.answerFolderDialog(folder);
    await studio.start.openProject.click();
    await appears(counted('All 20,000'));
    await appears(firstRow);
  });
  await expect(project.filter('All')).toHaveAccessibleName('All 20,000');
  await expect(project.row('Asset 00000')).toBeVisible();
  await take('to the end', async () => {
    await project.row('Asset 00000').click();
    await appears(named('Asset 00000'));
    const asked = await during(async () => {
      await project.assets.press('End');
      await appears(named('Asset 19999'));
      await expect(project.row('Asset 19999')).toBeInViewport();
    });
    expect(asked).toBe(1);
    await project.assets.press('Home');
    await appears(project.row('Asset 00000'));
    await expect(project.row('Asset 00000')).toBeInViewport();
  });
  await take('scroll', async () => {
    await project.assets.evaluate(
      (grid) =>
        new Promise<void>((resolve) => {
          let frames = 0;
          const scroll = (): void => {
            grid.scrollTop += 1_000;
            frames += 1;
            if (frames === 100) {
              resolve();
            } else {
              requestAnimationFrame(scroll);
            }
          };
          scroll();
        }),
    );
    await expect(project.assets.getByRole('row', { name: /^Loading/ })).toHaveCount(0);
  });
  await take('search', async () => {
    await project.search.pressSequentially('type:image 199');
    await expect.poll(() => project.total()).toBe(29);
    await appears(project.row('Asset 19900'));
    await expect(project.row('Asset 19900')).toBeVisible();
    await project.search.press('Escape');
    await expect.poll(() => project.total()).toBe(count);
  });
  await take('filter', async () => {
    await project.filter('Image').click();
    await expect.poll(() => project.total()).toBe(count / 4);
    await project.filter('pictured').click();
    await appears(project.chips.getByText('5,000 match'));
  });
  await take('tiles', async () => {
    await studio.pressShortcut('CmdOrCtrl+2');
    const pictures = project.assets.getByRole('gridcell').locator('img');
    await appears(pictures.first());
    await expect(project.assets.locator('img.invisible')).toHaveCount(0, { timeout: 30_000 });
    await project.assets.press('End');
    const last = project.assets.getByRole('gridcell', { name: /^Asset 19996,/ });
    await appears(last);
    await expect(last).toBeInViewport();
    await studio.pressShortcut('CmdOrCtrl+1');
    await project.search.fill('');
    await expect.poll(() => project.total()).toBe(count);
  });
  await take('select all that match', async () => {
    await project.search.fill('path:group-010/');
    await expect.poll(() => project.total()).toBe(200);
    await project.search.fill('');
    await expect.poll(() => project.total()).toBe(count);
    await project.assets.focus();
    const asked = await during(async () => {
      await studio.pressShortcut('CmdOrCtrl+A');
      await appears(window.getByText('20,000 selected', { exact: true }));
    });
    await expect(window.getByText('20,000 selected', { exact: true })).toBeVisible();
    expect(asked).toBe(0);
    await window.keyboard.press('Escape');
  });
  await take('register 2,000', async () => {
    await project.search.fill('path:group-00');
    await expect.poll(() => project.total()).toBe(2_000);
    await project.assets.focus();
    await studio.pressShortcut('CmdOrCtrl+Shift+Enter');
    await appears(confirm.and(window.locator(':focus')));
    await window.keyboard.press('Enter');
    await appears(project.status.getByText('2,000 registered'));
    await appears(counted('Registered 2,000'));
    expect(projectOnDisk(folder).records()).toHaveLength(2_000);
  });
  await take('edit', async () => {
    await project.row('Asset 00001').click();
    await appears(project.details.getByRole('button', { name: /^Edit manifest/, disabled: false }));
    await studio.pressShortcut('CmdOrCtrl+E');
    const form = project.details.getByRole('form', { name: 'Edit manifest' });
    await form.getByRole('textbox', { name: 'Name' }).fill('Asset 00001 of oak');
    await window.keyboard.press('ControlOrMeta+Enter');
    await appears(project.row('Asset 00001 of oak'));
    await expect(project.row('Asset 00001 of oak')).toBeVisible();
  });
  await take('undo', async () => {
    await project.assets.focus();
    await studio.pressShortcut('CmdOrCtrl+Z');
    await appears(project.status.getByText('Undone: Edit 1 asset'));
    await studio.pressShortcut('CmdOrCtrl+Z');
    await appears(project.status.getByText('Undone: Register 2,000 assets'));
    await appears(counted('Registered 0'));
  });

  await end(testInfo);
});
