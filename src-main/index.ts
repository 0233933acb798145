import { createWriteStream } from 'node:fs';
import { release, version } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, crashReporter, protocol, shell } from 'electron';
import log from 'electron-log/main';
import type { EventName } from '../src-preload/contract/channels.ts';
import type { PictureRefusal } from '../src-preload/contract/domain/picture.ts';
import type { InspectionRefusal } from '../src-preload/contract/domain/source-inspection.ts';
import type { EventOf } from '../src-preload/contract/packer-contract.ts';
import { createAppMenu } from './app-menu.ts';
import { askBeforeLosingEdits, denyPermissions, openAppWindow, placeOf, showAgainAfterCrash } from './app-window.ts';
import { createWorkQueue } from './child-work/work-queue.ts';
import { parseCommandLine } from './command-line.ts';
import { createCrashDumps } from './crash-dumps.ts';
import { applyTheme, createDesktop, languageOf } from './desktop.ts';
import type { InspectionOrder, MadeInspection } from './inspection/inspection-messages.ts';
import { createInspectSource } from './inspection/inspections.ts';
import { createDispatcher } from './ipc/dispatcher.ts';
import { connectIpc } from './ipc/ipc-adapter.ts';
import { createJobs } from './ipc/jobs.ts';
import type { OverallProgress } from './ipc/overall-progress.ts';
import { createPackerHandlers } from './ipc/packer-handlers.ts';
import { createPathTokens } from './ipc/path-tokens.ts';
import { createKeptViews } from './kept-views.ts';
import { createLaunches, type Launch, launchOf, launchOfFolder } from './launches.ts';
import { createAppendThreads } from './packer/disk/append-in-threads.ts';
import type { Disk } from './packer/disk/disk-port.ts';
import { createLoggedDisk } from './packer/disk/logged-disk.ts';
import { createNodeDisk } from './packer/disk/node-disk.ts';
import { projectFolderOf } from './packer/disk/project-folder.ts';
import { createReadyThread } from './packer/disk/ready-thread.ts';
import { scanInWorkers } from './packer/disk/scan-in-workers.ts';
import { createPacker } from './packer/index.ts';
import { randomIds, systemClock } from './packer/runtime/system-ports.ts';
import { linkScheme, parseProjectLink } from './project-link.ts';
import { serveStudio } from './protocols/app-protocol.ts';
import { serveAssets } from './protocols/asset-protocol.ts';
import { createRecentProjects } from './recent-projects.ts';
import { findSampleCopy } from './sample-project.ts';
import { createSavedSearches } from './saved-searches.ts';
import { readSettingsFile } from './settings-file.ts';
import { createStudioTexts } from './studio-texts.ts';
import { createPictures } from './thumbnails/pictures.ts';
import { createThumbnailCache } from './thumbnails/thumbnail-cache.ts';
import type { MadeThumbnail, ThumbnailOrder } from './thumbnails/thumbnail-messages.ts';
import { readUpdateFeed } from './update-feed.ts';
import { createUpdates } from './updates.ts';
import { createWindowPlaceFile } from './window-place.ts';
import { startWorkProcess } from './work-process.ts';

/** All thumbnails on this computer: 256 MiB, some 20,000 of them. */
const mostThumbnailBytes = 256 * 1024 * 1024;

/** What a package of the system has brought, on Linux, only another such package replaces. */
const replacesItself = process.platform !== 'linux' || process.env['APPIMAGE'] !== undefined;

// Composition root: builds everything and wires it to the app's life. The only file with effects at import.

const commandLine = parseCommandLine(process.argv, app.isPackaged, process.cwd());
const launches = createLaunches(launchOf(commandLine));
let tellWindow: () => void = () => undefined;
/** Opens what the app is asked to open while it runs: the window, where there is one, is shown and told. */
function open(launch: Launch): void {
  launches.put(launch);
  tellWindow();
}
if (commandLine.userData !== null) {
  app.setPath('userData', commandLine.userData);
}
// Before anything that can crash. Beside the log, which is what an author is shown; nothing is sent anywhere.
const logFolder = join(app.getPath('userData'), 'logs');
app.setPath('crashDumps', join(logFolder, 'crashes'));
crashReporter.start({ uploadToServer: false });
protocol.registerSchemesAsPrivileged([
  // The page is compiled once: its code is kept in the user's folder, by names that change with what is in them.
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  {
    scheme: 'asset',
    privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true, corsEnabled: true },
  },
]);
// Root can't start sandboxed children; every window keeps its own `sandbox: true` all the same.
if (process.env['PROMETEU_ROOT'] !== '1') {
  app.enableSandbox();
}
const logFile = join(logFolder, 'main.log');
log.transports.file.resolvePathFn = () => logFile;
log.transports.console.level = 'warn';

// macOS hands over links, and projects of its own list of what was open last, by events, which may come before the app is
// ready.
app.on('open-url', (event, link) => {
  event.preventDefault();
  open(parseProjectLink(link));
});
app.on('open-file', (event, path) => {
  event.preventDefault();
  open(launchOfFolder(projectFolderOf(path)));
});

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  let window: BrowserWindow | null = null;
  let sample: Promise<string | null> | null = null;

  function currentWindow(): BrowserWindow | null {
    return window?.isDestroyed() === false ? window : null;
  }
  function send<E extends EventName>(event: E, payload: EventOf<E>): void {
    currentWindow()?.webContents.send(event, payload);
  }

  const windowPlace = createWindowPlaceFile(join(app.getPath('userData'), 'window.json'), (error) => {
    log.warn('window-place', error);
  });
  const [settings, place] = await Promise.all([
    readSettingsFile(join(app.getPath('userData'), 'settings.json'), (error) => {
      log.warn('settings', error);
    }),
    windowPlace.read(),
  ]);
  // Before anything is shown: what was dark stays dark.
  applyTheme(settings.current());
  // The page's process starts while all else is built here. Nothing waits from here on, so that all of it is there before
  // the page can ask for anything.
  serveStudio(join(import.meta.dirname, '../renderer'));
  denyPermissions();
  const opened = openAppWindow(place);
  window = opened;
  function keepPlace(): Promise<unknown> {
    const shown = currentWindow();
    placeKept = shown === null ? placeKept : windowPlace.keep(placeOf(shown));
    return placeKept;
  }
  let placeKept: Promise<unknown> = Promise.resolve();
  const keptViews = createKeptViews(join(app.getPath('userData'), 'project-views.json'), callAfter, (error) => {
    log.warn('kept-views', error);
  });
  const texts = createStudioTexts(languageOf(settings.current()));
  const menu = createAppMenu(texts, (command) => {
    send('studio:run-command', { command });
  });

  const scanThreads = createReadyThread(join(import.meta.dirname, 'scan-worker.js'));
  const appendThreads = createAppendThreads(join(import.meta.dirname, 'append-worker.js'));
  const disk = createNodeDisk(scanInWorkers(scanThreads.take), appendThreads.disk);
  const packer = createPacker({
    disk: loggedIfAsked(disk, commandLine.diskLog),
    clock: systemClock,
    ids: randomIds,
    trash: { moveToTrash: (path) => shell.trashItem(path) },
    log: {
      warn: (event, detail) => {
        log.warn(event, detail);
      },
    },
  });
  const thumbnails = createWorkQueue<ThumbnailOrder, MadeThumbnail, PictureRefusal>({
    start: (listener) =>
      startWorkProcess(join(import.meta.dirname, 'thumbnail-worker.js'), 'Prometeu thumbnails', listener),
    after: callAfter,
  });
  const inspections = createWorkQueue<InspectionOrder, MadeInspection, InspectionRefusal>({
    start: (listener) =>
      startWorkProcess(join(import.meta.dirname, 'inspection-worker.js'), 'Prometeu file inspection', listener),
    after: callAfter,
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
  const crashDumps = createCrashDumps(app.getPath('crashDumps'), (error) => {
    log.warn('crash-dumps', error);
  });
  const resources = app.isPackaged ? process.resourcesPath : app.getAppPath();
  const jobs = createJobs({
    progress: (progress) => {
      send('packer:job-progress', progress);
    },
    ended: (job) => {
      send('packer:job-ended', job);
    },
    overall: (overall) => {
      currentWindow()?.setProgressBar(barOf(overall));
    },
  });
  const updates = createUpdates({
    load: async (file) => {
      const { autoUpdater } = (await import('electron-updater')).default;
      autoUpdater.logger = log;
      autoUpdater.updateConfigPath = file;
      autoUpdater.forceDevUpdateConfig = !app.isPackaged;
      autoUpdater.autoDownload = replacesItself;
      // When Studio is quit it is quit: the next start looks again, and finds what has been fetched.
      autoUpdater.autoInstallOnAppQuit = false;
      return autoUpdater;
    },
    replacesItself,
    after: callAfter,
    changed: () => {
      send('studio:update-found', null);
    },
    showPage: (page) => {
      void shell.openExternal(page);
    },
    quit: () => {
      app.quit();
    },
    leave: () => {
      app.quit();
    },
    letNextStart: () => {
      app.releaseSingleInstanceLock();
    },
    onTrouble: (error) => {
      log.warn('updates', error);
    },
  });
  const handlers = createPackerHandlers({
    packer,
    desktop: createDesktop(currentWindow, texts, menu, join(resources, 'build', 'icons', '48x48.png')),
    settings,
    folders: createPathTokens(),
    files: createPathTokens(),
    recent: createRecentProjects(join(app.getPath('userData'), 'recent-projects.json'), (error) => {
      log.warn('recent-projects', error);
    }),
    savedSearches: createSavedSearches(join(app.getPath('userData'), 'saved-searches.json'), (error) => {
      log.warn('saved-searches', error);
    }),
    keptViews,
    jobs,
    now: () => systemClock.now(),
    inspectSource: createInspectSource({ packer, queue: inspections }),
    describePicture: (projectId, root, source) => pictures.describe(projectId, root, source),
    findSample: () => {
      // Two clicks are one copy.
      sample ??= findSampleCopy(
        join(resources, 'samples', 'meadow'),
        join(app.getPath('userData'), 'samples', 'meadow'),
      ).finally(() => {
        sample = null;
      });
      return sample;
    },
    logFile,
    countCrashDumps: crashDumps.count,
    versions: [
      `${app.getName()} ${app.getVersion()}${app.isPackaged ? '' : ' (from its sources)'}`,
      `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
      `${version()} ${release()}, ${process.arch}`,
    ],
    takeLaunch: launches.take,
    updates,
  });

  serveAssets(packer, pictures);
  connectIpc(
    createDispatcher(handlers, (incident, channel, error) => {
      log.error('incident', incident, channel, error);
    }),
    currentWindow,
  );
  askBeforeLosingEdits(opened, texts, () => {
    updates.stay();
  });
  showAgainAfterCrash(opened, texts, () => {
    // What the page had open is open still: it is shown again.
    const last = packer.openProjects().at(-1);
    if (last !== undefined) {
      launches.put(launchOfFolder(last.path));
    }
  });
  opened.webContents.on('render-process-gone', (_event, details) => {
    log.error('window-gone', details);
  });
  opened.on('close', () => {
    void keepPlace();
  });
  // Not before: what the author sees first has the machine for itself.
  opened.webContents.once('did-finish-load', () => {
    scanThreads.prepare();
    appendThreads.prepare();
    void crashDumps.trim();
    void beginUpdates();
  });

  async function beginUpdates(): Promise<void> {
    const file = app.isPackaged ? join(process.resourcesPath, 'app-update.yml') : commandLine.updateFeed;
    const feed =
      file === null
        ? null
        : await readUpdateFeed(file, (error) => {
            log.warn('update-feed', error);
          });
    if (feed !== null) {
      updates.begin(feed);
    }
  }
  function showWindow(): void {
    const shown = currentWindow();
    if (shown?.isMinimized() === true) {
      shown.restore();
    }
    shown?.focus();
  }
  tellWindow = () => {
    showWindow();
    send('studio:open-launch-folder', null);
  };
  app.on('second-instance', (_event, argv, workingFolder) => {
    const launch = launchOf(parseCommandLine(argv, app.isPackaged, workingFolder));
    if (launch === null) {
      showWindow();
    } else {
      open(launch);
    }
  });
  // On Linux the package's launcher entry says so.
  if (app.isPackaged && process.platform !== 'linux') {
    app.setAsDefaultProtocolClient(linkScheme);
  }
  app.on('window-all-closed', () => {
    app.quit();
  });

  // Rule L5: what was accepted ends before the app does.
  let closed = false;
  app.on('before-quit', (event) => {
    const shown = currentWindow();
    if (shown !== null) {
      // It may have to ask its author, and stay. Once it is closed, quitting begins anew.
      event.preventDefault();
      shown.close();
    } else if (!closed) {
      event.preventDefault();
      jobs.cancelAll();
      thumbnails.close();
      inspections.close();
      void Promise.allSettled([packer.close(), keepPlace(), keptViews.write()]).then(() => {
        closed = true;
        updates.end();
      });
    }
  });
}

/** As Electron has it: below 0 there is no bar, above 1 one that says that something goes on. */
function barOf(overall: OverallProgress): number {
  switch (overall) {
    case 'none':
      return -1;
    case 'unknown':
      return 2;
    default:
      return overall;
  }
}

function callAfter(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => {
    clearTimeout(timer);
  };
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
