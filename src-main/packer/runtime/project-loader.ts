import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { entryCount } from '../core/registry-view.ts';
import { readCommittedRegistry } from '../disk/committed-registry.ts';
import type { Disk } from '../disk/disk-port.ts';
import type { Failpoints } from '../disk/failpoints.ts';
import type { ProjectFolder } from '../disk/project-folder.ts';
import type { ProjectLocks } from '../disk/project-lock.ts';
import { createRecoveryFolder } from '../disk/recovery-folder.ts';
import { writeHint } from '../disk/registry-hint.ts';
import { createRegistryJournal } from '../disk/registry-journal.ts';
import { createCreateCommands } from './create-command.ts';
import { createEntryCommands } from './entry-command.ts';
import { createIntents } from './intents.ts';
import { accessOf, type LaneAccess } from './lane-state.ts';
import { createManifestCommands } from './manifest-command.ts';
import { createMoveCommands } from './move-command.ts';
import type { Clock, IdSource, PackerLog, Trash } from './ports.ts';
import { createProjectCommands, type ProjectCommands } from './project-commands.ts';
import { createProjectHistory } from './project-history.ts';
import { createProjectReader, type ReadingOptions } from './project-reader.ts';
import { createProjectWriter } from './project-writer.ts';
import { createRepairCommands } from './repair-commands.ts';
import type { SnapshotWriter } from './runtime-registry.ts';
import { createTrashCommands } from './trash-command.ts';

/** What loading a project stands on. */
export interface LoadParts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
  readonly failpoints: Failpoints;
  readonly locks: ProjectLocks;
  readonly snapshots: SnapshotWriter;
  readonly projectId: string;
  readonly folder: ProjectFolder;
  readonly access: 'write' | 'read';
  readonly reading: ReadingOptions;
  readonly checkpointFrom?: number;
  readonly trash?: Trash;
}

/** A project whose snapshot is published. */
export interface LoadedProject {
  readonly commands: ProjectCommands;
  /** Findings of recovery that are not on the file as it is now. */
  notices(): readonly Diagnostic[];
}

/**
 * Asks for the lock, reads the folder, publishes the first snapshot, and builds what writes to it. Throws what the
 * disk or the signal said; nothing is published then, and the lock is free.
 */
export async function loadProject(parts: LoadParts): Promise<LoadedProject> {
  const { disk, clock, ids, log, failpoints, locks, snapshots, projectId, folder, reading } = parts;
  const { path, identity } = folder;
  const access = await firstAccess(parts);
  const recovery = createRecoveryFolder(disk, path, () => clock.now());
  const journal = createRegistryJournal({
    disk,
    projectFolder: path,
    recovery,
    failpoints,
    newTemporaryName: () => ids.newTemporaryName(),
    lock: () => {
      const now = writer.access();
      return now.kind === 'writing' ? now.lock : null;
    },
    ...(parts.checkpointFrom === undefined ? {} : { checkpointFrom: parts.checkpointFrom }),
    recordsInMemory: () => {
      const snapshot = writer.snapshot();
      return snapshot === null ? 0 : entryCount(snapshot.registry);
    },
  });
  const writer = createProjectWriter({
    projectId,
    snapshots,
    journal,
    recovery,
    reader: createProjectReader({
      disk,
      folder: path,
      readRegistry: (how, ahead) => journal.read(how, ahead),
      readRegistryAhead: (how) => journal.readAhead(how),
      keepIndexBy: () => (writer.access().kind === 'writing' ? ids.newTemporaryName() : null),
      log,
    }),
    access,
    acquireLock: (how) => locks.acquire(path, identity, how),
    lockHolder: () => locks.holder(path, identity),
    writeHint: (hint) => writeHint(disk, path, hint, ids.newTemporaryName()),
    log,
  });
  const intents = createIntents({
    projectId,
    projectFolder: path,
    disk,
    clock,
    ids,
    log,
    peekRegistry: () => journal.peek(),
    holdsLock: async () => {
      const now = writer.access();
      return now.kind === 'writing' && (await now.lock.check()).kind === 'ours';
    },
  });
  try {
    if (access.kind === 'writing') {
      await intents.settleFolders();
    }
    await writer.readFirst(reading);
    // Whoever said so before the answer wants nothing open.
    reading.signal.throwIfAborted();
  } catch (error) {
    snapshots.dispose(projectId);
    await writer.dispose();
    throw error;
  }
  const history = createProjectHistory({
    disk,
    projectFolder: path,
    projectId,
    temporaryName: () => (writer.access().kind === 'writing' ? ids.newTemporaryName() : null),
    log,
  });
  const entries = createEntryCommands({ projectId, snapshots, journal, writer, history, clock, ids, log, failpoints });
  await intents.settleRecords(entries);
  const create = createCreateCommands({
    projectId,
    projectFolder: path,
    disk,
    snapshots,
    writer,
    entries,
    intents,
    history,
    clock,
    ids,
    log,
  });
  const commands = createProjectCommands({
    projectId,
    snapshots,
    journal,
    writer,
    entries,
    manifests: createManifestCommands({
      projectId,
      projectFolder: path,
      disk,
      snapshots,
      writer,
      history,
      clock,
      ids,
      log,
    }),
    moves: createMoveCommands({
      projectId,
      projectFolder: path,
      disk,
      snapshots,
      writer,
      entries,
      intents,
      history,
      clock,
      log,
    }),
    intents,
    trash: createTrashCommands({
      projectId,
      projectFolder: path,
      disk,
      snapshots,
      writer,
      entries,
      history,
      clock,
      trash: parts.trash ?? null,
      log,
    }),
    create,
    history,
    repairs: createRepairCommands({
      journal,
      recovery,
      writer,
      clock,
      ids,
      committedRegistry: () => readCommittedRegistry(path),
      forgetHint: () => writeHint(disk, path, { records: 0, bytes: 0 }, ids.newTemporaryName()),
    }),
    peeker: createProjectReader({
      disk,
      folder: path,
      readRegistry: () => journal.peek(),
      readRegistryAhead: null,
      keepIndexBy: () => null,
      log,
    }),
    log,
  });
  commands.compactIfWorth();
  commands.keepCheckpoint();
  return { commands, notices: () => [...writer.notices(), ...intents.notices()] };
}

async function firstAccess({ locks, folder, access }: LoadParts): Promise<LaneAccess> {
  const { path, identity } = folder;
  return access === 'read'
    ? { kind: 'reading-only', holder: await locks.holder(path, identity) }
    : accessOf(await locks.acquire(path, identity));
}
