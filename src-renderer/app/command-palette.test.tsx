import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { type CommandId, commandIds, commandOf } from '../../src-preload/contract/commands.ts';
import { en } from '../../src-preload/contract/messages/en/index.ts';
import { details, findRow, type RenderedStudio, renderStudio } from '../testing/render-with-bridge.tsx';

const assets = {
  'ui/cancel': anAsset({ name: 'Cancel' }),
  'ui/ok': anAsset({ name: 'Ok' }),
  'world/broken': '{',
  'world/oak': anAsset({ name: 'Old oak' }),
};

async function openStudio(): Promise<RenderedStudio> {
  const studio = await renderStudio({ launchFolder: await buildProject({ assets }) });
  await findRow('Ok');
  return studio;
}

async function openPalette(studio: RenderedStudio) {
  await studio.user.keyboard('{Control>}k{/Control}');
  const palette = within(await screen.findByRole('dialog', { name: 'Command palette' }));
  await waitFor(() => {
    expect(document.activeElement).toBe(palette.getByRole('combobox'));
  });
  return palette;
}

function selectedRow(): HTMLElement {
  return within(screen.getByRole('grid', { name: 'Assets' })).getByRole('row', { selected: true });
}

describe('the palette', () => {
  test('lists every command of the table but itself, with its key', async () => {
    const studio = await openStudio();
    const palette = await openPalette(studio);

    const listed = palette.getAllByRole('option').map(({ textContent }) => textContent);

    const others = commandIds.filter((id) => id !== 'open-palette');
    expect(others.filter((id) => !listed.some((text) => text.startsWith(en.studio.command[id])))).toEqual([]);
    expect(listed).toHaveLength(others.length);
    expect(palette.getByRole('option', { name: /^Reload from disk/ }).textContent).toBe('Reload from diskF5');
  });

  test('carries out what is typed, and has the focus back where it was', async () => {
    const studio = await openStudio();
    await studio.user.click(await findRow('Ok'));
    await openPalette(studio);

    await studio.user.keyboard('as grid{Enter}');

    expect(await screen.findByRole('gridcell', { name: /^Ok,/ })).toBeDefined();
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByRole('grid', { name: 'Assets' }));
    });
  });

  test('keeps what can’t be carried out, says why, and does nothing', async () => {
    const studio = await openStudio();
    const palette = await openPalette(studio);
    await studio.user.keyboard('register');
    const option = palette.getByRole('option', { name: /^Register(?! all)/ });

    await studio.user.keyboard('{Enter}');

    expect(option.getAttribute('aria-disabled')).toBe('true');
    expect(option.textContent).toContain('Select an asset first.');
    expect(screen.getByRole('dialog', { name: 'Command palette' })).toBeDefined();
    expect(studio.requests).not.toContain('packer:register-asset');
  });

  test('says so where no command is called that', async () => {
    const studio = await openStudio();
    const palette = await openPalette(studio);

    await studio.user.keyboard('nothing of the kind');

    expect(palette.getByRole('status').textContent).toBe('No command is called that');
  });

  test('goes to an asset behind an @, and clears the filters that keep it out', async () => {
    const studio = await openStudio();
    await studio.user.click(screen.getByRole('button', { name: /^Problems/ }));
    await waitFor(() => {
      expect(screen.queryByRole('row', { name: /^Ok,/ })).toBeNull();
    });
    const palette = await openPalette(studio);
    await studio.user.keyboard('@oak');
    await palette.findByRole('option', { name: /Old oak/ });

    await studio.user.keyboard('{Enter}');

    await waitFor(() => {
      expect(selectedRow().getAttribute('aria-label')).toContain('Old oak');
    });
    expect(await screen.findByText('The filters were cleared to show “Old oak”.')).toBeDefined();
  });

  test('turns to assets by Ctrl+P, and so it opens by it', async () => {
    const studio = await openStudio();
    const palette = await openPalette(studio);

    await studio.user.keyboard('{Control>}p{/Control}');

    expect(await palette.findByRole('option', { name: /Cancel/ })).toBeDefined();
    expect(palette.getByRole<HTMLInputElement>('combobox').value).toBe('@');
  });

  test('says on the start screen that a project has to be open first', async () => {
    const studio = await renderStudio();
    await screen.findByRole('button', { name: 'Open project…' });
    const palette = await openPalette(studio);

    expect(palette.getByRole('option', { name: /^Reload from disk/ }).textContent).toContain('Open a project first.');
    expect(palette.getByRole('option', { name: /^Open project/ }).getAttribute('aria-disabled')).toBeNull();
  });
});

describe('the menu of a row', () => {
  test('has every action, and why what can’t be done can’t', async () => {
    const studio = await openStudio();
    fireEvent.contextMenu(await findRow('Ok'), { clientX: 200, clientY: 80 });

    const menu = within(await screen.findByRole('menu', { name: 'What can be done with “Ok”' }));
    const unregister = await menu.findByRole('menuitem', { name: 'Unregister…' });
    await waitFor(() => {
      expect(menu.getByRole('menuitem', { name: 'Register' }).getAttribute('aria-disabled')).not.toBe('true');
    });

    const ofRow = commandIds.filter(
      (id) => commandOf(id).on === 'asset' && id !== 'show-row-menu' && id !== 'quick-preview',
    );
    expect(
      menu
        .getAllByRole('menuitem')
        .map((item) => item.getAttribute('aria-label'))
        .toSorted(),
    ).toEqual(ofRow.map((id) => en.studio.command[id]).toSorted());
    expect(unregister.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(unregister.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toContain('not registered');
    expect(selectedRow().getAttribute('aria-label')).toContain('Ok');

    await studio.user.click(menu.getByRole('menuitem', { name: 'Register' }));
    expect(await screen.findByText('Registered “Ok”')).toBeDefined();
  });

  test('copies what is known of the asset, whatever the packer says of its actions', async () => {
    const studio = await openStudio();
    for (const name of ['Copy relative path', 'Copy as JSON', 'Copy link']) {
      fireEvent.contextMenu(await findRow('Ok'), { clientX: 200, clientY: 80 });
      await studio.user.click(await screen.findByRole('menuitem', { name }));
    }

    expect(await screen.findByText('A link to “Ok” copied')).toBeDefined();
    expect(studio.copied[0]).toMatch(/^assets\//);
    expect(JSON.parse(studio.copied[1] ?? '')).toMatchObject({ name: 'Ok', registration: 'unregistered' });
    expect(studio.copied[2]).toMatch(/^prometeu:\/\/open\?project=.+&asset=/);
  });

  test('opens by the menu key at the row with the cursor, and keeps several that are selected', async () => {
    const studio = await openStudio();
    await studio.user.click(await findRow('Ok'));
    await studio.user.keyboard('{Control>}a{/Control}');
    await screen.findByText('4 selected');

    fireEvent.contextMenu(screen.getByRole('grid', { name: 'Assets' }));

    const menu = within(await screen.findByRole('menu', { name: 'What can be done with 4 assets' }));
    const copy = menu.getByRole('menuitem', { name: 'Copy path' });
    expect(copy.getAttribute('aria-disabled')).toBe('true');
    expect(menu.getByRole('menuitem', { name: 'Register' }).getAttribute('aria-disabled')).not.toBe('true');
    await studio.user.keyboard('{Escape}');
    await waitFor(() => {
      expect(screen.queryByRole('menu')).toBeNull();
    });
    expect(screen.getByText('4 selected')).toBeDefined();
  });
});

describe('what the native menu is told', () => {
  test('is what can be done: less without a project, and nothing behind a dialog', async () => {
    const studio = await openStudio();
    await waitFor(() => {
      expect(studio.offered()).toContain('reload-project');
    });
    expect(studio.offered()).not.toContain('register-asset');

    await studio.user.click(await findRow('Ok'));
    await waitFor(() => {
      expect(studio.offered()).toContain('register-asset');
    });
    expect(studio.offered()).not.toContain('unregister-asset');

    studio.menu('show-keys');
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await waitFor(() => {
      expect(studio.offered()).toEqual([]);
    });
    await studio.user.keyboard('{Escape}');

    studio.menu('close-project');
    await screen.findByRole('button', { name: 'Open project…' });
    await waitFor(() => {
      // No newer version is known.
      const always = commandIds.filter((id) => commandOf(id).on === 'always' && id !== 'take-update');
      expect(studio.offered()).toEqual(always);
    });
  });

  test('has something to do for every command of the table', async () => {
    const studio = await openStudio();
    const oak = await findRow('Old oak');
    await studio.user.click(oak);
    await details().findByRole('button', { name: /^Register/ });
    studio.menu('register-asset');
    await screen.findByText('Registered “Old oak”');

    await waitFor(() => {
      // It is registered now, nothing is wrong with it, nothing runs, and no newer version is known.
      const notNow: readonly CommandId[] = ['register-asset', 'show-fixes', 'cancel-job', 'take-update'];
      expect(studio.offered()).toEqual(commandIds.filter((id) => !notNow.includes(id)));
    });
  });
});

describe('keys', () => {
  test('F8 steps through the problems of the list, and Shift+F8 back', async () => {
    const studio = await openStudio();

    await studio.user.keyboard('{F8}');

    await waitFor(() => {
      expect(selectedRow().getAttribute('aria-label')).toContain('world/broken');
    });
    expect(screen.getByText('Problem 1 of 1 in the list')).toBeDefined();
    // What is wrong is told before what can be done.
    const problems = await details().findByRole('list', { name: 'Problems' });
    const register = details().getByRole('button', { name: /^Register/ });
    expect(problems.compareDocumentPosition(register)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  test('the details of another asset begin at their top', async () => {
    const studio = await openStudio();
    await studio.user.click(await findRow('Ok'));
    await details().findByRole('heading', { name: 'Ok' });
    const pane = screen.getByRole('region', { name: 'Details' });
    pane.scrollTop = 200;
    pane.dispatchEvent(new Event('scroll'));

    await studio.user.keyboard('{ArrowDown}');

    await details().findByRole('list', { name: 'Problems' });
    expect(pane.scrollTop).toBe(0);
  });

  test('Delete and Ctrl+A belong to the text where one is being typed', async () => {
    const studio = await openStudio();
    await studio.user.click(await findRow('Ok'));
    await studio.user.keyboard('{Control>}f{/Control}');
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search assets' }));

    await studio.user.keyboard('{Control>}a{/Control}{Delete}');

    expect(screen.queryByText('4 selected')).toBeNull();
    expect(within(screen.getByRole('contentinfo')).queryByText(/is not registered/)).toBeNull();
  });

  test('a key whose command can’t be carried out says why', async () => {
    const studio = await openStudio();

    await studio.user.keyboard('{Control>}{Enter}{/Control}');

    expect(await screen.findByText('Select an asset first.')).toBeDefined();
  });

  test('the sheet finds a key by what it does', async () => {
    const studio = await openStudio();
    await studio.user.keyboard('{Control>}/{/Control}');
    const sheet = within(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }));
    const all = sheet.getAllByRole('listitem').length;

    await studio.user.type(sheet.getByRole('searchbox'), 'history');

    expect(all).toBeGreaterThan(commandIds.filter((id) => commandOf(id).keys.length > 0).length);
    expect(sheet.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['History…Ctrl+Shift+H']);
  });
});
