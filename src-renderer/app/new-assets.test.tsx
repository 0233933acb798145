import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject, freshFolder } from '../../src-main/packer/testing/project-builder.ts';
import { findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

async function says(text: string): Promise<void> {
  await waitFor(() => {
    expect(screen.getByRole('contentinfo').textContent).toContain(text);
  });
}

/** What a browser tells of files that are dragged over it. A test's files are called what they lie under. */
function dragged(paths: readonly string[], type = 'image/png'): { readonly dataTransfer: Partial<DataTransfer> } {
  const files = paths.map((path) => ({ name: path }));
  const items = files.map(() => ({ kind: 'file', type }));
  return { dataTransfer: { types: ['Files'], files, items, dropEffect: 'none' } as unknown as DataTransfer };
}

/** Studio with a project that has a leaf, and a file that a nut can be created from. */
async function openWithFile(): Promise<{
  readonly studio: RenderedStudio;
  readonly folder: string;
  readonly path: string;
}> {
  const folder = await buildProject({ assets: { a: anAsset({ name: 'Leaf' }) } });
  const path = join(await freshFolder(), 'nut.png');
  await writeFile(path, 'p');
  const studio = await renderStudio({ launchFolder: folder });
  await findRow('Leaf');
  return { studio, folder, path };
}

test('a thousand dropped files are told and looked through by what is seen of them; Cancel writes nothing', async () => {
  const folder = await buildProject({ assets: { a: anAsset({ name: 'Leaf' }) } });
  const outside = await freshFolder();
  const paths = Array.from({ length: 1000 }, (_, at) => join(outside, `f${String(at)}.png`));
  await Promise.all(paths.map((path, at) => (at % 100 === 0 ? Promise.resolve() : writeFile(path, 'p'))));
  const studio = await renderStudio({ launchFolder: folder });
  await findRow('Leaf');

  fireEvent.dragOver(document.body, dragged(paths));
  expect(screen.getByText('Create 1,000 assets from these files')).toBeDefined();
  // One of which no type is known may be a folder, which is no asset.
  fireEvent.dragOver(document.body, dragged(['some'], ''));
  expect(screen.getByText('Create assets from files')).toBeDefined();
  expect(screen.queryByText(/^Create \d/)).toBeNull();
  fireEvent.drop(document.body, dragged(paths));

  const sheet = within(await screen.findByRole('dialog', { name: 'Create assets from files' }));
  expect(screen.queryByText('Create 1,000 assets from these files')).toBeNull();
  expect(sheet.getAllByRole('listitem')[0]?.getAttribute('aria-setsize')).toBe('1000');
  expect(sheet.getAllByRole('listitem').length).toBeLessThan(50);
  await sheet.findByText(/990 of 1,000 ready · 10 have a problem/);
  expect(sheet.getByRole('button', { name: 'Create 990 assets' })).toBeDefined();

  await studio.user.click(sheet.getByText('Cancel'));
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  expect(studio.requests).not.toContain('packer:create-assets');
  expect(existsSync(join(folder, 'assets/f1'))).toBe(false);
});

test('what is in the way of a file is said and settled in its row, and the rest is made', async () => {
  const folder = await buildProject({ assets: { 'ui/leaf': anAsset({ name: 'Leaf' }) } });
  const outside = await freshFolder();
  const paths = ['leaf.png', 'what.xyz'].map((name) => join(outside, name));
  await Promise.all(paths.map((path) => writeFile(path, 'p')));
  const studio = await renderStudio({ launchFolder: folder });
  await findRow('Leaf');
  studio.chooseFiles(paths);
  studio.menu('create-assets');

  const sheet = within(await screen.findByRole('dialog', { name: 'Create assets from files' }));
  await studio.user.type(sheet.getByRole('textbox', { name: 'Folder for all, below assets' }), 'ui');
  await sheet.findByText(/There is something at “ui\/leaf” already/);
  expect(sheet.getByText(/Its name does not say what it is/)).toBeDefined();
  const submit = sheet.getByRole('button', { name: 'Create 0 assets' });
  expect(submit.getAttribute('aria-disabled')).toBe('true');

  const root = sheet.getByRole('textbox', { name: 'Folder of the asset from “leaf.png”' });
  await studio.user.clear(root);
  await studio.user.type(root, 'ui/other');
  await studio.user.selectOptions(sheet.getByRole('combobox', { name: 'Type of “what.xyz”' }), 'data');
  await sheet.findByRole('button', { name: 'Create 2 assets' });
  await studio.user.click(sheet.getByRole('checkbox', { name: 'Create an asset from “what.xyz”' }));
  await sheet.findByRole('button', { name: 'Create 1 asset' });

  await studio.user.click(sheet.getByRole('checkbox', { name: 'Register them too' }));
  await studio.user.click(sheet.getByRole('button', { name: 'Create 1 asset' }));
  await says('1 created');
  expect(existsSync(join(folder, 'assets/ui/other/leaf.png'))).toBe(true);
  expect(await screen.findByRole('button', { name: 'Unregistered 2' })).toBeDefined();
  await waitFor(() => {
    expect(screen.getByRole('region', { name: 'Details' }).textContent).toContain('ui/other');
  });
});

test('what is dropped on the sheet, or chosen from it, comes to the list, and what was changed there stays', async () => {
  const { studio, folder, path } = await openWithFile();
  const outside = await freshFolder();
  const more = ['oak.gltf', 'pine.png'].map((name) => join(outside, name));
  await writeFile(
    more[0] ?? '',
    JSON.stringify({ asset: { version: '2.0' }, buffers: [{ uri: 'oak.bin', byteLength: 1 }] }),
  );
  await Promise.all([more[1] ?? '', join(outside, 'oak.bin')].map((each) => writeFile(each, 'p')));
  fireEvent.drop(document.body, dragged([path]));
  const sheet = within(await screen.findByRole('dialog', { name: 'Create assets from files' }));
  const root = await sheet.findByRole('textbox', { name: 'Folder of the asset from “nut.png”' });
  fireEvent.change(root, { target: { value: 'props/nut' } });

  fireEvent.dragOver(document.body, dragged(more));
  expect(sheet.getByText('Add 2 files to the list')).toBeDefined();
  expect(screen.queryByText('Create 2 assets from these files')).toBeNull();
  fireEvent.drop(document.body, dragged(more));
  await sheet.findByRole('button', { name: 'Create 3 assets' });
  studio.chooseFiles([join(outside, 'oak.bin')]);
  await studio.user.click(sheet.getByRole('button', { name: 'Add files…' }));

  // It is a part of the model that came before it.
  expect(await sheet.findByText(/with 1 file of its own/)).toBeDefined();
  await studio.user.click(await sheet.findByRole('button', { name: 'Create 3 assets' }));
  await says('3 created');
  expect(
    ['props/nut/nut.png', 'oak/oak.bin', 'pine/pine.png'].map((each) => existsSync(join(folder, 'assets', each))),
  ).toEqual([true, true, true]);
});

test('a dropped folder stands for the files in it, which are proposed in folders of their names', async () => {
  const { studio, folder } = await openWithFile();
  const outside = join(await freshFolder(), 'Trees');
  await mkdir(join(outside, 'old', '.git'), { recursive: true });
  await Promise.all(
    ['ash.png', 'old/oak.png', 'old/.git/x.png', '.DS_Store'].map((name) => writeFile(join(outside, name), 'p')),
  );

  fireEvent.drop(document.body, dragged([outside]));

  const sheet = within(await screen.findByRole('dialog', { name: 'Create assets from files' }));
  const roots = await sheet.findAllByRole<HTMLInputElement>('textbox', { name: /^Folder of the asset/ });
  expect(roots.map(({ value }) => value)).toEqual(['Trees/ash', 'Trees/old/oak']);
  expect(sheet.queryByText(/not looked into/)).toBeNull();
  await studio.user.click(await sheet.findByRole('button', { name: 'Create 2 assets' }));
  await says('2 created');
  expect(existsSync(join(folder, 'assets/Trees/old/oak/oak.png'))).toBe(true);
});

test('a drop of what lies nowhere is said, and there is no sheet', async () => {
  const folder = await buildProject({ assets: { a: anAsset({ name: 'Leaf' }) } });
  await renderStudio({ launchFolder: folder });
  await findRow('Leaf');

  act(() => {
    fireEvent.drop(document.body, dragged(['relative.png']));
  });

  await says('In what was dropped there is no file of this computer.');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('N8 folders are chosen, too, at first and beside what is looked through; one without a file is said', async () => {
  const { studio, folder, path } = await openWithFile();
  const outside = await freshFolder();
  const [forest, shore, empty] = ['forest', 'shore', 'empty'].map((name) => join(outside, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([join(forest, 'deep'), shore, empty].map((each) => mkdir(each, { recursive: true })));
  await Promise.all([join(forest, 'deep/oak.png'), join(shore, 'wave.ogg')].map((each) => writeFile(each, 'p')));
  studio.chooseFolders([empty]);
  studio.menu('create-assets-from-folders');
  await says('In what was chosen there is no file.');
  // By the answer to a request that is made after it, nothing of it is under way.
  await studio.bridge.requests['packer:list-recent']({});

  studio.chooseFolders([forest]);
  studio.menu('create-assets-from-folders');
  const sheet = within(await screen.findByRole('dialog', { name: 'Create assets from files' }));
  await sheet.findByRole('button', { name: 'Create 1 asset' });
  studio.chooseFolders([shore]);
  await studio.user.click(sheet.getByRole('button', { name: 'Add folders…' }));
  await sheet.findByRole('button', { name: 'Create 2 assets' });
  studio.chooseFiles([path]);
  await studio.user.click(sheet.getByRole('button', { name: 'Add files…' }));
  await studio.user.click(await sheet.findByRole('button', { name: 'Create 3 assets' }));

  await says('3 created');
  expect(
    ['forest/deep/oak/oak.png', 'shore/wave/wave.ogg', 'nut/nut.png'].map((each) =>
      existsSync(join(folder, 'assets', each)),
    ),
  ).toEqual([true, true, true]);
});

test('a creation that ends while the author types a search leaves him there', async () => {
  const { studio, path } = await openWithFile();
  studio.chooseFiles([path]);
  studio.menu('create-assets');
  const creating = studio.holdAnswer('packer:create-assets');
  await studio.user.click(await screen.findByRole('button', { name: 'Create 1 asset' }));
  await creating.reached;
  const search = screen.getByRole<HTMLInputElement>('searchbox');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });
  await studio.user.click(search);
  await studio.user.type(search, 'leaf');

  creating.open();

  await says('1 created');
  // What it would lead to has happened by the answer to a request that is made after it.
  await waitFor(() => {
    expect(studio.requests).toContain('packer:find-row');
  });
  await studio.bridge.requests['packer:list-recent']({});
  expect([document.activeElement, search.value]).toEqual([search, 'leaf']);
  expect(screen.getByRole('region', { name: 'Details' }).textContent).not.toContain('nut');
});

test('a creation leads to the first asset that it made, and not to one that was there before it', async () => {
  const folder = await buildProject({ assets: { a: anAsset({ name: 'Leaf' }) } });
  const outside = await freshFolder();
  const paths = ['a.png', 'nut.png'].map((name) => join(outside, name));
  await Promise.all(paths.map((path) => writeFile(path, 'p')));
  const studio = await renderStudio({ launchFolder: folder });
  await findRow('Leaf');
  // It came there since that was looked at.
  studio.changeAnswers('packer:check-new-roots', (check) => ({ ...check, refusals: check.refusals.map(() => null) }));
  studio.chooseFiles(paths);
  studio.menu('create-assets');

  await studio.user.click(await screen.findByRole('button', { name: 'Create 2 assets' }));

  await says('1 created');
  await waitFor(() => {
    expect(screen.getByRole('region', { name: 'Details' }).textContent).toContain('nut');
  });
});

test('a review outlasts another write, with the reason why it has to wait, and is carried out after it', async () => {
  const { studio, folder, path } = await openWithFile();
  const registering = studio.holdAnswer('packer:register-assets');
  studio.menu('register-all-shown');
  await registering.reached;
  studio.chooseFiles([path]);
  studio.menu('create-assets');

  const sheet = within(await screen.findByRole('dialog', { name: 'Create assets from files' }));
  const submit = await sheet.findByRole('button', { name: 'Create 1 asset' });
  expect(submit.getAttribute('aria-disabled')).toBe('true');
  expect(sheet.getByRole('status').textContent).toContain('Wait for it, or cancel it.');
  await studio.user.click(submit);
  await studio.user.keyboard('{Control>}{Enter}{/Control}');
  expect(studio.requests).not.toContain('packer:create-assets');

  registering.open();
  await waitFor(() => {
    expect(submit.getAttribute('aria-disabled')).toBeNull();
  });
  await studio.user.click(submit);
  await says('1 created');
  expect(existsSync(join(folder, 'assets/nut/nut.png'))).toBe(true);
});

test('a folder that is typed in parts of letters is that of whole ones, and typing asks once', async () => {
  const { studio, path } = await openWithFile();
  studio.chooseFiles([path]);
  studio.menu('create-assets');
  const sheet = within(await screen.findByRole('dialog', { name: 'Create assets from files' }));
  await sheet.findByText('Ready');

  for (const typed of ['a', 'a\u0301', 'a\u0301r']) {
    fireEvent.change(sheet.getByRole('textbox', { name: 'Folder for all, below assets' }), {
      target: { value: typed },
    });
  }
  await sheet.findByText('Ready');
  const root = sheet.getByRole('textbox', { name: 'Folder of the asset from “nut.png”' });
  fireEvent.change(root, { target: { value: 'u\u0308' } });
  await sheet.findByText('Ready');

  const asked = studio.asked('packer:check-new-roots').map(({ roots }) => roots);
  expect(asked).toEqual([['nut'], ['ár/nut'], ['ü']]);
});
