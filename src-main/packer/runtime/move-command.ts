import type { EntryCompletion, MoveCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { CommitStep, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import { ownerOf } from '../core/edit-manifest.ts';
import { patchMoved, refusalToMove, refusalToMoveBack } from '../core/move-asset.ts';
import type { MoveChange } from '../core/move-change.ts';
import { assetAround } from '../core/new-root.ts';
import { findAsset, findTwin, type ProjectSnapshot } from '../core/project-snapshot.ts';
import type { ScannedAsset } from '../core/scanned-asset.ts';
import { folderOfRoot, makeParents, removeEmptyParents, syncParents } from '../disk/asset-folder.ts';
import { type Disk, errnoOf } from '../disk/disk-port.ts';
import { type AssetPlace, findAssetPlace, lookAtAsset, readManifestFile } from '../disk/manifest-file.ts';
import type { EntryCommands } from './entry-command.ts';
import type { EntryCommand } from './entry-write.ts';
import type { Intents } from './intents.ts';
import { createOwnerLook } from './owner-look.ts';
import type { Clock, PackerLog } from './ports.ts';
import type { ProjectHistory } from './project-history.ts';
import type { ProjectWriter } from './project-writer.ts';
import type { SnapshotWriter } from './runtime-registry.ts';

/** What moving an asset stands on. */
export interface MoveCommandParts {
  readonly projectId: string;
  readonly projectFolder: string;
  readonly disk: Disk;
  readonly snapshots: SnapshotWriter;
  readonly writer: ProjectWriter;
  readonly entries: EntryCommands;
  readonly intents: Intents;
  readonly history: ProjectHistory;
  readonly clock: Clock;
  readonly log: PackerLog;
}

/** An asset, and the root that it is to have. */
export interface Move {
  readonly root: string;
  readonly to: string;
}

/** MOVE and its undoing (rules V1 to V7), in a turn of the lane each. Neither rejects for anything that a disk or an author can do. */
export interface MoveCommands {
  move(move: Move, command: EntryCommand): Promise<MoveCompletion>;
  /** Brings an asset back to where it was, where it is as the move left it. */
  moveBack(change: MoveChange, restorers: ReadonlySet<string>, command: EntryCommand): Promise<MoveCompletion>;
}

/** A folder on its way: where it was, where it goes, and the assets around both. */
interface Journey extends Move {
  readonly source: AssetPlace;
  readonly target: AssetPlace;
  readonly owners: readonly (string | null)[];
}

export function createMoveCommands(parts: MoveCommandParts): MoveCommands {
  const { projectId, projectFolder, disk, snapshots, writer, entries, intents, history, clock, log } = parts;
  const lookAtOwners = createOwnerLook(parts);

  async function run(
    { root, to }: Move,
    command: EntryCommand,
    refusalIn: (snapshot: ProjectSnapshot) => Refusal | null,
  ): Promise<MoveCompletion> {
    const unwritten = await writer.ready();
    if (unwritten !== null) {
      return unwritten;
    }
    const isSettled = await intents.settled(() => writer.fullReload(), entries);
    const snapshot = writer.snapshot();
    if (snapshot === null || !isSettled) {
      return snapshot === null
        ? refused({ code: 'snapshot-unavailable' })
        : moveRefused({ root, to }, 'check', 'EBUSY', 'as-before');
    }
    if (findAsset(snapshot, to)?.entry?.commandId === command.commandId) {
      return { status: 'committed', revision: snapshot.revision, root: to };
    }
    const refusal = refusalIn(snapshot);
    const fenced = refusal === null ? await writer.fence(`assets/${root}`) : refused(refusal);
    if (fenced !== null) {
      return fenced;
    }
    const journey = await prepare({ root, to }, snapshot);
    return 'status' in journey ? journey : carryOut(journey, snapshot, command);
  }

  /** Looks at the disk, and makes the folders above the new place. */
  async function prepare({ root, to }: Move, snapshot: ProjectSnapshot): Promise<Journey | MoveCompletion> {
    let source: AssetPlace;
    try {
      source = await findAssetPlace(disk, projectFolder, root);
    } catch (error) {
      // The folder is gone, or a link stands there by now.
      log.warn('asset-not-found', { projectId, root, errno: errnoOf(error) });
      return refused({ code: 'asset-missing', root });
    }
    const { assetsFolder } = source;
    const target = { root: to, assetsFolder, folder: folderOfRoot(assetsFolder, to) };
    try {
      const parents = await makeParents(disk, assetsFolder, to);
      if (parents.kind !== 'made') {
        if (parents.kind === 'twin') {
          await removeEmptyParents(disk, assetsFolder, to);
        }
        return refused(
          parents.kind === 'taken'
            ? { code: 'new-root-taken', root: to, other: null }
            : { code: 'new-root-twin', root: to, other: parents.other },
        );
      }
      if (!(await isFree(target.folder, source.folder))) {
        return refused({ code: 'new-root-taken', root: to, other: null });
      }
    } catch (error) {
      await removeEmptyParents(disk, assetsFolder, to);
      return moveRefused({ root, to }, 'create', errnoOf(error), 'as-before');
    }
    const asset = findAsset(snapshot, root);
    const owners = [asset === undefined ? null : ownerOf(asset), assetAround(snapshot, to, root)];
    return { root, to, source, target, owners };
  }

  /** Whether nothing stands at a path, or the very folder that is to be moved there, by another spelling. */
  async function isFree(folder: string, source: string): Promise<boolean> {
    try {
      const { identity } = await disk.status(folder);
      return identity === (await disk.status(source)).identity;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') {
        return true;
      }
      throw error;
    }
  }

  async function carryOut(journey: Journey, before: ProjectSnapshot, command: EntryCommand): Promise<MoveCompletion> {
    const { root, to, source, target } = journey;
    const entry = findAsset(before, root)?.entry ?? null;
    const { commandId, kind, undoes } = command;
    const known = entry === null ? null : { assetId: entry.assetId, rev: entry.rev, registeredAt: entry.registeredAt };
    let step: CommitStep = 'write';
    try {
      await intents.begin({ op: 'move', commandId, at: clock.now(), kind, undoes, from: root, to, entry: known });
      step = 'move';
      await disk.rename(source.folder, target.folder);
    } catch (error) {
      const errno = errnoOf(error);
      return step === 'write' ? undone(journey, step, errno) : takenBack(journey, step, errno);
    }
    try {
      await syncParents(disk, source.folder, target.folder);
    } catch (error) {
      return takenBack(journey, 'sync', errnoOf(error));
    }
    const { parsed } = await readManifestFile(disk, target);
    const scanned = await lookAtAsset(disk, target, assetAround(before, to, root), parsed);
    return entry === null
      ? commitFolder(journey, scanned, command)
      : commitEntry(journey, { before, scanned, assetId: entry.assetId }, command);
  }

  /** The folder of an asset that is not registered has been moved: nothing is left to be written. */
  async function commitFolder(
    journey: Journey,
    scanned: ScannedAsset,
    { commandId: id, what, kind, undoes }: EntryCommand,
  ): Promise<MoveCompletion> {
    const { root: from, to } = journey;
    history.note({
      id,
      at: clock.now(),
      what,
      kind,
      undoes,
      changes: [{ op: 'move', root: to, from, entry: null }],
    });
    return arrive(journey, () => {
      const hasTwin = isCompared(from);
      const { revision } = snapshots.replace(projectId, (snapshot) =>
        patchMoved(snapshot, { from, to, scanned, entry: null }),
      );
      return { revision, isCompared: hasTwin || isCompared(to) };
    });
  }

  /** The record follows the folder, by the same path as every record (rule V3). Where it can't, the folder goes back. */
  async function commitEntry(
    journey: Journey,
    moved: { readonly before: ProjectSnapshot; readonly scanned: ScannedAsset; readonly assetId: string },
    command: EntryCommand,
  ): Promise<MoveCompletion> {
    const { root, to } = journey;
    const write = { kind: 'move', root, to, scanned: moved.scanned, assetId: moved.assetId } as const;
    const { value, afterwards } = await entries.run([{ write, command }]);
    const [ended] = value;
    if (ended === undefined || 'thrown' in ended) {
      throw new Error('The record of a move did not end', { cause: ended?.thrown });
    }
    const { value: completion } = ended;
    if (completion.status === 'committed') {
      const { revision } = completion;
      const arrived = await arrive(journey, () => ({ revision, isCompared: false }));
      return { ...arrived, ...('recovered' in completion ? { recovered: completion.recovered } : {}) };
    }
    return notRecorded(journey, moved.before, completion, afterwards);
  }

  async function notRecorded(
    journey: Journey,
    before: ProjectSnapshot,
    completion: Exclude<EntryCompletion, { status: 'committed' }>,
    afterwards: (() => Promise<void>) | undefined,
  ): Promise<MoveCompletion> {
    const isBack = await returned(journey);
    await afterwards?.();
    if (!isBack || writer.snapshot() !== before) {
      await writer.fullReload();
    }
    // A record that may be on the disk is settled at the latest when the registry is read the next time.
    if (isBack && !(completion.status === 'failed' && completion.disk === 'unknown')) {
      await intents.end();
      await removeEmptyParents(disk, journey.target.assetsFolder, journey.to);
      return completion;
    }
    intents.leave();
    return completion.status === 'failed'
      ? { ...completion, disk: 'unknown' }
      : moveRefused(journey, 'move', 'EIO', 'unknown');
  }

  /** Nothing was moved. */
  async function undone(journey: Journey, step: CommitStep, errno: string): Promise<MoveCompletion> {
    await removeEmptyParents(disk, journey.target.assetsFolder, journey.to);
    return moveRefused(journey, step, errno, 'as-before');
  }

  /** The rename failed, or nobody knows whether it outlasts a power cut. */
  async function takenBack(journey: Journey, step: CommitStep, errno: string): Promise<MoveCompletion> {
    if (await returned(journey)) {
      await intents.end();
      return undone(journey, step, errno);
    }
    intents.leave();
    await writer.fullReload();
    return moveRefused(journey, step, errno, 'unknown');
  }

  /** Brings the folder back to where it was, durably. Answers whether it is there. */
  async function returned({ root, source, target }: Journey): Promise<boolean> {
    try {
      // Whoever has the lock by now may have settled the intent.
      if ((await writer.fence(`assets/${root}`)) !== null) {
        return false;
      }
      if (await isThere(target.folder)) {
        if (!(await isFree(source.folder, target.folder))) {
          return false;
        }
        await disk.rename(target.folder, source.folder);
      }
      await syncParents(disk, source.folder, target.folder);
      return await isThere(source.folder);
    } catch (error) {
      log.warn('move-not-taken-back', { projectId, errno: errnoOf(error) });
      return false;
    }
  }

  async function isThere(folder: string): Promise<boolean> {
    try {
      await disk.status(folder);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') {
        return false;
      }
      throw error;
    }
  }

  /** The asset lies at its new root for good, whatever memory does (rules P5 and P6). */
  async function arrive(
    { to, source, owners }: Journey,
    publish: () => { readonly revision: number | null; readonly isCompared: boolean },
  ): Promise<Extract<MoveCompletion, { status: 'committed' }>> {
    try {
      const published = publish();
      let { revision } = published;
      for (const owner of owners) {
        revision = (await lookAtOwners(owner)) ?? revision;
      }
      if (published.isCompared) {
        revision = (await writer.rereadRegistry())?.revision ?? revision;
      }
      return { status: 'committed', revision, root: to };
    } catch (error) {
      log.warn('patch-failed', { projectId, error });
      const { snapshot } = await writer.fullReload();
      return { status: 'committed', revision: snapshot?.revision ?? null, root: to, recovered: 'full-reload' };
    } finally {
      await intents.end();
      await removeEmptyParents(disk, source.assetsFolder, source.root);
    }
  }

  function isCompared(root: string): boolean {
    const snapshot = writer.snapshot();
    const asset = snapshot === null ? undefined : findAsset(snapshot, root);
    return snapshot !== null && asset !== undefined && findTwin(snapshot, asset) !== undefined;
  }

  return {
    move: (move, command) => run(move, command, (snapshot) => refusalToMove(snapshot, move.root, move.to)),
    moveBack: (change, restorers, command) =>
      run({ root: change.root, to: change.from }, command, (snapshot) =>
        refusalToMoveBack(snapshot, change, restorers),
      ),
  };
}

function refused(refusal: Refusal): Extract<MoveCompletion, { status: 'refused' }> {
  return { status: 'refused', refusal };
}

function moveRefused(
  { root, to }: Move,
  step: CommitStep,
  errno: string,
  disk: 'as-before' | 'unknown',
): Extract<MoveCompletion, { status: 'failed' }> {
  return { status: 'failed', failure: { code: 'move-refused', root, to, step, errno }, disk };
}
