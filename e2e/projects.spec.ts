import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures/test.ts';

test('a new project is made in an empty folder and opened', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-new-'));
  const studio = await launch();
  await studio.answerFolderDialog(folder);

  await studio.start.newProject.click();
  const dialog = studio.project.dialog('New project');
  await dialog.getByRole('textbox', { name: /name/i }).fill('My game');
  await dialog.getByRole('button', { name: /choose/i }).click();
  await dialog.getByRole('button', { name: /^Create/ }).click();

  await expect(studio.project.filter('All')).toHaveAccessibleName('All 0');
  for (const name of ['prometeu.json', 'assets.jsonl', 'assets', '.gitattributes', '.gitignore']) {
    expect(existsSync(join(folder, name)), name).toBe(true);
  }
});

test('Open project takes the folder of the system dialog', async ({ launch, meadow }) => {
  const studio = await launch();
  await studio.answerFolderDialog(meadow.folder);

  await studio.start.openProject.click();

  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');
});

test('a recent project that is gone is marked, and can be removed from the list', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.assets).toBeVisible();
  await studio.quit();
  rmSync(meadow.folder, { recursive: true });

  const again = await launch({ userData: studio.userData });

  const entry = again.start.recentProjects.getByRole('listitem').first();
  await expect(entry).toContainText(/missing/i);
  await entry.getByRole('button', { name: /remove/i }).click();
  await expect(again.start.recentProjects.getByRole('listitem')).toHaveCount(0);
});

test('a second start hands its project, or its link, to the window that is open', async ({ launch, meadow }) => {
  const studio = await launch();
  await expect(studio.start.openProject).toBeVisible();

  // A second process, which hands over what it was started with and ends.
  await studio.startAgain(meadow.folder);

  await expect(studio.project.filter('All')).toHaveAccessibleName('All 95');

  const project = encodeURIComponent(meadow.folder);
  await studio.startAgain(`prometeu://open?project=${project}&asset=world/backdrops/night`);
  await expect(studio.project.details.getByRole('heading', { name: 'Backdrop, night' })).toBeVisible();
  await expect(studio.project.row('Backdrop, night')).toHaveAttribute('aria-selected', 'true');
  await expect(studio.project.assets).toBeFocused();

  await studio.startAgain(`prometeu://open?project=${project}&register=all`);
  await expect(studio.window.getByRole('alert')).toContainText('This link can’t be followed.');
  await expect(studio.project.details.getByRole('heading', { name: 'Backdrop, night' })).toBeVisible();
});

test('Verify says that the snapshot equals the disk, and names what does not', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.assets).toBeVisible();

  await studio.project.chooseMenu('verify-snapshot');
  const dialog = studio.window.getByRole('dialog', { name: /verify/i });
  await expect(dialog).toContainText('equals the disk');
  await studio.window.keyboard.press('Escape');

  rmSync(join(meadow.folder, 'assets', 'ui', 'icons', 'star-wrong-type'), { recursive: true });
  await studio.project.chooseMenu('verify-snapshot');
  await expect(dialog).toContainText('ui/icons/star-wrong-type');
  await expect(dialog).toContainText(/reload/i);
});

test('Copy path, Reveal and a file that is dragged out go through main', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  await studio.electron.evaluate(({ shell }) => {
    const shown: string[] = [];
    (globalThis as unknown as { shown: string[] }).shown = shown;
    shell.showItemInFolder = (path) => {
      shown.push(path);
    };
  });
  await studio.project.search.fill('backdrop night');
  await studio.project.row('Backdrop, night').click();
  const folder = join(meadow.folder, 'assets', 'world', 'backdrops', 'night');

  await studio.project.details.getByRole('button', { name: /^Copy path/ }).click();
  await expect.poll(() => studio.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(folder);

  await studio.project.details.getByRole('button', { name: /^Reveal/ }).click();
  await expect
    .poll(() => studio.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual([folder]);

  // The system would hold the mouse until it is let go.
  await studio.electron.evaluate(({ BrowserWindow, nativeImage }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents !== undefined) {
      contents.startDrag = ({ file, icon }) => {
        const hasIcon = typeof icon === 'string' && !nativeImage.createFromPath(icon).isEmpty();
        (globalThis as unknown as { shown: string[] }).shown.push(hasIcon ? file : 'no icon');
      };
    }
  });
  const source = studio.project.details.getByRole('table', { name: 'Source files' }).getByRole('row').last();
  await source.hover();
  await studio.window.mouse.down();
  await studio.window.mouse.move(640, 300, { steps: 5 });
  await studio.window.mouse.up();
  await expect
    .poll(() => studio.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual([folder, expect.stringMatching(/night[\\/][^\\/]+\.png$/)]);
});

test('a window that ends is shown again, with the project that was open, and leaves a dump', async ({
  launch,
  meadow,
}) => {
  const studio = await launch({ project: meadow.folder });
  await expect(studio.project.assets).toBeVisible();
  const { electron } = studio;

  await electron.evaluate(async ({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // A page that is asked before it is there does not answer.
    const there = new Promise<void>((resolve) => contents?.once('did-finish-load', resolve));
    contents?.forcefullyCrashRenderer();
    await there;
  });

  // Playwright has lost the page that was there: the new one is asked by main.
  await expect
    .poll(() =>
      electron.evaluate(
        async ({ BrowserWindow }) =>
          (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText')) as string,
      ),
    )
    .toMatch(/Unregistered\s+30/);
  // What the system wrote of it stays on this computer, and the report for whoever is asked for help counts it.
  const report = await electron.evaluate(async ({ BrowserWindow, dialog }) => {
    const shown = new Promise<string | undefined>((resolve) => {
      dialog.showMessageBox = (...given: readonly unknown[]) => {
        resolve((given.at(-1) as Electron.MessageBoxOptions).detail);
        return Promise.resolve({ response: 1, checkboxChecked: false });
      };
    });
    BrowserWindow.getAllWindows()[0]?.webContents.send('studio:run-command', { command: 'show-report' });
    return shown;
  });
  expect(report).toContain('Crash dumps: 1\n');
});
