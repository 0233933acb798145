import { axeViolations } from './fixtures/axe.ts';
import { expect, test } from './fixtures/test.ts';

test('an author narrows the list by what he types and by what he clicks', async ({ launch, meadow }) => {
  const studio = await launch({ project: meadow.folder });
  const { project, window } = studio;
  await expect(project.assets).toBeVisible();
  const everything = await project.total();

  await test.step('tokens are typed, and chips, filters and marks say the same', async () => {
    await project.search.fill('type:image,tileset ext:.PNG flower -tag:summer -"bluebell"');
    await expect(project.chips.getByRole('listitem')).toHaveText([
      'Type: Image, Tileset',
      'Extension: PNG',
      '“flower”',
      'Not Tag: summer',
      'Not “bluebell”',
    ]);
    await expect(project.filter('Image')).toHaveAttribute('aria-pressed', 'true');
    await expect(project.assets.locator('mark').first()).toHaveText(/^flower$/i);
    await expect(project.chips).toContainText(`${String(await project.total())} match`);
  });

  await test.step('a chip takes its token away, Escape the rest', async () => {
    await project.chips.getByRole('button', { name: 'Remove Not Tag: summer' }).click();
    await expect(project.search).toHaveValue('type:image,tileset ext:PNG flower -bluebell ');
    await project.search.focus();
    await window.keyboard.press('Escape');
    await expect(project.search).toHaveValue('');
    await expect.poll(() => project.total()).toBe(everything);
  });

  await test.step('a tag and a folder of the tree narrow it to what they count', async () => {
    await project.filters.getByRole('treeitem', { name: /^world / }).focus();
    await window.keyboard.press('ArrowRight');
    await project.filters.getByRole('treeitem', { name: /^flowers / }).click();
    await expect(project.search).toHaveValue('path:world/flowers/ ');
    const flowers = await project.filters.getByRole('treeitem', { name: /^flowers / }).getAttribute('aria-label');
    await expect.poll(() => project.total()).toBe(Number(flowers?.split(' ').at(-1)));
    await project.filter('summer').click();
    await expect(project.search).toHaveValue('path:world/flowers/ tag:summer ');
    await expect.poll(() => project.total()).toBeLessThan(Number(flowers?.split(' ').at(-1)));
    expect(await axeViolations(studio)).toEqual([]);
  });

  await test.step('what can’t be followed is said, and the list goes on', async () => {
    await project.search.fill('is:brokn path:world/flowers/');
    await expect(project.chips.getByRole('status')).toContainText('“brokn” is no state');
    await expect.poll(() => project.total()).toBeGreaterThan(0);
    expect(await axeViolations(studio)).toEqual([]);
    await project.chips.getByRole('button', { name: 'Clear all' }).click();
    await expect(project.search).toBeFocused();
    await expect.poll(() => project.total()).toBe(everything);
  });
});
