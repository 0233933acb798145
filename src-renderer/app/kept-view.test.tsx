import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

const assets = {
  'ui/ok': anAsset({ name: 'Ok' }),
  'ui/bell': anAsset({ name: 'Bell' }),
  'ui/cry': anAsset({ name: 'Cry' }),
};

async function openAgain(studio: RenderedStudio): Promise<void> {
  await studio.user.click(await screen.findByRole('button', { name: /^Garden/ }));
}

test('a project is shown again as it was left: how, what of it, and which asset', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ name: 'Garden', assets }) });
  await findRow('Ok');
  studio.menu('toggle-sidebar');
  await studio.user.type(screen.getByRole('searchbox'), 'path:ui/');
  await studio.user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'name');
  await studio.user.click(await findRow('Cry'));
  studio.menu('show-grid');

  studio.menu('close-project');
  await openAgain(studio);

  await waitFor(() => {
    expect(screen.getByRole('gridcell', { selected: true }).getAttribute('aria-label')).toMatch(/^Cry,/);
  });
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('path:ui/');
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Sort by' }).value).toBe('name');
  expect(screen.queryByRole('navigation', { name: 'Filters' })).toBeNull();
});

test('an asset that is gone by then is not selected, and the rest is as it was', async () => {
  const studio = await renderStudio({ launchFolder: await buildProject({ name: 'Garden', assets }) });
  await studio.user.click(await findRow('Bell'));
  studio.menu('close-project');
  await screen.findByRole('button', { name: /^Garden/ });
  studio.changeAnswers('studio:get-kept-view', (view) => ({ ...view, selected: 'ui/gone', search: 'bell' }));

  await openAgain(studio);

  await findRow('Bell');
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('bell');
  expect(screen.queryByRole('row', { selected: true })).toBeNull();
});

test('a view that can’t be read keeps no project closed', async () => {
  const studio = await renderStudio();
  studio.answerNext('studio:get-kept-view', () => Promise.reject(new Error('broken')));
  studio.chooseNext(await buildProject({ name: 'Garden', assets }));

  await studio.user.click(await screen.findByRole('button', { name: 'Open project…' }));

  expect(await findRow('Ok')).toBeDefined();
});
