import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { axeViolations } from './fixtures/axe.ts';
import { makeLeaves } from './fixtures/made-project.ts';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import type { StudioApp } from './fixtures/studio-app.ts';
import { expect, test } from './fixtures/test.ts';

/** What Undo is called in the native menu now. */
function undoLabel({ electron }: StudioApp): Promise<string | undefined> {
  return electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('undo')?.label);
}

/** What another program, or a merge, writes: a later record of the last registration, which takes it away. */
function unregisterAsAnother(registry: string): void {
  const line = readFileSync(registry, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  const { id, rev } = JSON.parse(line) as { id: string; rev: number };
  const body = JSON.stringify({ op: 'del', id, rev: rev + 1, cmd: 'another', at: '2026-11-24T14:02:03.004Z' });
  const seal = crc32(body).toString(16).padStart(8, '0');
  appendFileSync(registry, `${body.slice(0, -1)},"c":"${seal}"}\n`);
}

test('an author registers, unregisters a selection, and undoes both, the second after a restart', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const folder = makeLeaves(4);
  const registry = join(folder, 'assets.jsonl');
  const { records } = projectOnDisk(folder);
  let studio = await launch({ project: folder });
  await expect(studio.project.filter('Unregistered')).toHaveAccessibleName('Unregistered 4');

  await test.step('three are registered as one step, and the menu names it', async () => {
    const { project, window } = studio;
    await project.row('Leaf 1').click();
    await window.keyboard.press('Shift+ArrowDown');
    await window.keyboard.press('Shift+ArrowDown');
    await window.getByRole('button', { name: 'Register 3 selected…' }).click();
    await window.keyboard.press('Enter');
    await expect(project.status).toContainText('3 registered');
    await expect.poll(() => undoLabel(studio)).toBe('Undo Register 3 assets');
  });

  await test.step('Delete on two asks with the count, and takes them out of the registry alone', async () => {
    const { project, window } = studio;
    await project.row('Leaf 1').click();
    await window.keyboard.press('Shift+ArrowDown');
    await window.keyboard.press('Delete');
    await expect(project.dialog('Unregister 2 assets?')).toContainText('No file is deleted, and it can be undone.');
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Enter');
    await expect(project.status).toContainText('2 unregistered');
    expect(records().filter((line) => line.includes('"op":"del"'))).toHaveLength(2);
    expect(existsSync(join(folder, 'assets/leaves/1/asset.json'))).toBe(true);
  });

  await test.step('Ctrl+Z undoes text in a field, and the step elsewhere', async () => {
    const { project, window } = studio;
    await project.search.focus();
    await window.keyboard.type('l');
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.search).toHaveValue('');
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 1');

    await project.assets.focus();
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.status).toContainText('Undone: Unregister 2 assets');
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 3');
  });

  await studio.quit();
  studio = await launch({ project: folder });

  await test.step('after a restart the history is there, and its first step can be done again', async () => {
    const { project, window } = studio;
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 3');
    await studio.pressShortcut('CmdOrCtrl+Shift+H');
    const history = project.dialog('History');
    await expect(history.getByRole('row')).toHaveCount(4);
    await expect(history.getByRole('row').nth(1)).toContainText('Undo Unregister 2 assets');
    await expect(history.getByRole('row').nth(2)).toContainText('Undone');
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Escape');
    await studio.pressShortcut('CmdOrCtrl+Shift+Z');
    await expect(project.status).toContainText('Done again: Unregister 2 assets');
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.status).toContainText('Undone: Unregister 2 assets');
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.status).toContainText('Undone: Register 3 assets');
    await expect(project.filter('Registered')).toHaveAccessibleName('Registered 0');
    await studio.pressShortcut('CmdOrCtrl+Shift+Z');
    await expect(project.status).toContainText('Done again: Register 3 assets');
  });

  await test.step('what another program changed since is not undone, and the reason is said', async () => {
    const { project } = studio;
    unregisterAsAnother(registry);
    const lines = records();
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.status).toContainText('has changed since.');
    expect(records()).toEqual(lines);
    await project.chooseMenu('show-history');
    await expect(project.dialog('History').getByRole('row').nth(1)).toContainText('has changed since.');
    expect(await axeViolations(studio)).toEqual([]);
  });
});
