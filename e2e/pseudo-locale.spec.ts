import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildAppWithPage } from './fixtures/app-with-page.ts';
import { pseudoLocale } from './fixtures/pseudo-locale.ts';
import { expect, test } from './fixtures/test.ts';

/**
 * What is no text of the catalogue, each of which is in brackets, or has no room. `authors` is what the project says, where
 * names, folders and tags are from. Sent to the page as it stands.
 */
function problemsOfTexts(authors: string): string[] {
  const problems: string[] = [];
  const elsewhere = 'bdi, kbd, code, pre';
  /** Dates, and numbers with their unit. */
  const ofIntl = /^[A-Z][a-z]{2} \d+, \d{4}|^[\d.,]+ [a-z]+$/;
  const isForeign = (text: string): boolean =>
    !/[a-zA-Z]{3}/.test(text) || text.includes('[') || ofIntl.test(text) || authors.includes(text);

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (
      element === null ||
      text === '' ||
      element.closest('textarea') !== null ||
      !element.checkVisibility({ visibilityProperty: true })
    ) {
      continue;
    }
    if (element.closest(elsewhere) === null && !isForeign(text)) {
      problems.push(`not from the catalogue: ${text}`);
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right } = range.getBoundingClientRect();
    const isReadAloudAlone = element.closest('.sr-only') !== null;
    for (
      let around: HTMLElement | null = element;
      around !== null && !isReadAloudAlone;
      around = around.parentElement
    ) {
      const { overflowX } = getComputedStyle(around);
      const box = around.getBoundingClientRect();
      const isCut = overflowX !== 'visible' && (right > box.right + 1 || left < box.left - 1);
      if (isCut && element.closest('[title]') === null && element.querySelector('[title]') === null) {
        problems.push(`cut off without a title: ${text}`);
      }
      if (overflowX !== 'visible') {
        break;
      }
    }
  }
  for (const element of document.querySelectorAll<HTMLElement>('*')) {
    const { overflowX } = getComputedStyle(element);
    const scrolls = overflowX === 'auto' || overflowX === 'scroll' || element === document.documentElement;
    if (scrolls && element.scrollWidth > element.clientWidth + 1) {
      problems.push(`scrolls sideways: <${element.tagName.toLowerCase()} class="${element.className}">`);
    }
    for (const attribute of ['aria-label', 'placeholder', 'title']) {
      const text = element.getAttribute(attribute);
      if (text !== null && !isForeign(text) && element.closest(elsewhere) === null) {
        problems.push(`${attribute} not from the catalogue: ${text}`);
      }
    }
  }
  return [...new Set(problems)];
}

/** What the project says: its folders, manifests and registry. */
function textsOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => /\.jsonl?$/.test(file) && statSync(join(folder, file)).isFile())
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  return [...files, ...texts].join('\n');
}

test('texts come from the catalogue, and the screens hold with longer ones', async ({ launch, meadow }) => {
  test.setTimeout(120_000);
  const appFolder = await buildAppWithPage({ name: 'pseudo', root: 'src-renderer', plugins: [pseudoLocale()] });
  const studio = await launch({ appFolder, project: meadow.folder });
  const { window } = studio;
  const authors = textsOf(meadow.folder);
  const expectToHold = async (screen: string): Promise<void> => {
    expect.soft(await window.evaluate(problemsOfTexts, authors), screen).toEqual([]);
  };
  // Names are said in the pseudo-locale: what is on screen is known by its role.
  const list = window.getByRole('grid').and(window.locator(':not([aria-busy=true])'));
  await expect(list).toBeVisible();
  await window.getByRole('searchbox').fill('is:error oak type:imagee');
  await expect(window.getByRole('listitem').first()).toBeVisible();
  await expectToHold('search');

  await window.getByRole('searchbox').fill('is:warning');
  await list.getByRole('row').first().click();
  await expect(window.getByRole('heading', { level: 2 }).first()).toBeVisible();
  await expectToHold('details');

  await studio.pressShortcut('CmdOrCtrl+E');
  await expect(window.getByRole('textbox').first()).toBeVisible();
  await expectToHold('form');
  await window.keyboard.press('Escape');

  for (const [shortcut, screen] of [
    ['CmdOrCtrl+K', 'palette'],
    ['CmdOrCtrl+,', 'settings'],
    ['CmdOrCtrl+/', 'keys'],
    ['CmdOrCtrl+Shift+H', 'history'],
    ['CmdOrCtrl+J', 'jobs'],
  ] as const) {
    await studio.pressShortcut(shortcut);
    await expect(window.getByRole('dialog')).toBeVisible();
    await expectToHold(screen);
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toHaveCount(0);
  }

  await studio.pressShortcut('CmdOrCtrl+W');
  await expect(list).toHaveCount(0);
  await expectToHold('start');
});
