import type { MenuCommand } from '../../src-preload/contract/packer-contract.ts';
import { t } from './translation.ts';

/** What the window can be told to do, by whoever tells it: the native menu, a button, a test. */
export interface CommandTarget {
  readonly openLaunchFolder: () => void;
  readonly openProject: () => void;
  readonly createProject: () => void;
  readonly closeProject: () => void;
  readonly reloadProject: () => void;
  readonly verifySnapshot: () => void;
  readonly registerAsset: () => void;
  readonly focusSearch: () => void;
  readonly revealAsset: () => void;
  readonly copyAssetPath: () => void;
}

interface Command {
  readonly label: string;
  /** The accelerator that the native menu has for it. The page shows it and never listens for it itself. */
  readonly keys: string | null;
  /** A target that can't do it now, because no project is open, does nothing. */
  readonly run: (target: Partial<CommandTarget>) => void;
}

/** The one table of commands. */
export const commands: Readonly<Record<MenuCommand, Command>> = {
  'open-launch-folder': {
    label: t('studio.menu.openProject'),
    keys: null,
    run: (target) => target.openLaunchFolder?.(),
  },
  'open-project': { label: t('studio.menu.openProject'), keys: 'Mod+O', run: (target) => target.openProject?.() },
  'create-project': {
    label: t('studio.menu.createProject'),
    keys: 'Mod+Shift+N',
    run: (target) => target.createProject?.(),
  },
  'close-project': { label: t('studio.menu.closeProject'), keys: 'Mod+W', run: (target) => target.closeProject?.() },
  'reload-project': { label: t('studio.menu.reload'), keys: 'F5', run: (target) => target.reloadProject?.() },
  'verify-snapshot': { label: t('studio.menu.verify'), keys: null, run: (target) => target.verifySnapshot?.() },
  'register-asset': { label: t('studio.menu.register'), keys: 'Mod+Enter', run: (target) => target.registerAsset?.() },
  'focus-search': { label: t('studio.menu.find'), keys: 'Mod+F', run: (target) => target.focusSearch?.() },
  'reveal-asset': { label: t('studio.menu.reveal'), keys: 'Mod+Shift+R', run: (target) => target.revealAsset?.() },
  'copy-asset-path': { label: t('studio.menu.copyPath'), keys: 'Mod+Alt+C', run: (target) => target.copyAssetPath?.() },
};

/** The keys of a command as this system writes them (`Ctrl+Enter`, `⌘⏎`), null for a command without keys. */
export function shortcutOf(command: MenuCommand): string | null {
  const { keys } = commands[command];
  if (keys === null) return null;
  const onMac = navigator.userAgent.includes('Mac OS X');
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
};

const macNames = {
  Mod: t('studio.keys.macCtrl'),
  Alt: t('studio.keys.macAlt'),
  Shift: t('studio.keys.macShift'),
  Enter: t('studio.keys.macEnter'),
};
