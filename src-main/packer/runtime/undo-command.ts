import { setImmediate } from 'node:timers/promises';
import type {
  EntryCompletion,
  ManifestCompletion,
  MoveCompletion,
  TrashCompletion,
} from '../../../src-preload/contract/domain/completion.ts';
import type { Failure, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type {
  HistoryKind,
  HistoryListing,
  HistoryStep,
  HistoryWhat,
  Undone,
  UndoTarget,
} from '../../../src-preload/contract/domain/history.ts';
import { namedRoots } from '../../../src-preload/contract/domain/history.ts';
import { refusalToUncreate } from '../core/create-asset.ts';
import type { CreateChange } from '../core/create-change.ts';
import { refusalToEdit } from '../core/edit-manifest.ts';
import { refusalToTakeBack } from '../core/entry-change.ts';
import {
  type HistoryChange,
  type HistoryItem,
  isCreation,
  isOfEntry,
  type KnownChange,
  nextSteps,
  undoneIds,
  whatWasDone,
} from '../core/history-item.ts';
import type { ManifestChange } from '../core/manifest-change.ts';
import { refusalToMoveBack } from '../core/move-asset.ts';
import type { MoveChange } from '../core/move-change.ts';
import { findAsset } from '../core/project-snapshot.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import type { Tombstones } from '../disk/tombstones.ts';
import { type BulkFollower, writeMany } from './bulk-entry-command.ts';
import type { EntryCommand, EntryWrite } from './entry-write.ts';
import type { ProjectHistory } from './project-history.ts';
import type { ProjectWriter } from './project-writer.ts';

/** What undoing stands on. */
export interface UndoParts {
  readonly history: ProjectHistory;
  readonly writer: Pick<ProjectWriter, 'snapshot'>;
  readonly tombstones: () => Pick<Tombstones, 'of'>;
  /** Why nothing is written now, or null. */
  readonly laneRefusal: () => Refusal | null;
  /** Why the making of an asset can't be undone, after a look at its folder, or null. */
  readonly refusalToTakeBackCreated: (change: CreateChange) => Promise<Refusal | null>;
  /** Whether this process can move anything to a trash. */
  readonly hasTrash: boolean;
}

/** What an undo is about: a command, and all that it changed, none of which has changed since. */
export interface PlannedUndo {
  readonly item: HistoryItem;
  readonly changes: readonly HistoryChange[];
  readonly restorers: ReadonlySet<string>;
}

/** How the changes of a plan are taken back: one turn of the lane, all of them or none. */
export interface TakingBackMany {
  readonly most: number;
  /** Gives a manifest its former text back (rule M5). */
  readonly restoreManifest: (change: ManifestChange, command: EntryCommand) => Promise<ManifestCompletion>;
  /** Undoes the making of assets, so many in a turn at most (rule N7). */
  readonly mostCreated: number;
  readonly trashCreated: (batch: readonly CreateChange[], command: EntryCommand) => Promise<readonly TrashCompletion[]>;
  /** Brings an asset back to where it was (rule V7). */
  readonly moveBack: (
    change: MoveChange,
    restorers: ReadonlySet<string>,
    command: EntryCommand,
  ) => Promise<MoveCompletion>;
  readonly write: (batch: readonly EntryWrite[], command: EntryCommand) => Promise<EntryCompletion[]>;
}

export interface UndoCommands {
  /** A window of the history, newest first (rule U4). */
  list(offset: number, limit: number): Promise<Result<HistoryListing, Failure>>;
  /**
   * What is to be undone, after a look at every entry (rule U5); in a turn of the lane. A command that was carried out
   * already, in an earlier session, has its answer at once.
   */
  plan(target: UndoTarget, commandId: string): Promise<Result<PlannedUndo | Undone, Failure>>;
  /** Carries a plan out, in batches where it is large (rule U6). Refused as a whole where nothing of it was written. */
  carryOut(
    plan: PlannedUndo,
    commandId: string,
    takingBack: TakingBackMany,
    follower: BulkFollower,
  ): Promise<Result<Undone, Failure>>;
}

/** What the items of the history say of each other. */
interface Past {
  readonly undone: ReadonlySet<string>;
  readonly restorers: ReadonlySet<string>;
  /** Of each making of assets that is undone in part: whether a change of it still stands. */
  readonly remainders: ReadonlyMap<string, (change: KnownChange) => boolean>;
}

/** Entries that are looked at between two pauses. */
const looksAtOnce = 512;

export function createUndoCommands(parts: UndoParts): UndoCommands {
  const { history, writer, tombstones, laneRefusal, refusalToTakeBackCreated, hasTrash } = parts;
  function refusalOfChange(change: KnownChange, restorers: ReadonlySet<string>): Refusal | null {
    const snapshot = writer.snapshot();
    if (snapshot === null) {
      return { code: 'snapshot-unavailable' };
    }
    switch (change.op) {
      // What the file says is looked at in the lane.
      case 'edit':
        return refusalToEdit(snapshot, change.root);
      // And what the folder holds.
      case 'create':
        return hasTrash ? refusalToUncreate(snapshot, change.root) : { code: 'no-trash' };
      case 'move':
        return refusalToMoveBack(snapshot, change, restorers);
      case 'uncreate':
      case 'trashed':
        return { code: 'in-trash', root: change.root };
      case 'put':
      case 'del':
      case 'relocate':
        return refusalToTakeBack(snapshot, change, tombstones().of(change.assetId), restorers);
    }
  }

  /** Why what was made can't be taken back: a registration by another command, or another content of its folder, is in the way. */
  async function refusalOfCreated(changes: readonly HistoryChange[]): Promise<Refusal | null> {
    const registered = new Set(changes.filter(isOfEntry).map(({ root }) => root));
    for (const change of changes.filter(isCreated)) {
      const { root } = change;
      const snapshot = writer.snapshot();
      const isOthers = !registered.has(root) && snapshot !== null && findAsset(snapshot, root)?.entry !== null;
      const refusal: Refusal | null = isOthers
        ? { code: 'changed-since', root }
        : await refusalToTakeBackCreated(change);
      if (refusal !== null) {
        return refusal;
      }
    }
    return null;
  }

  /** Whether a change of a step is one that undoing it takes back. Of assets that went to the trash that is their registration. */
  function isTakenBack({ id, entryChanges }: HistoryItem, { remainders }: Past): (change: KnownChange) => boolean {
    return remainders.get(id) ?? (({ op }) => op !== 'trashed' || entryChanges === 0);
  }

  /** Whether a step did nothing but move assets to the trash, and all that memory knows of are there again: nothing is left of it. */
  function isBroughtBack({ sample }: HistoryItem): boolean {
    const snapshot = writer.snapshot();
    return sample.every(
      ({ op, root }) => op === 'trashed' && snapshot !== null && findAsset(snapshot, root) !== undefined,
    );
  }

  function refusalToUndo(item: HistoryItem, past: Past): Refusal | null {
    const { id, sample } = item;
    const { undone, restorers } = past;
    if (undone.has(id)) {
      return { code: 'already-undone' };
    }
    const refused = sample
      .filter(isTakenBack(item, past))
      .map((change) => refusalOfChange(change, restorers))
      .find((refusal) => refusal !== null);
    return laneRefusal() ?? refused ?? null;
  }

  async function pastOf(items: readonly HistoryItem[]): Promise<Past> {
    const undone = new Set([...undoneIds(items), ...items.filter(isBroughtBack).map(({ id }) => id)]);
    const remainders = new Map<string, (change: KnownChange) => boolean>();
    const partial = items.filter((item) => isCreation(item) && !undone.has(item.id)).map(({ id }) => id);
    for (const id of new Set(partial)) {
      const undoings = items.filter((item) => item.undoes === id && !undone.has(item.id));
      if (undoings.length > 0) {
        remainders.set(id, await remainderOf(undoings));
      }
    }
    return { undone, restorers: restorersIn(items), remainders };
  }

  /** What some undoings of the making of assets have left of it. */
  async function remainderOf(undoings: readonly HistoryItem[]): Promise<(change: KnownChange) => boolean> {
    const [trashed, unregistered] = [new Set<string>(), new Set<string>()];
    for (const undoing of undoings) {
      for (const { op, root } of (await history.changesOf(undoing)) ?? []) {
        (op === 'uncreate' ? trashed : unregistered).add(root);
      }
    }
    return (change) => !trashed.has(change.root) && !(isOfEntry(change) && unregistered.has(change.root));
  }

  async function list(offset: number, limit: number): Promise<Result<HistoryListing, Failure>> {
    const items = await history.items();
    const past = await pastOf(items);
    const stepOf = ({ sample, entryChanges, otherChanges, ...item }: HistoryItem): HistoryStep => {
      const whole = { ...item, sample, entryChanges, otherChanges };
      const reason = refusalToUndo(whole, past);
      return {
        ...item,
        what: whatWasDone(whole),
        roots: [...new Set(sample.map(({ root }) => root))].slice(0, namedRoots),
        undo: reason === null ? { available: true } : { available: false, reason },
      };
    };
    const { undo, redo } = nextSteps(items, past.undone);
    return succeed({
      total: items.length,
      steps: items
        .toReversed()
        .slice(offset, offset + limit)
        .map(stepOf),
      undo: undo === null ? null : stepOf(undo),
      redo: redo === null ? null : stepOf(redo),
    });
  }

  function targetOf(
    target: UndoTarget,
    items: readonly HistoryItem[],
    undone: ReadonlySet<string>,
  ): HistoryItem | null {
    return target.by === 'id'
      ? (items.find(({ id }) => id === target.id) ?? null)
      : nextSteps(items, undone)[target.direction];
  }

  async function plan(target: UndoTarget, commandId: string): Promise<Result<PlannedUndo | Undone, Failure>> {
    const items = await history.items();
    const before = items.find(({ id }) => id === commandId);
    if (before !== undefined) {
      return succeed(endOf(before, before.count));
    }
    const past = await pastOf(items);
    const { restorers } = past;
    const item = targetOf(target, items, past.undone);
    if (item === null) {
      const isRedo = target.by === 'newest' && target.direction === 'redo';
      return fail({ code: target.by === 'id' ? 'history-incomplete' : isRedo ? 'nothing-to-redo' : 'nothing-to-undo' });
    }
    const refusal = refusalToUndo(item, past);
    const all = refusal === null ? await history.changesOf(item) : null;
    if (all === null) {
      return fail(refusal ?? { code: 'history-incomplete' });
    }
    const changes = all.filter(isTakenBack(item, past));
    for (const [at, change] of changes.entries()) {
      const refused = refusalOfChange(change, restorers);
      if (refused !== null) {
        return fail(refused);
      }
      if (at % looksAtOnce === looksAtOnce - 1) {
        await setImmediate();
      }
    }
    const inTheWay = await refusalOfCreated(changes);
    return inTheWay === null ? succeed({ item, changes, restorers }) : fail(inTheWay);
  }

  async function carryOut(
    { item, changes, restorers }: PlannedUndo,
    commandId: string,
    takingBack: TakingBackMany,
    follower: BulkFollower,
  ): Promise<Result<Undone, Failure>> {
    const kind = item.kind === 'undo' ? 'redo' : 'undo';
    // No folder comes back from the trash, or goes there again.
    const what = item.what === 'trash' ? 'unregister' : item.what;
    const command: EntryCommand = { commandId, what, kind, undoes: item.id };
    const [change] = changes;
    if (change?.op === 'edit' || change?.op === 'move') {
      follower.begun([change.root]);
      if (change.op === 'edit') {
        return restored(what, kind, await takingBack.restoreManifest(change, command));
      }
      const completion = await takingBack.moveBack(change, restorers, command);
      const undone = restored(what, kind, completion);
      return undone.ok && completion.status === 'committed'
        ? succeed({ ...undone.value, moved: { from: change.root, to: completion.root } })
        : undone;
    }
    const created = changes.filter(isCreated);
    if (created.length > 0) {
      return takeBackCreated(what, kind, created, command, takingBack, follower);
    }
    const refusals: Refusal[] = [];
    const { completion } = await writeMany(
      changes
        .filter(isOfEntry)
        .map((change): EntryWrite => ({ kind: 'take-back', root: change.root, taking: { change, restorers } })),
      {
        most: takingBack.most,
        write: async (batch) => {
          const completions = await takingBack.write(batch, command);
          const [first] = completions;
          refusals.push(...(first?.status === 'refused' ? [first.refusal] : []));
          return completions;
        },
      },
      follower,
    );
    const [refusal] = refusals;
    return refusal !== undefined && completion.written === 0 ? fail(refusal) : succeed({ what, kind, completion });
  }

  return { list, plan, carryOut };
}

function isCreated(change: HistoryChange): change is CreateChange {
  return change.op === 'create';
}

/** Each folder goes with its registration: where the first of them is refused, nothing was done. */
async function takeBackCreated(
  what: HistoryWhat,
  kind: HistoryKind,
  created: readonly CreateChange[],
  command: EntryCommand,
  { mostCreated, trashCreated }: TakingBackMany,
  follower: BulkFollower,
): Promise<Result<Undone, Failure>> {
  const { completion, refused } = await writeMany(
    created,
    { most: mostCreated, write: (batch) => trashCreated(batch, command) },
    follower,
  );
  const [first] = refused;
  return first !== undefined && completion.written === 0 ? fail(first.refusal) : succeed({ what, kind, completion });
}

/** The end of undoing one edit or one move, as the end of undoing many. */
function restored(
  what: HistoryWhat,
  kind: HistoryKind,
  completion: ManifestCompletion | MoveCompletion,
): Result<Undone, Failure> {
  const counts = { asked: 1, already: 0, refused: [], left: 0 };
  switch (completion.status) {
    case 'committed':
      return succeed({ what, kind, completion: { status: 'done', ...counts, written: 1 } });
    case 'refused':
      return fail(completion.refusal);
    case 'failed': {
      const { failure, disk } = completion;
      return succeed({
        what,
        kind,
        completion: { status: 'failed', ...counts, written: 0, unconfirmed: 1, failure, disk },
      });
    }
  }
}

function restorersIn(items: readonly HistoryItem[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ id, kind }) => (kind === 'do' ? [] : [id])));
}

function endOf({ what, kind }: HistoryItem, count: number): Undone {
  return { what, kind, completion: { status: 'done', asked: count, written: count, already: 0, refused: [], left: 0 } };
}
