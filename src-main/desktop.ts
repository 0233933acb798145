import { dirname } from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, nativeTheme, shell } from 'electron';
import type { Language, Settings } from '../src-preload/contract/domain/settings.ts';
import type { AppMenu } from './app-menu.ts';
import type { Desktop } from './ipc/packer-handlers.ts';
import { pathExists } from './path-exists.ts';
import type { StudioTexts } from './studio-texts.ts';

const dialogTitles = {
  open: 'chooseProject',
  create: 'chooseNewProjectFolder',
  'save-copy': 'chooseCopyFolder',
} as const;

/** The language that settings come to on this system: English where Studio does not speak the system's. */
export function languageOf({ language }: Settings): Language {
  const system = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  return language === 'system' ? (system.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en') : language;
}

/** Lets the window's frame, and pages by what they ask of the system, be light or dark. High contrast is dark. */
export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme;
}

/** The system's dialogs, file manager and clipboard. `dragIcon` is the picture of a file that is dragged out of the window. */
export function createDesktop(
  currentWindow: () => BrowserWindow | null,
  texts: StudioTexts,
  menu: Pick<AppMenu, 'nameSteps' | 'offer' | 'translate'>,
  dragIcon: string,
): Desktop {
  return {
    chooseFolder: async (purpose) => {
      const window = currentWindow();
      const options: Electron.OpenDialogOptions = {
        title: texts.studio().dialog[dialogTitles[purpose]],
        properties: purpose === 'open' ? ['openDirectory'] : ['openDirectory', 'createDirectory'],
      };
      const chosen =
        window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
    },
    chooseFiles: async (what) => {
      const window = currentWindow();
      const options: Electron.OpenDialogOptions = {
        title: texts.studio().dialog[what === 'files' ? 'chooseFiles' : 'chooseFolders'],
        properties: [what === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
      };
      const chosen =
        window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
      return chosen.canceled ? null : chosen.filePaths;
    },
    revealFolder: async (path) => {
      shell.showItemInFolder(await nearestThatExists(path));
    },
    dragFile: (path) => {
      currentWindow()?.webContents.startDrag({ file: path, icon: dragIcon });
    },
    copyText: async (text) => {
      // A promise in newer versions of Electron, nothing in older ones.
      await clipboard.writeText(text);
    },
    showReport: async (text) => {
      const window = currentWindow();
      const { copyReport, closeReport } = texts.studio().dialog;
      const options: Electron.MessageBoxOptions = {
        type: 'info',
        message: app.getName(),
        detail: text,
        buttons: [copyReport, closeReport],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      };
      const { response } =
        window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
      if (response === 0) {
        await clipboard.writeText(text);
      }
    },
    noteOpened: (path) => {
      app.addRecentDocument(path);
    },
    listOpened: (paths) => {
      app.clearRecentDocuments();
      for (const path of paths.toReversed()) {
        app.addRecentDocument(path);
      }
    },
    offerCommands: menu.offer,
    nextSteps: menu.nameSteps,
    applySettings: (settings) => {
      applyTheme(settings);
      texts.speak(languageOf(settings));
      menu.translate();
    },
    languageOf,
  };
}

async function nearestThatExists(path: string): Promise<string> {
  // The top of the disk always exists.
  const above = dirname(path);
  return above === path || (await pathExists(path)) ? path : nearestThatExists(above);
}
