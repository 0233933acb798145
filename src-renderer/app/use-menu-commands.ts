import { useEffect, useEffectEvent } from 'react';
import { subscribe } from '../ipc/events.ts';
import { isDialogOpen } from '../ui/open-dialogs.ts';
import { type CommandTarget, commands } from './commands.ts';
import { useSession } from './session.ts';

/**
 * Carries out what the native menu, which owns the accelerators, asks of the window, as far as the target can. Nothing
 * is done behind a dialog or behind a project that is being opened; only a second start, which is no command of the
 * menu, is heard always.
 */
export function useMenuCommands(target: Partial<CommandTarget>): void {
  const onCommand = useEffectEvent((command: keyof typeof commands) => {
    if (command === 'open-launch-folder' || !isCovered()) {
      commands[command].run(target);
    }
  });
  useEffect(
    () =>
      subscribe('studio:menu-command', ({ command }) => {
        onCommand(command);
      }),
    [],
  );
}

function isCovered(): boolean {
  return useSession.getState().opening !== null || isDialogOpen();
}
