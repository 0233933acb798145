import { type CommandId, commandOf } from '../../src-preload/contract/commands.ts';
import { t } from './translation.ts';

/** What a command is called, wherever it stands. */
export function commandLabel(id: CommandId): string {
  return t(`studio.command.${id}`);
}

/** The first keys of a command as this system writes them (`Ctrl+Enter`, `⌘⏎`), null for a command without keys. */
export function shortcutOf(id: CommandId): string | null {
  const [keys] = commandOf(id).keys;
  return keys === undefined ? null : keysText(keys);
}

/** The browser makes this text anew for each that asks, and the system stays what it is. */
const onMac = navigator.userAgent.includes('Mac OS X');

/** Whether `Mod` is the command key here. */
export function isOnMac(): boolean {
  return onMac;
}

/** Keys of the table as this system writes them. */
export function keysText(keys: string): string {
  const names = onMac ? macNames : otherNames;
  return keys
    .split('+')
    .map((key) => (isNamed(key) ? t(names[key]) : key))
    .join(onMac ? '' : t('studio.keys.join'));
}

const otherNames = {
  Mod: 'studio.keys.ctrl',
  Alt: 'studio.keys.alt',
  Shift: 'studio.keys.shift',
  Enter: 'studio.keys.enter',
  Delete: 'studio.keys.delete',
} as const;

const macNames = {
  Mod: 'studio.keys.macCtrl',
  Alt: 'studio.keys.macAlt',
  Shift: 'studio.keys.macShift',
  Enter: 'studio.keys.macEnter',
  Delete: 'studio.keys.macDelete',
} as const;

function isNamed(key: string): key is keyof typeof otherNames {
  return Object.hasOwn(otherNames, key);
}
