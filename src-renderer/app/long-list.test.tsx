import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { rowHeight } from '../features/asset-list/row-geometry.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

const assets = 750;

/** A list of eight pages, with the first two read: the one on screen, and the one ahead. */
async function openLongList(): Promise<RenderedStudio> {
  const numbered = Array.from({ length: assets }, (_, index) => {
    const number = String(index).padStart(3, '0');
    return [`n/${number}`, anAsset({ name: `Asset ${number}` })] as const;
  });
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: Object.fromEntries(numbered) }) });
  await findRow('Asset 000');
  await waitFor(() => {
    expect(pagesAsked(studio)).toEqual([0, 1]);
  });
  return studio;
}

/** The pages of the list that were asked for, in order. */
function pagesAsked(studio: RenderedStudio): readonly number[] {
  return studio.asked('packer:list-assets').map(({ query }) => query.offset / 100);
}

/** Puts a row at the top, as one frame of a scroll does. */
function scrollTo(row: number): void {
  const grid = screen.getByRole('grid');
  grid.scrollTop = row * rowHeight;
  fireEvent.scroll(grid);
}

test('End is one request, and nothing is read on the way', async () => {
  const studio = await openLongList();
  screen.getByRole('grid').focus();

  await studio.user.keyboard('{End}');

  await findRow('Asset 749');
  scrollTo(assets - 20);
  await findRow('Asset 730');
  expect(pagesAsked(studio)).toEqual([0, 1, 7]);
});

test('a jump with the scrollbar is one request, and the length of the list is known meanwhile', async () => {
  const studio = await openLongList();
  const held = studio.holdAnswer('packer:list-assets');

  scrollTo(525);

  await held.reached;
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('750');
  held.open();
  await findRow('Asset 530');
  expect(pagesAsked(studio)).toEqual([0, 1, 5]);
});

test('a fast scroll has three pages read ahead of it, and draws them without a request of their own', async () => {
  const studio = await openLongList();

  scrollTo(36);
  await waitFor(() => {
    expect(pagesAsked(studio)).toEqual([0, 1, 2, 3]);
  });
  await waitFor(() => {
    scrollTo(72);
    scrollTo(108);
    scrollTo(144);
    expect(screen.queryByRole('row', { name: /^Asset 150/ })).not.toBeNull();
  });
  expect(screen.queryAllByRole('row', { name: /^Loading/ })).toEqual([]);
});

test('rows that pass in a fast scroll have their name and their folder, and all of it where it rests or after one jump', async () => {
  await openLongList();
  const cellsOf = (name: RegExp): (string | null)[] =>
    within(screen.getByRole('row', { name }))
      .getAllByRole('gridcell')
      .map((cell) => cell.textContent);

  scrollTo(36);
  expect(cellsOf(/^Asset 050, /)).toHaveLength(6);
  scrollTo(72);
  scrollTo(108);
  expect(cellsOf(/^Asset 150$/)).toEqual(['Asset 150', 'n/150']);
  scrollTo(140);

  await waitFor(() => {
    expect(cellsOf(/^Asset 150, /)).toHaveLength(6);
  });
  // Nor are the rows there that were drawn ahead of the scroll.
  expect(screen.queryByRole('row', { name: /^Asset 190/ })).toBeNull();
});

test('Shift with End chooses all rows with one request', async () => {
  const studio = await openLongList();
  await studio.user.click(await findRow('Asset 000'));
  screen.getByRole('grid').focus();

  await studio.user.keyboard('{Shift>}{End}{/Shift}');

  expect(await screen.findByText('750 selected')).toBeDefined();
  await findRow('Asset 749');
  expect(pagesAsked(studio)).toEqual([0, 1, 7]);
});

test('after a write only what is on screen is read again, and the rest when it is shown', async () => {
  const studio = await openLongList();
  scrollTo(530);
  await studio.user.click(await findRow('Asset 540'));
  const register = await details().findByRole('button', { name: /^Register/ });
  const before = pagesAsked(studio).length;

  await studio.user.click(register);

  await screen.findByText('Registered “Asset 540”');
  await screen.findByRole('row', { name: /^Asset 540,.* Registered$/ });
  expect(pagesAsked(studio).slice(before)).toEqual([5]);

  const held = studio.holdAnswer('packer:list-assets');
  scrollTo(0);
  await held.reached;
  // As it was before the write, until it has been read again.
  expect(await findRow('Asset 000')).toBeDefined();
  held.open();
  await waitFor(() => {
    expect(pagesAsked(studio).slice(before)).toEqual([5, 0]);
  });
});

test('a scroll within the rows that are drawn draws none again', async () => {
  await openLongList();
  const drawn = screen.getAllByRole('row');

  scrollTo(3);

  expect(screen.getAllByRole('row')).toEqual(drawn);
  scrollTo(30);
  expect(screen.getByRole('row', { name: /^Asset 049,/ })).toBeDefined();
  expect(screen.queryByRole('row', { name: /^Asset 000,/ })).toBeNull();
});
