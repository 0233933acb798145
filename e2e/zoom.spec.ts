import type { Page } from '@playwright/test';
import { axeViolations } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

/**
 * What of the page can't be seen whole at any place of what can be scrolled up and down: headings and whatever can be
 * operated, by what they are called, and the page itself where it scrolls sideways.
 */
function cutOff(window: Page): Promise<readonly string[]> {
  return window.evaluate(() => {
    const { documentElement: page } = document;
    const operated =
      'button, a[href], input, select, textarea, h1, h2, h3, [role=treeitem], [role=option], [role=menuitem]';
    const clips = (value: string): boolean => value !== 'visible';
    const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';
    const cut = [...document.querySelectorAll<HTMLElement>(operated)].filter((element) => {
      const place = element.getBoundingClientRect();
      // What is there for the ear alone has no size to speak of.
      if (!element.checkVisibility() || element.closest('[aria-hidden=true]') !== null || place.width <= 1) {
        return false;
      }
      let { left, right, top, bottom } = { left: 0, right: page.clientWidth, top: 0, bottom: page.clientHeight };
      for (let holder = element.parentElement; holder !== null; holder = holder.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(holder);
        const room = holder.getBoundingClientRect();
        if (clips(overflowX)) {
          left = Math.max(left, room.left);
          right = Math.min(right, room.right);
        }
        if (scrolls(overflowY)) {
          // It is scrolled to; what holds the holder has to show some of that alone.
          return place.left < left - 1 || place.right > right + 1;
        }
        if (clips(overflowY)) {
          top = Math.max(top, room.top);
          bottom = Math.min(bottom, room.bottom);
        }
      }
      return place.left < left - 1 || place.right > right + 1 || place.top < top - 1 || place.bottom > bottom + 1;
    });
    const names = cut.map((element) => `${element.tagName} ${element.ariaLabel ?? element.textContent}`);
    const sideways = page.scrollWidth > page.clientWidth ? ['the page scrolls sideways'] : [];
    return [...sideways, ...names];
  });
}

test('at a zoom of 200 % everything is there, nothing is cut off, and nothing scrolls sideways', async ({
  launch,
  meadow,
}) => {
  test.setTimeout(240_000);
  const studio = await launch();
  const { project, start, window } = studio;
  const { keyboard } = window;
  const expectWhole = async (): Promise<void> => {
    expect(await cutOff(window)).toEqual([]);
    expect(await axeViolations(studio)).toEqual([]);
  };
  await studio.electron.evaluate(({ BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    shown?.setContentSize(1280, 800);
    shown?.webContents.setZoomFactor(2);
  });
  await expect.poll(() => window.evaluate(() => innerWidth)).toBe(640);

  await test.step('start', async () => {
    await expect(start.openSample).toBeVisible();
    await expectWhole();
  });
  await test.step('an open project: the list and the details of what is selected', async () => {
    await studio.answerFolderDialog(meadow.folder);
    await start.openProject.press('Enter');
    await expect(project.assets).toBeVisible();
    await project.assets.press('Home');
    await expect(project.assetName).toBeVisible();
    await expectWhole();
  });
  await test.step('the filters come in the place of the details, and go', async () => {
    await studio.pressShortcut('CmdOrCtrl+\\');
    await expect(project.filter('Unregistered')).toBeVisible();
    await expect(project.details).toBeHidden();
    await expectWhole();
    await project.filter('Unregistered').press('Enter');
    await studio.pressShortcut('CmdOrCtrl+I');
    await expect(project.details).toBeVisible();
    await expect(project.filters).toBeHidden();
  });
  await test.step('several selected, and the question about them', async () => {
    await project.assets.press('Home');
    await project.assets.press('Shift+ArrowDown');
    await expect(window.getByText('2 selected', { exact: true })).toBeVisible();
    await expectWhole();
    await studio.pressShortcut('CmdOrCtrl+Enter');
    await expect(project.dialog('Register 2 assets?')).toBeVisible();
    await expectWhole();
    await keyboard.press('Enter');
    await expect(project.status).toContainText('2 registered');
  });
  await test.step('the form of a manifest', async () => {
    await project.assets.press('Home');
    await expect(project.details.getByRole('button', { name: /^Edit manifest/ })).toBeEnabled();
    await studio.pressShortcut('CmdOrCtrl+E');
    await expect(project.details.getByRole('form')).toBeVisible();
    await expectWhole();
    await keyboard.press('Escape');
    await expect(project.details.getByRole('form')).toHaveCount(0);
  });
  await test.step('tiles', async () => {
    await studio.pressShortcut('CmdOrCtrl+2');
    await expect(project.assets.getByRole('gridcell').first()).toBeVisible();
    await expectWhole();
  });
  for (const [shortcut, name] of [
    ['CmdOrCtrl+K', 'Command palette'],
    ['CmdOrCtrl+/', 'Keyboard shortcuts'],
    ['CmdOrCtrl+,', 'Settings'],
    ['CmdOrCtrl+Shift+H', 'History'],
  ] as const) {
    await test.step(name, async () => {
      await studio.pressShortcut(shortcut);
      await expect(project.dialog(name)).toBeVisible();
      await expectWhole();
      await keyboard.press('Escape');
      await expect(project.dialog(name)).toHaveCount(0);
    });
  }
  await test.step('with the room, both sides are back', async () => {
    await studio.electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1);
    });
    await expect(project.filters).toBeVisible();
    await expect(project.details).toBeVisible();
  });
});
