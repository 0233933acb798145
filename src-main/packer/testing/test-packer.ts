import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AssetManifest } from '../../../src-preload/contract/domain/asset-manifest.ts';
import type { EntryCompletion, ManifestCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';
import type { Result } from '../core/result.ts';
import type { Disk } from '../disk/disk-port.ts';
import { type Failpoints, noFailpoints } from '../disk/failpoints.ts';
import { createNodeDisk } from '../disk/node-disk.ts';
import { fileStatusOf } from '../disk/node-file-status.ts';
import { temporaryNameOf } from '../disk/private-folder.ts';
import { findProject } from '../disk/project-folder.ts';
import { createProjectLocks, type ProjectLock } from '../disk/project-lock.ts';
import { createRecoveryFolder } from '../disk/recovery-folder.ts';
import { createRegistryJournal, type RegistryJournal } from '../disk/registry-journal.ts';
import { type BulkFollower, createPacker, type Packer, type PackerPorts } from '../index.ts';
import type { Clock, IdSource, PackerLog, Trash } from '../runtime/ports.ts';
import type { ProjectCommands } from '../runtime/project-commands.ts';
import { loadProject } from '../runtime/project-loader.ts';
import { createProjectReader, type ReadingOptions } from '../runtime/project-reader.ts';
import { createRuntimeRegistry, type SnapshotWriter } from '../runtime/runtime-registry.ts';
import { createFaultyDisk, type FaultyDisk } from './faulty-disk.ts';

/** Reads to the end, and tells nobody. */
export const unhurried: ReadingOptions = { signal: new AbortController().signal, onProgress: () => undefined };

/** A bulk write that nobody watches and nobody cancels. */
export const unfollowed: BulkFollower = {
  signal: new AbortController().signal,
  begun: () => undefined,
  advanced: () => undefined,
};

/** A clock that moves one millisecond at each look. */
export function createCountingClock(): Clock {
  let milliseconds = 0;
  return {
    now: () => {
      milliseconds += 1;
      return new Date(milliseconds).toISOString();
    },
  };
}

let sources = 0;

/** Ids that count. No two sources give the same id, so that a project may be opened by several packers in turn. */
export function createCountingIds(): IdSource {
  sources += 1;
  const source = sources.toString(16).padStart(4, '0');
  let given = 0;
  const next = (): string => {
    given += 1;
    return given.toString(16).padStart(12, '0');
  };
  return {
    newAssetId: () => `0000${source}-0000-7000-8000-${next()}`,
    newProjectId: () => `0000${source}-0000-4000-8000-${next()}`,
    newTemporaryName: () => temporaryNameOf(`${source}-${next()}`),
  };
}

/** What the packer told developers, by event. */
export interface TestLog extends PackerLog {
  readonly events: string[];
}

export function createTestLog(): TestLog {
  const events: string[] = [];
  return {
    events,
    warn: (event) => {
      events.push(event);
    },
  };
}

export interface TestPacker {
  readonly packer: Packer;
  readonly disk: FaultyDisk;
  readonly log: TestLog;
}

/** A real packer on the real disk, by way of a disk on which faults can be put. */
export function createTestPacker(ports: Partial<PackerPorts> = {}): TestPacker {
  const disk = createFaultyDisk(ports.disk ?? createNodeDisk());
  const log = createTestLog();
  const packer = createPacker({ clock: createCountingClock(), ids: createCountingIds(), ...ports, disk, log });
  const openProject: Packer['openProject'] = (path, reading, access) => {
    noteHolder(path, () => packer.close());
    return packer.openProject(path, reading, access);
  };
  return { packer: { ...packer, openProject }, disk, log };
}

/** A project that is open in a real packer. */
export interface OpenTestProject extends TestPacker {
  readonly folder: TestFolder;
  readonly projectId: string;
  /** Registers by a command of its own for each root, where no id is given. */
  register(root: string, commandId?: string): Promise<EntryCompletion>;
}

/**
 * By folder, what holds its lock in this process. A folder that is removed gives its inode to the next one, and with it
 * the lock.
 */
const holders = new Map<string, (() => Promise<void>)[]>();

/** Lets go of a folder's lock: what the end of a process does. */
export async function endProcesses(path: string): Promise<void> {
  const ends = holders.get(path) ?? [];
  holders.delete(path);
  await Promise.all(ends.map((end) => end()));
}

function noteHolder(path: string, end: () => Promise<void>): void {
  holders.set(path, [...(holders.get(path) ?? []), end]);
}

/**
 * Opens a project as a process that has just started does, and forgets the disk calls that it took. A packer that had
 * the folder open lets it go.
 */
export async function openIn(test: TestPacker, folder: TestFolder): Promise<OpenTestProject> {
  await endProcesses(folder.path);
  const { projectId } = valueOf(await test.packer.openProject(folder.path, unhurried));
  test.disk.calls.length = 0;
  return {
    ...test,
    folder,
    projectId,
    register: async (root, commandId = `register ${root}`) =>
      valueOf(await test.packer.register(projectId, root, commandId)),
  };
}

/** A project taken apart, for tests that must see its snapshot or put a fault where no port reaches. */
export interface WiredProject {
  readonly snapshots: SnapshotWriter;
  readonly commands: ProjectCommands;
  readonly log: TestLog;
  /** The published snapshot, or null where there is none to trust. */
  published(): ProjectSnapshot | null;
  /** The snapshot of what is on the disk now, published nowhere. */
  readAfresh(): Promise<ProjectSnapshot>;
}

export interface WiringOptions {
  readonly disk?: Disk;
  readonly clock?: Clock;
  readonly ids?: IdSource;
  readonly failpoints?: Failpoints;
  readonly trash?: Trash;
  /** Puts something between the commands and the registry of snapshots. */
  readonly around?: (snapshots: SnapshotWriter) => SnapshotWriter;
}

export const wiredProjectId = '00000000-0000-4000-8000-000000000001';

/** The parts of an open project, put together as `createPacker` does, and loaded. */
export async function wireProject(path: string, options: WiringOptions = {}): Promise<WiredProject> {
  const { disk = createNodeDisk(), clock = createCountingClock(), ids = createCountingIds(), around } = options;
  const registry = createRuntimeRegistry(() => clock.now());
  const snapshots = around?.(registry) ?? registry;
  const log = createTestLog();
  const projectId = wiredProjectId;
  const folder = valueOf(await findProject(disk, path));
  await endProcesses(path);
  const { commands } = await loadProject({
    disk,
    clock,
    ids,
    log,
    failpoints: options.failpoints ?? noFailpoints,
    locks: createProjectLocks(disk, () => clock.now()),
    snapshots,
    projectId,
    folder,
    access: 'write',
    reading: unhurried,
    ...(options.trash === undefined ? {} : { trash: options.trash }),
  });
  noteHolder(path, () => commands.close());
  function published(): ProjectSnapshot | null {
    const current = snapshots.current(projectId);
    return current?.state === 'ready' ? current.snapshot : null;
  }
  const journal = createTestJournal(disk, folder.path, () => published()?.registry.byId.size ?? 0);
  const comparing = createProjectReader({
    disk,
    folder: folder.path,
    readRegistry: () => journal.peek(),
    readRegistryAhead: null,
    keepIndexBy: () => null,
    log,
  });
  return { snapshots, log, commands, published, readAfresh: async () => (await comparing.read(1, unhurried)).snapshot };
}

/** A lock whose file is one that nobody writes to while tests run. */
const lockThatStays: ProjectLock = {
  check: async () => ({ kind: 'ours' }),
  file: () => ({ path: process.execPath, status: fileStatusOf(lstatSync(process.execPath, { bigint: true })) }),
  release: async () => undefined,
};

/** A journal by itself, for a process that has the lock and never loses it. */
export function createTestJournal(
  disk: Disk,
  projectFolder: string,
  recordsInMemory: () => number,
  checkpointFrom?: number,
): RegistryJournal {
  const clock = createCountingClock();
  const ids = createCountingIds();
  return createRegistryJournal({
    disk,
    projectFolder,
    recovery: createRecoveryFolder(disk, projectFolder, () => clock.now()),
    failpoints: noFailpoints,
    newTemporaryName: () => ids.newTemporaryName(),
    lock: () => lockThatStays,
    recordsInMemory,
    ...(checkpointFrom === undefined ? {} : { checkpointFrom }),
  });
}

/** A project's folder on the real disk, made for one test. */
export interface TestFolder {
  readonly path: string;
  readonly registry: string;
  /** Writes a valid asset with one source file; `manifest` goes over the valid one, or is the text of the file. */
  writeAsset(root: string, manifest?: string | Readonly<Record<string, unknown>>): Promise<void>;
  writeFile(path: string, content: string | Uint8Array): Promise<void>;
  removeFolder(root: string): Promise<void>;
  remove(): Promise<void>;
}

/** A project with these assets and no registration, below `parent`. */
export async function createTestFolder(roots: readonly string[], parent: string = tmpdir()): Promise<TestFolder> {
  const path = await mkdtemp(join(parent, 'prometeu-test-'));
  // Calls that wait: thousands of assets are made in a fraction of the time.
  async function write(file: string, content: string | Uint8Array): Promise<void> {
    const target = join(path, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  async function writeAsset(root: string, manifest: string | Readonly<Record<string, unknown>> = {}): Promise<void> {
    const valid = { schemaVersion: 1, name: root, type: 'image', sources: ['picture.png'] };
    const text = typeof manifest === 'string' ? manifest : JSON.stringify({ ...valid, ...manifest });
    await write(`assets/${root}/asset.json`, text);
    await write(`assets/${root}/picture.png`, root);
  }
  await write('prometeu.json', '{"schemaVersion":1,"name":"Test"}');
  await write('assets.jsonl', '{"prometeu":"assets","v":1}\n');
  await mkdir(join(path, 'assets'));
  for (const root of roots) {
    await writeAsset(root);
  }
  return {
    path,
    registry: join(path, 'assets.jsonl'),
    writeAsset,
    writeFile: write,
    removeFolder: (root) => rm(join(path, 'assets', root), { recursive: true }),
    remove: async () => {
      await endProcesses(path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The records of a registry in which every line is one, read without the product's reader. */
export async function recordsOf(folder: TestFolder): Promise<Record<string, unknown>[]> {
  const [header, ...lines] = (await readFile(folder.registry, 'utf8')).split('\n');
  if (header !== '{"prometeu":"assets","v":1}' || lines.pop() !== '') {
    throw new Error('The registry does not begin with its header, or does not end with a line end');
  }
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The value of a result that a test needs to go on. */
export function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) {
    throw new Error(`Expected a value, got ${JSON.stringify(result.failure)}`);
  }
  return result.value;
}

/** Reads a manifest in which nothing is wrong, for an edit. */
export async function readManifest(
  { packer, projectId }: Pick<OpenTestProject, 'packer' | 'projectId'>,
  root: string,
): Promise<{ readonly manifest: AssetManifest; readonly hash: string }> {
  const { manifest, hash, diagnostics } = valueOf(await packer.readManifest(projectId, root));
  if (manifest === null) {
    throw new Error(`Expected a manifest, got ${JSON.stringify(diagnostics)}`);
  }
  return { manifest, hash };
}

let edits = 0;

/** Edits a manifest as the form does: reads it, changes what is said, and sends it with the hash of what was read. */
export async function editManifest(
  { packer, projectId }: Pick<OpenTestProject, 'packer' | 'projectId'>,
  root: string,
  changes: Partial<AssetManifest>,
): Promise<ManifestCompletion> {
  const { manifest, hash } = await readManifest({ packer, projectId }, root);
  edits += 1;
  const edit = { root, manifest: { ...manifest, ...changes }, basedOn: hash };
  return valueOf(await packer.editManifest(projectId, edit, `edit ${String(edits)}`));
}

/** The new entry's id of a registration that a test needs to go on. */
export function assetIdOf(completion: EntryCompletion): string {
  if (completion.status !== 'committed') {
    throw new Error(`Expected a commit, got ${JSON.stringify(completion)}`);
  }
  return completion.assetId;
}
