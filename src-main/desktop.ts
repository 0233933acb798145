import { dirname } from 'node:path';
import { type BrowserWindow, clipboard, dialog, shell } from 'electron';
import { en } from '../src-preload/contract/messages/en/index.ts';
import type { Desktop } from './ipc/packer-handlers.ts';
import { pathExists } from './path-exists.ts';

const dialogTitles = {
  open: en.studio.dialog.chooseProject,
  create: en.studio.dialog.chooseNewProjectFolder,
  'save-copy': en.studio.dialog.chooseCopyFolder,
} as const;

/** The system's dialogs, file manager and clipboard. */
export function createDesktop(
  currentWindow: () => BrowserWindow | null,
  menu: Pick<Desktop, 'offerCommands' | 'nextSteps'>,
): Desktop {
  return {
    chooseFolder: async (purpose) => {
      const window = currentWindow();
      const options: Electron.OpenDialogOptions = {
        title: dialogTitles[purpose],
        properties: purpose === 'open' ? ['openDirectory'] : ['openDirectory', 'createDirectory'],
      };
      const chosen =
        window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    revealFolder: async (path) => {
      shell.showItemInFolder(await nearestThatExists(path));
    },
    copyText: async (text) => {
      // A promise in newer versions of Electron, nothing in older ones.
      await clipboard.writeText(text);
    },
    ...menu,
  };
}

async function nearestThatExists(path: string): Promise<string> {
  // The top of the disk always exists.
  const above = dirname(path);
  return above === path || (await pathExists(path)) ? path : nearestThatExists(above);
}
