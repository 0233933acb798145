import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeViolations } from './fixtures/axe.ts';
import { fieldsOf } from './fixtures/registry-lines.ts';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

/** A project of three assets, `Leaf 1` to `Leaf 3`, none of them registered. */
function makeProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-move-'));
  writeFileSync(join(folder, 'prometeu.json'), '{"schemaVersion":1,"name":"Leaves"}');
  writeFileSync(join(folder, 'assets.jsonl'), '{"prometeu":"assets","v":1}\n');
  for (const number of ['1', '2', '3']) {
    const asset = join(folder, 'assets/leaves', number);
    mkdirSync(asset, { recursive: true });
    writeFileSync(join(asset, 'a.txt'), 'leaf');
    const manifest = { schemaVersion: 1, name: `Leaf ${number}`, type: 'text', sources: ['a.txt'] };
    writeFileSync(join(asset, 'asset.json'), JSON.stringify(manifest));
  }
  return folder;
}

test('an author gives a registered asset another folder by the keyboard, and takes it back', async ({ launch }) => {
  test.setTimeout(180_000);
  const folder = makeProject();
  const { records } = projectOnDisk(folder);
  const isThere = (root: string): boolean => existsSync(join(folder, 'assets', root, 'asset.json'));
  const studio = await launch({ project: folder });
  const { project, window } = studio;
  const dialog = project.dialog('Move or rename');
  const field = dialog.getByRole('textbox', { name: 'Folder, below “assets”' });
  // What is being read of a file while it is moved is told in the page's console.
  const text = project.details.getByRole('group', { name: /^Text of/ });

  await test.step('what can’t be is said while it is typed, and nothing is moved', async () => {
    await project.row('Leaf 1').click();
    await project.register.click();
    await expect(project.status).toContainText('Registered “Leaf 1”');
    await expect(text).toBeVisible();
    await project.assets.focus();
    await studio.pressShortcut('F2');
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('leaves/1');
    // The last part is chosen: what is typed takes its place.
    await window.keyboard.type('2');
    await expect(field).toHaveValue('leaves/2');
    await expect(field).toHaveAccessibleDescription(/There is something at “leaves\/2” already\./);
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Enter');
    await field.fill('leaves/con');
    await expect(field).toHaveAccessibleDescription(/a name that Windows keeps for devices/);
    await expect(dialog.getByRole('button', { name: 'Move' })).toHaveAttribute('aria-disabled', 'true');
    expect(records()).toHaveLength(1);
  });

  await test.step('it goes with its folder, keeps its id, and stays selected', async () => {
    await field.fill('trees/oak');
    await expect(field).toHaveAccessibleDescription(/It can be moved there\./);
    await window.keyboard.press('Enter');
    await expect(project.status).toContainText('Moved “Leaf 1” to trees/oak');
    await expect(dialog).toBeHidden();
    await expect(project.assets).toBeFocused();
    await expect(project.row('trees/oak')).toHaveAttribute('aria-selected', 'true');
    await expect(text).toBeVisible();
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 1');
    expect([isThere('leaves/1'), isThere('trees/oak')]).toEqual([false, true]);
    const [first, second] = records().map(fieldsOf);
    expect(second).toMatchObject({ op: 'put', id: first?.['id'], rev: 2, root: 'trees/oak', reg: first?.['at'] });
  });

  await test.step('Ctrl+Z brings it back, and the selection with it', async () => {
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.status).toContainText('Undone: Move 1 asset');
    await expect(project.row('leaves/1')).toHaveAttribute('aria-selected', 'true');
    await expect(text).toBeVisible();
    expect([isThere('leaves/1'), isThere('trees/oak')]).toEqual([true, false]);
    expect(fieldsOf(records().at(-1) ?? '')).toMatchObject({ rev: 3, root: 'leaves/1' });
  });

  await test.step('a folder that went elsewhere outside Studio keeps its id by the fix of what is missing', async () => {
    mkdirSync(join(folder, 'assets/herbs/leaves'), { recursive: true });
    renameSync(join(folder, 'assets/leaves/1'), join(folder, 'assets/herbs/leaves/1'));
    await studio.pressShortcut('F5');
    await expect(project.details).toContainText('Fix: keep its id at “herbs/leaves/1”');
    await studio.pressShortcut('CmdOrCtrl+.');
    await expect(window.getByRole('menu', { name: 'Fixes for “1”' })).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Enter');
    await expect(project.status).toContainText('“1” keeps its id at herbs/leaves/1');
    await expect(project.row('herbs/leaves/1')).toHaveAttribute('aria-selected', 'true');
    await expect(text).toBeVisible();
    await expect(project.filter('Problems')).toHaveAccessibleName('Problems 0');
    const [first] = records().map(fieldsOf);
    expect(fieldsOf(records().at(-1) ?? '')).toMatchObject({ id: first?.['id'], rev: 4, root: 'herbs/leaves/1' });
    expect(isThere('herbs/leaves/1')).toBe(true);
  });

  await test.step('what stands there on the disk and is no asset is found when it is tried', async () => {
    mkdirSync(join(folder, 'assets/kept'));
    await project.row('Leaf 2').click();
    await project.assets.focus();
    await studio.pressShortcut('F2');
    // What is filled in while the last part is being chosen takes the place of that part alone.
    await expect(field).toBeFocused();
    await field.fill('kept');
    await expect(field).toHaveAccessibleDescription(/It can be moved there\./);
    await window.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('There is something at “kept” already.');
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    expect([isThere('leaves/2'), isThere('kept')]).toEqual([true, false]);
  });
});
