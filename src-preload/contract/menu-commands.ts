/**
 * Commands that main asks the window to carry out: the native menu's, and `open-launch-folder` of a second start. Each
 * with its shortcut in Electron's writing. The menu alone listens for it; the window shows it. The list listens for Delete,
 * which text fields need.
 */
export const menuShortcuts = {
  'open-launch-folder': null,
  'open-project': 'CmdOrCtrl+O',
  'create-project': 'CmdOrCtrl+Shift+N',
  'close-project': 'CmdOrCtrl+W',
  'reload-project': 'F5',
  'verify-snapshot': null,
  'repair-registry': null,
  'register-asset': 'CmdOrCtrl+Enter',
  'register-all-shown': 'CmdOrCtrl+Shift+Enter',
  'unregister-asset': 'Delete',
  'edit-manifest': 'CmdOrCtrl+E',
  'trash-assets': null,
  undo: 'CmdOrCtrl+Z',
  redo: 'CmdOrCtrl+Shift+Z',
  'show-history': 'CmdOrCtrl+Shift+H',
  'focus-search': 'CmdOrCtrl+F',
  'reveal-asset': 'CmdOrCtrl+Shift+R',
  'copy-asset-path': 'CmdOrCtrl+Alt+C',
  'show-list': 'CmdOrCtrl+1',
  'show-grid': 'CmdOrCtrl+2',
} as const;

export type MenuCommand = keyof typeof menuShortcuts;

export const menuCommands = Object.keys(menuShortcuts) as MenuCommand[];
