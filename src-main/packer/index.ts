import { dirname, join } from 'node:path';
import type {
  AssetSelection,
  BulkCompletion,
  RefusedAssets,
} from '../../src-preload/contract/domain/bulk-registration.ts';
import type {
  CompactCompletion,
  EntryCompletion,
  ManifestCompletion,
  MoveCompletion,
  RepairCompletion,
} from '../../src-preload/contract/domain/completion.ts';
import type { AssetRefusalCode, Failure } from '../../src-preload/contract/domain/failure.ts';
import type { HistoryListing, Undone, UndoTarget } from '../../src-preload/contract/domain/history.ts';
import type { ManifestReading } from '../../src-preload/contract/domain/manifest-reading.ts';
import type { NewRootsCheck } from '../../src-preload/contract/domain/new-asset.ts';
import type { ProjectSummary, ReloadReport, VerifyReport } from '../../src-preload/contract/domain/project.ts';
import type { ProvisionalView } from '../../src-preload/contract/domain/provisional-view.ts';
import type { RepairFix, RepairList } from '../../src-preload/contract/domain/repair.ts';
import { refusalToLocate } from './core/asset-actions.ts';
import { refusalsToCreate } from './core/create-asset.ts';
import { findAsset } from './core/project-snapshot.ts';
import { fail, type Result, succeed } from './core/result.ts';
import { type Disk, errnoOf } from './disk/disk-port.ts';
import { type Failpoints, noFailpoints } from './disk/failpoints.ts';
import { type FilesBelow, filesBelow } from './disk/files-below.ts';
import { partsOfModel } from './disk/model-parts.ts';
import { type FileLook, lookAtFile } from './disk/new-asset-folder.ts';
import { createProject, findProject, type ProjectFolder } from './disk/project-folder.ts';
import { createProjectLocks } from './disk/project-lock.ts';
import type { BulkFollower } from './runtime/bulk-entry-command.ts';
import type { NewAsset } from './runtime/create-command.ts';
import type { ManifestEdit } from './runtime/manifest-command.ts';
import type { Move } from './runtime/move-command.ts';
import { createOpeningProjects, type OpeningProject } from './runtime/opening-projects.ts';
import type { Clock, IdSource, PackerLog, Trash } from './runtime/ports.ts';
import { type ProjectCommands, type Relocation, readingFailure } from './runtime/project-commands.ts';
import { type LoadedProject, loadProject } from './runtime/project-loader.ts';
import { createProjectQueries, type ProjectQueries } from './runtime/project-queries.ts';
import type { ReadingOptions } from './runtime/project-reader.ts';
import { createRuntimeRegistry } from './runtime/runtime-registry.ts';

export type { AssetResult, BulkFollower } from './runtime/bulk-entry-command.ts';
export type { NewAsset } from './runtime/create-command.ts';
export type { ReadingOptions } from './runtime/project-reader.ts';

/** Everything that the packer asks of the world. */
export interface PackerPorts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
  /** Where there is none, nothing is moved to it. */
  readonly trash?: Trash;
  /** Where tests act between the steps of a write. */
  readonly failpoints?: Failpoints;
  /** Bytes of the registry from which it has a checkpoint (rule C1); tests, which have small ones, say fewer. */
  readonly checkpointFrom?: number;
}

/** Who waits for an opening. `openingId` is by what its provisional view is asked for. */
export interface OpeningOptions extends Omit<ReadingOptions, 'onProvisional'> {
  readonly openingId?: string;
}

/** The packer's public face. It holds projects in memory, answers from there, and is the only one that changes them. */
export interface Packer
  extends Pick<
    ProjectQueries,
    | 'listAssets'
    | 'findRow'
    | 'findProblem'
    | 'findNamed'
    | 'countSelected'
    | 'meantAssets'
    | 'getAssetFacets'
    | 'getAssetDetails'
    | 'getAssetActions'
    | 'checkMove'
    | 'findRelocations'
  > {
  /** Makes an empty project in an empty folder and does not open it. */
  createProject(folder: string, name: string): Promise<Result<null, Failure>>;
  /**
   * Reads the project in a folder into memory. A folder that is open already, by whatever path, is answered as it
   * is, with the id that it has: one project has one snapshot and one lane. For `write` it asks for the project's
   * lock, and where another process has it the project is shown and not written. For `read` nothing on the disk is
   * changed, and every command that writes is refused. Cancelled at any time before the answer, it leaves nothing open.
   */
  openProject(
    folder: string,
    reading: OpeningOptions,
    access?: 'write' | 'read',
  ): Promise<Result<ProjectSummary, Failure>>;
  /**
   * What is known of a project while it is being opened (rule Q5), from memory; null before its folder is known to be
   * one, and after opening it has an answer.
   */
  provisionalView(
    openingId: string,
    window: { readonly offset: number; readonly limit: number },
  ): ProvisionalView | null;
  getProject(projectId: string): Result<ProjectSummary, Failure>;
  /** Every project that is open and can be read now, in the order in which they were opened. */
  openProjects(): readonly ProjectSummary[];
  register(projectId: string, root: string, commandId: string): Promise<Result<EntryCompletion, Failure>>;
  /** Takes an asset out of the registry (rule U1). No file below `assets/` is touched. */
  unregister(projectId: string, root: string, commandId: string): Promise<Result<EntryCompletion, Failure>>;
  /** Reads a manifest from the disk, for an edit (rule M2). */
  readManifest(projectId: string, root: string): Promise<Result<ManifestReading, Failure>>;
  /** Edits a manifest (rules M1 to M5), where the file says what the edit was made from. */
  editManifest(projectId: string, edit: ManifestEdit, commandId: string): Promise<Result<ManifestCompletion, Failure>>;
  /** Gives an asset another root (rules V1 to V7): its folder is moved, and where it is registered it keeps its id. */
  moveAsset(projectId: string, move: Move, commandId: string): Promise<Result<MoveCompletion, Failure>>;
  /** Gives the entry of a missing asset to a folder that is there (rule V8), which is where its own went. No file is touched. */
  relocateAsset(
    projectId: string,
    relocation: Relocation,
    commandId: string,
  ): Promise<Result<EntryCompletion, Failure>>;
  /** Unregisters many (rule U3), as `registerAssets` registers them. */
  unregisterAssets(
    projectId: string,
    selection: AssetSelection,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkCompletion, Failure>>;
  /** Registers many (rule L9), in batches that share one write, one sync and one revision. */
  registerAssets(
    projectId: string,
    selection: AssetSelection,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkCompletion, Failure>>;
  /** Moves assets to the system’s trash (rules T1 to T4), as `registerAssets` registers them. */
  trashAssets(
    projectId: string,
    selection: AssetSelection,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkCompletion, Failure>>;
  /** Why no asset can be made at each of these roots, or null, as far as memory knows (rule N1). */
  checkNewRoots(projectId: string, roots: readonly string[]): Result<NewRootsCheck, Failure>;
  /** What a file anywhere is that an author wants an asset to be made of. Reads none of its bytes. */
  lookAtFile(path: string): Promise<FileLook>;
  /** The files in a folder anywhere and below it, so many at most; null where the path is no folder. */
  filesBelow(path: string, most: number): Promise<FilesBelow | null>;
  /** Which of the files beside a model it names as parts of it. */
  partsOfModel(path: string, beside: readonly string[]): Promise<readonly string[]>;
  /** Makes assets of files, which are copied (rules N1 to N6). */
  createAssets(
    projectId: string,
    assets: readonly NewAsset[],
    register: boolean,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkCompletion, Failure>>;
  /** What was done to the registry from here, newest first (rule U4). */
  listHistory(
    projectId: string,
    window: { readonly offset: number; readonly limit: number },
  ): Promise<Result<HistoryListing, Failure>>;
  /** Undoes a command by a new write (rules U5 and U6). To redo is to undo the undoing. */
  undo(
    projectId: string,
    target: UndoTarget,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<Undone, Failure>>;
  /** What a bulk write of this session refused for one reason, in its order. */
  listRefused(
    projectId: string,
    commandId: string,
    code: AssetRefusalCode,
    window: { readonly offset: number; readonly limit: number },
  ): Promise<Result<RefusedAssets, Failure>>;
  reload(projectId: string, reading: ReadingOptions): Promise<Result<ReloadReport, Failure>>;
  verify(projectId: string, reading: ReadingOptions): Promise<Result<VerifyReport, Failure>>;
  /** Findings on the registry that an author can settle. Waits for the writes before it, and reads the file. */
  listRepairs(projectId: string): Promise<Result<RepairList, Failure>>;
  /** Applies one of the fixes that a finding was listed with. */
  applyRepair(projectId: string, findingId: string, fix: RepairFix): Promise<Result<RepairCompletion, Failure>>;
  /** Writes the registry anew without what later records made void. */
  compact(projectId: string): Promise<Result<CompactCompletion, Failure>>;
  /** At the author's word: takes the project from a process that only the lock file names, then reloads. */
  takeOverLock(projectId: string, reading: ReadingOptions): Promise<Result<ReloadReport, Failure>>;
  /** Everything that memory holds, as the bytes of a registry: to be saved elsewhere when the disk fails. */
  registryCopy(projectId: string): Result<Uint8Array, Failure>;
  /** The absolute path of the folder of an asset that is listed, whether or not it is there. */
  findAssetFolder(projectId: string, root: string): Result<string, Failure>;
  /**
   * The absolute path of a source file, links resolved. Only a path that the asset's manifest lists and that lies
   * in `assets/` is answered: a request can't name any other file.
   */
  findSourceFile(projectId: string, root: string, path: string): Promise<Result<string, Failure>>;
  /** Waits for the accepted writes and forgets the project. One that is not open is no failure. */
  closeProject(projectId: string): Promise<void>;
  /** Closes every project (rule L5): what the app waits for before it quits. */
  close(): Promise<void>;
}

/** An opening that is under way, for whoever asks for the same folder. */
interface Opening {
  readonly project: OpeningProject;
  readonly answer: Promise<Result<ProjectSummary, Failure>>;
}

interface OpenProject extends LoadedProject {
  readonly folder: ProjectFolder;
}

export function createPacker(ports: PackerPorts): Packer {
  const { disk, clock, failpoints = noFailpoints } = ports;
  const locks = createProjectLocks(disk, () => clock.now());
  const snapshots = createRuntimeRegistry(() => clock.now());
  const queries = createProjectQueries(snapshots);
  const open = new Map<string, OpenProject>();
  const openings = createOpeningProjects();
  const opening = new Map<string, Opening>();
  const closing = new Map<string, Promise<void>>();
  const asked = new Set<Promise<unknown>>();

  function openProjectOf(projectId: string): Result<OpenProject, Failure> {
    const project = open.get(projectId);
    return project === undefined
      ? fail({ code: openings.has(projectId) ? 'still-opening' : 'project-not-open' })
      : succeed(project);
  }

  /** What a query answers of a project that is open. Before that nothing of it is answered as if it were (rule Q5). */
  function ofOpen<Value>(projectId: string, ask: () => Result<Value, Failure>): Result<Value, Failure> {
    const project = openProjectOf(projectId);
    return project.ok ? ask() : project;
  }

  function summaryOf(projectId: string): Result<ProjectSummary, Failure> {
    const project = openProjectOf(projectId);
    if (!project.ok) {
      return project;
    }
    const published = queries.published(projectId);
    if (!published.ok) {
      return published;
    }
    const { snapshot, readAt, rowsRevision } = published.value;
    return succeed({
      projectId,
      name: snapshot.name,
      path: project.value.folder.path,
      revision: snapshot.revision,
      rowsRevision,
      readAt,
      lane: snapshots.lane(projectId),
      diagnostics: [...snapshot.diagnostics, ...project.value.notices()],
    });
  }

  function beginOpening(folder: ProjectFolder, reading: OpeningOptions, access: 'write' | 'read'): Opening {
    const projectId = ports.ids.newProjectId();
    const project = openings.begin({ projectId, name: folder.manifest.name, path: folder.path });
    const answer = openFolder(projectId, folder, { ...reading, onProvisional: project.show }, access).finally(() => {
      opening.delete(folder.identity);
      project.end();
    });
    return { project, answer };
  }

  async function openFolder(
    projectId: string,
    folder: ProjectFolder,
    reading: ReadingOptions,
    access: 'write' | 'read',
  ): Promise<Result<ProjectSummary, Failure>> {
    try {
      const loaded = await loadProject({ ...ports, failpoints, locks, snapshots, projectId, folder, access, reading });
      open.set(projectId, { ...loaded, folder });
      return summaryOf(projectId);
    } catch (error) {
      return fail(readingFailure(error, reading.signal));
    }
  }

  /** One load a folder, whoever asks and however often. */
  async function openOnce(
    path: string,
    reading: OpeningOptions,
    access: 'write' | 'read',
  ): Promise<Result<ProjectSummary, Failure>> {
    const found = await findProject(disk, path);
    if (!found.ok) {
      return found;
    }
    const { identity } = found.value;
    await closing.get(identity);
    const already = [...open].find(([, { folder }]) => folder.identity === identity);
    if (already !== undefined) {
      return summaryOf(already[0]);
    }
    const underWay = opening.get(identity) ?? beginOpening(found.value, reading, access);
    opening.set(identity, underWay);
    if (reading.openingId !== undefined) {
      underWay.project.follow(reading.openingId);
    }
    return underWay.answer;
  }

  async function closeProject(projectId: string): Promise<void> {
    const project = open.get(projectId);
    if (project === undefined) {
      return;
    }
    const { identity } = project.folder;
    const closed = closing.get(identity) ?? project.commands.close();
    closing.set(identity, closed);
    await closed;
    closing.delete(identity);
    open.delete(projectId);
    snapshots.dispose(projectId);
  }

  function commandsOf(projectId: string): Result<ProjectCommands, Failure> {
    const project = openProjectOf(projectId);
    return project.ok ? succeed(project.value.commands) : project;
  }

  function findAssetFolder(projectId: string, root: string): Result<string, Failure> {
    const project = openProjectOf(projectId);
    if (!project.ok) {
      return project;
    }
    const published = queries.published(projectId);
    if (!published.ok) {
      return published;
    }
    const asset = findAsset(published.value.snapshot, root);
    if (asset === undefined) {
      return fail({ code: 'no-such-asset', root });
    }
    const refusal = refusalToLocate(asset);
    return refusal === null ? succeed(join(project.value.folder.path, 'assets', ...root.split('/'))) : fail(refusal);
  }

  return {
    listAssets: (projectId, query) => ofOpen(projectId, () => queries.listAssets(projectId, query)),
    findRow: (projectId, view, root) => ofOpen(projectId, () => queries.findRow(projectId, view, root)),
    findProblem: (projectId, view, from, direction) =>
      ofOpen(projectId, () => queries.findProblem(projectId, view, from, direction)),
    findNamed: (projectId, view, from, text) => ofOpen(projectId, () => queries.findNamed(projectId, view, from, text)),
    countSelected: (projectId, rows) => ofOpen(projectId, () => queries.countSelected(projectId, rows)),
    meantAssets: (projectId, text, limit) => ofOpen(projectId, () => queries.meantAssets(projectId, text, limit)),
    getAssetFacets: (projectId, query) => ofOpen(projectId, () => queries.getAssetFacets(projectId, query)),
    getAssetDetails: (projectId, root) => ofOpen(projectId, () => queries.getAssetDetails(projectId, root)),
    getAssetActions: (projectId, root) => ofOpen(projectId, () => queries.getAssetActions(projectId, root)),
    checkMove: (projectId, root, to) => ofOpen(projectId, () => queries.checkMove(projectId, root, to)),
    findRelocations: (projectId, root) => ofOpen(projectId, () => queries.findRelocations(projectId, root)),
    provisionalView: (openingId, { offset, limit }) => openings.view(openingId, offset, limit),
    getProject: summaryOf,
    openProjects: () =>
      [...open.keys()].flatMap((projectId) => {
        const summary = summaryOf(projectId);
        return summary.ok ? [summary.value] : [];
      }),
    createProject: (folder, name) => createProject(disk, folder, name),
    openProject: (folder, reading, access = 'write') => {
      const opened = openOnce(folder, reading, access).finally(() => asked.delete(opened));
      asked.add(opened);
      return opened;
    },
    register: async (projectId, root, commandId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.register(root, commandId)) : commands;
    },
    unregister: async (projectId, root, commandId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.unregister(root, commandId)) : commands;
    },
    readManifest: async (projectId, root) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.readManifest(root) : commands;
    },
    editManifest: async (projectId, edit, commandId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.editManifest(edit, commandId)) : commands;
    },
    moveAsset: async (projectId, move, commandId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.moveAsset(move, commandId)) : commands;
    },
    relocateAsset: async (projectId, relocation, commandId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.relocate(relocation, commandId)) : commands;
    },
    registerAssets: async (projectId, selection, commandId, follower) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.writeMany('register', selection, commandId, follower) : commands;
    },
    unregisterAssets: async (projectId, selection, commandId, follower) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.writeMany('unregister', selection, commandId, follower) : commands;
    },
    trashAssets: async (projectId, selection, commandId, follower) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.writeMany('trash', selection, commandId, follower) : commands;
    },
    checkNewRoots: (projectId, roots) =>
      ofOpen(projectId, () => {
        const published = queries.published(projectId);
        if (!published.ok) {
          return published;
        }
        const { snapshot } = published.value;
        return succeed({ revision: snapshot.revision, refusals: [...refusalsToCreate(snapshot, roots)] });
      }),
    lookAtFile: (path) => lookAtFile(disk, path),
    filesBelow: (path, most) => filesBelow(disk, path, most),
    partsOfModel: (path, beside) => partsOfModel(disk, path, beside),
    createAssets: async (projectId, assets, register, commandId, follower) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.createAssets(assets, register, commandId, follower) : commands;
    },
    listHistory: async (projectId, { offset, limit }) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.listHistory(offset, limit) : commands;
    },
    undo: async (projectId, target, commandId, follower) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.undo(target, commandId, follower) : commands;
    },
    listRefused: async (projectId, commandId, code, { offset, limit }) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.listRefused(commandId, code, offset, limit)) : commands;
    },
    reload: async (projectId, reading) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.reload(reading) : commands;
    },
    verify: async (projectId, reading) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.verify(reading) : commands;
    },
    listRepairs: async (projectId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.listRepairs() : commands;
    },
    applyRepair: async (projectId, findingId, fix) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.applyRepair(findingId, fix)) : commands;
    },
    compact: async (projectId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.compact()) : commands;
    },
    takeOverLock: async (projectId, reading) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.reload(reading, 'take-over') : commands;
    },
    registryCopy: (projectId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.registryCopy() : commands;
    },
    findAssetFolder,
    findSourceFile: async (projectId, root, path) => {
      const folder = findAssetFolder(projectId, root);
      const details = queries.getAssetDetails(projectId, root);
      if (!folder.ok || !details.ok) {
        return folder.ok ? fail({ code: 'project-not-open' }) : folder;
      }
      if (!details.value.sources.some((source) => source.path === path && source.bytes !== null)) {
        return fail({ code: 'no-such-asset', root });
      }
      return resolveInAssets(disk, folder.value, root, path);
    },
    closeProject,
    close: async () => {
      await Promise.allSettled(asked);
      await Promise.all([...open.keys()].map(closeProject));
    },
  };
}

async function resolveInAssets(
  disk: Disk,
  assetFolder: string,
  root: string,
  path: string,
): Promise<Result<string, Failure>> {
  try {
    const assetsFolder = await disk.resolve(root.split('/').reduce(dirname, assetFolder));
    const file = await disk.resolve(join(assetFolder, ...path.split('/')));
    return file.startsWith(join(assetsFolder, '/')) ? succeed(file) : fail({ code: 'no-such-asset', root });
  } catch (error) {
    return fail({ code: 'read-failed', errno: errnoOf(error) });
  }
}
