import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, renderStudio } from '../testing/render-with-bridge.tsx';

async function says(text: string): Promise<void> {
  await waitFor(() => {
    expect(screen.getByRole('contentinfo').textContent).toContain(text);
  });
}

test('one asset is asked about, unregistered and moved to the trash; Cancel moves nothing', async () => {
  const folder = await buildProject({ assets: { a: anAsset({ name: 'Leaf' }), b: anAsset({ name: 'Nut' }) } });
  const studio = await renderStudio({ launchFolder: folder });
  await studio.user.click(await findRow('Leaf'));
  studio.menu('register-asset');
  await says('Registered “Leaf”');

  await studio.user.click(await details().findByRole('button', { name: 'Move to trash…' }));
  const question = within(await screen.findByRole('dialog', { name: 'Move 1 asset to the trash?' }));
  expect(question.getByText('assets/a')).toBeDefined();
  expect(question.getByText(/This can’t be undone here/)).toBeDefined();
  await studio.user.click(question.getByText('Cancel'));
  expect(existsSync(join(folder, 'assets/a'))).toBe(true);
  expect(studio.requests).not.toContain('packer:trash-assets');

  studio.menu('trash-assets');
  const again = within(await screen.findByRole('dialog', { name: 'Move 1 asset to the trash?' }));
  await studio.user.click(again.getByRole('button', { name: 'Move 1 asset to the trash' }));
  await says('1 moved to the trash');
  expect(existsSync(join(folder, 'assets/a'))).toBe(false);
  expect(screen.queryByRole('row', { name: /^Leaf,/ })).toBeNull();
  expect(await screen.findByRole('button', { name: 'Registered 0' })).toBeDefined();
});

test('several are named by their number', async () => {
  const folder = await buildProject({ assets: { a: anAsset({ name: 'Leaf' }), b: anAsset({ name: 'Nut' }) } });
  const studio = await renderStudio({ launchFolder: folder });
  await studio.user.click(await findRow('Leaf'));
  await studio.user.keyboard('{Control>}a{/Control}');

  await studio.user.click(await screen.findByRole('button', { name: 'Move 2 to the trash…' }));
  const question = within(await screen.findByRole('dialog', { name: 'Move 2 assets to the trash?' }));
  await studio.user.click(question.getByRole('button', { name: 'Move 2 assets to the trash' }));

  await says('2 moved to the trash');
  expect(existsSync(join(folder, 'assets/b'))).toBe(false);

  // Undo takes nothing else back in its place.
  studio.menu('undo');
  await says('This can’t be done from here: the files of “a” are in the system’s trash. Bring them back');
  studio.menu('show-history');
  const history = within(await screen.findByRole('dialog', { name: 'History' }));
  expect(await history.findByText('Move 2 assets to the trash')).toBeDefined();
  // It was said where it was asked for; here the step says it, and nothing else does.
  expect(history.queryByRole('alert')).toBeNull();
  expect(history.getAllByText(/are in the system’s trash/)).toHaveLength(1);
});
