import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, renderStudio } from '../testing/render-with-bridge.tsx';

const numbered = (count: number): Record<string, unknown> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const number = String(index).padStart(3, '0');
      return [`n/${number}`, anAsset({ name: `Asset ${number}` })];
    }),
  );

const mixed = {
  assets: {
    'ui/ok': anAsset({ name: 'Ok' }),
    'sfx/click': anAsset({ name: 'Click', type: 'sound', sources: ['click.wav'], tags: ['short'] }),
    'sfx/bad': anAsset({ name: 'Bad', type: 'sound', sources: [] }),
  },
};

function selectedRow(): string | null | undefined {
  return screen.queryByRole('row', { selected: true })?.getAttribute('aria-label');
}

test('the grid says how many rows there are and where each stands', async () => {
  await renderStudio({ launchFolder: await buildProject({ assets: numbered(250) }) });

  const first = await findRow('Asset 000');

  const grid = screen.getByRole('grid', { name: 'Assets' });
  expect(grid.getAttribute('aria-rowcount')).toBe('250');
  expect(first.getAttribute('aria-rowindex')).toBe('1');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('only the pages on screen and one ahead are read', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: numbered(450) }) });

  await findRow('Asset 000');

  await waitFor(() => {
    expect(studio.requests.filter((channel) => channel === 'packer:list-assets')).toHaveLength(2);
  });
});

test('arrows, Home, End and page keys move the selection, and the active row is always there', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: numbered(250) }) });
  await findRow('Asset 000');
  const grid = screen.getByRole('grid', { name: 'Assets' });
  grid.focus();

  await studio.user.keyboard('{ArrowDown}{ArrowDown}');
  await waitFor(() => {
    expect(selectedRow()).toContain('Asset 001');
  });
  await studio.user.keyboard('{PageDown}');
  await waitFor(() => {
    expect(selectedRow()).toContain('Asset 020');
  });
  await studio.user.keyboard('{ArrowUp}');
  await waitFor(() => {
    expect(selectedRow()).toContain('Asset 019');
  });
  await studio.user.keyboard('{End}');
  await waitFor(() => {
    expect(selectedRow()).toContain('Asset 249');
  });
  const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
  expect(active?.getAttribute('aria-rowindex')).toBe('250');
  await studio.user.keyboard('{Home}');
  await waitFor(() => {
    expect(selectedRow()).toContain('Asset 000');
  });

  expect(document.activeElement).toBe(grid);
});

test('a click is for the asset that was pressed, though its element has another one by the release', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: numbered(250) }) });
  const element = await findRow('Asset 000');

  await studio.user.pointer({ keys: '[MouseLeft>]', target: element });
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '249' } });
  await waitFor(() => {
    expect(element.getAttribute('aria-label')).toContain('Asset 249');
  });
  await studio.user.pointer({ keys: '[/MouseLeft]', target: element });

  expect(await details().findByRole('heading', { name: 'Asset 000' })).toBeDefined();
});

test('letters lead to names that begin with them, round the end, and say where there is none', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await studio.user.click(await findRow('Ok'));

  await studio.user.keyboard('b');
  await waitFor(() => {
    expect(selectedRow()).toContain('Bad');
  });
  await studio.user.keyboard('q');

  expect(await screen.findByText('No name in the list begins with “bq”.')).toBeDefined();
  expect(selectedRow()).toContain('Bad');
});

test('Enter moves the focus to the first action of the details', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await studio.user.click(await findRow('Ok'));
  const register = await details().findByRole('button', { name: /^Register/ });

  screen.getByRole('grid').focus();
  await studio.user.keyboard('{Enter}');

  expect(document.activeElement).toBe(register);
});

test('the list is one stop of the Tab key', async () => {
  await renderStudio({ launchFolder: await buildProject(mixed) });
  await findRow('Ok');

  const stops = screen.getByRole('grid').querySelectorAll('[tabindex], button, a, input');

  expect(stops).toHaveLength(0);
  expect(screen.getByRole('grid').tabIndex).toBe(0);
});

test('filters show the counts of the whole project and narrow the list', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await findRow('Ok');

  for (const name of ['All 3', 'Unregistered 3', 'Registered 0', 'Problems 1', 'Image 1', 'Sound 2']) {
    expect(screen.getByRole('button', { name })).toBeDefined();
  }
  await studio.user.click(screen.getByRole('button', { name: 'Sound 2' }));
  await waitFor(() => {
    expect(screen.queryByRole('row', { name: /^Ok,/ })).toBeNull();
  });
  expect(screen.getByText('2 of 3 assets')).toBeDefined();
  await studio.user.click(screen.getByRole('button', { name: 'Problems 1' }));
  await waitFor(() => {
    expect(screen.queryByRole('row', { name: /^Click,/ })).toBeNull();
  });
  expect(screen.getByRole('button', { name: 'Problems 1' }).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('row', { name: 'Bad, Sound, sfx/bad, Unregistered, 1 problem' })).toBeDefined();

  await studio.user.click(screen.getByRole('button', { name: 'All 3' }));
  expect(await findRow('Ok')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Sound 2' }).getAttribute('aria-pressed')).toBe('false');
});

test('search finds by words in name, folder and tags', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await findRow('Ok');

  await studio.user.type(screen.getByRole('searchbox', { name: 'Search assets' }), 'SHORT sfx');

  await waitFor(() => {
    expect(screen.getByText('1 of 3 assets')).toBeDefined();
  });
  expect(await findRow('Click')).toBeDefined();
});

test('Escape clears the search first and then the selection', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await studio.user.click(await findRow('Ok'));
  await studio.user.type(screen.getByRole('searchbox'), 'ok');
  await waitFor(() => {
    expect(screen.getByText('1 of 3 assets')).toBeDefined();
  });

  await studio.user.keyboard('{Escape}');

  await waitFor(() => {
    expect(screen.getByText('3 of 3 assets')).toBeDefined();
  });
  expect(selectedRow()).toContain('Ok');
  await studio.user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.getByText('No asset selected')).toBeDefined();
  });
});

test('a search without a match says so and offers to clear the filters', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await findRow('Ok');
  await studio.user.click(screen.getByRole('button', { name: 'Image 1' }));
  await studio.user.type(screen.getByRole('searchbox'), 'nothing like it');

  await studio.user.click(await screen.findByRole('button', { name: 'Clear filters' }));

  expect(await findRow('Click')).toBeDefined();
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
});

test('sorts by what is chosen, in both directions', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await findRow('Ok');
  const names = (): (string | undefined)[] =>
    screen.getAllByRole('row').map((row) => row.getAttribute('aria-label')?.split(',')[0]);
  expect(names()).toEqual(['Bad', 'Click', 'Ok']);

  await studio.user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'type');
  await waitFor(() => {
    expect(names()).toEqual(['Ok', 'Bad', 'Click']);
  });
  await studio.user.click(screen.getByRole('button', { name: 'Reverse order (Ascending)' }));

  await waitFor(() => {
    expect(names().at(-1)).toBe('Ok');
  });
  // What is wrong comes first by its column, and last by the same once more.
  const problems = document.querySelector('[data-column=health]');
  await studio.user.click(problems ?? document.body);
  await studio.user.click(screen.getByRole('button', { name: 'Reverse order (Descending)' }));
  await waitFor(() => {
    expect(names()).toEqual(['Bad', 'Click', 'Ok']);
  });
  await studio.user.click(problems ?? document.body);
  await waitFor(() => {
    expect(names()).toEqual(['Ok', 'Click', 'Bad']);
  });
});

test('an asset that leaves the list stays selected, and Down leads to the one that took its place', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: numbered(5) }) });
  await findRow('Asset 000');
  await studio.user.click(screen.getByRole('button', { name: 'Unregistered 5' }));
  await studio.user.click(await findRow('Asset 002'));
  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));
  await waitFor(() => {
    expect(screen.queryByRole('row', { name: /^Asset 002,/ })).toBeNull();
  });
  expect(await details().findByRole('heading', { name: 'Asset 002' })).toBeDefined();

  screen.getByRole('grid').focus();
  await studio.user.keyboard('{ArrowDown}');

  await waitFor(() => {
    expect(selectedRow()).toContain('Asset 003');
  });
});

test('the focus stays in the list when its last row leaves it and when rows come back', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: numbered(1) }) });
  await studio.user.click(await screen.findByRole('button', { name: 'Unregistered 1' }));
  await studio.user.click(await findRow('Asset 000'));
  await details().findByRole('button', { name: /^Register/ });
  screen.getByRole('grid').focus();

  studio.menu('register-asset');

  const showAll = await screen.findByRole('button', { name: 'Show all assets' });
  expect(document.activeElement).toBe(showAll);
  await studio.user.keyboard('{Enter}');
  expect(document.activeElement).toBe(await screen.findByRole('grid'));
});

test('hidden characters in names are shown as escapes', async () => {
  const name = 'bad\u202Egnp\nname';
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: { x: anAsset({ name }) } }) });

  await studio.user.click(await findRow('bad\\[RLO\\]gnp\\[LF\\]name'));

  expect(await details().findByRole('heading', { name: 'bad[RLO]gnp[LF]name' })).toBeDefined();
});

test('a list that can’t be read says why and offers to reload', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(mixed) });
  await findRow('Ok');
  studio.answerNext('packer:list-assets', () =>
    Promise.resolve({ ok: false, failure: { code: 'snapshot-unavailable' } }),
  );

  await studio.user.click(screen.getByRole('button', { name: 'Sound 2' }));

  expect(await screen.findByText(/^The project could not be read again, so/)).toBeDefined();
  await studio.user.click(screen.getByRole('button', { name: 'Reload' }));
  expect(await findRow('Click')).toBeDefined();
});

test('the keyboard goes from opening to the list, from the search to the list, and back from the details', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: numbered(3) }) });
  await findRow('Asset 000');
  const grid = screen.getByRole('grid', { name: 'Assets' });
  await waitFor(() => {
    expect(document.activeElement).toBe(grid);
  });

  screen.getByRole('searchbox').focus();
  await studio.user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(grid);

  await studio.user.keyboard('{ArrowDown}');
  const details = within(screen.getByRole('region', { name: 'Details' }));
  const register = await details.findByRole('button', { name: /^Register/ });
  await studio.user.keyboard('{Enter}');
  expect(document.activeElement).toBe(register);
  await studio.user.keyboard('{Escape}');
  expect(document.activeElement).toBe(grid);
  expect(selectedRow()).toContain('Asset 000');
});
