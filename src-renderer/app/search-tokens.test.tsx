import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

const assets = {
  'ui/icons/ok': anAsset({ name: 'Green tick', tags: ['hud', 'icon'] }),
  'ui/icons/bad': anAsset({ name: 'Red cross', tags: ['hud'] }),
  'ui/frame': anAsset({ name: 'Frame', tags: ['panel'] }),
  'sfx/click': anAsset({ name: 'Click', type: 'sound', sources: ['click.wav'] }),
};

async function openStudio(): Promise<RenderedStudio> {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets }) });
  await findRow('Frame');
  return studio;
}

const field = (): HTMLInputElement => screen.getByRole<HTMLInputElement>('searchbox');
const chips = () => within(screen.getByRole('region', { name: 'Search and filters' }));
const folder = (name: string): HTMLElement => screen.getByRole('treeitem', { name });

async function expectShown(count: number): Promise<void> {
  await waitFor(() => {
    expect(screen.getByText(`${String(count)} of 4 assets`)).toBeDefined();
  });
}

test('a filter writes its token, a token turns its filter on, and a chip takes both off', async () => {
  const studio = await openStudio();

  await studio.user.click(screen.getByRole('button', { name: 'Image 3' }));
  await studio.user.click(await screen.findByRole('button', { name: 'hud 2' }));
  expect(field().value).toBe('type:image tag:hud ');
  await expectShown(2);

  await studio.user.type(field(), '-cross');
  await expectShown(1);
  expect(chips().getByText('Not “cross”')).toBeDefined();
  expect(chips().getByText('1 match')).toBeDefined();

  await studio.user.click(chips().getByRole('button', { name: 'Remove Tag: hud' }));
  expect(field().value).toBe('type:image -cross ');
  expect((await screen.findByRole('button', { name: 'hud 1' })).getAttribute('aria-pressed')).toBe('false');
  await expectShown(2);

  await studio.user.click(chips().getByRole('button', { name: 'Clear all' }));
  expect(field().value).toBe('');
  expect(document.activeElement).toBe(field());
  await expectShown(4);
});

test('each filter says how much it would leave of what is looked for', async () => {
  const studio = await openStudio();
  const names = (): (string | null)[] =>
    within(screen.getByRole('navigation', { name: 'Filters' }))
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label'))
      .filter((label) => label !== null);

  await studio.user.click(screen.getByRole('button', { name: 'Image 3' }));
  await studio.user.type(field(), '-cross');

  await waitFor(() => {
    expect(names()).toEqual(
      expect.arrayContaining([
        'All 3',
        'Unregistered 2',
        'Registered 0',
        'Image 2',
        'Sound 1',
        'hud 1',
        'icon 1',
        'panel 1',
      ]),
    );
  });
  expect(folder('ui 2')).toBeDefined();
  expect(folder('sfx 0')).toBeDefined();

  await studio.user.click(await findRow('Frame'));
  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  expect(await screen.findByRole('button', { name: 'Registered 1' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Unregistered 1' })).toBeDefined();
});

test('the folder tree opens to a folder that is typed, and is closed again at the author’s word', async () => {
  const studio = await openStudio();
  await screen.findByRole('treeitem', { name: 'ui 3' });

  await studio.user.type(field(), 'path:UI/icons/');

  const icons = await screen.findByRole('treeitem', { name: 'icons 2' });
  expect(icons.getAttribute('aria-selected')).toBe('true');
  icons.focus();
  await studio.user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(screen.queryByRole('treeitem', { name: 'icons 2' })).toBeNull();
  expect(field().value).toBe('path:UI/icons/');
});

test('one status at a time is written, and typed ones are shown where they are one', async () => {
  const studio = await openStudio();
  const pressed = (name: string): string | null => screen.getByRole('button', { name }).getAttribute('aria-pressed');
  expect(pressed('All 4')).toBe('true');

  await studio.user.click(screen.getByRole('button', { name: 'Problems 0' }));
  expect(field().value).toBe('is:warning,error,missing ');
  await studio.user.click(screen.getByRole('button', { name: 'Unregistered 4' }));
  expect(field().value).toBe('is:unregistered ');
  await studio.user.click(screen.getByRole('button', { name: 'Unregistered 4' }));
  expect(field().value).toBe('');

  await studio.user.type(field(), 'is:missing,error,warning');
  await waitFor(() => {
    expect(pressed('Problems 0')).toBe('true');
  });
  expect(pressed('All 4')).toBe('false');
});

test('what can’t be followed is said and left out', async () => {
  const studio = await openStudio();

  await studio.user.type(field(), 'type:sonud -type:sonud');

  expect(await screen.findByText(/^“sonud” is no type: there are image, .* It is left out\.$/)).toBeDefined();
  await expectShown(4);
});

test('the folder tree opens, chooses and leaves a folder, by keyboard alone', async () => {
  const studio = await openStudio();
  await screen.findByRole('treeitem', { name: 'ui 3' });
  expect(screen.queryByRole('treeitem', { name: 'icons 2' })).toBeNull();

  folder('sfx 1').focus();
  await studio.user.keyboard('{ArrowDown}{ArrowRight}');
  await screen.findByRole('treeitem', { name: 'icons 2' });
  expect(folder('ui 3').getAttribute('aria-expanded')).toBe('true');
  await studio.user.keyboard('{ArrowRight}{Enter}');

  expect(document.activeElement).toBe(folder('icons 2'));
  expect(field().value).toBe('path:ui/icons/ ');
  expect(folder('icons 2').getAttribute('aria-selected')).toBe('true');
  await expectShown(2);
  await studio.user.keyboard(' ');
  expect(field().value).toBe('');
  await studio.user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(screen.queryByRole('treeitem', { name: 'icons 2' })).toBeNull();
  expect(document.activeElement).toBe(folder('ui 3'));
});

test('tags and folders are asked for once, and not again by a registration', async () => {
  const studio = await openStudio();
  await screen.findByRole('treeitem', { name: 'ui 3' });

  await studio.user.click(await findRow('Frame'));
  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));
  await screen.findByRole('button', { name: 'Registered 1' });

  expect(studio.requests.filter((channel) => channel === 'packer:get-asset-facets')).toHaveLength(1);
});

test('what a search leaves is counted anew with the rest, and not after it', async () => {
  const studio = await openStudio();
  await studio.user.type(field(), 'frame');
  await studio.user.click(await findRow('Frame'));
  const register = await details().findByRole('button', { name: /^Register/ });
  await screen.findByRole('button', { name: 'Registered 0' });

  studio.answerNext('packer:get-project', () => new Promise(() => undefined));
  await studio.user.click(register);

  expect(await screen.findByRole('button', { name: 'Registered 1' })).toBeDefined();
});

test('what was looked for is marked in name and folder', async () => {
  const studio = await openStudio();

  await studio.user.type(field(), 'GREEN icons -red');

  const row = await findRow('Green tick');
  await waitFor(() => {
    expect([...row.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['Green', 'icons']);
  });
});

test('a search is saved under a name, asked again, and forgotten', async () => {
  const studio = await openStudio();
  await studio.user.type(field(), 'tag:hud -cross');

  await studio.user.click(await screen.findByRole('button', { name: 'Save this search…' }));
  await studio.user.keyboard('Good ones{Enter}');
  const saved = await screen.findByRole('button', { name: 'Good ones' });
  expect(saved.getAttribute('aria-pressed')).toBe('true');
  expect(document.activeElement).toBe(saved);
  expect(screen.queryByRole('button', { name: 'Save this search…' })).toBeNull();

  await studio.user.clear(field());
  await expectShown(4);
  await studio.user.click(saved);
  expect(field().value).toBe('tag:hud -cross ');
  await expectShown(1);

  await studio.user.clear(field());
  await studio.user.type(field(), 'tag:menu');
  await studio.user.click(await screen.findByRole('button', { name: 'Save this search…' }));
  await studio.user.keyboard('Good one');
  expect(screen.getByRole('button', { name: 'Save' })).toBeDefined();
  await studio.user.keyboard('s');
  expect(screen.getByText('There is a search of this name. This one takes its place.')).toBeDefined();
  await studio.user.click(screen.getByRole('button', { name: 'Replace' }));
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Good ones' }).getAttribute('aria-pressed')).toBe('true');
  });

  await studio.user.click(screen.getByRole('button', { name: 'Remove the saved search “Good ones”' }));
  await waitFor(() => {
    expect(screen.queryByRole('button', { name: 'Good ones' })).toBeNull();
  });
});
