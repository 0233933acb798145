import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import type { ChannelName } from '../../src-preload/contract/channels.ts';
import { details, findRow, renderStudio } from '../testing/render-with-bridge.tsx';

const twoAssets = { assets: { 'ui/ok': anAsset({ name: 'Ok' }), 'ui/cancel': anAsset({ name: 'Cancel' }) } };

test('after Register, list, details and actions show what the packer says now', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  expect(await details().findByText('Registered', { selector: 'p' })).toBeDefined();
  expect(await screen.findByRole('row', { name: 'Ok, Image, ui/ok, Registered' })).toBeDefined();
  expect(
    details()
      .getByRole('button', { name: /^Register/ })
      .getAttribute('aria-disabled'),
  ).toBe('true');
  expect(await details().findByText('“ui/ok” is registered already. There is nothing to do.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Registered 1' })).toBeDefined();
  expect(await screen.findByText('Registered “Ok”')).toBeDefined();
});

test('Register reads again summary, list, details and actions, and not the preview', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  const button = await details().findByRole('button', { name: /^Register/ });
  await waitFor(() => {
    expect(studio.requests).toEqual(
      expect.arrayContaining<ChannelName>([
        'packer:get-asset-actions',
        'packer:describe-picture',
        'packer:inspect-source',
      ]),
    );
  });
  const preview = await details().findByRole<HTMLImageElement>('img', { hidden: true });
  const before = { requests: studio.requests.length, address: preview.src };

  await studio.user.click(button);

  await screen.findByText('Registered “Ok”');
  expect(details().getByRole<HTMLImageElement>('img', { hidden: true })).toBe(preview);
  expect(preview.src).toBe(before.address);
  const after = new Set<ChannelName>(studio.requests.slice(before.requests));
  expect([...after].sort()).toEqual([
    'packer:get-asset-actions',
    'packer:get-asset-details',
    'packer:get-project',
    'packer:list-assets',
    'packer:register-asset',
  ]);
});

test('a double click on Register is one wish, and no refusal follows it', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));

  const button = await details().findByRole('button', { name: /^Register/ });
  // Both before anything is drawn, as a double click has them.
  act(() => {
    button.click();
    button.click();
  });

  expect(await screen.findByText('Registered “Ok”')).toBeDefined();
  expect(studio.requests.filter((channel) => channel === 'packer:register-asset')).toHaveLength(1);
  expect(details().queryByRole('alert')).toBeNull();
});

test('a key that comes before the packer has said what can be done waits for that, and is for the asset it was pressed on', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  await details().findByRole('button', { name: /^Register/ });
  const held = studio.holdAnswer('packer:get-asset-actions');

  await studio.user.click(await findRow('Cancel'));
  await held.reached;
  await studio.user.keyboard('{Control>}{Enter}{/Control}');
  await studio.user.click(await findRow('Ok'));
  held.open();

  expect(await screen.findByText('Registered “Cancel”')).toBeDefined();
  expect(studio.asked('packer:register-asset').map(({ root }) => root)).toEqual(['ui/cancel']);
});

test('rows below one that leaves the list move, and nothing in them is drawn again', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await findRow('Ok');
  await studio.user.click(screen.getByRole('button', { name: 'Unregistered 2' }));
  const below = await findRow('Ok');
  await studio.user.click(await findRow('Cancel'));
  expect(below.getAttribute('aria-rowindex')).toBe('2');
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  observer.observe(below, { subtree: true, childList: true, attributes: true, characterData: true });

  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  await screen.findByText('Registered “Cancel”');
  await waitFor(() => {
    expect(below.getAttribute('aria-rowindex')).toBe('1');
  });
  expect(await findRow('Ok')).toBe(below);
  observer.disconnect();
  expect(changes.filter(({ type, target }) => type !== 'attributes' || target !== below)).toEqual([]);
});

const refused = { code: 'duplicate-root', root: 'ui/ok', other: 'ui/OK' };
const failed = { code: 'disk-refused', step: 'write', errno: 'ENOSPC' };

test.each([
  { end: 'a refusal', answer: { ok: true, value: { status: 'refused', refusal: refused } } },
  { end: 'a failure', answer: { ok: true, value: { status: 'failed', failure: failed, disk: 'unknown' } } },
  { end: 'a request that failed', answer: { ok: false, failure: { code: 'snapshot-unavailable' } } },
])('after $end of Register all that is shown of the project is read again', async ({ answer }) => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  const button = await details().findByRole('button', { name: /^Register/ });
  studio.answerNext('packer:register-asset', () => Promise.resolve(answer));
  const before = studio.requests.length;

  await studio.user.click(button);

  await screen.findByText(/^“Ok” was not registered\./);
  expect(studio.requests.slice(before)).toEqual(
    expect.arrayContaining([
      'packer:get-project',
      'packer:list-assets',
      'packer:get-asset-details',
      'packer:get-asset-actions',
    ]),
  );
});

test('a registration does not ask for the preview again, a reload does', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  const preview = async (): Promise<string> =>
    (await details().findByRole<HTMLImageElement>('img', { hidden: true })).src;
  const before = await preview();

  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));
  await screen.findByText('Registered “Ok”');
  expect(await preview()).toBe(before);
  studio.menu('reload-project');

  await waitFor(async () => {
    expect(await preview()).not.toBe(before);
  });
});

test('Register is pending until what it changed has been read again', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  const button = await details().findByRole('button', { name: /^Register/ });
  const refetch = studio.holdAnswer('packer:get-asset-details');

  await studio.user.click(button);

  await refetch.reached;
  const pending = await details().findByRole('button', { name: 'Registering' });
  expect(pending.getAttribute('aria-disabled')).toBe('true');
  await studio.user.click(pending);
  refetch.open();
  await screen.findByText('Registered “Ok”');
  expect(studio.requests.filter((channel) => channel === 'packer:register-asset')).toHaveLength(1);
});

test('an answer from before the write never wins over the one from after it', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  // The list is being read when the write comes: its answer is made before it, and arrives after it.
  const before = studio.holdAnswer('packer:list-assets');
  await studio.user.click(screen.getByRole('button', { name: 'Unregistered 2' }));
  await before.reached;

  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));
  await screen.findByText('Registered “Ok”');

  before.open();

  await waitFor(() => {
    expect(screen.queryByRole('row', { name: /^Ok,/ })).toBeNull();
  });
  expect(await findRow('Cancel')).toBeDefined();
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('1');
});

test('a refusal says what is wrong and what to do beside the actions, until another asset is selected', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  studio.answerNext('packer:register-asset', () =>
    Promise.resolve({
      ok: true,
      value: { status: 'refused', refusal: { code: 'duplicate-root', root: 'ui/ok', other: 'ui/OK' } },
    }),
  );

  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  const alert = await details().findByRole('alert');
  expect(alert.textContent).toContain('“ui/ok” and “ui/OK” are the same folder on some systems.');
  expect(alert.textContent).toContain('Nothing was written.');
  expect(alert.textContent).toContain('Rename one of them, then reload (F5).');
  await studio.user.click(await findRow('Cancel'));
  expect(details().queryByRole('alert')).toBeNull();
});

test('a disk that refuses leaves the asset unregistered and says that the disk is as before', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  studio.disk.fail({ call: 'file.write' }, 'ENOSPC');

  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  const alert = await details().findByRole('alert');
  expect(alert.textContent).toContain('The disk is full. The disk refused the write (ENOSPC at step “write”).');
  expect(alert.textContent).toContain('The disk is as it was before.');
  expect(details().getByText('Unregistered', { selector: 'p' })).toBeDefined();
  expect(
    details()
      .getByRole('button', { name: /^Register/ })
      .getAttribute('aria-disabled'),
  ).toBeNull();
});

test('a sync that fails says that the outcome on the disk is not known', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  studio.disk.fail({ call: 'file.datasync' }, 'EIO');

  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  const alert = await details().findByRole('alert');
  expect(alert.textContent).toContain('It is not known whether this reached the disk.');
});

test('a bridge that breaks is told in the same place', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  studio.answerNext('packer:register-asset', () => Promise.reject(new Error('gone')));

  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));

  const alert = await details().findByRole('alert');
  expect(alert.textContent).toContain('Studio’s window lost its connection to the packer.');
});

test('the menu registers the selected asset as the button does', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  await details().findByRole('button', { name: /^Register/ });
  await waitFor(() => {
    expect(studio.requests).toContain('packer:get-asset-actions');
  });

  studio.menu('register-asset');

  expect(await screen.findByText('Registered “Ok”')).toBeDefined();
});

test('an asset that is not valid has a Register button that can be reached and says why it does nothing', async () => {
  const folder = await buildProject({ assets: { 'ui/bad': '{' } });
  const studio = await renderStudio({ launchFolder: folder });
  await studio.user.click(await findRow('bad'));

  const button = await details().findByRole('button', { name: /^Register/ });
  button.focus();

  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toContain('The asset.json of “ui/bad” is not valid.');
  await studio.user.click(button);
  expect(studio.requests).not.toContain('packer:register-asset');
});

test('an asset that is gone from disk says what happened and what to do', async () => {
  const folder = await buildProject(twoAssets);
  const studio = await renderStudio({ launchFolder: folder });
  await studio.user.click(await findRow('Ok'));
  await studio.user.click(await details().findByRole('button', { name: /^Register/ }));
  await screen.findByText('Registered “Ok”');
  await rm(join(folder, 'assets/ui/ok'), { recursive: true });

  studio.menu('reload-project');

  expect(await screen.findByText('0 added, 1 changed, 0 removed')).toBeDefined();
  expect(await details().findByText('Missing', { selector: 'p' })).toBeDefined();
  expect(details().getByText('Registered, but it was not on disk at the last read.')).toBeDefined();
  expect(details().getByText(/^Put the folder back where it was and reload\./)).toBeDefined();
  expect(await screen.findByRole('button', { name: 'Problems 1' })).toBeDefined();
});

test('what a registration changed is drawn at once', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject(twoAssets) });
  await studio.user.click(await findRow('Ok'));
  const button = await details().findByRole('button', { name: /^Register/ });
  // The parts of the window that were changed, by each time that something was.
  const drawn: (string | null)[][] = [];
  const observer = new MutationObserver((changes) => {
    const parts = changes.map(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element?.closest('nav, [role=grid], [aria-label=Details]')?.getAttribute('aria-label') ?? null;
    });
    drawn.push([...new Set(parts)]);
  });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });

  await studio.user.click(button);
  await screen.findByText('Registered “Ok”');
  observer.disconnect();

  // The preview may come in by itself.
  const counts = drawn.filter((parts) => parts.includes('Filters'));
  expect(counts).toHaveLength(1);
  expect(counts[0]).toEqual(expect.arrayContaining(['Filters', 'Assets', 'Details']));
});
