import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import type { StudioUpdate } from '../../src-preload/contract/domain/studio-update.ts';
import { findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

async function open(): Promise<RenderedStudio & { readonly found: (update: StudioUpdate) => void }> {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets: { a: anAsset({ name: 'Ok' }) } }) });
  await findRow('Ok');
  return {
    ...studio,
    found: (update) => {
      act(() => {
        studio.findUpdate(update);
      });
    },
  };
}

test('the status line leads into a newer version that was found', async () => {
  const studio = await open();
  expect(screen.queryByRole('button', { name: /^Restart/ })).toBeNull();

  studio.found({ version: '2.1.0', by: 'restart' });
  await studio.user.click(await screen.findByRole('button', { name: 'Restart to update to 2.1.0' }));

  await waitFor(() => {
    expect(studio.asked('studio:take-update')).toHaveLength(1);
  });
});

test('it leads to the download where Studio can’t replace itself, also while a job runs', async () => {
  const studio = await open();
  const scan = studio.disk.hold({ call: 'scan' });
  studio.menu('reload-project');
  await scan.reached;

  studio.found({ version: '2.1.0', by: 'download' });
  await studio.user.click(await screen.findByRole('button', { name: 'Version 2.1.0 is there: download' }));

  await waitFor(() => {
    expect(studio.asked('studio:take-update')).toHaveLength(1);
  });
  scan.open();
});

test('no job is cut short by an update, and the command says why', async () => {
  const studio = await open();
  const scan = studio.disk.hold({ call: 'scan' });
  studio.menu('reload-project');
  await scan.reached;
  studio.found({ version: '2.1.0', by: 'restart' });

  await studio.user.click(await screen.findByRole('button', { name: 'Restart to update to 2.1.0' }));
  studio.menu('take-update');

  expect(await screen.findByText(/^A job is running:/)).toBeDefined();
  expect(studio.asked('studio:take-update')).toHaveLength(0);
  scan.open();
  await waitFor(() => {
    expect(screen.getByRole('button', { name: /^Restart/ }).getAttribute('aria-disabled')).toBeNull();
  });
});

test('where none is known the command says so', async () => {
  const studio = await open();

  studio.menu('take-update');

  expect(await screen.findByText('No newer version of Studio is known.')).toBeDefined();
});
