import { useEffect } from 'react';
import { commandOf } from '../../src-preload/contract/commands.ts';
import { isTextField } from '../ui/is-text-field.ts';
import { commandOfKey } from './key-command.ts';
import { runCommand } from './offered-commands.ts';

/**
 * Listens for the keys of all commands, once for the whole window. The native menu only shows them: what it greys would
 * swallow its key without a word, and it knows later than the window what can be done.
 */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) {
        return;
      }
      const id = commandOfKey(event);
      if (id === null || !isHeard(commandOf(id).scope, event.target)) {
        return;
      }
      event.preventDefault();
      if (!event.repeat || commandOf(id).repeats === true) {
        runCommand(id);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

function isHeard(scope: ReturnType<typeof commandOf>['scope'], target: EventTarget | null): boolean {
  switch (scope) {
    case 'window':
      return true;
    case 'outside-text':
      return !isTextField(target);
    case 'results':
      return target instanceof Element && target.closest('[role=grid]') !== null;
  }
}
