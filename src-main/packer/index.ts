import { dirname, join } from 'node:path';
import type { RegisterCompletion } from '../../src-preload/contract/domain/completion.ts';
import type { Failure } from '../../src-preload/contract/domain/failure.ts';
import type { ProjectSummary, ReloadReport, VerifyReport } from '../../src-preload/contract/domain/project.ts';
import { refusalToLocate } from './core/asset-actions.ts';
import { findAsset } from './core/project-snapshot.ts';
import { fail, type Result, succeed } from './core/result.ts';
import { type Disk, errnoOf } from './disk/disk-port.ts';
import { createProject, findProject, type ProjectFolder } from './disk/project-folder.ts';
import { createRegistryJournal } from './disk/registry-journal.ts';
import type { Clock, IdSource, PackerLog } from './runtime/ports.ts';
import { createProjectCommands, type ProjectCommands, readingFailure } from './runtime/project-commands.ts';
import { createProjectQueries, type ProjectQueries } from './runtime/project-queries.ts';
import { createProjectReader, type ReadingOptions } from './runtime/project-reader.ts';
import { createRuntimeRegistry } from './runtime/runtime-registry.ts';

export type { ReadingOptions } from './runtime/project-reader.ts';

/** Everything that the packer asks of the world. */
export interface PackerPorts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
}

/** The packer's public face. It holds projects in memory, answers from there, and is the only one that changes them. */
export interface Packer extends Pick<ProjectQueries, 'listAssets' | 'getAssetDetails' | 'getAssetActions'> {
  /** Makes an empty project in an empty folder and does not open it. */
  createProject(folder: string, name: string): Promise<Result<null, Failure>>;
  /**
   * Reads the project in a folder into memory. A folder that is open already, by whatever path, is answered as it
   * is, with the id that it has: one project has one snapshot and one lane.
   */
  openProject(folder: string, reading: ReadingOptions): Promise<Result<ProjectSummary, Failure>>;
  getProject(projectId: string): Result<ProjectSummary, Failure>;
  register(projectId: string, root: string, commandId: string): Promise<Result<RegisterCompletion, Failure>>;
  reload(projectId: string, reading: ReadingOptions): Promise<Result<ReloadReport, Failure>>;
  verify(projectId: string, reading: ReadingOptions): Promise<Result<VerifyReport, Failure>>;
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

interface OpenProject {
  readonly folder: ProjectFolder;
  readonly commands: ProjectCommands;
}

export function createPacker(ports: PackerPorts): Packer {
  const { disk, clock, ids, log } = ports;
  const snapshots = createRuntimeRegistry(() => clock.now());
  const queries = createProjectQueries(snapshots);
  const open = new Map<string, OpenProject>();
  const opening = new Map<string, Promise<Result<ProjectSummary, Failure>>>();
  const closing = new Map<string, Promise<void>>();
  const asked = new Set<Promise<unknown>>();

  function summaryOf(projectId: string): Result<ProjectSummary, Failure> {
    const project = open.get(projectId);
    const published = queries.published(projectId);
    if (project === undefined || !published.ok) {
      return published.ok ? fail({ code: 'project-not-open' }) : published;
    }
    const { snapshot, readAt } = published.value;
    return succeed({
      projectId,
      name: snapshot.name,
      path: project.folder.path,
      revision: snapshot.revision,
      readAt,
      writable: snapshot.readOnly === null,
      diagnostics: [...snapshot.diagnostics],
    });
  }

  async function openFolder(folder: ProjectFolder, reading: ReadingOptions): Promise<Result<ProjectSummary, Failure>> {
    const projectId = ids.newProjectId();
    const journal = createRegistryJournal(disk, folder.path, () => ids.newTemporaryName());
    const readProject = createProjectReader(disk, folder.path, () => journal.read());
    const peekProject = createProjectReader(disk, folder.path, () => journal.peek());
    try {
      await snapshots.reload(projectId, (revision) => readProject(revision, reading));
    } catch (error) {
      return fail(readingFailure(error, reading.signal));
    }
    const commands = createProjectCommands({
      projectId,
      snapshots,
      journal,
      readProject,
      peekProject,
      clock,
      ids,
      log,
    });
    open.set(projectId, { folder, commands });
    return summaryOf(projectId);
  }

  /** One load a folder, whoever asks and however often. */
  async function openOnce(folder: string, reading: ReadingOptions): Promise<Result<ProjectSummary, Failure>> {
    const found = await findProject(disk, folder);
    if (!found.ok) {
      return found;
    }
    const { path } = found.value;
    await closing.get(path);
    const already = [...open].find(([, project]) => project.folder.path === path);
    if (already !== undefined) {
      return summaryOf(already[0]);
    }
    const underWay = opening.get(path) ?? openFolder(found.value, reading).finally(() => opening.delete(path));
    opening.set(path, underWay);
    return underWay;
  }

  async function closeProject(projectId: string): Promise<void> {
    const project = open.get(projectId);
    if (project === undefined) {
      return;
    }
    const { path } = project.folder;
    const closed = closing.get(path) ?? project.commands.close();
    closing.set(path, closed);
    await closed;
    closing.delete(path);
    open.delete(projectId);
    snapshots.dispose(projectId);
  }

  function commandsOf(projectId: string): Result<ProjectCommands, Failure> {
    const project = open.get(projectId);
    return project === undefined ? fail({ code: 'project-not-open' }) : succeed(project.commands);
  }

  function findAssetFolder(projectId: string, root: string): Result<string, Failure> {
    const project = open.get(projectId);
    const published = queries.published(projectId);
    if (project === undefined || !published.ok) {
      return published.ok ? fail({ code: 'project-not-open' }) : published;
    }
    const asset = findAsset(published.value.snapshot, root);
    if (asset === undefined) {
      return fail({ code: 'no-such-asset', root });
    }
    const refusal = refusalToLocate(asset);
    return refusal === null ? succeed(join(project.folder.path, 'assets', ...root.split('/'))) : fail(refusal);
  }

  return {
    listAssets: (projectId, query) => queries.listAssets(projectId, query),
    getAssetDetails: (projectId, root) => queries.getAssetDetails(projectId, root),
    getAssetActions: (projectId, root) => queries.getAssetActions(projectId, root),
    getProject: summaryOf,
    createProject: (folder, name) => createProject(disk, folder, name),
    openProject: (folder, reading) => {
      const opened = openOnce(folder, reading).finally(() => asked.delete(opened));
      asked.add(opened);
      return opened;
    },
    register: async (projectId, root, commandId) => {
      const commands = commandsOf(projectId);
      return commands.ok ? succeed(await commands.value.register(root, commandId)) : commands;
    },
    reload: async (projectId, reading) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.reload(reading) : commands;
    },
    verify: async (projectId, reading) => {
      const commands = commandsOf(projectId);
      return commands.ok ? commands.value.verify(reading) : commands;
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
