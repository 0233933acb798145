import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import type { ChannelName } from '../../src-preload/contract/channels.ts';
import { commandIds } from '../../src-preload/contract/commands.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

const garden = { name: 'Garden', assets: { 'ui/ok': anAsset({ name: 'Ok' }) } };

/** A project with its asset selected, whose actions are known. */
async function selectOk(project: Parameters<typeof buildProject>[0] = garden): Promise<RenderedStudio> {
  const studio = await renderStudio({ launchFolder: await buildProject(project) });
  await studio.user.click(await findRow('Ok'));
  await details().findByRole('button', { name: /^Register/ });
  // What the details ask for by themselves has been asked for.
  await waitFor(() => {
    expect(studio.requests).toContain('packer:inspect-source');
  });
  return studio;
}

/** The requests that everything which the native menu can ask for leads to. */
async function requestsOfWholeMenu({ menu, bridge, requests }: RenderedStudio): Promise<ChannelName[]> {
  const before = requests.length;
  for (const command of commandIds) {
    menu(command);
  }
  // A request of the test's own, which reads a file: whatever the menu led to is made by its answer.
  await bridge.requests['packer:list-recent']({});
  return requests.slice(before).filter((channel) => channel !== 'packer:list-recent');
}

test('no command of the menu acts behind “New project”', async () => {
  const studio = await selectOk();
  studio.menu('create-project');
  const dialog = await screen.findByRole('dialog', { name: 'New project' });

  expect(await requestsOfWholeMenu(studio)).toEqual([]);
  expect(screen.getByRole('dialog')).toBe(dialog);
});

test('no command of the menu acts behind the report of Verify, and all do once it is closed', async () => {
  const studio = await selectOk();
  studio.menu('verify-snapshot');
  const dialog = within(await screen.findByRole('dialog', { name: 'Verify snapshot' }));

  expect(await requestsOfWholeMenu(studio)).toEqual([]);
  await studio.user.click(dialog.getByRole('button', { name: 'Close' }));
  studio.menu('register-asset');
  expect(await screen.findByText('Registered “Ok”')).toBeDefined();
});

test('no command of the menu acts behind the findings', async () => {
  const studio = await selectOk({ ...garden, registry: ['not a record'] });
  await studio.user.click(await screen.findByRole('button', { name: 'Show findings' }));
  await screen.findByRole('dialog', { name: 'Project findings' });

  expect(await requestsOfWholeMenu(studio)).toEqual([]);
});

test('no command of the menu acts while another project is being opened', async () => {
  const studio = await selectOk();
  const other = await buildProject({ name: 'Other', assets: { 'ui/new': anAsset({ name: 'New' }) } });
  const listing = studio.disk.hold({ call: 'list', path: other });
  studio.chooseNext(other);
  studio.menu('open-project');
  await listing.reached;

  expect(await requestsOfWholeMenu(studio)).toEqual([]);
  expect(screen.queryByRole('dialog')).toBeNull();
  listing.open();
  expect(await findRow('New')).toBeDefined();
  await waitFor(() => {
    expect(studio.requests).toContain('packer:close-project');
  });
});
