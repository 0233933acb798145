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

/** Whether `Mod` is the command key here. */
export function isOnMac(): boolean {
  return navigator.userAgent.includes('Mac OS X');
}

/** Keys of the table as this system writes them. */
export function keysText(keys: string): string {
  const onMac = isOnMac();
  const names: Readonly<Record<string, string>> = onMac ? macNames : otherNames;
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(onMac ? '' : t('studio.keys.join'));
}

const otherNames = {
  Mod: t('studio.keys.ctrl'),
  Alt: t('studio.keys.alt'),
  Shift: t('studio.keys.shift'),
  Enter: t('studio.keys.enter'),
  Delete: t('studio.keys.delete'),
};

const macNames = {
  Mod: t('studio.keys.macCtrl'),
  Alt: t('studio.keys.macAlt'),
  Shift: t('studio.keys.macShift'),
  Enter: t('studio.keys.macEnter'),
  Delete: t('studio.keys.macDelete'),
};
