import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { encodeEntry } from '../../src-main/packer/disk/registry-record.ts';
import { anAsset, anEntry, anId, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { projectLink } from '../../src-main/project-link.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';
import { useJobs } from './jobs.ts';

const garden = { name: 'Garden', assets: { 'ui/ok': anAsset({ name: 'Ok' }) } };
const meadow = { name: 'Meadow', assets: { 'ui/new': anAsset({ name: 'New' }) } };
const forest = { name: 'Forest', assets: { 'ui/tree': anAsset({ name: 'Tree' }) } };

function openings({ requests }: RenderedStudio): number {
  return requests.filter((channel) => channel === 'packer:open-project').length;
}

test('what runs for one project and what comes of it are not shown in the next', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(garden) });
  await findRow('Ok');
  const reload = studio.holdAnswer('packer:reload-project');
  studio.menu('reload-project');
  await reload.reached;
  expect(screen.getByText(/^Reloading from disk/)).toBeDefined();
  studio.chooseNext(await buildProject(meadow));
  studio.menu('open-project');
  await findRow('New');

  expect(screen.queryByText(/^Reloading from disk/)).toBeNull();
  expect(useJobs.getState().running).toHaveLength(1);
  reload.open();

  await waitFor(() => {
    expect(useJobs.getState().running).toEqual([]);
  });
  // A request that reads a file: what the answer leads to in the window has happened by its answer.
  await studio.bridge.requests['packer:list-recent']({});
  expect(screen.queryByText(/added/)).toBeNull();
});

test('a folder that is asked for while another is being opened is opened after it, the last one alone', async () => {
  const first = await buildProject(garden);
  const studio = await renderStudio();
  const listing = studio.disk.hold({ call: 'list', path: first });
  studio.chooseNext(first);
  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));
  await listing.reached;

  studio.startAgain(await buildProject(meadow));
  studio.startAgain(await buildProject(forest));
  expect(openings(studio)).toBe(1);
  listing.open();

  expect(await findRow('Tree')).toBeDefined();
  expect(screen.getByRole('heading', { name: 'Forest' })).toBeDefined();
  expect(openings(studio)).toBe(2);
});

test('cancelling what is being opened leads to the folder that waits', async () => {
  const first = await buildProject(garden);
  const studio = await renderStudio();
  const listing = studio.disk.hold({ call: 'list', path: first });
  studio.chooseNext(first);
  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));
  await listing.reached;
  studio.startAgain(await buildProject(meadow));

  await studio.user.click(screen.getByRole('button', { name: 'Cancel' }));
  listing.open();

  expect(await findRow('New')).toBeDefined();
});

test('a second start whose folder can’t be had does not hide the opening that is under way', async () => {
  const first = await buildProject(garden);
  const studio = await renderStudio();
  const listing = studio.disk.hold({ call: 'list', path: first });
  studio.chooseNext(first);
  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));
  await listing.reached;

  studio.startAgain('prometeu://open');

  await waitFor(() => {
    expect(studio.requests.filter((channel) => channel === 'packer:get-launch-folder')).toHaveLength(2);
  });
  expect(screen.getByRole('group', { name: 'Opening project' })).toBeDefined();
  listing.open();
  expect(await findRow('Ok')).toBeDefined();
  expect(await screen.findByRole('alert')).toBeDefined();
});

test('a link opens its project at its asset, by root or id, and clears filters that keep it out', async () => {
  const folder = await buildProject({
    ...garden,
    assets: { ...garden.assets, 'ui/leaf': anAsset({ name: 'Leaf' }) },
    registry: [encodeEntry(anEntry({ root: 'ui/leaf', assetId: anId(7) }))],
  });
  const studio = await renderStudio({ launchFolder: await buildProject(meadow) });
  await findRow('New');

  studio.startAgain(projectLink(folder, 'ui/ok'));
  await findRow('Leaf');
  expect(await details().findByRole('heading', { name: 'Ok' })).toBeDefined();
  await studio.user.type(screen.getByRole('searchbox'), 'tag:none');
  await screen.findByText('No asset matches');
  studio.startAgain(projectLink(folder, anId(7).toUpperCase()));

  expect(await screen.findByText('The filters were cleared to show “Leaf”.')).toBeDefined();
  expect(await details().findByRole('heading', { name: 'Leaf' })).toBeDefined();
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  expect(studio.requests).not.toContain('packer:register-asset');
});

test('a link to an asset that is not there opens the project and says so', async () => {
  const folder = await buildProject(garden);
  const studio = await renderStudio();

  studio.startAgain(projectLink(folder, 'ui/gone'));

  await findRow('Ok');
  expect(
    await screen.findByText('The link leads to an asset that is not in this project: ui/gone', { exact: false }),
  ).toBeDefined();
});

test('a link away from edits that are not saved asks first, and a link within their project does not', async () => {
  const folder = await buildProject({ ...garden, assets: { ...garden.assets, 'ui/leaf': anAsset({ name: 'Leaf' }) } });
  const studio = await renderStudio({ launchFolder: folder });
  await studio.user.click(await findRow('Ok'));
  studio.menu('edit-manifest');
  await studio.user.type(await details().findByRole('textbox', { name: 'Name' }), 'ay');

  studio.startAgain(projectLink(folder, 'ui/leaf'));
  expect(await details().findByRole('heading', { name: 'Leaf' })).toBeDefined();
  expect(screen.queryByRole('dialog')).toBeNull();
  studio.startAgain(projectLink(await buildProject(meadow), 'ui/new'));

  const dialog = within(await screen.findByRole('dialog'));
  expect(openings(studio)).toBe(1);
  await studio.user.click(dialog.getByRole('button', { name: 'Discard changes' }));
  await findRow('New');
  expect(await details().findByRole('heading', { name: 'New' })).toBeDefined();
});
