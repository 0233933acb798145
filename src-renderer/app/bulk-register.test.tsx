import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject, writeAsset } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

// Without pictures: those never come here, and so are a job of their own.
const numbered = (count: number): Record<string, unknown> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const number = String(index).padStart(3, '0');
      return [`n/${number}`, anAsset({ name: `Asset ${number}`, type: 'data' })];
    }),
  );

async function open(assets: Record<string, unknown>): Promise<RenderedStudio & { readonly folder: string }> {
  const folder = await buildProject({ assets });
  return { ...(await renderStudio({ launchFolder: folder })), folder };
}

function selectedRows(): (string | undefined)[] {
  return screen
    .queryAllByRole('row', { selected: true })
    .map((row) => row.getAttribute('aria-label')?.split(',')[0])
    .toSorted();
}

async function click(
  name: string,
  keys: { readonly ctrlKey?: boolean; readonly shiftKey?: boolean } = {},
): Promise<void> {
  fireEvent.click(await findRow(name), keys);
}

/** Answers the question how many. */
async function confirm(studio: RenderedStudio, heading: string): Promise<void> {
  const dialog = within(await screen.findByRole('dialog', { name: heading }));
  await studio.user.click(dialog.getByRole('button', { name: /^Register / }));
}

const status = (): string => screen.getByRole('contentinfo').textContent;

test('click, Ctrl+click and Shift+click choose rows, and a click is one row again', async () => {
  await open(numbered(9));

  await click('Asset 001');
  await click('Asset 003', { ctrlKey: true });
  expect(selectedRows()).toEqual(['Asset 001', 'Asset 003']);
  await click('Asset 005', { shiftKey: true });
  expect(selectedRows()).toEqual(['Asset 003', 'Asset 004', 'Asset 005']);
  await click('Asset 004', { ctrlKey: true });
  expect(selectedRows()).toEqual(['Asset 003', 'Asset 005']);
  expect(screen.getByText('2 selected')).toBeDefined();
  expect(details().getByText('2 assets selected')).toBeDefined();
  await click('Asset 003', { ctrlKey: true });
  await waitFor(() => {
    expect(selectedRows()).toEqual(['Asset 005']);
  });
  expect(await details().findByRole('heading', { name: 'Asset 005' })).toBeDefined();
  await click('Asset 007');
  expect(selectedRows()).toEqual(['Asset 007']);
});

test('Shift with the arrows extends from where it began, and Escape is one row again', async () => {
  const studio = await open(numbered(9));
  await click('Asset 003');
  screen.getByRole('grid').focus();

  await studio.user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(selectedRows()).toEqual(['Asset 003', 'Asset 004', 'Asset 005']);
  await studio.user.keyboard('{Shift>}{ArrowUp}{ArrowUp}{ArrowUp}{/Shift}');
  expect(selectedRows()).toEqual(['Asset 002', 'Asset 003']);
  await studio.user.keyboard('{Escape}');

  expect(selectedRows()).toEqual(['Asset 002']);
});

test('Ctrl+A chooses all that match without a request for them, and Register registers them', async () => {
  const studio = await open(numbered(450));
  await findRow('Asset 000');
  screen.getByRole('grid').focus();
  // Those on screen, and the page ahead of them.
  await waitFor(() => {
    expect(studio.requests.filter((channel) => channel === 'packer:list-assets')).toHaveLength(2);
  });
  const lists = (): number => studio.requests.filter((channel) => channel === 'packer:list-assets').length;

  await studio.user.keyboard('{Control>}a{/Control}');

  expect(await screen.findByText('450 selected')).toBeDefined();
  expect(lists()).toBe(2);
  await studio.user.click(screen.getByRole('button', { name: 'Register 450 selected…' }));
  await confirm(studio, 'Register 450 assets?');
  await waitFor(() => {
    expect(status()).toContain('450 registered');
  });
  expect(await screen.findByRole('button', { name: 'Registered 450' })).toBeDefined();
  // A registration moves no row of this list: the rows are still chosen, and none of them is left to register.
  expect(screen.getByText('450 selected')).toBeDefined();
  const register = await screen.findByRole('button', { name: 'Register 0 selected…' });
  expect(register.getAttribute('aria-disabled')).toBe('true');
  expect(register.title).toBe('All that is selected is registered already.');
  studio.menu('register-asset');
  await waitFor(() => {
    expect(status()).toContain('All that is selected is registered already.');
  });

  // Of some that are and some that are not, each command counts its own.
  await click('Asset 000');
  studio.menu('unregister-asset');
  await waitFor(() => {
    expect(status()).toContain('Unregistered “Asset 000”');
  });
  await click('Asset 003', { shiftKey: true });
  expect(await screen.findByRole('button', { name: 'Unregister 3…' })).toBeDefined();
  await studio.user.click(await screen.findByRole('button', { name: 'Register 1 selected…' }));
  const question = await screen.findByRole('dialog', { name: 'Register 1 asset?' });
  expect(within(question).queryByText(/errors/)).toBeNull();
  await confirm(studio, 'Register 1 asset?');
  await waitFor(() => {
    expect(status()).toContain('1 registered, 3 registered already');
  });
});

test('Register all shown registers what matches, and shows what was refused by reason', async () => {
  const studio = await open({
    ...numbered(5),
    'n/bad': anAsset({ name: 'Bad', sources: [] }),
    'other/x': anAsset({ name: 'Other' }),
  });
  await findRow('Asset 000');
  await studio.user.type(screen.getByRole('searchbox'), 'n/');
  await waitFor(() => {
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('6');
  });

  // Of rows that are chosen they are counted, too.
  await studio.user.click(await findRow('Asset 000'));
  await studio.user.keyboard('{Control>}a{/Control}');
  await studio.user.click(await screen.findByRole('button', { name: 'Register 6 selected…' }));
  expect(await screen.findByText(/^1 asset to be registered has errors/)).toBeDefined();
  await studio.user.keyboard('{Escape}');

  studio.menu('register-all-shown');
  expect(await screen.findByText(/^1 asset to be registered has errors/)).toBeDefined();
  await confirm(studio, 'Register 6 assets?');

  await waitFor(() => {
    expect(status()).toContain('5 registered, 1 refused');
  });
  // What was refused in part has no tick in the list of jobs.
  studio.menu('show-jobs');
  const job = within(await screen.findByRole('dialog', { name: 'Jobs' })).getByText('5 registered, 1 refused');
  expect(job.parentElement?.querySelector('svg')?.classList).toContain('text-warn');
  studio.menu('show-jobs');
  await studio.user.click(screen.getByRole('button', { name: 'Show result' }));
  const panel = within(await screen.findByRole('region', { name: 'Result of registering' }));
  const group = within(panel.getByRole('region', { name: '1 refused: the asset.json is not valid' }));
  expect(group.getByText(/^Fix what Problems lists, and try again\./)).toBeDefined();
  expect((await group.findByText('a field is too short')).closest('li')?.textContent).toContain('n/bad');
  expect(await screen.findByRole('button', { name: 'Unregistered 1' })).toBeDefined();

  // One after the other is looked at, mended and tried again, and what was refused stays in sight.
  await studio.user.click(group.getByRole('button', { name: 'n/bad' }));
  await studio.user.click(await details().findByRole('button', { name: 'Fix: edit “Source files”' }));
  const form = within(await details().findByRole('form', { name: 'Edit manifest' }));
  await studio.user.type(form.getByRole('textbox', { name: 'Source files' }), 'picture.png');
  await studio.user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => {
    expect(status()).toContain('Saved “Bad”');
  });
  await studio.user.click(panel.getByRole('button', { name: 'Retry 1 refused' }));
  await waitFor(() => {
    expect(status()).toContain('1 registered');
  });
  expect(studio.asked('packer:register-assets').at(-1)?.selection.by).toBe('refused');
  expect(panel.queryByRole('button', { name: /^Retry/ })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Result of registering' }));
  await studio.user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Result of registering' })).toBeNull();
  expect(await screen.findByRole('button', { name: 'Unregistered 0' })).toBeDefined();
});

test('a selection is dropped, with a word, when the list changes under it', async () => {
  const studio = await open(numbered(5));
  await click('Asset 001');
  await click('Asset 003', { shiftKey: true });
  await writeAsset(studio.folder, 'n/0005', anAsset({ name: 'Asset 0005' }));

  studio.menu('reload-project');

  await waitFor(() => {
    expect(selectedRows()).toEqual(['Asset 003']);
  });
  expect(screen.queryByText('3 selected')).toBeNull();
});

test('a selection that main knows to be outdated registers nothing', async () => {
  const studio = await open(numbered(5));
  await click('Asset 001');
  await click('Asset 003', { shiftKey: true });
  studio.changeAnswers('packer:list-assets', (listing) => ({ ...listing, orderRevision: 7 }));
  studio.menu('reload-project');
  await waitFor(() => {
    expect(screen.queryByText('3 selected')).toBeNull();
  });
  await click('Asset 001');
  await click('Asset 003', { shiftKey: true });

  studio.menu('register-asset');

  await waitFor(() => {
    expect(status()).toContain('The list has changed since the assets were selected.');
  });
  expect(screen.getByRole('button', { name: 'Unregistered 5' })).toBeDefined();
});

test('a batch that the disk refuses says so, and what was registered before stays', async () => {
  const studio = await open(numbered(300));
  await findRow('Asset 000');
  const write = { call: 'file.write', path: 'assets.jsonl' } as const;
  studio.disk.before(write, () => undefined);
  studio.disk.fail(write, 'ENOSPC');

  studio.menu('register-all-shown');
  await confirm(studio, 'Register 300 assets?');

  await waitFor(() => {
    expect(status()).toContain('256 registered, 44 not confirmed');
  });
  expect(status()).toContain('The disk is full.');
  await studio.user.click(screen.getByRole('button', { name: 'Show result' }));
  const panel = within(await screen.findByRole('region', { name: 'Result of registering' }));
  expect(panel.getByRole('alert').textContent).toContain('Free some space');
});

test('the job says how far it is, in the list of jobs too, and Cancel answers at once and keeps what is confirmed', async () => {
  const studio = await open(numbered(300));
  await findRow('Asset 000');
  const sync = studio.disk.hold({ call: 'file.datasync', path: 'assets.jsonl' });

  studio.menu('register-all-shown');
  await confirm(studio, 'Register 300 assets?');
  await sync.reached;
  const bar = await screen.findByRole('progressbar', { name: 'Registering' });
  expect(bar.getAttribute('aria-valuemax')).toBe('300');
  await studio.user.keyboard('{Control>}j{/Control}');
  const list = within(await screen.findByRole('dialog', { name: 'Jobs' }));
  expect(list.getByText('Registering · 0 of 300')).toBeDefined();
  expect(list.getByText('n/000')).toBeDefined();
  expect(list.getByRole('progressbar', { name: 'Registering' })).toBeDefined();
  // What stands behind the list can be used.
  await click('Asset 003');
  expect(await details().findByRole('heading', { name: 'Asset 003' })).toBeDefined();
  await studio.user.click(list.getByRole('button', { name: 'Cancel' }));
  // The disk has not answered yet.
  expect(list.getByText('Cancelling. What is done stays: 0 of 300')).toBeDefined();
  sync.open();

  await waitFor(() => {
    expect(status()).toContain('Cancelled. 256 registered, 44 not tried');
  });
  expect(list.getByText('Cancelled. 256 registered, 44 not tried')).toBeDefined();
  expect(list.getByText(/^Opened “/)).toBeDefined();
  expect(screen.queryByRole('progressbar')).toBeNull();
  screen.getByRole('dialog', { name: 'Jobs' }).focus();
  await studio.user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog', { name: 'Jobs' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Jobs' }));
  expect(await screen.findByRole('button', { name: 'Registered 256' })).toBeDefined();
});

test('one asset to register needs no question', async () => {
  const studio = await open(numbered(1));
  await findRow('Asset 000');

  studio.menu('register-all-shown');

  await waitFor(() => {
    expect(status()).toContain('1 registered');
  });
  studio.menu('register-all-shown');
  await waitFor(() => {
    expect(status()).toContain('Everything in the list is registered.');
  });
});
