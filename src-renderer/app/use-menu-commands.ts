import { useEffect, useEffectEvent } from 'react';
import { subscribe } from '../ipc/events.ts';
import { type CommandTarget, commands } from './commands.ts';

/** Carries out what the native menu, which owns the accelerators, asks of the window, as far as the target can. */
export function useMenuCommands(target: Partial<CommandTarget>): void {
  const onCommand = useEffectEvent((command: keyof typeof commands) => {
    commands[command].run(target);
  });
  useEffect(
    () =>
      subscribe('studio:menu-command', ({ command }) => {
        onCommand(command);
      }),
    [],
  );
}
