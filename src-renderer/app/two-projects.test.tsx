import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';
import { useJobs } from './jobs.ts';

const garden = { name: 'Garden', assets: { 'ui/ok': anAsset({ name: 'Ok' }) } };
const meadow = { name: 'Meadow', assets: { 'ui/new': anAsset({ name: 'New' }) } };
const forest = { name: 'Forest', assets: { 'ui/tree': anAsset({ name: 'Tree' }) } };

/** Studio is started a second time, with a folder. */
async function startAgainWith(studio: RenderedStudio, folder: string): Promise<void> {
  studio.chooseNext(folder);
  const answer = await studio.bridge.requests['packer:choose-folder']({ purpose: 'open' });
  studio.answerNext('packer:get-launch-folder', () => Promise.resolve(answer));
  studio.startAgain();
}

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

  await startAgainWith(studio, await buildProject(meadow));
  await startAgainWith(studio, await buildProject(forest));
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
  await startAgainWith(studio, await buildProject(meadow));

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
  studio.answerNext('packer:get-launch-folder', () =>
    Promise.resolve({ ok: false, failure: { code: 'folder-not-known' } }),
  );

  studio.startAgain();

  await waitFor(() => {
    expect(studio.requests.filter((channel) => channel === 'packer:get-launch-folder')).toHaveLength(2);
  });
  expect(screen.getByRole('group', { name: 'Opening project' })).toBeDefined();
  listing.open();
  expect(await findRow('Ok')).toBeDefined();
  expect(await screen.findByRole('alert')).toBeDefined();
});
