import type { CommandId } from '../../src-preload/contract/commands.ts';
import type { AssetDetails } from '../../src-preload/contract/domain/asset.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { HistoryListing } from '../../src-preload/contract/domain/history.ts';
import type { PictureDescription } from '../../src-preload/contract/domain/picture.ts';
import type { ProjectSummary } from '../../src-preload/contract/domain/project.ts';
import type { Language, Settings } from '../../src-preload/contract/domain/settings.ts';
import type { InspectSource } from '../inspection/inspections.ts';
import type { KeptViews } from '../kept-views.ts';
import type { Launches } from '../launches.ts';
import { fail, type Result, succeed } from '../packer/core/result.ts';
import type { Packer } from '../packer/index.ts';
import { projectLink } from '../project-link.ts';
import type { RecentProjects } from '../recent-projects.ts';
import type { SavedSearches } from '../saved-searches.ts';
import type { SettingsFile } from '../settings-file.ts';
import type { Updates } from '../updates.ts';
import { takeFiles, withPaths } from './chosen-files.ts';
import type { Handlers } from './dispatcher.ts';
import type { Jobs } from './jobs.ts';
import type { PathTokens } from './path-tokens.ts';
import { saveNewFile } from './save-new-file.ts';
import { studioReport } from './studio-report.ts';

/** What only a desktop can do. Electron stands behind it in the app. */
export interface Desktop {
  /** The folder that the author chose in the system's dialog, or null. */
  chooseFolder(purpose: 'open' | 'create' | 'save-copy'): Promise<string | null>;
  /** The files, or the folders, that the author chose in the system's dialog, or null: no system but one lets both be chosen in one. */
  chooseFiles(what: 'files' | 'folders'): Promise<readonly string[] | null>;
  /** Shows a folder, or the nearest one above it that exists, in the system's file manager. */
  revealFolder(path: string): Promise<void>;
  /** Hands a file over to the system, which drags it wherever the mouse goes from now on. */
  dragFile(path: string): void;
  copyText(text: string): Promise<void>;
  /** Shows a report about Studio itself, and copies it where the author says so. */
  showReport(text: string): Promise<void>;
  /** Tells what the window can do now: the native menu offers that. */
  offerCommands(available: readonly CommandId[]): void;
  /** Lets the window's frame, the system's dialogs and the native menu look and speak as the settings say. */
  applySettings(settings: Settings): void;
  /** The language that the settings come to on this system. */
  languageOf(settings: Settings): Language;
  /** Puts a project on top of the system's own list of what was open last. */
  noteOpened(path: string): void;
  /** Has the system's list name these projects alone, the one that was opened last first. */
  listOpened(paths: readonly string[]): void;
  /** Tells what can be undone and done again by now. */
  nextSteps(steps: Pick<HistoryListing, 'undo' | 'redo'>): void;
}

/** What a copy of the registry is called. It is never the name of a registry, so that it can't take the place of one. */
const copyName = { stem: 'assets-copy', extension: '.jsonl' };

/** Everything that the handlers stand on. */
export interface HandlerParts {
  readonly packer: Packer;
  readonly desktop: Desktop;
  readonly folders: PathTokens;
  readonly files: PathTokens;
  readonly recent: RecentProjects;
  readonly savedSearches: SavedSearches;
  readonly keptViews: KeptViews;
  readonly settings: SettingsFile;
  readonly jobs: Jobs;
  readonly now: () => string;
  readonly describePicture: (
    projectId: string,
    root: string,
    source: string | undefined,
  ) => Promise<Result<PictureDescription, Failure>>;
  readonly inspectSource: InspectSource;
  readonly findSample: () => Promise<string | null>;
  /** Where Studio writes down what went wrong. */
  readonly logFile: string;
  /** How many dumps there are of processes that crashed. */
  readonly countCrashDumps: () => Promise<number>;
  /** What Studio is and runs on, a line each. */
  readonly versions: readonly string[];
  /** What Studio was asked to open from outside, once asked for gone. */
  readonly takeLaunch: Launches['take'];
  readonly updates: Pick<Updates, 'known' | 'take'>;
}

/** What is copied of an asset of the project in a folder. */
function textOf(details: AssetDetails, form: 'relative-path' | 'link' | 'json', folder: string): string {
  switch (form) {
    case 'relative-path':
      return `assets/${details.root}`;
    case 'link':
      // An id stays with its asset wherever that is moved.
      return projectLink(folder, details.assetId ?? details.root);
    case 'json':
      return JSON.stringify({ ...details, revision: undefined }, null, 2);
  }
}

/** One handler a channel: maps the request to the packer's call and nothing more. */
export function createPackerHandlers(parts: HandlerParts): Handlers {
  const { packer, desktop, folders, files, recent, savedSearches, keptViews, settings, jobs } = parts;

  function folderOf(path: string): { folderToken: string; path: string } {
    return { folderToken: folders.tokenOf(path), path };
  }

  /** Behind the answer to a command, which does not wait for it. */
  async function thenNoteSteps<Value>(projectId: string, command: Promise<Value>): Promise<Value> {
    const value = await command;
    void packer.listHistory(projectId, { offset: 0, limit: 0 }).then((history) => {
      if (history.ok) {
        desktop.nextSteps(history.value);
      }
    });
    return value;
  }

  /** How many assets an open project has, null where it can't be told now. */
  function countOfAssets(projectId: string): number | null {
    const filter = { registration: [], health: [], type: [], tag: [], search: '' };
    const listing = packer.listAssets(projectId, { filter, sort: 'root', descending: false, offset: 0, limit: 0 });
    return listing.ok ? listing.value.counts.all : null;
  }

  async function openFolder(path: string, jobId: string): Promise<Result<ProjectSummary, Failure>> {
    const opened = await jobs.run({ jobId, kind: 'open', projectId: null }, (reading) =>
      packer.openProject(path, { ...reading, openingId: jobId }),
    );
    if (opened.ok) {
      const { projectId, name } = opened.value;
      const assets = countOfAssets(projectId);
      desktop.noteOpened(opened.value.path);
      await thenNoteSteps(projectId, recent.add({ path: opened.value.path, name, openedAt: parts.now(), assets }));
    }
    return opened;
  }

  return {
    'studio:get-settings': async () => {
      const now = settings.current();
      return succeed({ settings: now, language: desktop.languageOf(now) });
    },
    'studio:change-settings': async ({ change }) => {
      const saved = settings.change(change);
      desktop.applySettings(settings.current());
      return succeed({ saved: await saved });
    },
    'packer:choose-folder': async ({ purpose }) => {
      const path = await desktop.chooseFolder(purpose);
      return succeed(path === null ? null : folderOf(path));
    },
    'packer:create-project': async ({ folderToken, name }) => {
      const path = folders.pathOf(folderToken);
      if (path === undefined) {
        return fail({ code: 'folder-not-known' });
      }
      const created = await packer.createProject(path, name);
      return created.ok ? succeed(folderOf(path)) : created;
    },
    'packer:open-project': async ({ folderToken, jobId }) => {
      const path = folders.pathOf(folderToken);
      return path === undefined ? fail({ code: 'folder-not-known' }) : openFolder(path, jobId);
    },
    'packer:list-provisional-assets': async ({ jobId, offset, limit }) =>
      succeed(packer.provisionalView(jobId, { offset, limit })),
    'packer:close-project': async ({ projectId }) => {
      await packer.closeProject(projectId);
      return succeed(null);
    },
    'packer:find-sample': async () => {
      const path = await parts.findSample();
      return path === null ? fail({ code: 'sample-not-found' }) : succeed(folderOf(path));
    },
    'packer:get-launch-folder': async () => {
      const launch = parts.takeLaunch();
      if (launch === null) {
        return succeed(null);
      }
      return launch.ok ? succeed({ ...folderOf(launch.value.folder), asset: launch.value.asset }) : launch;
    },
    'packer:list-recent': async () => {
      const projects = await recent.list();
      return succeed(projects.map((project) => ({ ...project, folderToken: folders.tokenOf(project.path) })));
    },
    'packer:pin-recent': async ({ folderToken, pinned }) => {
      const path = folders.pathOf(folderToken);
      if (path !== undefined) {
        await recent.pin(path, pinned);
      }
      return succeed(null);
    },
    'packer:remove-recent': async ({ folderToken }) => {
      const path = folders.pathOf(folderToken);
      if (path !== undefined) {
        await recent.remove(path);
        // The system has no way to take one away.
        const others = (await recent.list()).filter(({ exists }) => exists);
        desktop.listOpened(
          others.toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1)).map((project) => project.path),
        );
      }
      return succeed(null);
    },
    'studio:get-kept-view': async ({ folderToken }) => {
      const path = folders.pathOf(folderToken);
      return path === undefined ? fail({ code: 'folder-not-known' }) : succeed(await keptViews.read(path));
    },
    'studio:keep-view': async ({ folderToken, view }) => {
      const path = folders.pathOf(folderToken);
      if (path === undefined) {
        return fail({ code: 'folder-not-known' });
      }
      await keptViews.keep(path, view);
      return succeed(null);
    },
    'packer:list-saved-searches': async ({ projectId }) => {
      const project = packer.getProject(projectId);
      return project.ok ? succeed(await savedSearches.list(project.value.path)) : project;
    },
    'packer:save-search': async ({ projectId, name, search }) => {
      const project = packer.getProject(projectId);
      return project.ok ? succeed({ saved: await savedSearches.save(project.value.path, { name, search }) }) : project;
    },
    'packer:remove-saved-search': async ({ projectId, name }) => {
      const project = packer.getProject(projectId);
      return project.ok ? succeed({ saved: await savedSearches.remove(project.value.path, name) }) : project;
    },
    'packer:get-project': async ({ projectId }) => packer.getProject(projectId),
    'packer:list-assets': async ({ projectId, query }) => packer.listAssets(projectId, query),
    'packer:find-row': async ({ projectId, view, root }) => packer.findRow(projectId, view, root),
    'packer:find-problem': async ({ projectId, view, from, direction }) =>
      packer.findProblem(projectId, view, from, direction),
    'packer:find-named': async ({ projectId, view, from, text }) => packer.findNamed(projectId, view, from, text),
    'packer:count-selected': async ({ projectId, rows }) => packer.countSelected(projectId, rows),
    'packer:find-assets': async ({ projectId, text, limit }) => packer.meantAssets(projectId, text, limit),
    'packer:get-asset-facets': async ({ projectId, query }) => packer.getAssetFacets(projectId, query),
    'packer:get-asset-details': async ({ projectId, root }) => packer.getAssetDetails(projectId, root),
    'packer:get-asset-actions': async ({ projectId, root }) => packer.getAssetActions(projectId, root),
    'packer:describe-picture': ({ projectId, root, source }) => parts.describePicture(projectId, root, source),
    'packer:inspect-source': ({ projectId, root, source }) => parts.inspectSource(projectId, root, source),
    'packer:read-manifest': ({ projectId, root }) => packer.readManifest(projectId, root),
    'packer:edit-manifest': ({ projectId, root, manifest, without, basedOn, commandId }) =>
      thenNoteSteps(projectId, packer.editManifest(projectId, { root, manifest, without, basedOn }, commandId)),
    'packer:register-asset': ({ projectId, root, commandId }) =>
      thenNoteSteps(projectId, packer.register(projectId, root, commandId)),
    'packer:register-assets': ({ projectId, selection, commandId, jobId }) =>
      thenNoteSteps(
        projectId,
        jobs.runBulk({ jobId, kind: 'register', projectId }, (follower) =>
          packer.registerAssets(projectId, selection, commandId, follower),
        ),
      ),
    'packer:unregister-asset': ({ projectId, root, commandId }) =>
      thenNoteSteps(projectId, packer.unregister(projectId, root, commandId)),
    'packer:unregister-assets': ({ projectId, selection, commandId, jobId }) =>
      thenNoteSteps(
        projectId,
        jobs.runBulk({ jobId, kind: 'unregister', projectId }, (follower) =>
          packer.unregisterAssets(projectId, selection, commandId, follower),
        ),
      ),
    'packer:trash-assets': ({ projectId, selection, commandId, jobId }) =>
      thenNoteSteps(
        projectId,
        jobs.runBulk({ jobId, kind: 'trash', projectId }, (follower) =>
          packer.trashAssets(projectId, selection, commandId, follower),
        ),
      ),
    'packer:choose-files': async ({ what, besides }) => {
      const paths = await desktop.chooseFiles(what);
      return succeed(paths === null ? null : await takeFiles(packer, files, paths, besides));
    },
    'packer:take-dropped-files': async ({ paths, besides }) => succeed(await takeFiles(packer, files, paths, besides)),
    'packer:check-new-roots': async ({ projectId, roots }) => packer.checkNewRoots(projectId, roots),
    'packer:create-assets': async ({ projectId, assets, register, commandId, jobId }) => {
      const wanted = withPaths(files, assets);
      return wanted === null
        ? fail({ code: 'files-not-known' })
        : thenNoteSteps(
            projectId,
            jobs.runBulk({ jobId, kind: 'create', projectId }, (follower) =>
              packer.createAssets(projectId, wanted, register, commandId, follower),
            ),
          );
    },
    'packer:check-move': async ({ projectId, root, to }) => packer.checkMove(projectId, root, to),
    'packer:move-asset': ({ projectId, root, to, commandId }) =>
      thenNoteSteps(projectId, packer.moveAsset(projectId, { root, to }, commandId)),
    'packer:find-relocations': async ({ projectId, root }) => packer.findRelocations(projectId, root),
    'packer:relocate-asset': ({ projectId, root, to, commandId }) =>
      thenNoteSteps(projectId, packer.relocateAsset(projectId, { root, to }, commandId)),
    'packer:get-history': ({ projectId, offset, limit }) => packer.listHistory(projectId, { offset, limit }),
    'packer:undo': ({ projectId, target, commandId, jobId }) =>
      thenNoteSteps(
        projectId,
        jobs.runBulk({ jobId, kind: 'undo', projectId }, (follower) =>
          packer.undo(projectId, target, commandId, follower),
        ),
      ),
    'packer:list-refused-assets': ({ projectId, commandId, code, offset, limit }) =>
      packer.listRefused(projectId, commandId, code, { offset, limit }),
    'packer:reload-project': ({ projectId, jobId }) =>
      jobs.run({ jobId, kind: 'reload', projectId }, (reading) => packer.reload(projectId, reading)),
    'packer:verify-snapshot': ({ projectId, jobId }) =>
      jobs.run({ jobId, kind: 'verify', projectId }, (reading) => packer.verify(projectId, reading)),
    'packer:list-repairs': ({ projectId }) => packer.listRepairs(projectId),
    'packer:apply-repair': ({ projectId, findingId, fix }) => packer.applyRepair(projectId, findingId, fix),
    'packer:compact-registry': ({ projectId }) => packer.compact(projectId),
    'packer:take-over-lock': ({ projectId, jobId }) =>
      jobs.run({ jobId, kind: 'reload', projectId }, (reading) => packer.takeOverLock(projectId, reading)),
    'packer:save-registry-copy': async ({ projectId }) => {
      const folder = await desktop.chooseFolder('save-copy');
      if (folder === null) {
        return succeed(null);
      }
      // Asked for only now: what was registered while the dialog was open belongs to it.
      const copy = packer.registryCopy(projectId);
      return copy.ok ? saveNewFile(folder, copyName, copy.value) : copy;
    },
    'packer:list-jobs': async ({ projectId }) => succeed([...jobs.list(projectId)]),
    'packer:cancel-job': async ({ jobId }) => {
      jobs.cancel(jobId);
      return succeed(null);
    },
    'packer:drag-source': async ({ projectId, root, source }) => {
      const file = await packer.findSourceFile(projectId, root, source);
      if (!file.ok) {
        return file;
      }
      desktop.dragFile(file.value);
      return succeed(null);
    },
    'packer:reveal-asset': async ({ projectId, root }) => {
      const folder = packer.findAssetFolder(projectId, root);
      if (!folder.ok) {
        return folder;
      }
      await desktop.revealFolder(folder.value);
      return succeed(null);
    },
    'packer:copy-asset-path': async ({ projectId, root }) => {
      const folder = packer.findAssetFolder(projectId, root);
      if (!folder.ok) {
        return folder;
      }
      await desktop.copyText(folder.value);
      return succeed({ path: folder.value });
    },
    'packer:copy-asset-id': async ({ projectId, root }) => {
      const details = packer.getAssetDetails(projectId, root);
      if (!details.ok) {
        return details;
      }
      const { entry } = details.value;
      if (entry === null) {
        return fail({ code: 'not-registered', root });
      }
      await desktop.copyText(entry.assetId);
      return succeed({ assetId: entry.assetId });
    },
    'packer:copy-asset-text': async ({ projectId, root, form }) => {
      const project = packer.getProject(projectId);
      const found = packer.getAssetDetails(projectId, root);
      if (!project.ok) {
        return project;
      }
      if (!found.ok) {
        return found;
      }
      const text = textOf(found.value, form, project.value.path);
      await desktop.copyText(text);
      return succeed({ text });
    },
    'studio:copy-text': async ({ text }) => {
      await desktop.copyText(text);
      return succeed(null);
    },
    'studio:offer-commands': async ({ available }) => {
      desktop.offerCommands(available);
      return succeed(null);
    },
    'studio:show-log': async () => {
      await desktop.revealFolder(parts.logFile);
      return succeed(null);
    },
    'studio:show-report': async () => {
      const open = packer.openProjects().map((project) => ({ project, assets: countOfAssets(project.projectId) }));
      const crashDumps = await parts.countCrashDumps();
      await desktop.showReport(
        studioReport({ versions: parts.versions, settings: settings.current(), crashDumps, open }),
      );
      return succeed(null);
    },
    'studio:get-update': async () => succeed(parts.updates.known()),
    'studio:take-update': async () => {
      parts.updates.take();
      return succeed(null);
    },
  };
}
