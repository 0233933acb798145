import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Disk } from '../../src-main/packer/disk/disk-port.ts';
import { createNodeDisk } from '../../src-main/packer/disk/node-disk.ts';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';
import { useOpeningView } from './opening-view.ts';
import { useSession } from './session.ts';

const reason = 'Filters, search and sorting work once the project is open.';

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n/${String(index).padStart(3, '0')}`);

/** A disk whose scan tells first that its index names these assets. */
function aDiskWithIndex(roots: readonly string[]): Disk {
  const disk = createNodeDisk();
  const assets = roots.map((root) => ({ root, name: `Asset ${root}`, type: 'image' as const }));
  return {
    ...disk,
    scan: async (folder, { onProvisional, ...options }) => {
      onProvisional?.({
        from: 'scan-index',
        count: () => assets.length,
        window: (offset, limit) => assets.slice(offset, offset + limit),
      });
      return disk.scan(folder, options);
    },
  };
}

/** Chooses a folder, and stops its opening where its registry is read: everything else has been told by then. */
async function openUntilRegistry(studio: RenderedStudio, folder: string): Promise<{ readonly open: () => void }> {
  const registry = studio.disk.hold({ call: 'open', path: 'assets.jsonl' });
  studio.chooseNext(folder);
  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));
  await registry.reached;
  return registry;
}

function assetsOf(roots: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(roots.map((root) => [root, anAsset({ name: `Asset ${root}` })]));
}

test('Q5 what was read so far is on screen, marked as not checked, and nothing can be chosen in it', async () => {
  const studio = await renderStudio();
  const folder = await buildProject({ name: 'Garden', assets: { 'ui/ok': anAsset({ name: 'Ok' }) } });

  const registry = await openUntilRegistry(studio, folder);

  expect(await screen.findByRole('row', { name: 'Ok, Image, ui/ok, Checking' })).toBeDefined();
  expect(screen.getByRole('heading', { name: 'Garden' })).toBeDefined();
  expect(screen.getByText('Reading 1 asset')).toBeDefined();
  for (const name of ['All', 'Unregistered', 'Registered', 'Problems', 'Reverse order (Ascending)']) {
    const button = screen.getByRole('button', { name, description: reason });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  }
  expect(screen.getByRole('searchbox', { description: reason }).getAttribute('aria-disabled')).toBe('true');
  expect(screen.getByRole<HTMLSelectElement>('combobox').disabled).toBe(true);
  registry.open();
  expect(await findRow('Ok')).toBeDefined();
  expect(screen.queryByText(reason)).toBeNull();
});

test('Q5 a row tells its name, its type and its folder, and why nothing can be done with it', async () => {
  const studio = await renderStudio();
  const folder = await buildProject({
    assets: { 'ui/ok': anAsset({ name: 'Ok', type: 'sound', sources: ['a.wav'] }) },
  });
  const registry = await openUntilRegistry(studio, folder);

  await studio.user.click(await screen.findByRole('row', { name: /^Ok,.*Checking$/ }));

  const pane = details();
  expect(pane.getByRole('heading', { name: 'Ok' })).toBeDefined();
  expect(pane.getByText('Sound')).toBeDefined();
  expect(pane.getAllByText('ui/ok').length).toBeGreaterThan(0);
  const why = /^The project is still being opened\. /;
  for (const name of ['Register', 'Reveal in file manager', 'Copy path']) {
    const button = screen.getByRole('button', { name, description: why });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  }
  expect(pane.getAllByText(why)).toHaveLength(1);
  registry.open();
  await screen.findByRole('button', { name: 'Register', description: '' });
  expect(screen.getByRole('row', { selected: true }).getAttribute('aria-label')).toBe('Ok, Sound, ui/ok, Unregistered');
});

test('Q5 the list takes the place of the index’s rows: the selected one and the place in it stay', async () => {
  const roots = numbered(450);
  const studio = await renderStudio({ disk: aDiskWithIndex(roots) });
  const registry = await openUntilRegistry(studio, await buildProject({ assets: assetsOf(roots) }));
  await screen.findByText('Checking 450 of 450 against the disk');
  await screen.findByRole('row', { name: /^Asset n\/000,.*Checking$/ });
  const grid = screen.getByRole('grid', { busy: true });

  grid.focus();
  await studio.user.keyboard('{End}{ArrowUp}');
  await screen.findByRole('heading', { name: 'Asset n/448' });
  grid.scrollTop = 11_003;
  grid.dispatchEvent(new Event('scroll', { bubbles: true }));
  registry.open();

  expect(await findRow('Asset n/448')).toBeDefined();
  const open = screen.getByRole('grid');
  expect(open.getAttribute('aria-busy')).toBeNull();
  expect(open.scrollTop).toBe(11_003);
  expect(document.activeElement).toBe(open);
  expect(screen.getByRole('row', { selected: true }).getAttribute('aria-label')).toContain('Asset n/448');
  expect(document.getElementById(open.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-rowindex')).toBe(
    '449',
  );
});

test('Q5 an asset that is chosen while the list which takes their place is read is chosen there', async () => {
  const studio = await renderStudio();
  const folder = await buildProject({
    assets: { 'ui/ok': anAsset({ name: 'Ok' }), 'ui/other': anAsset({ name: 'Other' }) },
  });
  const list = studio.holdAnswer('packer:list-assets');
  const registry = await openUntilRegistry(studio, folder);
  const row = await screen.findByRole('row', { name: /^Other,.*Checking$/ });
  registry.open();
  await list.reached;

  await studio.user.click(row);
  list.open();

  expect(await screen.findByRole('row', { name: /^Other,.*Unregistered$/, selected: true })).toBeDefined();
});

/** As while the screen of the open project is drawn below what was being opened. */
function coverProject(): void {
  const { folder } = useSession.getState();
  if (folder === null) {
    throw new Error('no project is open');
  }
  act(() => {
    useSession.setState({ drawing: { folder: { ...folder, asset: null }, jobId: 'over', cancelled: false } });
  });
}

test('no command is carried out on a project that is not seen yet', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: assetsOf(numbered(3)) }) });
  await findRow('Asset n/000');
  // All in one turn: it is uncovered by a timer.
  coverProject();
  fireEvent.keyDown(document.body, { key: 'a', ctrlKey: true });
  studio.menu('select-all');
  act(() => {
    useSession.setState({ drawing: null });
  });

  expect(document.activeElement).toBe(screen.getByRole('grid'));
  expect(screen.queryByText('3 selected')).toBeNull();
  await studio.user.keyboard('{Control>}a{/Control}');
  expect(screen.getByText('3 selected')).toBeDefined();
});

test('a project that is open and not seen yet is closed by the way out of its opening', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: assetsOf(numbered(3)) }) });
  await findRow('Asset n/000');
  // All in one turn: it is uncovered by a timer.
  coverProject();
  fireEvent.click(screen.getByRole('button', { name: 'Stop opening' }));

  expect(await screen.findByRole('button', { name: 'Open project…' })).toBeDefined();
  expect(studio.requests).toContain('packer:close-project');
});

test('what was chosen in an opening is forgotten once its project is seen', async () => {
  const studio = await renderStudio({ disk: aDiskWithIndex(numbered(3)) });
  const registry = await openUntilRegistry(studio, await buildProject({ assets: assetsOf(numbered(3)) }));
  await studio.user.click(await screen.findByRole('row', { name: /^Asset n\/001,.*Checking$/ }));

  registry.open();

  expect(await screen.findByRole('row', { name: /^Asset n\/001,.*Unregistered$/, selected: true })).toBeDefined();
  expect(useOpeningView.getState().selection).toBeNull();
});

test('Q5 pages of the index’s rows are read as they are shown, and each once', async () => {
  const roots = numbered(450);
  const studio = await renderStudio({ disk: aDiskWithIndex(roots) });
  const registry = await openUntilRegistry(studio, await buildProject({ assets: assetsOf(roots) }));
  await screen.findByRole('row', { name: /^Asset n\/000,.*Checking$/ });
  await screen.findByText('Checking 450 of 450 against the disk');

  const asked = studio.asked('packer:list-provisional-assets').filter(({ offset }) => offset >= 200);

  expect(asked).toEqual([]);
  registry.open();
  await findRow('Asset n/000');
});

test('cancelling what has rows on screen brings back the start page, and nothing is open', async () => {
  const studio = await renderStudio();
  const registry = await openUntilRegistry(
    studio,
    await buildProject({ assets: { 'ui/ok': anAsset({ name: 'Ok' }) } }),
  );
  await screen.findByRole('row', { name: /^Ok,/ });

  const bar = within(screen.getByRole('group', { name: 'Opening project' }));
  await studio.user.click(bar.getByRole('button', { name: 'Cancel' }));
  expect(bar.getByText('Cancelling')).toBeDefined();
  registry.open();

  expect(await screen.findByRole('list', { name: 'Recent projects' })).toBeDefined();
  await waitFor(() => {
    expect(screen.queryByRole('grid')).toBeNull();
  });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a project that was open already when it was cancelled is closed again', async () => {
  const studio = await renderStudio();
  const answer = studio.holdAnswer('packer:open-project');
  studio.chooseNext(await buildProject({ assets: { 'ui/ok': anAsset({ name: 'Ok' }) } }));
  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));
  await answer.reached;

  await studio.user.click(screen.getByRole('button', { name: 'Stop opening' }));
  answer.open();

  await waitFor(() => {
    expect(studio.requests).toContain('packer:close-project');
  });
  expect(screen.queryByRole('grid')).toBeNull();
  expect(await screen.findByRole('button', { name: 'Open project…' })).toBeDefined();
});
