import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type MenuCommand, menuShortcuts } from '../src-preload/contract/menu-commands.ts';
import { en } from '../src-preload/contract/messages/en/index.ts';

const text = en.studio.menu;

/** What the native menu offers now. */
export interface MenuState {
  readonly projectIsOpen: boolean;
  /** What Undo and Redo are called, with what they are about; null where there is nothing to undo. */
  readonly steps: { readonly undo: string | null; readonly redo: string | null };
}

/**
 * Sets the native menu. It owns the shortcuts of its commands, so that each has one place; what a project must be
 * open for is offered only then.
 */
export function setAppMenu({ projectIsOpen, steps }: MenuState, run: (command: MenuCommand) => void): void {
  function item(label: string, command: MenuCommand): MenuItemConstructorOptions {
    const accelerator = menuShortcuts[command];
    return {
      id: command,
      label,
      ...(accelerator === null ? {} : { accelerator, registerAccelerator: accelerator !== 'Delete' }),
      enabled: projectIsOpen || command === 'open-project' || command === 'create-project',
      click: () => {
        run(command);
      },
    };
  }

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      {
        label: text.file,
        submenu: [
          item(text.openProject, 'open-project'),
          item(text.createProject, 'create-project'),
          item(text.closeProject, 'close-project'),
          { type: 'separator' },
          process.platform === 'darwin' ? { role: 'close', accelerator: 'Shift+Cmd+W' } : { role: 'quit' },
        ],
      },
      {
        label: text.edit,
        submenu: [
          item(steps.undo ?? text.undo, 'undo'),
          item(steps.redo ?? text.redo, 'redo'),
          item(text.history, 'show-history'),
          { type: 'separator' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
          { type: 'separator' },
          item(text.find, 'focus-search'),
        ],
      },
      {
        label: text.asset,
        submenu: [
          item(text.register, 'register-asset'),
          item(text.registerAllShown, 'register-all-shown'),
          item(text.unregister, 'unregister-asset'),
          item(text.editManifest, 'edit-manifest'),
          { type: 'separator' },
          item(text.reveal, 'reveal-asset'),
          item(text.copyPath, 'copy-asset-path'),
          { type: 'separator' },
          item(text.trash, 'trash-assets'),
        ],
      },
      {
        label: text.project,
        submenu: [
          item(text.reload, 'reload-project'),
          item(text.verify, 'verify-snapshot'),
          { type: 'separator' },
          item(text.repair, 'repair-registry'),
        ],
      },
      {
        label: text.view,
        submenu: [
          item(text.showList, 'show-list'),
          item(text.showGrid, 'show-grid'),
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          // The key that most people press: “+” without Shift.
          { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
    ]),
  );
}
