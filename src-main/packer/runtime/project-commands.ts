import type {
  AssetSelection,
  BulkCompletion,
  RefusedAssets,
} from '../../../src-preload/contract/domain/bulk-registration.ts';
import type {
  CompactCompletion,
  CreateCompletion,
  EntryCompletion,
  ManifestCompletion,
  MoveCompletion,
  RepairCompletion,
  TrashCompletion,
} from '../../../src-preload/contract/domain/completion.ts';
import type { AssetRefusalCode, Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { BulkWhat, HistoryListing, Undone, UndoTarget } from '../../../src-preload/contract/domain/history.ts';
import type { ManifestReading } from '../../../src-preload/contract/domain/manifest-reading.ts';
import type { ReloadReport, SnapshotDifference, VerifyReport } from '../../../src-preload/contract/domain/project.ts';
import type { RepairFix, RepairList } from '../../../src-preload/contract/domain/repair.ts';
import type { CreateChange } from '../core/create-change.ts';
import type { ManifestChange } from '../core/manifest-change.ts';
import type { MoveChange } from '../core/move-change.ts';
import { entriesOf } from '../core/registry-view.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import { changesBetween, differencesOf, withoutConsequences } from '../core/snapshot-difference.ts';
import { errnoOf } from '../disk/disk-port.ts';
import type { RegistryJournal } from '../disk/registry-journal.ts';
import { type BulkEnd, type BulkFollower, writeMany } from './bulk-entry-command.ts';
import { chosenRoots } from './chosen-roots.ts';
import { createCompletionMemory } from './completion-memory.ts';
import type { CreateCommands, NewAsset } from './create-command.ts';
import type { EntryCommands, EntryRequest } from './entry-command.ts';
import type { EntryCommand, EntryWrite } from './entry-write.ts';
import type { Intents } from './intents.ts';
import { refusalOf } from './lane-state.ts';
import type { ManifestCommands, ManifestEdit } from './manifest-command.ts';
import type { Move, MoveCommands } from './move-command.ts';
import type { PackerLog } from './ports.ts';
import type { ProjectHistory } from './project-history.ts';
import {
  isRegistryUnreadable,
  type ProjectReader,
  type ReadingOptions,
  withReadableRegistry,
} from './project-reader.ts';
import type { ProjectWriter } from './project-writer.ts';
import type { RepairCommands } from './repair-commands.ts';
import type { SnapshotReader } from './runtime-registry.ts';
import type { TrashCommands } from './trash-command.ts';
import { createUndoCommands } from './undo-command.ts';
import { createWriteLane, type Ended, type JobResult } from './write-lane.ts';

/** Differences that a verification lists; the count is of all. */
const listedDifferences = 200;

/** Completions that are remembered; a repeat that comes later is found in the registry by its command id. */
const rememberedCommands = 1024;

/** Bulk writes that are remembered, each with all that it refused. */
const rememberedBulks = 8;

/** The write of an entry that an author asks for as such. */
type OwnWrite = Extract<EntryWrite, { readonly kind: 'register' | 'unregister' | 'relocate' }>;

/** A missing asset, and the root of the folder that its entry is to have. */
export interface Relocation {
  readonly root: string;
  readonly to: string;
}

/** What the commands of one project work on. */
export interface ProjectParts {
  readonly projectId: string;
  readonly snapshots: SnapshotReader;
  readonly journal: RegistryJournal;
  readonly writer: ProjectWriter;
  readonly entries: EntryCommands;
  readonly manifests: ManifestCommands;
  readonly moves: MoveCommands;
  readonly intents: Intents;
  readonly trash: TrashCommands;
  readonly create: CreateCommands;
  readonly history: ProjectHistory;
  readonly repairs: RepairCommands;
  /** Reads the project without touching what the journal expects: for comparing alone. */
  readonly peeker: ProjectReader;
  readonly log: PackerLog;
}

/** The commands of one project, one at a time and in the order in which they were called (rule L1). */
export interface ProjectCommands {
  /** Rules L3, P1 to P6. Never rejects for anything that a disk or an author can do. */
  register(root: string, commandId: string): Promise<EntryCompletion>;
  /** Rules U1 and U2, and otherwise as `register`. */
  unregister(root: string, commandId: string): Promise<EntryCompletion>;
  /**
   * Registers or unregisters many (rules L9 and U3), or moves them to the trash (rules T1 to T4). The selection is looked up in this very call; a failure says that it can't be, and
   * nothing was begun. A repeat of a `commandId` is answered with the first completion, and its follower told nothing.
   */
  writeMany(
    what: BulkWhat,
    selection: AssetSelection,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkCompletion, Failure>>;
  /** Makes assets of files (rules N1 to N6), as `writeMany` writes those that are there. Nothing of it fails before it is begun. */
  createAssets(
    assets: readonly NewAsset[],
    register: boolean,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkCompletion, Failure>>;
  /** Rules M1 to M5. Never rejects for anything that a disk or an author can do. */
  editManifest(edit: ManifestEdit, commandId: string): Promise<ManifestCompletion>;
  /** Reads a manifest from the disk, for an edit. */
  readManifest(root: string): Promise<Result<ManifestReading, Failure>>;
  /** Rules V1 to V7. Never rejects for anything that a disk or an author can do. */
  moveAsset(move: Move, commandId: string): Promise<MoveCompletion>;
  /** Rule V8, and otherwise as `register`. */
  relocate(relocation: Relocation, commandId: string): Promise<EntryCompletion>;
  /** A window of the history (rule U4). */
  listHistory(offset: number, limit: number): Promise<Result<HistoryListing, Failure>>;
  /**
   * Undoes a command (rules U5 and U6). A failure says why it can't be, and nothing was written. Repeats as above.
   */
  undo(target: UndoTarget, commandId: string, follower: BulkFollower): Promise<Result<Undone, Failure>>;
  /** What a bulk write that has ended refused for one reason; nothing of one that is not remembered. */
  listRefused(commandId: string, code: AssetRefusalCode, offset: number, limit: number): Promise<RefusedAssets>;
  /**
   * Reads the disk again, at the author's word, and asks for the lock where this process does not have it. On failure
   * or cancel the snapshot stays as it was.
   */
  reload(reading: ReadingOptions, lock?: 'ask' | 'take-over'): Promise<Result<ReloadReport, Failure>>;
  /** The oracle (rule S3): compares with the disk and changes nothing. Writes wait meanwhile. */
  verify(reading: ReadingOptions): Promise<Result<VerifyReport, Failure>>;
  listRepairs(): Promise<Result<RepairList, Failure>>;
  applyRepair(findingId: string, fix: RepairFix): Promise<RepairCompletion>;
  compact(): Promise<CompactCompletion>;
  /** Rule of compaction at open: done behind the answer to the open, before the first command. */
  compactIfWorth(): void;
  /** Rule C1: done behind the answer to the open or the reload that found a checkpoint to be due. */
  keepCheckpoint(): void;
  /** Everything that memory holds, as a registry: what an author saves elsewhere when the disk fails. */
  registryCopy(): Result<Uint8Array, Failure>;
  /** Rule L5. Frees the lock. */
  close(): Promise<void>;
}

export function createProjectCommands(parts: ProjectParts): ProjectCommands {
  const { projectId, snapshots, journal, writer, entries, manifests, moves, intents, trash, create } = parts;
  const { history, repairs, peeker, log } = parts;
  const lane = createWriteLane();
  const completions = createCompletionMemory<EntryCompletion>(rememberedCommands);
  const edits = createCompletionMemory<ManifestCompletion>(rememberedCommands);
  const moved = createCompletionMemory<MoveCompletion>(rememberedCommands);
  const bulks = createCompletionMemory<Result<BulkEnd, Failure>>(rememberedBulks);
  const undos = createCompletionMemory<Result<Undone, Failure>>(rememberedCommands);
  const undo = createUndoCommands({
    history,
    writer,
    tombstones: () => journal.tombstones(),
    laneRefusal: () => refusalOf(snapshots.lane(projectId)),
    refusalToTakeBackCreated: (change) =>
      trash.isAvailable ? create.refusalToTakeBack(change) : Promise.resolve({ code: 'no-trash' }),
    hasTrash: trash.isAvailable,
  });

  async function reloadJob(
    reading: ReadingOptions,
    lock: 'ask' | 'take-over',
  ): Promise<JobResult<Result<ReloadReport, Failure>>> {
    await writer.askForLock(lock);
    const before = writer.snapshot();
    if (before !== null && writer.access().kind === 'writing') {
      const unwritten = await writer.settleDoubt();
      if (unwritten !== null) {
        // What can be read now may never have reached the disk; memory is what was confirmed.
        return { value: fail(unwritten.status === 'refused' ? unwritten.refusal : unwritten.failure) };
      }
    }
    const isWriting = writer.access().kind === 'writing';
    if (isWriting) {
      await intents.settleFolders();
    }
    try {
      const { snapshot: read, gone } = await writer.readAgain(reading);
      if (isWriting && read !== null) {
        await intents.settleRecords(entries);
      }
      const after = read === null ? null : writer.snapshot();
      if (after === null) {
        return { value: fail({ code: 'snapshot-unavailable' }) };
      }
      const changes =
        before === null ? { added: after.counts.all, changed: 0, removed: 0 } : changesBetween(before, after);
      return { value: succeed({ revision: after.revision, ...changes, gone }) };
    } catch (error) {
      return { value: fail(readingFailure(error, reading.signal)) };
    }
  }

  async function verifyJob(reading: ReadingOptions): Promise<JobResult<Result<VerifyReport, Failure>>> {
    const snapshot = writer.snapshot();
    if (snapshot === null) {
      return { value: fail({ code: 'snapshot-unavailable' }) };
    }
    try {
      const { snapshot: read, wrongInIndex } = await peeker.read(snapshot.revision, reading, 'compare');
      const disk = isRegistryUnreadable(snapshot) ? read : withReadableRegistry(read);
      const wrongInCheckpoint = await journal.checkpointDifferences();
      const differences = [
        ...withoutConsequences(differencesOf(snapshot, disk)),
        ...wrongInIndex.map((key): SnapshotDifference => ({ part: 'scan-index', key, change: 'different' })),
        ...wrongInCheckpoint.map((key): SnapshotDifference => ({ part: 'checkpoint', key, change: 'different' })),
      ];
      return {
        value: succeed({
          revision: snapshot.revision,
          assets: snapshot.counts.all,
          differences: differences.slice(0, listedDifferences),
          differenceCount: differences.length,
        }),
      };
    } catch (error) {
      return { value: fail(readingFailure(error, reading.signal)) };
    }
  }

  function keepCheckpoint(): void {
    if (lane.isClosed()) {
      return;
    }
    lane
      .run(async () => {
        const errno = await journal.keepCheckpoint();
        if (errno !== null) {
          // The next opening takes longer; nothing is lost.
          log.warn('checkpoint-failed', { projectId, errno });
        }
        return { value: null };
      })
      .catch((error: unknown) => {
        log.warn('checkpoint-failed', { projectId, error });
      });
  }

  /** What a closed lane answers to a command that writes. */
  const closing = { status: 'refused', refusal: { code: 'project-closing' } } as const;

  function inLane<Value>(job: () => Promise<JobResult<Value>>, whenClosed: Value): Promise<Value> {
    return lane.isClosed() ? Promise.resolve(whenClosed) : lane.run(job);
  }

  /** One turn of the lane for a batch of its own: what others wait to write does not join it. */
  async function inTurn(
    count: number,
    run: () => Promise<JobResult<readonly Ended<EntryCompletion>[]>>,
  ): Promise<EntryCompletion[]> {
    const whenClosed = Array.from({ length: count }, () => ({ value: closing }));
    const ended = await inLane<readonly Ended<EntryCompletion>[]>(run, whenClosed);
    return ended.map((one) => {
      if ('thrown' in one) {
        throw one.thrown;
      }
      return one.value;
    });
  }

  function requestOf(write: OwnWrite, commandId: string): EntryRequest {
    return { write, command: { commandId, what: write.kind, kind: 'do', undoes: null } };
  }

  function writeOne(write: OwnWrite, commandId: string): Promise<EntryCompletion> {
    return lane.isClosed()
      ? Promise.resolve(closing)
      : completions.once(commandId, () => lane.runInBatch(entries, requestOf(write, commandId)));
  }

  /** What an earlier bulk write refused. */
  async function refusedBy(commandId: string): Promise<Result<readonly string[], Failure>> {
    const ended = await bulks.recall(commandId);
    return ended?.ok === true
      ? succeed(ended.value.refused.map(({ root }) => root))
      : fail({ code: 'selection-outdated' });
  }

  async function runBulk(
    what: BulkWhat,
    selection: AssetSelection,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkEnd, Failure>> {
    const current = snapshots.current(projectId);
    if (current?.state !== 'ready') {
      return fail({ code: 'snapshot-unavailable' });
    }
    const wanted = { register: 'unregistered', unregister: 'registered', trash: null } as const;
    const roots =
      selection.by === 'refused' ? await refusedBy(selection.commandId) : chosenRoots(current, selection, wanted[what]);
    if (!roots.ok) {
      return roots;
    }
    if (what === 'trash') {
      const trashing = {
        most: trash.most,
        write: (batch: readonly { readonly root: string }[]) =>
          inLane<readonly TrashCompletion[]>(
            async () => ({
              value: await trash.run(
                batch.map(({ root }) => root),
                { commandId, what: 'trash', kind: 'do', undoes: null },
              ),
            }),
            batch.map(() => closing),
          ),
      };
      return succeed(
        await writeMany(
          roots.value.map((root) => ({ root })),
          trashing,
          follower,
        ),
      );
    }
    const ended = await writeMany(
      roots.value.map((root): OwnWrite => ({ kind: what, root })),
      {
        most: entries.most,
        write: (batch) => inTurn(batch.length, () => entries.run(batch.map((each) => requestOf(each, commandId)))),
      },
      follower,
    );
    return succeed(ended);
  }

  async function runCreate(
    assets: readonly NewAsset[],
    register: boolean,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<BulkEnd, Failure>> {
    const making = {
      most: (next: readonly NewAsset[]) => create.most(next),
      write: (batch: readonly NewAsset[]) =>
        inLane<readonly (CreateCompletion | null)[]>(
          async () => ({ value: await create.run(batch, register, commandId, follower.signal) }),
          batch.map(() => closing),
        ),
    };
    return succeed(await writeMany(assets, making, follower));
  }

  async function runUndo(
    target: UndoTarget,
    commandId: string,
    follower: BulkFollower,
  ): Promise<Result<Undone, Failure>> {
    const planned = await inLane<Awaited<ReturnType<typeof undo.plan>>>(
      async () => ({ value: await undo.plan(target, commandId) }),
      fail(closing.refusal),
    );
    if (!planned.ok) {
      return planned;
    }
    if ('completion' in planned.value) {
      return succeed(planned.value);
    }
    const takingBack = {
      most: entries.most,
      mostCreated: trash.most,
      trashCreated: (batch: readonly CreateChange[], command: EntryCommand) =>
        inLane<readonly TrashCompletion[]>(
          async () => ({ value: await create.takeBack(batch, command, trash) }),
          batch.map(() => closing),
        ),
      restoreManifest: (change: ManifestChange, command: EntryCommand) =>
        inLane<ManifestCompletion>(async () => ({ value: await manifests.restore(change, command) }), closing),
      moveBack: (change: MoveChange, restorers: ReadonlySet<string>, command: EntryCommand) =>
        inLane<MoveCompletion>(async () => ({ value: await moves.moveBack(change, restorers, command) }), closing),
      write: (batch: readonly EntryWrite[], command: EntryCommand) =>
        inTurn(batch.length, () => entries.runAllOrNone(batch.map((write) => ({ write, command })))),
    };
    return undo.carryOut(planned.value, commandId, takingBack, follower);
  }

  return {
    register: (root, commandId) => writeOne({ kind: 'register', root }, commandId),
    unregister: (root, commandId) => writeOne({ kind: 'unregister', root }, commandId),
    relocate: ({ root, to }, commandId) => writeOne({ kind: 'relocate', root, to }, commandId),
    editManifest: (edit, commandId) =>
      edits.once(commandId, () =>
        inLane<ManifestCompletion>(async () => {
          const command: EntryCommand = { commandId, what: 'edit-manifest', kind: 'do', undoes: null };
          return { value: await manifests.edit(edit, command) };
        }, closing),
      ),
    moveAsset: (move, commandId) =>
      moved.once(commandId, () =>
        inLane<MoveCompletion>(async () => {
          const command: EntryCommand = { commandId, what: 'move', kind: 'do', undoes: null };
          return { value: await moves.move(move, command) };
        }, closing),
      ),
    readManifest: async (root) => {
      const snapshot = writer.snapshot();
      return snapshot === null ? fail({ code: 'snapshot-unavailable' }) : manifests.read(snapshot, root);
    },
    writeMany: async (what, selection, commandId, follower) => {
      const ended = await bulks.once(commandId, () => runBulk(what, selection, commandId, follower));
      return ended.ok ? succeed(ended.value.completion) : ended;
    },
    createAssets: async (assets, register, commandId, follower) => {
      const ended = await bulks.once(commandId, () => runCreate(assets, register, commandId, follower));
      return ended.ok ? succeed(ended.value.completion) : ended;
    },
    listHistory: (offset, limit) => undo.list(offset, limit),
    undo: (target, commandId, follower) => undos.once(commandId, () => runUndo(target, commandId, follower)),
    listRefused: async (commandId, code, offset, limit) => {
      const ended = await bulks.recall(commandId);
      const refused = ended?.ok === true ? ended.value.refused.filter(({ refusal }) => refusal.code === code) : [];
      return { total: refused.length, refused: refused.slice(offset, offset + limit) };
    },
    reload: (reading, lock = 'ask') =>
      inLane(
        async () => {
          const reloaded = await reloadJob(reading, lock);
          keepCheckpoint();
          return reloaded;
        },
        fail({ code: 'project-closing' }),
      ),
    verify: (reading) => inLane(() => verifyJob(reading), fail({ code: 'project-closing' })),
    listRepairs: () => inLane(async () => ({ value: await repairs.list() }), fail({ code: 'project-closing' })),
    applyRepair: (findingId, fix) => inLane(async () => ({ value: await repairs.apply(findingId, fix) }), closing),
    compact: () => inLane(async () => ({ value: await repairs.compact() }), closing),
    compactIfWorth: () => {
      lane
        .run(async () => {
          await repairs.compactIfWorth();
          return { value: null };
        })
        .catch((error: unknown) => {
          log.warn('compaction-failed', { projectId, error });
        });
    },
    keepCheckpoint,
    registryCopy: () => {
      const snapshot = writer.snapshot();
      return snapshot === null
        ? fail({ code: 'snapshot-unavailable' })
        : succeed(journal.copy(entriesOf(snapshot.registry)));
    },
    close: async () => {
      await lane.close();
      await history.settled();
      await writer.noteHint();
      await writer.dispose();
    },
  };
}

/** The failure that reading a project ended with: the author's cancel, or what the disk said. */
export function readingFailure(error: unknown, signal: AbortSignal): Failure {
  return signal.aborted ? { code: 'cancelled' } : { code: 'read-failed', errno: errnoOf(error) };
}
