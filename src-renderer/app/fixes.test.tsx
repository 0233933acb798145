import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { encodeEntry } from '../../src-main/packer/disk/registry-record.ts';
import { anAsset, anEntry, anId, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

interface Opened extends RenderedStudio {
  readonly text: (root: string) => Promise<string>;
}

async function open(assets: Readonly<Record<string, unknown>>): Promise<Opened> {
  const files = Object.fromEntries(Object.keys(assets).map((root) => [`assets/${root}/picture.png`, 'source']));
  const folder = await buildProject({ assets, files });
  const studio = await renderStudio({ launchFolder: folder });
  return { ...studio, text: (root) => readFile(join(folder, 'assets', root, 'asset.json'), 'utf8') };
}

async function says(text: string): Promise<void> {
  await waitFor(() => {
    expect(screen.getByRole('contentinfo').textContent).toContain(text);
  });
}

/** The text of a manifest as its author wrote it. */
const written = (fields: string): string =>
  `{\n  "colour": "red",\n  "schemaVersion": 1, "name" : "Leaf",\n  "type": "image",\n  ${fields}\n}\n`;

test('M6 a fix at a problem is an edit of the manifest, and Undo takes it back byte for byte', async () => {
  const before = written('"sources": ["picture.png", "gone.png"]');
  const studio = await open({ a: before });
  await studio.user.click(await findRow('Leaf'));

  await studio.user.click(await details().findByRole('button', { name: 'Fix: remove “gone.png” from the manifest' }));
  await says('Removed “gone.png” from the manifest of “Leaf”');
  expect(await studio.text('a')).toBe(written('"sources": ["picture.png"]'));
  await studio.user.click(await details().findByRole('button', { name: 'Fix: remove “colour” from the manifest' }));
  await says('Removed “colour” from the manifest of “Leaf”');
  expect(await details().findByText('No problems found at the last read.')).toBeDefined();

  studio.menu('undo');
  await says('Undone');
  studio.menu('undo');
  await waitFor(async () => {
    expect(await studio.text('a')).toBe(before);
  });
});

test('M6 the fixes of the selected asset are shown by their key, and chosen by keys', async () => {
  const studio = await open({ a: written('"sources": ["picture.png", "gone.png"]'), b: anAsset({ name: 'Nut' }) });
  await studio.user.click(await findRow('Nut'));
  await details().findByText('No problems found at the last read.');
  await studio.user.keyboard('{Control>}.{/Control}');
  await says('There is nothing wrong with this asset that Studio can fix.');

  await studio.user.click(await findRow('Leaf'));
  await details().findByRole('button', { name: /^Fix: remove “gone/ });
  await studio.user.keyboard('{Control>}.{/Control}');
  const menu = within(await screen.findByRole('menu', { name: 'Fixes for “Leaf”' }));
  expect(menu.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
    'Fix: remove “colour” from the manifest',
    'Fix: remove “gone.png” from the manifest',
  ]);
  await waitFor(() => {
    expect(document.activeElement).toBe(menu.getAllByRole('menuitem')[0]);
  });
  await studio.user.keyboard('{Enter}');

  await says('Removed “colour” from the manifest of “Leaf”');
  expect(await studio.text('a')).not.toContain('colour');
});

test('M6 a manifest with wrong fields is mended in the form: they are marked, and nothing else is written', async () => {
  const broken =
    '{ "author":"me","schemaVersion": 1, "name": "", "type": "picture", "sources": "picture.png", "preload": 1 }';
  const studio = await open({ leaf: broken });
  await studio.user.click(await findRow('leaf'));

  await studio.user.click(await details().findByRole('button', { name: 'Fix: edit “Type”' }));
  const form = within(await details().findByRole('form', { name: 'Edit manifest' }));
  const type = form.getByRole<HTMLSelectElement>('combobox', { name: 'Type' });
  await waitFor(() => {
    expect(document.activeElement).toBe(type);
  });
  expect(type.value).toBe('picture');
  expect(form.getByText(/^“type” has a value that is not known\./)).toBeDefined();
  expect(form.getByText(/^“sources” is of the wrong kind/)).toBeDefined();
  expect(form.getByText(/^“name” is too short/)).toBeDefined();
  expect(form.getByRole('checkbox').getAttribute('aria-invalid')).toBe('true');

  // What is still wrong is not sent.
  await studio.user.click(form.getByRole('button', { name: /^Save/ }));
  expect(studio.requests).not.toContain('packer:edit-manifest');
  await studio.user.selectOptions(type, 'Image');
  expect(form.queryByText(/^“type” has a value/)).toBeNull();
  await studio.user.type(form.getByRole('textbox', { name: 'Name' }), 'Oak leaf');
  await studio.user.click(form.getByRole('button', { name: /^Save/ }));

  await says('Saved “Oak leaf”');
  expect(await studio.text('leaf')).toBe(
    '{ "author":"me","schemaVersion": 1, "name": "Oak leaf", "type": "image", "sources": ["picture.png"], "preload": false }',
  );
  studio.menu('undo');
  await says('Undone: Edit 1 asset');
  expect(await studio.text('leaf')).toBe(broken);
});

test('a problem is copied with its code and its place', async () => {
  const studio = await open({ a: written('"sources": ["picture.png"]') });
  await studio.user.click(await findRow('Leaf'));

  await studio.user.click(await details().findByRole('button', { name: 'Copy problem' }));

  await says('Problem copied');
  expect(studio.copied).toEqual([
    [
      'Warning (manifest-unknown-key): “colour” is not a key that asset.json can have.',
      'assets/a/asset.json:2:13',
      'It has no effect, and may be a typing error.',
      'Correct or remove it, then reload.',
    ].join('\n'),
  ]);
});

test('a fix waits for what is typed in the form to be saved or dropped', async () => {
  const studio = await open({ a: written('"sources": ["picture.png"]') });
  await studio.user.click(await findRow('Leaf'));
  await studio.user.click(await details().findByRole('button', { name: /^Edit manifest/ }));
  await studio.user.type(await details().findByRole('textbox', { name: 'Name' }), '!');

  await studio.user.click(details().getByRole('button', { name: 'Fix: remove “colour” from the manifest' }));

  await says('Save or discard what you changed in the manifest first.');
  expect(studio.requests).not.toContain('packer:edit-manifest');
});

test('what is typed while a fix is under way stays, and is saved without taking the fix back', async () => {
  const studio = await open({ a: written('"sources": ["picture.png", "gone.png"]') });
  await studio.user.click(await findRow('Leaf'));
  await studio.user.click(await details().findByRole('button', { name: /^Edit manifest/ }));
  const name = await details().findByRole('textbox', { name: 'Name' });
  const fixing = studio.holdAnswer('packer:edit-manifest');
  await studio.user.click(details().getByRole('button', { name: /^Fix: remove “gone/ }));
  await fixing.reached;

  await studio.user.type(name, '!');
  fixing.open();

  await says('Removed “gone.png” from the manifest of “Leaf”');
  expect(details().getByDisplayValue('Leaf!')).toBe(name);
  await studio.user.click(details().getByRole('button', { name: /^Save/ }));
  await says('Saved “Leaf!”');
  expect(await studio.text('a')).toBe(written('"sources": ["picture.png"]').replace('"Leaf"', '"Leaf!"'));
});

/** An asset that was registered at a root, and whose folder an author then moved with the file manager, or git. */
async function openMoved(from: string, ...folders: readonly string[]) {
  const assets = Object.fromEntries(folders.map((root) => [root, anAsset({ name: `In ${root}` })]));
  const folder = await buildProject({ assets, registry: [encodeEntry(anEntry({ root: from }))] });
  const studio = await renderStudio({ launchFolder: folder });
  const registry = join(folder, 'assets.jsonl');
  return { ...studio, append: (text: string) => appendFile(registry, text), read: () => readFile(registry, 'utf8') };
}

test('V8 an asset whose folder was moved elsewhere keeps its id by its fix, is shown there, and Undo takes it back', async () => {
  const studio = await openMoved('ui/leaf', 'old/leaf', 'ui/icons/leaf', 'ui/nut');
  await studio.user.click(await findRow('leaf'));
  const fixes = await details().findAllByRole('button', { name: /^Fix/ });
  expect(fixes.map((button) => button.textContent)).toEqual([
    'Fix: keep its id at “ui/icons/leaf”',
    'Fix: keep its id at “old/leaf”',
  ]);

  await studio.user.click(details().getByRole('button', { name: /“ui\/icons\/leaf”/ }));

  await says('“leaf” keeps its id at ui/icons/leaf');
  expect(await details().findByRole('heading', { name: 'In ui/icons/leaf' })).toBeDefined();
  expect(await details().findByText(anEntry().assetId)).toBeDefined();
  expect(screen.queryByRole('row', { name: /^leaf,/ })).toBeNull();
  studio.menu('undo');
  await says('Undone: Change the folder of 1 asset');
  expect(await findRow('leaf')).toBeDefined();
  expect(await findRow('In ui/icons/leaf')).toBeDefined();
});

test('V11 the folders of a missing asset are offered by the key, five of them and no more', async () => {
  const studio = await openMoved('leaf', ...Array.from({ length: 6 }, (_, number) => `n${String(number)}/leaf`));
  await findRow('leaf');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'is:missing' } });
  await studio.user.click(await findRow('leaf'));
  await details().findByText('More folders have the same name. These are the likeliest.');
  await studio.user.keyboard('{Control>}.{/Control}');
  const menu = within(await screen.findByRole('menu', { name: 'Fixes for “leaf”' }));
  expect(menu.getAllByRole('menuitem')).toHaveLength(5);
  await waitFor(() => {
    expect(document.activeElement).toBe(menu.getAllByRole('menuitem')[0]);
  });

  await studio.user.keyboard('{ArrowDown}{Enter}');

  await says('“leaf” keeps its id at n1/leaf');
  // Who goes through what is missing stays there, and is not led to what is not.
  expect(await screen.findByText('No asset matches')).toBeDefined();
  expect(screen.getByRole('searchbox')).toHaveProperty('value', 'is:missing');
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Clear filters' }));
  });
  expect(await studio.read()).toContain('"rev":2');
});

test('V8 a folder that another program registered meanwhile is refused, and that is said', async () => {
  const studio = await openMoved('leaf', 'n/leaf');
  await studio.user.click(await findRow('leaf'));
  const fix = await details().findByRole('button', { name: /^Fix/ });
  await studio.append(`${encodeEntry(anEntry({ root: 'n/leaf', assetId: anId(2) }))}\n`);

  await studio.user.click(fix);

  await says('The registration of “leaf” was not changed. “n/leaf” is registered already.');
  await waitFor(() => {
    expect(details().queryByRole('button', { name: /^Fix/ })).toBeNull();
  });
});
