import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeViolations } from './fixtures/axe.ts';
import { holdCommitsBehind, letCommitsGo } from './fixtures/held-commits.ts';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

const good = 600;

/** Manifests that are refused, by root, as an author wrote them. */
const refused = {
  'x/json': '{ "name": "No JSON"',
  'x/name':
    '{\n\t"author": "me",\n\t"schemaVersion": 1,\n\t"name": "",\n\t"type": "text",\n\t"sources": ["a.txt"]\n}\n',
  'x/type': '{"schemaVersion":1,"name":"Wrong type","type":"picture","sources":["a.txt"]}',
} as const;

const gone = '{\n  "schemaVersion": 1, "name": "Gone source", "type": "text",\n  "sources": ["a.txt", "gone.txt"]\n}\n';

function writeAsset(folder: string, root: string, manifest: string): void {
  const asset = join(folder, 'assets', root);
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'a.txt'), root);
  writeFileSync(join(asset, 'asset.json'), manifest);
}

/** A project of many assets that can be registered, three that can't, and one whose second source is not there. */
function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-fixes-'));
  writeFileSync(join(folder, 'prometeu.json'), '{"schemaVersion":1,"name":"Fixes"}');
  writeFileSync(join(folder, 'assets.jsonl'), '{"prometeu":"assets","v":1}\n');
  for (let number = 0; number < good; number += 1) {
    const padded = String(number).padStart(3, '0');
    writeAsset(
      folder,
      `n/${padded}`,
      JSON.stringify({ schemaVersion: 1, name: `Asset ${padded}`, type: 'text', sources: ['a.txt'] }),
    );
  }
  for (const [root, manifest] of Object.entries({ ...refused, gone })) {
    writeAsset(folder, root, manifest);
  }
  return folder;
}

/** What the window tells the system’s task bar from now on. */
async function watchTaskBar(studio: StudioApp): Promise<() => Promise<number[]>> {
  const shown = await studio.electron.evaluateHandle(({ BrowserWindow }) => {
    const values: number[] = [];
    const [window] = BrowserWindow.getAllWindows();
    if (window !== undefined) {
      window.setProgressBar = (value) => {
        values.push(value);
      };
    }
    return values;
  });
  return () => shown.evaluate((values) => values);
}

test('an author cancels a job in the list of jobs, mends what was refused, tries that again, and fixes a problem', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const folder = makeProject();
  const studio = await launch({ project: folder });
  const { project, window } = studio;
  const textOf = (root: string): string => readFileSync(join(folder, 'assets', root, 'asset.json'), 'utf8');
  await expect(project.filter('All')).toHaveAccessibleName('All 604');
  const taskBar = await watchTaskBar(studio);
  const jobs = project.dialog('Jobs');

  await test.step('a job that hangs is seen and cancelled in the list of jobs, and the rest can be used meanwhile', async () => {
    await holdCommitsBehind(studio, folder, 1);
    await project.assets.focus();
    await studio.pressShortcut('CmdOrCtrl+Shift+Enter');
    await expect(project.dialog('Register 604 assets?').getByRole('button', { name: 'Register 604' })).toBeFocused();
    await window.keyboard.press('Enter');
    await expect(window.getByRole('progressbar', { name: 'Registering' })).toHaveAttribute('aria-valuenow', '256');
    await studio.pressShortcut('CmdOrCtrl+J');
    await expect(jobs).toBeFocused();
    await expect(jobs).toContainText('256 of 604');
    await expect(jobs).toContainText('n/255');
    expect(await axeViolations(studio)).toEqual([]);
    await project.row('Asset 003').click();
    await expect(project.assetName).toHaveText('Asset 003');
    await expect(jobs).toBeVisible();
    await jobs.getByRole('button', { name: 'Cancel' }).click();
    await expect(jobs).toContainText('Cancelling. What is done stays: 256 of 604', { timeout: 200 });
    await letCommitsGo(studio);
    await expect(jobs).toContainText('Cancelled. 512 registered, 92 not tried');
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 512');
    expect(await axeViolations(studio)).toEqual([]);
    await jobs.getByRole('button', { name: 'Close' }).click();
    await expect(jobs).toHaveCount(0);
    const values = await taskBar();
    expect(values).toContain(256 / 604);
    expect(values.at(-1)).toBe(-1);
  });

  const result = window.getByRole('region', { name: 'Result of registering' });
  await test.step('what was refused stays in sight, with its reason and what to do, while one of it is mended', async () => {
    await studio.pressShortcut('CmdOrCtrl+Shift+Enter');
    await window.getByRole('button', { name: /^Register [\d,]+$/ }).click();
    await expect(project.status).toContainText('89 registered, 3 refused');
    await project.status.getByRole('button', { name: 'Show result' }).click();
    await expect(result).toContainText('3 refused: the asset.json is not valid');
    await expect(result).toContainText('Fix what Problems lists, and try again.');
    expect(await axeViolations(studio)).toEqual([]);
    await result.getByRole('button', { name: 'x/name' }).click();
    await expect(project.details.getByRole('button', { name: 'Fix: edit “Name”' })).toBeVisible();
    await studio.pressShortcut('CmdOrCtrl+.');
    await expect(window.getByRole('menu', { name: 'Fixes for “name”' })).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Enter');
    const name = project.details.getByRole('textbox', { name: 'Name' });
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription(/“name” is too short/);
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.type('Mended');
    await window.keyboard.press('ControlOrMeta+Enter');
    await expect(project.status).toContainText('Saved “Mended”');
    expect(textOf('x/name')).toBe(refused['x/name'].replace('""', '"Mended"'));
  });
  await test.step('Retry does the same again with those alone', async () => {
    await result.getByRole('button', { name: 'Retry 3 refused' }).click();
    await expect(result).toContainText('1 registered, 2 refused');
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 602');
    await expect(result.getByRole('listitem')).toHaveText([/x\/json/, /x\/type/]);
    await result.getByRole('button', { name: 'Close' }).click();
    await expect(result).toHaveCount(0);
    await expect(project.assets).toBeFocused();
  });
  await test.step('a source that is gone is taken out by its Fix, and Undo gives the text back', async () => {
    await project.search.fill('Gone source');
    await project.row('Gone source').click();
    await project.details.getByRole('button', { name: 'Fix: remove “gone.txt” from the manifest' }).click();
    await expect(project.details).toContainText('No problems found at the last read.');
    expect(textOf('gone')).toBe(gone.replace(', "gone.txt"', ''));
    await project.assets.focus();
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.details).toContainText('“gone.txt” is not there.');
    expect(textOf('gone')).toBe(gone);
  });
});
