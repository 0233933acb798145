import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeViolations } from './fixtures/axe.ts';
import { makeLeaves } from './fixtures/made-project.ts';
import { projectOnDisk } from './fixtures/sample-copy.ts';
import { expect, test } from './fixtures/test.ts';

test('an author moves two assets to the trash, after a question; one that the system refuses stays', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const folder = makeLeaves(3);
  const trash = mkdtempSync(join(tmpdir(), 'prometeu-bin-'));
  const studio = await launch({ project: folder });
  const { project, window, electron } = studio;
  // The author's own trash is not for tests, and some systems have none: a folder stands in for it.
  await electron.evaluate(({ shell }, bin) => {
    const { renameSync } = process.getBuiltinModule('node:fs');
    const names = { moved: 0, refuses: false };
    Object.assign(globalThis, { trashOfTest: names });
    shell.trashItem = (path) => {
      if (names.refuses) {
        return Promise.reject(new Error('refused'));
      }
      names.moved += 1;
      renameSync(path, `${bin}/${String(names.moved)}`);
      return Promise.resolve();
    };
  }, trash);

  await project.row('Leaf 1').click();
  await studio.pressShortcut('CmdOrCtrl+Enter');
  await expect(project.filter('Registered')).toHaveAccessibleName('Registered 1');
  await project.row('Leaf 1').click();
  await window.keyboard.press('Shift+ArrowDown');
  await window.getByRole('button', { name: 'Move 2 to the trash…' }).click();
  await expect(project.dialog('Move 2 assets to the trash?')).toContainText('can’t be undone here');
  expect(await axeViolations(studio)).toEqual([]);
  await window.keyboard.press('Enter');
  await expect(project.status).toContainText('2 moved to the trash');
  await expect(project.row('Leaf')).toHaveCount(1);
  expect(existsSync(join(trash, '1/a.txt'))).toBe(true);
  expect(existsSync(join(folder, 'assets/leaves/1'))).toBe(false);
  expect(projectOnDisk(folder).records().at(-1)).toContain('"op":"del"');

  await electron.evaluate(() => {
    (globalThis as unknown as { trashOfTest: { refuses: boolean } }).trashOfTest.refuses = true;
  });
  await project.row('Leaf 3').click();
  await project.details.getByRole('button', { name: 'Move to trash…' }).click();
  await window.keyboard.press('Enter');
  await expect(project.status).toContainText('The system did not move the folder of “leaves/3” to the trash.');
  await expect(project.row('Leaf 3')).toBeVisible();
  expect(existsSync(join(folder, 'assets/leaves/3/asset.json'))).toBe(true);
});
