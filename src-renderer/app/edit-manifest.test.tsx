import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject, freshFolder } from '../../src-main/packer/testing/project-builder.ts';
import { useManifestDrafts } from '../features/asset-details/manifest-drafts.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

interface Opened extends RenderedStudio {
  readonly manifest: (root: string) => string;
}

async function open(assets: Readonly<Record<string, unknown>>): Promise<Opened> {
  const folder = await buildProject({ assets });
  const studio = await renderStudio({ launchFolder: folder });
  return { ...studio, manifest: (root) => join(folder, 'assets', root, 'asset.json') };
}

const leaves = { a: anAsset({ name: 'Leaf', tags: ['oak'] }), b: anAsset({ name: 'Nut' }) };

async function says(text: string): Promise<void> {
  await waitFor(() => {
    expect(screen.getByRole('contentinfo').textContent).toContain(text);
  });
}

/** Begins to edit an asset, and answers its form. */
async function edit({ user }: RenderedStudio, name: string) {
  await user.click(await findRow(name));
  await user.click(await details().findByRole('button', { name: /^Edit manifest/ }));
  return within(await details().findByRole('form', { name: 'Edit manifest' }));
}

test('an edit is saved by its key; list, details and filters follow, and Undo takes it back', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  const name = form.getByRole('textbox', { name: 'Name' });
  await waitFor(() => {
    expect(document.activeElement).toBe(name);
  });

  await studio.user.clear(name);
  await studio.user.type(name, 'Oak leaf');
  await studio.user.selectOptions(form.getByRole('combobox', { name: 'Type' }), 'Sprite atlas');
  await studio.user.type(form.getByRole('textbox', { name: 'Tags' }), '\nautumn');
  await studio.user.keyboard('{Control>}{Enter}{/Control}');

  await says('Saved “Oak leaf”');
  expect(await findRow('Oak leaf')).toBeDefined();
  expect(screen.queryByRole('form')).toBeNull();
  expect(JSON.parse(await readFile(studio.manifest('a'), 'utf8'))).toEqual({
    schemaVersion: 1,
    name: 'Oak leaf',
    type: 'sprite-atlas',
    sources: ['picture.png'],
    tags: ['oak', 'autumn'],
  });
  expect(await screen.findByRole('button', { name: 'autumn 1' })).toBeDefined();
  studio.menu('undo');
  await says('Undone: Edit 1 asset');
  expect(await findRow('Leaf')).toBeDefined();
  expect(JSON.parse(await readFile(studio.manifest('a'), 'utf8'))).toEqual(leaves.a);
});

test('who has saved, or left, is back where he came from', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), 's');
  await studio.user.keyboard('{Control>}{Enter}{/Control}');
  await says('Saved “Leafs”');
  expect(document.activeElement).toBe(details().getByRole('button', { name: /^Edit manifest/ }));

  await studio.user.click(await findRow('Nut'));
  const list = screen.getByRole('grid');
  expect(document.activeElement).toBe(list);
  studio.menu('edit-manifest');
  const other = within(await details().findByRole('form', { name: 'Edit manifest' }));
  await waitFor(() => {
    expect(document.activeElement).toBe(other.getByRole('textbox', { name: 'Name' }));
  });
  await studio.user.keyboard('{Escape}');
  expect(screen.queryByRole('form')).toBeNull();
  expect(document.activeElement).toBe(list);
});

test('what is typed while a save is under way stays, and can be saved after it', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  const name = form.getByRole('textbox', { name: 'Name' });
  await studio.user.type(name, ' of oak');
  const saving = studio.holdAnswer('packer:edit-manifest');
  await studio.user.click(form.getByRole('button', { name: /^Save/ }));
  await saving.reached;

  await studio.user.type(name, 's');
  saving.open();

  await says('Saved “Leaf of oak”');
  expect(details().getByDisplayValue('Leaf of oaks')).toBe(name);
  await studio.user.click(form.getByRole('button', { name: /^Save/ }));
  await says('Saved “Leaf of oaks”');
  expect(screen.queryByRole('form')).toBeNull();
  expect(JSON.parse(await readFile(studio.manifest('a'), 'utf8'))).toMatchObject({ name: 'Leaf of oaks' });
});

test('what is typed into a form stays, though it was asked for twice', async () => {
  const studio = await open(leaves);
  await studio.user.click(await findRow('Leaf'));
  const begin = await details().findByRole('button', { name: /^Edit manifest/ });
  const slow = studio.holdAnswer('packer:read-manifest');
  await studio.user.click(begin);
  await slow.reached;
  await studio.user.click(begin);
  const name = await details().findByRole('textbox', { name: 'Name' });
  await studio.user.type(name, ' of oak');

  slow.open();
  await studio.user.type(name, 's');
  await studio.user.keyboard('{Control>}{Enter}{/Control}');

  await says('Saved “Leaf of oaks”');
});

test('what is wrong is said at its field, and nothing is sent', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');

  await studio.user.clear(form.getByRole('textbox', { name: 'Name' }));
  await studio.user.clear(form.getByRole('textbox', { name: 'Source files' }));
  await studio.user.click(form.getByRole('button', { name: /^Save/ }));

  expect(await form.findByText('This can’t be empty.')).toBeDefined();
  expect(await form.findByText('Name at least one file.')).toBeDefined();
  expect(form.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBe('true');
  expect(studio.requests).not.toContain('packer:edit-manifest');
});

test('a file that was changed meanwhile is left alone, and the edit can be begun anew', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), '!');
  const theirs = JSON.stringify(anAsset({ name: 'Theirs' }));
  await writeFile(studio.manifest('a'), theirs);

  await studio.user.click(form.getByRole('button', { name: /^Save/ }));

  expect(await form.findByText('The asset.json of “a” was changed on disk since it was read.')).toBeDefined();
  expect(await readFile(studio.manifest('a'), 'utf8')).toBe(theirs);
  await studio.user.click(form.getByRole('button', { name: 'Discard and edit it as it is now' }));
  expect(await details().findByDisplayValue('Theirs')).toBeDefined();
});

test('what was changed meanwhile is taken, with what was typed on top, and told where both changed the same', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), '!');
  await writeFile(studio.manifest('a'), JSON.stringify(anAsset({ name: 'Theirs', tags: ['elm'] })));
  await studio.user.keyboard('{Control>}{Enter}{/Control}');

  await studio.user.click(await form.findByRole('button', { name: 'Keep my changes' }));

  await says('Changed in both, and yours stands: Name.');
  expect(await details().findByDisplayValue('elm')).toBeDefined();
  expect(form.queryByRole('alert')).toBeNull();
  await studio.user.keyboard('{Control>}{Enter}{/Control}');
  await says('Saved “Leaf!”');
  expect(JSON.parse(await readFile(studio.manifest('a'), 'utf8'))).toMatchObject({ name: 'Leaf!', tags: ['elm'] });
});

test('a save that leaves problems says how many, and a key that can’t save leads to the field', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  const name = form.getByRole('textbox', { name: 'Name' });
  await studio.user.clear(name);
  await studio.user.type(form.getByRole('textbox', { name: 'Tags' }), '\nautumn');
  await studio.user.keyboard('{Control>}{Enter}{/Control}');
  expect(document.activeElement).toBe(name);

  await studio.user.type(name, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Source files' }), '\n../out.png');
  await studio.user.keyboard('{Control>}{Enter}{/Control}');

  await says('Saved “Leaf”. It has 1 problem.');
});

test('what was typed outlasts another selection, and Escape asks before it is dropped', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), ' of oak');

  await studio.user.click(await findRow('Nut'));
  expect(screen.queryByRole('form')).toBeNull();
  // It is marked in the list meanwhile, among tiles too, and no other one is.
  expect(screen.getAllByTitle('Its manifest has edits that are not saved')).toHaveLength(1);
  expect(screen.getByRole('row', { name: /^Leaf,.*, unsaved edits$/ })).toBeDefined();
  studio.menu('show-grid');
  expect(await screen.findByRole('gridcell', { name: /^Leaf,.*, unsaved edits$/ })).toBeDefined();
  studio.menu('show-list');
  await studio.user.click(await findRow('Leaf'));
  const name = await details().findByDisplayValue('Leaf of oak');
  expect(document.activeElement).not.toBe(name);
  await studio.user.click(name);
  await studio.user.keyboard('{Escape}');
  const question = within(await details().findByRole('alertdialog', { name: 'Discard what you changed here?' }));
  await studio.user.keyboard('{Escape}');
  expect(details().queryByRole('alertdialog')).toBeNull();
  expect(question).toBeDefined();

  studio.menu('close-project');
  const dialog = within(await screen.findByRole('dialog', { name: 'Discard unsaved edits?' }));
  expect(dialog.getByText(/have changes|has changes/).textContent).toContain('a.');
  await studio.user.click(dialog.getByRole('button', { name: 'Keep editing' }));
  await studio.user.click(await details().findByDisplayValue('Leaf of oak'));
  await studio.user.keyboard('{Escape}');
  await studio.user.click(await details().findByRole('button', { name: 'Discard changes' }));
  expect(screen.queryByRole('form')).toBeNull();
  expect(screen.queryByRole('row', { name: /unsaved edits$/ })).toBeNull();
  expect(JSON.parse(await readFile(studio.manifest('a'), 'utf8'))).toEqual(leaves.a);
  studio.menu('close-project');
  expect(await screen.findByRole('button', { name: 'Open project…' })).toBeDefined();
});

test('another project asks as well before it takes the place of edits, which end with the one that they are of', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), ' of oak');
  studio.chooseNext(await buildProject({ assets: { c: anAsset({ name: 'Cone' }) } }));
  const asked = () => screen.findByRole('dialog', { name: 'Discard unsaved edits?' });

  studio.menu('open-project');
  await studio.user.click(within(await asked()).getByRole('button', { name: 'Keep editing' }));
  expect(await details().findByDisplayValue('Leaf of oak')).toBeDefined();
  expect(studio.requests.filter((channel) => channel === 'packer:open-project')).toHaveLength(1);
  studio.menu('open-project');
  await studio.user.click(within(await asked()).getByRole('button', { name: 'Discard changes' }));

  expect(await findRow('Cone')).toBeDefined();
  const names = Object.values(useManifestDrafts.getState().drafts).map(({ fields }) => fields.name);
  expect(names).not.toContain('Leaf of oak');
});

test('a project that can’t be opened leaves the edits as they are', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), ' of oak');
  studio.chooseNext(join(await freshFolder(), 'gone'));

  studio.menu('open-project');
  const dialog = within(await screen.findByRole('dialog', { name: 'Discard unsaved edits?' }));
  await studio.user.click(dialog.getByRole('button', { name: 'Discard changes' }));

  await screen.findByRole('alert');
  expect(await details().findByDisplayValue('Leaf of oak')).toBeDefined();
});

test('a manifest that can’t be edited without losing something says so', async () => {
  const studio = await open({ ...leaves, broken: '{ // mine' });
  await studio.user.click(await findRow('broken'));

  const button = await details().findByRole('button', { name: /^Edit manifest/ });

  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(details().getByText(/can’t be edited here without losing what is in it/)).toBeDefined();
});

test('a disk that refuses leaves the form as it is', async () => {
  const studio = await open(leaves);
  const form = await edit(studio, 'Leaf');
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), '!');
  studio.disk.fail({ call: 'file.write', path: '.tmp' }, 'ENOSPC');

  await studio.user.click(form.getByRole('button', { name: /^Save/ }));

  expect(await form.findByText(/The disk refused to write assets\/a\/asset.json/)).toBeDefined();
  expect(form.getByDisplayValue('Leaf!')).toBeDefined();
  await studio.user.click(form.getByRole('button', { name: /^Save/ }));
  await says('Saved “Leaf!”');
});
