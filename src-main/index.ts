import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { app, type BrowserWindow, protocol, shell } from 'electron';
import log from 'electron-log/main';
import type { EventName } from '../src-preload/contract/channels.ts';
import type { MenuCommand } from '../src-preload/contract/menu-commands.ts';
import type { EventOf } from '../src-preload/contract/packer-contract.ts';
import { type MenuState, setAppMenu } from './app-menu.ts';
import { denyPermissions, openAppWindow } from './app-window.ts';
import { parseCommandLine } from './command-line.ts';
import { createDesktop } from './desktop.ts';
import { createDispatcher } from './ipc/dispatcher.ts';
import { createFolderTokens } from './ipc/folder-tokens.ts';
import { connectIpc } from './ipc/ipc-adapter.ts';
import { createJobs } from './ipc/jobs.ts';
import { createPackerHandlers } from './ipc/packer-handlers.ts';
import type { Disk } from './packer/disk/disk-port.ts';
import { createLoggedDisk } from './packer/disk/logged-disk.ts';
import { createNodeDisk } from './packer/disk/node-disk.ts';
import { createReadyThread } from './packer/disk/ready-thread.ts';
import { scanInWorkers } from './packer/disk/scan-in-workers.ts';
import { createPacker } from './packer/index.ts';
import { randomIds, systemClock } from './packer/runtime/system-ports.ts';
import { serveStudio } from './protocols/app-protocol.ts';
import { serveAssets } from './protocols/asset-protocol.ts';
import { createRecentProjects } from './recent-projects.ts';
import { findSampleCopy } from './sample-project.ts';
import { createSavedSearches } from './saved-searches.ts';
import { stepLabel } from './step-label.ts';
import { startThumbnailProcess } from './thumbnail-process.ts';
import { createPictures } from './thumbnails/pictures.ts';
import { createThumbnailCache } from './thumbnails/thumbnail-cache.ts';
import { createThumbnailQueue } from './thumbnails/thumbnail-queue.ts';

/** All thumbnails on this computer: 256 MiB, some 20,000 of them. */
const mostThumbnailBytes = 256 * 1024 * 1024;

const noSteps = { undo: null, redo: null };

// Composition root: builds everything and wires it to the app's life. The only file with effects at import.

const commandLine = parseCommandLine(process.argv, app.isPackaged, process.cwd());
if (commandLine.userData !== null) {
  app.setPath('userData', commandLine.userData);
}
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  { scheme: 'asset', privileges: { standard: true, secure: true, stream: true } },
]);
// Root can't start sandboxed children; every window keeps its own `sandbox: true` all the same.
if (process.env['PROMETEU_ROOT'] !== '1') {
  app.enableSandbox();
}
log.transports.file.resolvePathFn = () => join(app.getPath('userData'), 'logs', 'main.log');
log.transports.console.level = 'warn';

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

function start(): void {
  let window: BrowserWindow | null = null;
  let launchFolder = commandLine.folder;
  let sample: Promise<string | null> | null = null;

  function currentWindow(): BrowserWindow | null {
    return window?.isDestroyed() === false ? window : null;
  }
  function send<E extends EventName>(event: E, payload: EventOf<E>): void {
    currentWindow()?.webContents.send(event, payload);
  }
  function runInWindow(command: MenuCommand): void {
    send('studio:menu-command', { command });
  }

  let menu: MenuState = { projectIsOpen: false, steps: noSteps };
  function showMenu(next: MenuState): void {
    // To build it takes longer than most commands, and most leave it as it is.
    if (!isDeepStrictEqual(menu, next)) {
      menu = next;
      setAppMenu(menu, runInWindow);
    }
  }

  const scanThreads = createReadyThread(join(import.meta.dirname, 'scan-worker.js'));
  const packer = createPacker({
    disk: loggedIfAsked(createNodeDisk(scanInWorkers(scanThreads.take)), commandLine.diskLog),
    clock: systemClock,
    ids: randomIds,
    trash: { moveToTrash: (path) => shell.trashItem(path) },
    log: {
      warn: (event, detail) => {
        log.warn(event, detail);
      },
    },
  });
  const thumbnails = createThumbnailQueue({
    start: (listener) => startThumbnailProcess(join(import.meta.dirname, 'thumbnail-worker.js'), listener),
    after: (milliseconds, call) => {
      const timer = setTimeout(call, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
  });
  const pictures = createPictures({
    packer,
    queue: thumbnails,
    cache: createThumbnailCache({
      // Where Chromium has its own caches.
      folder: join(app.getPath('sessionData'), 'thumbnails'),
      mostBytes: mostThumbnailBytes,
      now: () => Date.now(),
      onTrouble: (error) => {
        log.warn('thumbnail-cache', error);
      },
    }),
  });
  const jobs = createJobs((progress) => {
    send('packer:job-progress', progress);
  });
  const handlers = createPackerHandlers({
    packer,
    desktop: createDesktop(currentWindow, {
      projectIsOpen: (isOpen) => {
        showMenu({ projectIsOpen: isOpen, steps: noSteps });
      },
      nextSteps: ({ undo, redo }) => {
        showMenu({ ...menu, steps: { undo: stepLabel('undo', undo), redo: stepLabel('redo', redo) } });
      },
    }),
    folders: createFolderTokens(),
    recent: createRecentProjects(join(app.getPath('userData'), 'recent-projects.json'), (error) => {
      log.warn('recent-projects', error);
    }),
    savedSearches: createSavedSearches(join(app.getPath('userData'), 'saved-searches.json'), (error) => {
      log.warn('saved-searches', error);
    }),
    jobs,
    now: () => systemClock.now(),
    describePicture: (projectId, root) => pictures.describe(projectId, root),
    findSample: () => {
      // Two clicks are one copy.
      sample ??= findSampleCopy(
        join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'samples', 'meadow'),
        join(app.getPath('userData'), 'samples', 'meadow'),
      ).finally(() => {
        sample = null;
      });
      return sample;
    },
    takeLaunchFolder: () => {
      const folder = launchFolder;
      launchFolder = null;
      return folder;
    },
  });

  serveStudio(join(import.meta.dirname, '../renderer'));
  serveAssets(packer, pictures);
  denyPermissions();
  connectIpc(
    createDispatcher(handlers, (incident, channel, error) => {
      log.error('incident', incident, channel, error);
    }),
    currentWindow,
  );
  setAppMenu(menu, runInWindow);
  window = openAppWindow();
  // Not before: what the author sees first has the machine for itself.
  window.webContents.once('did-finish-load', scanThreads.prepare);

  app.on('second-instance', (_event, argv, workingFolder) => {
    launchFolder = parseCommandLine(argv, app.isPackaged, workingFolder).folder;
    const shown = currentWindow();
    if (shown?.isMinimized() === true) {
      shown.restore();
    }
    shown?.focus();
    if (launchFolder !== null) {
      runInWindow('open-launch-folder');
    }
  });
  app.on('window-all-closed', () => {
    app.quit();
  });

  // Rule L5: what was accepted ends before the app does.
  let closed = false;
  app.on('before-quit', (event) => {
    if (!closed) {
      event.preventDefault();
      jobs.cancelAll();
      thumbnails.close();
      void packer.close().finally(() => {
        closed = true;
        app.quit();
      });
    }
  });
}

function loggedIfAsked(disk: Disk, file: string | null): Disk {
  if (file === null) {
    return disk;
  }
  const lines = createWriteStream(file, { flags: 'a' });
  return createLoggedDisk(disk, (call) => {
    lines.write(`${JSON.stringify(call)}\n`);
  });
}
