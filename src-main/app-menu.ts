import { Menu, type MenuItemConstructorOptions } from 'electron';
import { en } from '../src-preload/contract/messages/en/index.ts';
import type { MenuCommand } from '../src-preload/contract/packer-contract.ts';

const text = en.studio.menu;

/**
 * Sets the native menu. It owns the shortcuts of its commands, so that each has one place; what a project must be
 * open for is offered only then.
 */
export function setAppMenu(projectIsOpen: boolean, run: (command: MenuCommand) => void): void {
  function item(label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions {
    return {
      id: command,
      label,
      ...(accelerator === undefined ? {} : { accelerator }),
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
          item(text.openProject, 'open-project', 'CmdOrCtrl+O'),
          item(text.createProject, 'create-project', 'CmdOrCtrl+Shift+N'),
          item(text.closeProject, 'close-project', 'CmdOrCtrl+W'),
          { type: 'separator' },
          process.platform === 'darwin' ? { role: 'close', accelerator: 'Shift+Cmd+W' } : { role: 'quit' },
        ],
      },
      {
        label: text.edit,
        submenu: [
          { role: 'undo' },
          { role: 'redo' },
          { type: 'separator' },
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'selectAll' },
          { type: 'separator' },
          item(text.find, 'focus-search', 'CmdOrCtrl+F'),
        ],
      },
      {
        label: text.asset,
        submenu: [
          item(text.register, 'register-asset', 'CmdOrCtrl+Enter'),
          { type: 'separator' },
          item(text.reveal, 'reveal-asset', 'CmdOrCtrl+Shift+R'),
          item(text.copyPath, 'copy-asset-path', 'CmdOrCtrl+Alt+C'),
        ],
      },
      {
        label: text.project,
        submenu: [item(text.reload, 'reload-project', 'F5'), item(text.verify, 'verify-snapshot')],
      },
      {
        label: text.view,
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
    ]),
  );
}
