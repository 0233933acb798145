import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeViolations } from './fixtures/axe.ts';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

/** A project with one asset, `Leaf` at `ui/leaf`, and a folder with files beside it. */
function makeProject(): { readonly folder: string; readonly file: (name: string, content?: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'prometeu-create-'));
  const outside = mkdtempSync(join(tmpdir(), 'prometeu-files-'));
  const asset = join(folder, 'assets/ui/leaf');
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(folder, 'prometeu.json'), '{"schemaVersion":1,"name":"Leaves"}');
  writeFileSync(join(asset, 'a.txt'), 'leaf');
  writeFileSync(
    join(asset, 'asset.json'),
    JSON.stringify({ schemaVersion: 1, name: 'Leaf', type: 'text', sources: ['a.txt'] }),
  );
  const file = (name: string, content = name): string => {
    writeFileSync(join(outside, name), content);
    return join(outside, name);
  };
  return { folder, file };
}

test('an author creates assets from files, looks through them first, and takes it back', async ({ launch }) => {
  test.setTimeout(180_000);
  const { folder, file } = makeProject();
  const { records } = projectOnDisk(folder);
  const studio = await launch({ project: folder });
  const { project, window } = studio;
  const sheet = project.dialog('Create assets from files');
  const files = [file('leaf.png'), file('Night Owl.ogg', 'owl'), file('what.xyz'), file('map.json', '{}')];
  // Behind the author's back: it is listed and can't be read any more.
  const gone = join(folder, 'gone.png');
  await studio.answerFileDialog([...files, gone]);

  await test.step('each file has its line, and nothing is written', async () => {
    await project.search.fill('path:ui/ ');
    await expect(project.chips).toContainText('ui/');
    await studio.pressShortcut('CmdOrCtrl+N');
    await expect(sheet).toBeVisible();
    await expect(sheet.getByRole('listitem')).toHaveCount(5);
    await expect(sheet.getByRole('textbox', { name: 'Folder for all, below assets' })).toBeFocused();
    await expect(sheet.getByRole('listitem').filter({ hasText: 'leaf.png' })).toContainText(
      'There is something at “ui/leaf” already.',
    );
    await expect(sheet.getByRole('listitem').filter({ hasText: 'what.xyz' })).toContainText('Choose a type.');
    await expect(sheet.getByRole('listitem').filter({ hasText: 'gone.png' })).toContainText(
      'It is not there any more.',
    );
    await expect(sheet.getByRole('status')).toContainText('2 of 5 ready');
    expect(await axeViolations(studio)).toEqual([]);
    expect(existsSync(join(folder, 'assets/ui/map'))).toBe(false);
  });

  await test.step('what is in the way is settled by the keyboard, and the rest is made', async () => {
    const root = sheet.getByRole('textbox', { name: 'Folder of the asset from “leaf.png”' });
    await root.focus();
    await root.fill('ui/leaf-2');
    await expect(sheet.getByRole('status')).toContainText('3 of 5 ready');
    await sheet.getByRole('combobox', { name: 'Type of “what.xyz”' }).selectOption('data');
    await expect(sheet.getByRole('button', { name: 'Create 4 assets' })).toBeVisible();
    await window.keyboard.press('Control+Enter');
    await expect(sheet).toBeHidden();
    await expect(project.status).toContainText('4 created');
    await expect(project.row('Night Owl')).toBeVisible();
    await expect(project.assetName).toHaveText('leaf');
    await expect(project.assets).toBeFocused();
    expect(readFileSync(join(folder, 'assets/ui/Night Owl/Night Owl.ogg'), 'utf8')).toBe('owl');
    expect(existsSync(files[1] ?? '')).toBe(true);
    expect(records()).toHaveLength(4);
    expect(studio.diskCalls().filter(({ call }) => call === 'scan')).toHaveLength(1);
  });

  await test.step('files that are dropped on the window are looked through too', async () => {
    const [dropped] = [file('dropped.txt')];
    await window.evaluate(() => {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'files-of-test';
      document.body.append(input);
    });
    // Files that the system backs: those of a script lie nowhere, and are left out.
    await window.setInputFiles('#files-of-test', [dropped]);
    await window.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#files-of-test');
      const transfer = new DataTransfer();
      for (const each of input?.files ?? []) {
        transfer.items.add(each);
      }
      transfer.items.add(new File(['forged'], 'forged.txt'));
      input?.remove();
      const target = document.body;
      target.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }));
      target.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await expect(sheet.getByRole('listitem')).toHaveCount(1);
    await expect(sheet.getByRole('listitem').filter({ hasText: 'dropped.txt' })).toContainText('Ready');
    await window.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await expect(project.assets).toBeFocused();
  });

  await test.step('undoing it is one step, and the files are in the trash', async () => {
    await studio.electron.evaluate(({ shell }) => {
      // The author's own trash is not for tests.
      const { rmSync } = process.getBuiltinModule('node:fs');
      shell.trashItem = (path) => {
        rmSync(path, { recursive: true });
        return Promise.resolve();
      };
    });
    await studio.pressShortcut('CmdOrCtrl+Z');
    await expect(project.status).toContainText('Undone: Create 4 assets');
    await expect(project.row('Night Owl')).toBeHidden();
    expect(existsSync(join(folder, 'assets/ui/map'))).toBe(false);
    expect(existsSync(join(folder, 'assets/ui/leaf'))).toBe(true);
  });
});
