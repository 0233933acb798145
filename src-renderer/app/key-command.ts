import { type CommandId, commandIds, commandOf } from '../../src-preload/contract/commands.ts';
import { isOnMac } from './commands.ts';

/** A key as it was pressed. */
export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>;

/** The command that has the keys that were pressed, null where none has. */
export function commandOfKey(pressed: PressedKey): CommandId | null {
  return commandIds.find((id) => commandOf(id).keys.some((keys) => isPressed(keys, pressed))) ?? null;
}

function isPressed(keys: string, pressed: PressedKey): boolean {
  const names = keys.split('+');
  const key = names.at(-1) ?? '';
  const [mod, other] = isOnMac() ? [pressed.metaKey, pressed.ctrlKey] : [pressed.ctrlKey, pressed.metaKey];
  return (
    // The key by which some layouts write a third sign counts as Ctrl and Alt together.
    !pressed.getModifierState('AltGraph') &&
    mod === names.includes('Mod') &&
    !other &&
    pressed.altKey === names.includes('Alt') &&
    isKey(key, names.includes('Shift'), pressed)
  );
}

function isKey(key: string, shift: boolean, { key: pressed, code, shiftKey }: PressedKey): boolean {
  if (/^[A-Z]$/.test(key)) {
    // Where the layout writes no Latin letters, the key is known by its place.
    const letter = /^[a-z]$/i.test(pressed) ? pressed.toUpperCase() : code.replace('Key', '');
    return letter === key && shiftKey === shift;
  }
  if (/^\d$/.test(key)) {
    return (pressed === key || code === `Digit${key}`) && shiftKey === shift;
  }
  if (key === 'Space') {
    return pressed === ' ' && shiftKey === shift;
  }
  // Some layouts write signs with Shift.
  return pressed === key && (shiftKey === shift || /^[^\w]$/.test(key));
}
