import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

async function open(...roots: readonly string[]): Promise<RenderedStudio> {
  const assets = Object.fromEntries(roots.map((root) => [root, anAsset({ name: `Asset ${root}` })]));
  return renderStudio({ launchFolder: await buildProject({ assets }) });
}

const status = (): string => screen.getByRole('contentinfo').textContent;

async function says(text: string): Promise<void> {
  await waitFor(() => {
    expect(status()).toContain(text);
  });
}

test('Delete on one registered asset unregisters it at once, and Undo brings it back', async () => {
  const studio = await open('a', 'b');
  await studio.user.click(await findRow('Asset a'));
  studio.menu('register-asset');
  await says('Registered “Asset a”');

  screen.getByRole('grid').focus();
  await studio.user.keyboard('{Delete}');
  await says('Unregistered “Asset a”. No file was deleted.');
  expect(details().getByText('“a” is not registered. There is nothing to do.')).toBeDefined();

  studio.menu('undo');
  await says('Undone: Unregister 1 asset');
  expect(await screen.findByRole('button', { name: 'Registered 1' })).toBeDefined();
  studio.menu('redo');
  await says('Done again: Unregister 1 asset');
  expect(await screen.findByRole('button', { name: 'Registered 0' })).toBeDefined();
});

test('Undo is of the project also with the focus on a slider, in which nothing can be typed', async () => {
  const studio = await open('a');
  await studio.user.click(await findRow('Asset a'));
  studio.menu('register-asset');
  await says('Registered “Asset a”');
  studio.menu('show-grid');
  (await screen.findByRole('slider', { name: 'Size of the pictures' })).focus();

  await studio.user.keyboard('{Control>}z{/Control}');

  await says('Undone: Register 1 asset');
});

test('with nothing to undo, Undo says so', async () => {
  const studio = await open('a');
  await findRow('Asset a');

  studio.menu('undo');

  await says('There is nothing to undo.');
  // Nothing failed: no stop sign, and none in the list of jobs.
  expect(screen.getByText(/nothing to undo/).parentElement?.querySelector('svg')).toBeNull();
  studio.menu('show-jobs');
  const jobs = within(await screen.findByRole('dialog', { name: 'Jobs' }));
  expect(jobs.getByText(/nothing to undo/).parentElement?.querySelector('svg')?.classList).toContain('text-fg-faint');
});

test('the history lists what was done, and undoes a step of it', async () => {
  const studio = await open('a', 'b');
  await studio.user.click(await findRow('Asset a'));
  studio.menu('show-history');
  const dialog = within(await screen.findByRole('dialog', { name: 'History' }));
  expect(await dialog.findByText('Nothing was done yet')).toBeDefined();
  await studio.user.click(dialog.getByRole('button', { name: 'Close' }));
  studio.menu('register-asset');
  await says('Registered “Asset a”');

  studio.menu('show-history');
  const again = within(await screen.findByRole('dialog', { name: 'History' }));
  await studio.user.click(await again.findByRole('button', { name: 'Undo “Register 1 asset”' }));

  expect(await again.findByText('Undone: Register 1 asset')).toBeDefined();
  expect(await again.findByRole('button', { name: 'Redo “Undo Register 1 asset”' })).toBeDefined();
  expect(again.getByText('Undone')).toBeDefined();
});
