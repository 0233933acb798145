import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

interface Opened extends RenderedStudio {
  readonly isThere: (root: string) => boolean;
}

async function open(): Promise<Opened> {
  const assets = { 'ui/a': anAsset({ name: 'Leaf' }), 'ui/b': anAsset({ name: 'Nut' }) };
  const folder = await buildProject({ assets });
  const studio = await renderStudio({ launchFolder: folder });
  return { ...studio, isThere: (root) => existsSync(join(folder, 'assets', root, 'asset.json')) };
}

async function says(text: string): Promise<void> {
  await waitFor(() => {
    expect(screen.getByRole('contentinfo').textContent).toContain(text);
  });
}

async function askFor({ user }: RenderedStudio, name: string) {
  await user.click(await findRow(name));
  await user.click(await details().findByRole('button', { name: /^Move or rename/ }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Move or rename' }));
  const field = dialog.getByRole<HTMLInputElement>('textbox', { name: 'Folder, below “assets”' });
  await waitFor(() => {
    expect(document.activeElement).toBe(field);
  });
  return { dialog, field };
}

test('what an author has begun to type into the manifest goes with the asset', async () => {
  const studio = await open();
  await studio.user.click(await findRow('Leaf'));
  await studio.user.click(await details().findByRole('button', { name: /^Edit manifest/ }));
  await studio.user.type(await details().findByRole('textbox', { name: 'Name' }), ' of oak');

  const { dialog, field } = await askFor(studio, 'Leaf');
  expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).toBe('a');
  await studio.user.keyboard('oak');
  await dialog.findByText('It can be moved there.');
  await studio.user.keyboard('{Enter}');

  await says('Moved “Leaf” to ui/oak');
  expect([studio.isThere('ui/a'), studio.isThere('ui/oak')]).toEqual([false, true]);
  expect(await details().findByDisplayValue('Leaf of oak')).toBeDefined();
  await studio.user.click(details().getByRole('button', { name: /^Save/ }));
  await says('Saved “Leaf of oak”');
});

test('what is typed goes with the asset when its move is undone, and when it is done again', async () => {
  const studio = await open();
  await askFor(studio, 'Leaf');
  await studio.user.keyboard('oak');
  await screen.findByText('It can be moved there.');
  await studio.user.keyboard('{Enter}');
  await says('Moved “Leaf” to ui/oak');
  await studio.user.click(await details().findByRole('button', { name: /^Edit manifest/ }));
  await studio.user.type(await details().findByRole('textbox', { name: 'Name' }), ' of oak');
  screen.getByRole('grid').focus();

  studio.menu('undo');
  await says('Undone: Move 1 asset');
  expect(await details().findByDisplayValue('Leaf of oak')).toBeDefined();
  studio.menu('redo');
  await says('Done again: Move 1 asset');
  expect(await details().findByDisplayValue('Leaf of oak')).toBeDefined();
  await studio.user.click(details().getByRole('button', { name: /^Save/ }));
  await says('Saved “Leaf of oak”');
});

test('a disk that refuses leaves the dialog open, says why, and it can be tried again', async () => {
  const studio = await open();
  const { dialog } = await askFor(studio, 'Nut');
  studio.disk.fail({ call: 'rename', path: 'assets/ui/b' }, 'EXDEV');
  await studio.user.keyboard('c');
  await dialog.findByText('It can be moved there.');

  await studio.user.keyboard('{Enter}');

  expect((await dialog.findByRole('alert')).textContent).toContain('The disk refused to move “ui/b” to “ui/c”');
  await says('“Nut” was not moved.');
  await studio.user.click(dialog.getByRole('button', { name: 'Move' }));
  await says('Moved “Nut” to ui/c');
  expect(studio.isThere('ui/c')).toBe(true);
});
