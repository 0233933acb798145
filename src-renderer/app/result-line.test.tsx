import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { anAsset, buildProject } from '../../src-main/packer/testing/project-builder.ts';
import { findRow, renderWithBridge } from '../testing/render-with-bridge.tsx';
import { createTestBridge } from '../testing/test-bridge.ts';
import { Studio } from './studio.tsx';
import { speak } from './translation.ts';

afterEach(() => {
  speak('en');
});

const status = (): string => screen.getByRole('contentinfo').textContent;

async function says(text: string): Promise<void> {
  await waitFor(() => {
    expect(status()).toContain(text);
  });
}

/** The whole window on a project of these assets, with what sets its language. */
async function open(assets: Readonly<Record<string, unknown>>) {
  const bridge = await createTestBridge({ launchFolder: await buildProject({ assets }) });
  const user = userEvent.setup();
  renderWithBridge(<Studio />, bridge);
  const setLanguage = async (language: 'en' | 'pt-BR'): Promise<void> => {
    bridge.sendMenuCommand('show-settings');
    const dialog = within(await screen.findByRole('dialog'));
    await user.selectOptions(dialog.getByRole('combobox', { name: /^(Language|Idioma)/ }), language);
  };
  return { bridge, user, setLanguage };
}

test('what was said goes with the next asset, a failure stays, and both are said in the language of the window', async () => {
  const { bridge, user, setLanguage } = await open({ a: anAsset({ name: 'Oak' }), b: anAsset({ name: 'Ash' }) });
  await user.click(await findRow('Oak'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  await says('Registered “Oak”');

  await setLanguage('pt-BR');
  await says('“Oak” registrado');
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('row', { name: /^Ash,/ }));
  expect(status()).not.toContain('Oak');

  bridge.disk.fail({ call: 'file.write', path: 'assets.jsonl' }, 'ENOSPC');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await says('“Ash” não foi registrado.');
  await user.click(screen.getByRole('row', { name: /^Oak,/ }));
  await setLanguage('en');
  await says('“Ash” was not registered.');

  // Why a key does nothing is over with the language that it was said in.
  await user.keyboard('{Escape}');
  bridge.sendMenuCommand('register-asset');
  await says('registered already');
  await setLanguage('pt-BR');
  await waitFor(() => {
    expect(status()).not.toContain('registered already');
  });
});

test('what a bulk write came to is there to be seen in another language, too', async () => {
  const { bridge, user, setLanguage } = await open({ a: anAsset({ name: 'Oak' }), b: '{', c: anAsset() });
  await findRow('Oak');
  bridge.sendMenuCommand('register-all-shown');
  await user.click(await screen.findByRole('button', { name: 'Register 3' }));
  await says('2 registered, 1 refused');

  await setLanguage('pt-BR');
  await user.keyboard('{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Mostrar resultado' }));

  expect(await screen.findByRole('button', { name: 'Tentar de novo 1 recusado' })).toBeDefined();
});
