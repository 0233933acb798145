import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject, writeAsset } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, renderStudio } from '../testing/render-with-bridge.tsx';

const twoAssets = { assets: { 'ui/ok': anAsset({ name: 'Ok' }), 'ui/cancel': anAsset({ name: 'Cancel' }) } };

test('a reload says what it found, keeps the selection and shows the new list', async () => {
  const folder = await buildProject(twoAssets);
  const studio = await renderStudio({ launchFolder: folder });
  await studio.user.click(await findRow('Ok'));
  await writeAsset(folder, 'ui/new', anAsset({ name: 'New' }));
  await rm(join(folder, 'assets/ui/cancel'), { recursive: true });

  studio.menu('reload-project');

  expect(await screen.findByText('1 added, 0 changed, 1 removed')).toBeDefined();
  expect(await findRow('New')).toBeDefined();
  expect(screen.getByRole('row', { selected: true }).getAttribute('aria-label')).toContain('Ok');
});

test('the status line says when the disk was read and reloads at a click', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });

  await studio.user.click(await screen.findByRole('button', { name: /^Disk as read at .+ · Reload \(F5\)$/ }));

  expect(await screen.findByText('0 added, 0 changed, 0 removed')).toBeDefined();
});

/** A project of two assets whose reload has come to its scan, and goes on when that is opened. */
async function whileReloading() {
  const folder = await buildProject(twoAssets);
  const studio = await renderStudio({ launchFolder: folder });
  await findRow('Ok');
  const scan = studio.disk.hold({ call: 'scan' });
  studio.menu('reload-project');
  await scan.reached;
  return { studio, folder, scan };
}

test('a running reload is shown in the status line and can be cancelled there', async () => {
  const { studio, scan } = await whileReloading();
  expect(await screen.findByText('Reloading from disk')).toBeDefined();

  await studio.user.click(screen.getByRole('button', { name: 'Cancel' }));
  scan.open();

  await waitFor(() => {
    expect(screen.queryByText('Reloading from disk')).toBeNull();
  });
  expect(screen.getByText(/^Cancelled\./)).toBeDefined();
  expect(await findRow('Ok')).toBeDefined();
});

test('Verify says that the snapshot equals the disk', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await findRow('Ok');

  studio.menu('verify-snapshot');

  const dialog = within(await screen.findByRole('dialog', { name: 'Verify snapshot' }));
  expect(dialog.getByText('The snapshot equals the disk (2 assets).')).toBeDefined();
});

test('Verify lists the differences and offers to reload', async () => {
  const folder = await buildProject(twoAssets);
  const studio = await renderStudio({ launchFolder: folder });
  await findRow('Ok');
  await writeAsset(folder, 'ui/new', anAsset({ name: 'New' }));
  studio.menu('verify-snapshot');
  const dialog = within(await screen.findByRole('dialog', { name: 'Verify snapshot' }));
  expect(dialog.getByText(/^The snapshot differs from the disk in/)).toBeDefined();
  expect(dialog.getByText('ui/new')).toBeDefined();
  expect(screen.queryByRole('row', { name: /^New,/ })).toBeNull();

  await studio.user.click(dialog.getByRole('button', { name: 'Reload' }));

  expect(await findRow('New')).toBeDefined();
});

test('Copy path and Reveal act on the selected asset', async () => {
  const folder = await buildProject(twoAssets);
  const studio = await renderStudio({ launchFolder: folder });
  await studio.user.click(await findRow('Ok'));

  await studio.user.click(await details().findByRole('button', { name: /^Copy path/ }));
  await screen.findByText(`Path copied: ${join(folder, 'assets/ui/ok')}`);
  await studio.user.click(details().getByRole('button', { name: /^Reveal in file manager/ }));
  await screen.findByText('Shown in the file manager');

  expect(studio.copied).toEqual([join(folder, 'assets/ui/ok')]);
  expect(studio.revealed).toEqual([join(folder, 'assets/ui/ok')]);
});

test('a command without a selection says what is missing', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await findRow('Ok');

  studio.menu('register-asset');

  expect(await screen.findByText('Select an asset first.')).toBeDefined();
});

test('findings on the project are told above the panes and listed on demand', async () => {
  const folder = await buildProject({ ...twoAssets, registry: ['not a record'] });
  const studio = await renderStudio({ launchFolder: folder });

  await studio.user.click(await screen.findByRole('button', { name: 'Show findings' }));

  const list = within(await screen.findByRole('list', { name: 'Project findings' }));
  expect(list.getByText('Line 2 of assets.jsonl can’t be read.')).toBeDefined();
  expect(list.getByText('assets.jsonl:2', { exact: false })).toBeDefined();
});

test('from the findings on the registry it is one step to Repair', async () => {
  const folder = await buildProject({ ...twoAssets, registry: ['not a record'] });
  const studio = await renderStudio({ launchFolder: folder });
  studio.answerAll('packer:list-repairs', () => ({ total: 0, findings: [], deadBytes: 0, bytes: 28 }));
  await studio.user.click(await screen.findByRole('button', { name: 'Show findings' }));

  const findings = within(await screen.findByRole('dialog', { name: 'Project findings' }));
  await studio.user.click(findings.getByRole('button', { name: 'Open Repair' }));

  expect(await screen.findByRole('dialog', { name: 'Repair registry' })).toBeDefined();
  expect(screen.getAllByRole('dialog')).toHaveLength(1);
});

test('findings on the folders alone do not lead to Repair', async () => {
  const folder = await buildProject({ ...twoAssets, files: { 'assets/asset.json': '{}' } });
  await renderStudio({ launchFolder: folder });

  await screen.findByRole('button', { name: 'Show findings' });

  expect(screen.queryByRole('button', { name: 'Open Repair' })).toBeNull();
});

test('a registry of a newer version is told as read-only', async () => {
  const folder = await buildProject({
    ...twoAssets,
    registry: null,
    files: { 'assets.jsonl': '{"prometeu":"assets","v":2}\n' },
  });

  const studio = await renderStudio({ launchFolder: folder });

  const bar = await screen.findByRole('complementary', { name: 'State of the registry' });
  expect(bar.textContent).toContain('can’t be written. It was written by a newer version.');
  await studio.user.click(within(bar).getByRole('button', { name: '1 finding' }));
  expect(await screen.findByText(/^assets\.jsonl has format version 2/)).toBeDefined();
});

test('a job that a page before this one began is shown, can be cancelled, and what it did is shown at its end', async () => {
  const { studio, folder, scan } = await whileReloading();
  await writeAsset(folder, 'ui/new', anAsset({ name: 'New' }));

  // As after a crash: main goes on, and nothing of the page that asked is left.
  studio.restartPage();

  expect(await screen.findByText('Reloading from disk')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Cancel' })).toBeDefined();
  scan.open();
  expect(await findRow('New')).toBeDefined();
  expect(screen.queryByText('Reloading from disk')).toBeNull();
});
