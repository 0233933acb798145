import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeViolations } from './fixtures/axe.ts';
import { leafManifest, makeLeaves } from './fixtures/made-project.ts';
import { expect, test } from './fixtures/test.ts';

const written = leafManifest('Leaf 1');

test('an author edits a manifest, sees the list follow, takes it back, and is told when the file changed meanwhile', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const folder = makeLeaves(3);
  const path = join(folder, 'assets/leaves/1/asset.json');
  const studio = await launch({ project: folder });
  const { project, window } = studio;
  const form = project.details.getByRole('form', { name: 'Edit manifest' });
  const name = form.getByRole('textbox', { name: 'Name' });

  await test.step('by the keyboard alone: name and a tag, saved by Ctrl+Enter', async () => {
    await project.row('Leaf 1').click();
    await expect(project.details.getByRole('button', { name: /^Edit manifest/ })).toBeEnabled();
    await studio.pressShortcut('CmdOrCtrl+E');
    await expect(name).toBeFocused();
    await expect(name).toHaveValue('Leaf 1');
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('ControlOrMeta+A');
    await window.keyboard.type('Oak leaf');
    await form.getByRole('textbox', { name: 'Tags' }).focus();
    await window.keyboard.type('autumn');
    await window.keyboard.press('ControlOrMeta+Enter');
    await expect(project.status).toContainText('Saved “Oak leaf”');
    await expect(project.row('Oak leaf')).toBeVisible();
    await expect(project.filter('autumn')).toHaveAccessibleName('autumn 1');
    // It was not registered by the same key.
    await expect(project.filter('Unregistered')).toHaveAccessibleName('Unregistered 3');
    expect(readFileSync(path, 'utf8')).toBe(
      written.replace('Leaf 1', 'Oak leaf').replace('["a.txt"]', '["a.txt"],\n\t"tags": ["autumn"]'),
    );
  });

  await test.step('what is wrong is said at the field', async () => {
    await studio.pressShortcut('CmdOrCtrl+E');
    await expect(name).toBeFocused();
    await name.fill('');
    await form.getByRole('button', { name: /^Save/ }).click();
    await expect(name).toHaveAccessibleDescription(/This can’t be empty/);
    expect(await axeViolations(studio)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(form.getByRole('alertdialog')).toBeVisible();
    expect(await axeViolations(studio)).toEqual([]);
    await form.getByRole('button', { name: 'Discard changes' }).click();
    await expect(form).toHaveCount(0);
  });

  await test.step('Undo gives the file back byte for byte', async () => {
    await project.assets.focus();
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.status).toContainText('Undone: Edit 1 asset');
    await expect(project.row('Leaf 1')).toBeVisible();
    expect(readFileSync(path, 'utf8')).toBe(written);
  });

  await test.step('a file that another program changed is left alone', async () => {
    await project.row('Leaf 1').click();
    await studio.pressShortcut('CmdOrCtrl+E');
    await expect(name).toBeFocused();
    await name.fill('Mine');
    const theirs = written.replace('Leaf 1', 'Theirs');
    writeFileSync(path, theirs);
    await window.keyboard.press('ControlOrMeta+Enter');
    await expect(form.getByRole('alert')).toContainText('was changed on disk since it was read');
    expect(await axeViolations(studio)).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(theirs);
    await form.getByRole('button', { name: 'Discard and edit it as it is now' }).click();
    await expect(name).toHaveValue('Theirs');
    await window.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
  });

  await test.step('what is not saved is asked for before Studio ends', async () => {
    const asked = (): Promise<string[]> =>
      studio.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    await studio.electron.evaluate(({ dialog }) => {
      const messages: string[] = [];
      (globalThis as unknown as { asked: string[] }).asked = messages;
      dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
        messages.push(options.message);
        return Promise.resolve({ response: options.cancelId ?? -1, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    });
    await studio.pressShortcut('CmdOrCtrl+E');
    await expect(name).toBeFocused();
    await name.fill('Not saved');
    await studio.electron.evaluate(({ app }) => {
      app.quit();
    });
    await expect.poll(asked).toEqual(['Discard unsaved edits?']);
    await expect(name).toHaveValue('Not saved');
    await window.keyboard.press('ControlOrMeta+Enter');
    await expect(project.status).toContainText('Saved “Not saved”');
  });
});
