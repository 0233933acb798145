import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { type CommandId, commandIds } from '../../src-preload/contract/commands.ts';
import { KeySheet } from '../features/key-sheet/key-sheet.tsx';
import { CommandPalette } from '../features/palette/command-palette.tsx';
import { SettingsDialog } from '../features/settings/settings-dialog.tsx';
import { subscribe } from '../ipc/events.ts';
import { call } from '../ipc/packer-client.ts';
import { runCommand, useAvailableCommands } from './offered-commands.ts';
import { useCommandKeys } from './use-command-keys.ts';
import { useStudioUpdate } from './use-studio-update.ts';

/** What is offered changes and changes back while an asset that was just selected is looked at. Milliseconds. */
const settledMs = 40;

/** All ways to a command that belong to no part of the window: keys, native menu, palette and the sheet of keys. */
export function CommandHost(): ReactElement {
  useCommandKeys();
  useEffect(
    () =>
      subscribe('studio:run-command', ({ command }) => {
        runCommand(command);
      }),
    [],
  );
  return (
    <>
      <MenuOffers />
      <UpdateOffer />
      <CommandPalette />
      <KeySheet />
      <SettingsDialog />
    </>
  );
}

/** A part of its own: each job that begins or ends may change it, and nothing else is to be drawn for that. */
function UpdateOffer(): null {
  useStudioUpdate();
  return null;
}

/** Tells the native menu what can be done. A part of its own: what can be done changes far more often than what is drawn. */
function MenuOffers(): null {
  const available = useAvailableCommands();
  const { mutate: offer } = useMutation({
    mutationFn: (ids: CommandId[]) => call('studio:offer-commands', { available: ids }),
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      const ids = available.split(' ');
      offer(commandIds.filter((id) => ids.includes(id)));
    }, settledMs);
    return () => {
      clearTimeout(timer);
    };
  }, [available, offer]);
  return null;
}
