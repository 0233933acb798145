import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

// 1,280 pixels of the test's window hold seven tiles of the first size in a line.
const perLine = 7;
const assets = 250;

async function openTiles(): Promise<RenderedStudio & { readonly grid: HTMLElement }> {
  const numbered = Array.from({ length: assets }, (_, index) => {
    const number = String(index).padStart(3, '0');
    return [`n/${number}`, anAsset({ name: `Asset ${number}` })] as const;
  });
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: Object.fromEntries(numbered) }) });
  await findRow('Asset 000');
  studio.menu('show-grid');
  await findTile('Asset 000');
  const grid = screen.getByRole('grid', { name: 'Assets' });
  grid.focus();
  return { ...studio, grid };
}

function findTile(name: string): Promise<HTMLElement> {
  return screen.findByRole('gridcell', { name: new RegExp(`^${name},`) });
}

/** The names of the tiles that are chosen, as far as they are drawn. */
function chosen(): readonly string[] {
  return screen
    .queryAllByRole('gridcell', { selected: true })
    .map((tile) => tile.getAttribute('aria-label')?.split(',')[0] ?? '');
}

test('tiles say how many lines there are, and where in them they stand', async () => {
  const { grid } = await openTiles();

  expect(grid.getAttribute('aria-rowcount')).toBe(String(Math.ceil(assets / perLine)));
  expect(grid.getAttribute('aria-colcount')).toBe(String(perLine));
  const tile = await findTile('Asset 009');
  expect(tile.getAttribute('aria-colindex')).toBe('3');
  expect(tile.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('2');
});

test('arrows move in two dimensions, and Page, Home and End by screens and to the ends', async () => {
  const { user, grid } = await openTiles();
  for (const [keys, name] of [
    ['{ArrowRight}', 'Asset 000'],
    ['{ArrowRight}{ArrowDown}', 'Asset 008'],
    ['{ArrowLeft}{ArrowUp}', 'Asset 000'],
    ['{PageDown}', 'Asset 007'],
    ['{End}', 'Asset 249'],
    ['{ArrowUp}', 'Asset 242'],
    ['{PageUp}', 'Asset 235'],
    ['{Home}', 'Asset 000'],
  ] as const) {
    await user.keyboard(keys);
    await waitFor(() => {
      expect(chosen()).toEqual([name]);
    });
    const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    expect(active?.getAttribute('aria-label')).toMatch(new RegExp(`^${name},`));
  }
  expect(document.activeElement).toBe(grid);
});

test('Shift chooses through, Ctrl one more, and Ctrl+A all of them', async () => {
  const { user } = await openTiles();

  await user.click(await findTile('Asset 002'));
  await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(await screen.findByText('8 selected')).toBeDefined();
  await user.keyboard('{Control>}');
  await user.click(await findTile('Asset 012'));
  await user.keyboard('{/Control}');
  expect(await screen.findByText('9 selected')).toBeDefined();
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('250 selected')).toBeDefined();
});

test('the place and the selection stay where the view changes, and the view where the project is opened again', async () => {
  const studio = await openTiles();
  studio.grid.scrollTop = 20 * 198;
  fireEvent.scroll(studio.grid);
  await studio.user.click(await findTile('Asset 145'));

  studio.menu('show-list');
  await findRow('Asset 145');
  expect(screen.getByRole('row', { selected: true }).getAttribute('aria-label')).toMatch(/^Asset 145,/);
  expect(screen.getByRole('grid').scrollTop).toBe(145 * 28);

  studio.menu('show-grid');
  await findTile('Asset 145');
  studio.menu('close-project');
  await studio.user.click(await screen.findByRole('button', { name: /^Test/ }));
  await findTile('Asset 145');
  await waitFor(() => {
    const { scrollTop, clientHeight } = screen.getByRole('grid');
    const top = Math.floor(145 / perLine) * 198;
    expect(scrollTop).toBeLessThanOrEqual(top);
    expect(scrollTop + clientHeight).toBeGreaterThanOrEqual(top + 198);
  });
});

test('a press that the edge of a pane has taken draws no band and chooses nothing', async () => {
  const { grid } = await openTiles();
  const tile = await findTile('Asset 000');
  const takeHold = (event: Event): void => {
    event.preventDefault();
  };
  const drag = (): void => {
    fireEvent.pointerDown(tile, { clientX: 3, clientY: 3, button: 0, buttons: 1 });
    fireEvent.pointerMove(window, { clientX: 60, clientY: 60, buttons: 1 });
  };
  document.addEventListener('pointerdown', takeHold, { capture: true });
  drag();
  document.removeEventListener('pointerdown', takeHold, { capture: true });
  expect(grid.querySelector('[data-band]')).toBeNull();
  fireEvent.pointerUp(tile);
  fireEvent.click(tile);
  expect(chosen()).toEqual([]);

  // The same without one that takes it.
  drag();
  expect(grid.querySelector('[data-band]')).not.toBeNull();
  fireEvent.pointerUp(window);
});

test('the size of the tiles is chosen by a slider, which a list has no need of', async () => {
  const { grid, menu } = await openTiles();

  fireEvent.change(screen.getByRole('slider', { name: 'Size of the pictures' }), { target: { value: '256' } });
  await waitFor(() => {
    expect(grid.getAttribute('aria-colcount')).toBe('4');
  });

  menu('show-list');
  await findRow('Asset 000');
  expect(screen.queryByRole('slider')).toBeNull();
  const views = within(screen.getByRole('group', { name: 'View' }));
  expect(views.getByRole('button', { pressed: true }).getAttribute('aria-label')).toMatch(/^List/);
});

test('a scroll that is faster than a look asks for no thumbnail, and its end does', async () => {
  const { grid } = await openTiles();
  const pictures = (): readonly string[] => [...grid.querySelectorAll('img')].map((image) => image.src);
  await waitFor(() => {
    expect(pictures().length).toBeGreaterThanOrEqual(21);
  });
  expect(pictures().filter((src) => src.endsWith('&ahead'))).not.toEqual(pictures());

  grid.scrollTop = 25 * 198;
  fireEvent.scroll(grid);

  expect(pictures()).toEqual([]);
  await waitFor(() => {
    expect(pictures().some((src) => src.includes('n%2F175/thumbnail?size='))).toBe(true);
  });
});

test('thumbnails that take long are a job, which Cancel ends, and come when they are scrolled to or the disk is read again', async () => {
  const { grid, user, menu } = await openTiles();
  const pictures = (): readonly HTMLImageElement[] => [...grid.querySelectorAll('img')];
  const strip = await screen.findByRole('group', { name: 'Thumbnails' });
  const askedFor = pictures().length;
  expect(within(strip).getByText(new RegExp(`^Thumbnails · 0 of ${String(askedFor)}`))).toBeDefined();

  for (const picture of pictures().slice(0, 2)) {
    fireEvent.load(picture);
  }
  expect(await within(strip).findByText(new RegExp(`^Thumbnails · 2 of ${String(askedFor)}`))).toBeDefined();
  menu('show-jobs');
  expect(within(screen.getByRole('dialog', { name: 'Jobs' })).getByText('n/002')).toBeDefined();
  await user.click(within(strip).getByRole('button', { name: 'Cancel' }));

  expect(pictures()).toHaveLength(2);
  expect(screen.queryByRole('group', { name: 'Thumbnails' })).toBeNull();
  expect(screen.getAllByText(/^Thumbnails cancelled/)).toHaveLength(2);
  for (const [top, asset] of [
    [20 * 198, 'Asset 140'],
    [0, 'Asset 002'],
  ] as const) {
    grid.scrollTop = top;
    fireEvent.scroll(grid);
    await waitFor(async () => {
      expect((await findTile(asset)).querySelector('img')).not.toBeNull();
    });
  }

  await screen.findByRole('group', { name: 'Thumbnails' });
  menu('cancel-job');
  await waitFor(() => {
    expect(pictures()).toHaveLength(0);
  });
  menu('reload-project');
  await waitFor(() => {
    expect(pictures().length).toBeGreaterThan(20);
  });
});
