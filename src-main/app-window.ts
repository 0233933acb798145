import { join } from 'node:path';
import { BrowserWindow, dialog, nativeTheme, screen, session } from 'electron';
import { studioOrigin } from './protocols/studio-origin.ts';
import type { StudioTexts } from './studio-texts.ts';
import { boundsOnScreen, type WindowPlace } from './window-place.ts';

/** The ground that is seen before the page is: the tokens `bg-app` of the page, so that nothing flashes. */
const ground = { dark: '#16181C', light: '#F3F4F6' } as const;

/**
 * Opens the one window, hardened as Electron's security list asks: no Node, no other page, no permission. It stands where
 * it was left, if that can still be seen.
 */
export function openAppWindow(place: WindowPlace): BrowserWindow {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...boundsOnScreen(place.bounds, screens),
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    },
  });
  window.once('ready-to-show', () => {
    if (place.maximized) {
      window.maximize();
    }
    window.show();
  });
  window.webContents.on('will-frame-navigate', (event) => {
    event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  void window.loadURL(`${studioOrigin}/`);
  return window;
}

/**
 * Asks the author where the page will not go for edits that are not saved, whichever way he closes it. The question does
 * not hold the main process: what the lane has accepted goes on meanwhile. `stayed` is called where he keeps them.
 */
export function askBeforeLosingEdits(window: BrowserWindow, texts: StudioTexts, stayed: () => void): void {
  let asking = false;
  window.webContents.on('will-prevent-unload', () => {
    if (!asking) {
      asking = true;
      void ask().finally(() => {
        asking = false;
      });
    }
  });

  async function ask(): Promise<void> {
    const { edit, dialog: ofDialogs } = texts.studio();
    const buttons = [edit.keep, edit.discard];
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: edit.leaveProject,
      detail: ofDialogs.unsavedEdits,
      buttons,
      defaultId: buttons.indexOf(edit.keep),
      cancelId: buttons.indexOf(edit.keep),
      noLink: true,
    });
    if (response === buttons.indexOf(edit.discard)) {
      window.destroy();
    } else {
      stayed();
    }
  }
}

/**
 * Where the page's process has ended, says so and shows the page anew at the author's word; `before` is called just
 * before that. The packer is of another process: nothing that it confirmed is lost.
 */
export function showAgainAfterCrash(window: BrowserWindow, texts: StudioTexts, before: () => void): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) {
      void ask();
    }
  });

  async function ask(): Promise<void> {
    const { crashed, crashedBody, showAgain, quit } = texts.studio().dialog;
    const buttons = [showAgain, quit];
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: crashed,
      detail: crashedBody,
      buttons,
      defaultId: buttons.indexOf(showAgain),
      cancelId: buttons.indexOf(showAgain),
      noLink: true,
    });
    if (response === buttons.indexOf(quit)) {
      window.destroy();
    } else if (!window.isDestroyed()) {
      before();
      window.webContents.reload();
    }
  }
}

/** Where the window stands now. */
export function placeOf(window: BrowserWindow): WindowPlace {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
}

/** Denies every permission that a page can ask for. Called once, before the window opens. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}
