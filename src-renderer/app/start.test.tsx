import { readdir } from 'node:fs/promises';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject, freshFolder } from '../../src-main/packer/testing/project-builder.ts';
import { findRow, renderStudio } from '../testing/render-with-bridge.tsx';

const oneAsset = { name: 'Garden', assets: { 'ui/ok': anAsset({ name: 'Ok' }) } };

test('opens the folder that the author chooses', async () => {
  const studio = await renderStudio();
  studio.chooseNext(await buildProject(oneAsset));

  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));

  expect(await findRow('Ok')).toBeDefined();
  expect(screen.getByRole('heading', { name: 'Garden' })).toBeDefined();
});

test('a dialog that is put away changes nothing', async () => {
  const studio = await renderStudio();

  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));

  await waitFor(() => {
    expect(studio.requests).toContain('packer:choose-folder');
  });
  expect(screen.getByRole('button', { name: 'Open project…' })).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a second click while the folder is being chosen asks for no second one', async () => {
  const studio = await renderStudio();
  const open = await screen.findByRole('button', { name: 'Open project…' });
  const choosing = studio.holdAnswer('packer:choose-folder');
  await studio.user.dblClick(open);
  await choosing.reached;

  await studio.user.click(screen.getByRole('button', { name: 'Open sample project' }));

  expect(studio.requests).not.toContain('packer:find-sample');
  expect(studio.requests.filter((channel) => channel === 'packer:choose-folder')).toHaveLength(1);
  choosing.open();
  await waitFor(() => {
    expect(open.getAttribute('aria-disabled')).toBeNull();
  });
});

test('a list of recent projects that can’t be had says so', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(oneAsset) });
  await findRow('Ok');
  studio.answerNext('packer:list-recent', () => Promise.reject(new Error('gone')));

  studio.menu('close-project');

  expect(await screen.findByText('Studio’s window lost its connection to the packer.')).toBeDefined();
});

test('a folder that is no project says so and what to do', async () => {
  const studio = await renderStudio();
  studio.chooseNext(await freshFolder());

  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));

  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('This folder is not a Prometeu project. It has no prometeu.json.');
  expect(alert.textContent).toContain('Choose the folder that holds prometeu.json and assets');
});

test('opens the sample project', async () => {
  const studio = await renderStudio({ sample: await buildProject(oneAsset) });

  await studio.user.click(await screen.findByRole('button', { name: 'Open sample project' }));

  expect(await findRow('Ok')).toBeDefined();
});

test('lists the projects that were open, opens them and takes them off the list', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(oneAsset) });
  await findRow('Ok');

  studio.menu('close-project');

  const recent = within(await screen.findByRole('list', { name: 'Recent projects' }));
  expect((await recent.findByRole('button', { name: /^Garden/ })).textContent).toContain('1 asset');
  const pin = recent.getByRole('button', { name: 'Keep “Garden” at the top' });
  await studio.user.click(pin);
  await waitFor(() => {
    expect(pin.getAttribute('aria-pressed')).toBe('true');
  });
  await studio.user.click(recent.getByRole('button', { name: /^Garden/ }));
  await findRow('Ok');
  studio.menu('close-project');
  await studio.user.click(await screen.findByRole('button', { name: 'Remove “Garden” from the list' }));
  expect(await screen.findByText('No recent projects')).toBeDefined();
});

test('makes a new project in an empty folder and opens it', async () => {
  const studio = await renderStudio();
  const folder = await freshFolder();
  studio.chooseNext(folder);
  await studio.user.click(await screen.findByRole('button', { name: 'New project…' }));
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await waitFor(() => {
    expect(document.activeElement).toBe(name);
  });
  await studio.user.keyboard('Fresh');
  await studio.user.click(screen.getByRole('button', { name: 'Choose an empty folder…' }));
  await screen.findByRole('button', { name: 'Choose another folder…' });

  await studio.user.click(screen.getByRole('button', { name: 'Create project' }));

  expect(await screen.findByText('No assets yet')).toBeDefined();
  // What a new author does first is offered there.
  studio.requests.length = 0;
  await studio.user.click(await screen.findByRole('button', { name: 'Create assets from files…' }));
  await waitFor(() => {
    expect(studio.requests).toContain('packer:choose-files');
  });
  expect(screen.getByRole('heading', { name: 'Fresh' })).toBeDefined();
  expect(await readdir(folder)).toContain('prometeu.json');
});

test('a new project without a name or a folder is asked for them', async () => {
  const studio = await renderStudio();
  await studio.user.click(await screen.findByRole('button', { name: 'New project…' }));

  await studio.user.click(await screen.findByRole('button', { name: 'Create project' }));

  expect((await screen.findByRole('alert')).textContent).toBe('Give the project a name.');
  expect(studio.requests).not.toContain('packer:create-project');
  await studio.user.type(screen.getByRole('textbox', { name: 'Name' }), 'F');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what is wrong with a folder is said until another one is chosen', async () => {
  const studio = await renderStudio();
  studio.chooseNext(await buildProject(oneAsset));
  await studio.user.click(await screen.findByRole('button', { name: 'New project…' }));
  await studio.user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Fresh');
  await studio.user.click(screen.getByRole('button', { name: 'Choose an empty folder…' }));
  await studio.user.click(await screen.findByRole('button', { name: 'Choose another folder…' }));
  await studio.user.click(screen.getByRole('button', { name: 'Create project' }));
  await screen.findByRole('alert');

  studio.chooseNext(await freshFolder());
  await studio.user.click(screen.getByRole('button', { name: 'Choose another folder…' }));

  await waitFor(() => {
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

test('opening can be cancelled, and the start screen comes back', async () => {
  const studio = await renderStudio();
  const folder = await buildProject(oneAsset);
  const listing = studio.disk.hold({ call: 'list', path: folder });
  studio.chooseNext(folder);
  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));
  await listing.reached;

  await studio.user.click(await screen.findByRole('button', { name: 'Cancel' }));
  listing.open();

  await waitFor(() => {
    expect(screen.queryByRole('group', { name: 'Opening project' })).toBeNull();
  });
  expect(screen.getByRole('button', { name: 'Open project…' })).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a second start with a link that leads nowhere says so and leaves what is open', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(oneAsset) });
  await findRow('Ok');

  studio.startAgain('prometeu://open?asset=ui/ok');

  expect((await screen.findByRole('alert')).textContent).toContain('This link can’t be followed. It names no project.');
  expect(await findRow('Ok')).toBeDefined();
});
