import { type MenuCommand, menuShortcuts } from '../../src-preload/contract/menu-commands.ts';
import { t } from './translation.ts';

/** What the window can be told to do, by whoever tells it: the native menu, a button, a test. */
export interface CommandTarget {
  readonly openLaunchFolder: () => void;
  readonly openProject: () => void;
  readonly createProject: () => void;
  readonly closeProject: () => void;
  readonly reloadProject: () => void;
  readonly verifySnapshot: () => void;
  readonly repairRegistry: () => void;
  readonly registerAsset: () => void;
  readonly registerAllShown: () => void;
  readonly unregisterAsset: () => void;
  readonly editManifest: () => void;
  readonly trashAssets: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly showHistory: () => void;
  readonly focusSearch: () => void;
  readonly revealAsset: () => void;
  readonly copyAssetPath: () => void;
  readonly showList: () => void;
  readonly showGrid: () => void;
}

interface Command {
  readonly label: string;
  /** A target that can't do it now, because no project is open, does nothing. */
  readonly run: (target: Partial<CommandTarget>) => void;
}

/** The one table of commands. */
export const commands: Readonly<Record<MenuCommand, Command>> = {
  'open-launch-folder': {
    label: t('studio.menu.openProject'),
    run: (target) => target.openLaunchFolder?.(),
  },
  'open-project': { label: t('studio.menu.openProject'), run: (target) => target.openProject?.() },
  'create-project': {
    label: t('studio.menu.createProject'),
    run: (target) => target.createProject?.(),
  },
  'close-project': { label: t('studio.menu.closeProject'), run: (target) => target.closeProject?.() },
  'reload-project': { label: t('studio.menu.reload'), run: (target) => target.reloadProject?.() },
  'verify-snapshot': { label: t('studio.menu.verify'), run: (target) => target.verifySnapshot?.() },
  'repair-registry': { label: t('studio.menu.repair'), run: (target) => target.repairRegistry?.() },
  'register-asset': { label: t('studio.menu.register'), run: (target) => target.registerAsset?.() },
  'register-all-shown': {
    label: t('studio.menu.registerAllShown'),
    run: (target) => target.registerAllShown?.(),
  },
  'unregister-asset': { label: t('studio.menu.unregister'), run: (target) => target.unregisterAsset?.() },
  'edit-manifest': { label: t('studio.menu.editManifest'), run: (target) => target.editManifest?.() },
  'trash-assets': { label: t('studio.menu.trash'), run: (target) => target.trashAssets?.() },
  undo: { label: t('studio.menu.undo'), run: (target) => target.undo?.() },
  redo: { label: t('studio.menu.redo'), run: (target) => target.redo?.() },
  'show-history': { label: t('studio.menu.history'), run: (target) => target.showHistory?.() },
  'focus-search': { label: t('studio.menu.find'), run: (target) => target.focusSearch?.() },
  'reveal-asset': { label: t('studio.menu.reveal'), run: (target) => target.revealAsset?.() },
  'copy-asset-path': { label: t('studio.menu.copyPath'), run: (target) => target.copyAssetPath?.() },
  'show-list': { label: t('studio.menu.showList'), run: (target) => target.showList?.() },
  'show-grid': { label: t('studio.menu.showGrid'), run: (target) => target.showGrid?.() },
};

/** The keys of a command as this system writes them (`Ctrl+Enter`, `⌘⏎`), null for a command without keys. */
export function shortcutOf(command: MenuCommand): string | null {
  const keys = menuShortcuts[command];
  if (keys === null) {
    return null;
  }
  const onMac = navigator.userAgent.includes('Mac OS X');
  const names: Readonly<Record<string, string>> = onMac ? macNames : otherNames;
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(onMac ? '' : t('studio.keys.join'));
}

const otherNames = {
  CmdOrCtrl: t('studio.keys.ctrl'),
  Alt: t('studio.keys.alt'),
  Shift: t('studio.keys.shift'),
  Enter: t('studio.keys.enter'),
  Delete: t('studio.keys.delete'),
};

const macNames = {
  CmdOrCtrl: t('studio.keys.macCtrl'),
  Alt: t('studio.keys.macAlt'),
  Shift: t('studio.keys.macShift'),
  Enter: t('studio.keys.macEnter'),
  Delete: t('studio.keys.macDelete'),
};
