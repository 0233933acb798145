import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { HistoryKind, HistoryWhat } from '../../../src-preload/contract/domain/history.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type EntryChange, refusalToTakeBack } from '../core/entry-change.ts';
import { copied } from '../core/held-entry.ts';
import type { HistoryChange } from '../core/history-item.ts';
import { type MovedAsset, patchMoved, refusalToMoveEntry } from '../core/move-asset.ts';
import { findAsset, findTwin, type ProjectSnapshot } from '../core/project-snapshot.ts';
import { patchRegistered, patchRestored, refusalToRegister } from '../core/register-asset.ts';
import { entryById } from '../core/registry-view.ts';
import { patchRelocated, refusalToRelocate } from '../core/relocate-asset.ts';
import { isComparedWithOthers, patchUnregistered, refusalToUnregister } from '../core/unregister-asset.ts';
import type { RegistryRecord } from '../disk/registry-record.ts';
import type { Tombstones } from '../disk/tombstones.ts';

/**
 * What a command does to one entry. `take-back` undoes what an earlier command did to it (rule U5); `move` gives it the
 * root at which its folder lies by now (rule V3), `relocate` that of a folder that is there where its own is gone (rule V8).
 */
export type EntryWrite =
  | { readonly kind: 'register'; readonly root: string }
  | { readonly kind: 'unregister'; readonly root: string; readonly trashed?: true }
  | { readonly kind: 'relocate'; readonly root: string; readonly to: string }
  | { readonly kind: 'take-back'; readonly root: string; readonly taking: TakingBack }
  | ({ readonly kind: 'move'; readonly root: string } & EntryMove);

/** The other root of an entry that is at `root`, by its id; `scanned` as in `MovedAsset`. */
export interface EntryMove extends Pick<MovedAsset, 'to' | 'scanned'> {
  readonly assetId: string;
}

/** A change to be taken back, and the commands whose records stand for what it left behind (entry-change.ts). */
export interface TakingBack {
  readonly change: EntryChange;
  readonly restorers: ReadonlySet<string>;
}

/** The command that a write belongs to, as its record and its history name it. */
export interface EntryCommand {
  readonly commandId: string;
  readonly what: HistoryWhat;
  readonly kind: HistoryKind;
  /** The command that it undoes. */
  readonly undoes: string | null;
}

/** When a record is written, and the id that it has where it makes a new entry. */
export interface RecordStamp {
  readonly commandId: string;
  readonly writtenAt: string;
  readonly newAssetId: string;
}

/** What a write makes of a snapshot that allows it. */
export interface DraftedWrite {
  readonly record: RegistryRecord;
  readonly assetId: string;
  readonly change: HistoryChange;
  /** Whether an asset came into the list or left it. */
  readonly movesRows: boolean;
  /** Whether a point patch does not tell all that it changes: findings on another asset, or on lines of the file. */
  readonly needsReading: boolean;
  /** Whether the patch tells what became of a folder, which no reading of the registry does. */
  readonly movesFolder: boolean;
}

/** A drafted write, and what it makes of the snapshot: apart, because one is kept longer than the other. */
export interface PatchedDraft {
  readonly drafted: DraftedWrite;
  readonly after: ProjectSnapshot;
}

/** Why a write can't be done now, or null where it can. */
export function refusalToWrite(
  snapshot: ProjectSnapshot,
  write: EntryWrite,
  tombstones: Pick<Tombstones, 'of'>,
): Refusal | null {
  switch (write.kind) {
    case 'register':
      return refusalToRegister(snapshot, write.root);
    case 'unregister':
      return refusalToUnregister(snapshot, write.root);
    case 'relocate':
      return refusalToRelocate(snapshot, write.root, write.to);
    case 'take-back':
      return refusalToTakeBack(
        snapshot,
        write.taking.change,
        tombstones.of(write.taking.change.assetId),
        write.taking.restorers,
      );
    case 'move':
      return refusalToMoveEntry(snapshot, { ...write, from: write.root });
  }
}

/** The record of a write that is not refused, and its point patch. Throws where the patch does. */
export function draftOf(
  snapshot: ProjectSnapshot,
  write: EntryWrite,
  tombstones: Pick<Tombstones, 'of'>,
  stamp: RecordStamp,
): PatchedDraft {
  const { commandId, writtenAt } = stamp;
  if (write.kind === 'register') {
    const { root } = write;
    const entry = { assetId: stamp.newAssetId, rev: 1, root, registeredAt: writtenAt, commandId, writtenAt };
    return putDraft(snapshot, entry, patchRegistered(snapshot, entry));
  }
  if (write.kind === 'take-back' && write.taking.change.op === 'del') {
    const { assetId, root, registeredAt, ...change } = write.taking.change;
    const rev = tombstones.of(assetId)?.rev ?? change.rev;
    const entry = { assetId, rev: rev + 1, root, registeredAt, commandId, writtenAt };
    return putDraft(snapshot, entry, patchRestored(snapshot, entry));
  }
  if (write.kind === 'move' || write.kind === 'relocate') {
    return newRootDraft(snapshot, write, { commandId, writtenAt });
  }
  return write.kind === 'take-back' && write.taking.change.op === 'relocate'
    ? newRootDraft(
        snapshot,
        { kind: 'relocate', root: write.root, to: write.taking.change.from },
        { commandId, writtenAt },
      )
    : delDraft(snapshot, write, { commandId, writtenAt });
}

/** The entry of a root at another one, with its folder or without it. */
function newRootDraft(
  before: ProjectSnapshot,
  write: Extract<EntryWrite, { kind: 'move' | 'relocate' }>,
  { commandId, writtenAt }: Pick<RecordStamp, 'commandId' | 'writtenAt'>,
): PatchedDraft {
  const { root: from, to } = write;
  const asset = findAsset(before, from);
  if (asset === undefined || asset.entry === null) {
    throw new Error(`There is no registered asset ${from} to move`);
  }
  const { registeredAt } = asset.entry;
  const assetId = copied(asset.entry.assetId);
  const rev = asset.entry.rev + 1;
  const entry = { assetId, rev, root: to, registeredAt, commandId, writtenAt };
  const after =
    write.kind === 'move'
      ? patchMoved(before, { from, to, scanned: write.scanned, entry })
      : patchRelocated(before, from, entry);
  const moved = findAsset(after, to);
  const hasTwins = [findTwin(before, asset), moved === undefined ? moved : findTwin(after, moved)].some(
    (twin) => twin !== undefined,
  );
  return {
    after,
    drafted: {
      record: { op: 'put', entry },
      assetId,
      change:
        write.kind === 'move'
          ? { op: 'move', root: to, from, entry: { assetId, rev, registeredAt } }
          : { op: 'relocate', assetId, rev, root: to, registeredAt, from },
      movesRows: true,
      needsReading: hasTwins || hasFlaws(before),
      movesFolder: write.kind === 'move' && findAsset(before, to) === undefined,
    },
  };
}

function putDraft(before: ProjectSnapshot, entry: RegistryEntry, after: ProjectSnapshot): PatchedDraft {
  const { assetId, rev, root, registeredAt } = entry;
  const joins = findAsset(before, root) === undefined;
  const asset = findAsset(after, root);
  return {
    after,
    drafted: {
      record: { op: 'put', entry },
      assetId,
      change: { op: 'put', assetId, rev, root, registeredAt },
      movesRows: joins,
      needsReading:
        (joins && asset !== undefined && isComparedWithOthers(after, asset)) || (rev > 1 && hasFlaws(before)),
      movesFolder: false,
    },
  };
}

function delDraft(
  before: ProjectSnapshot,
  write: Extract<EntryWrite, { kind: 'unregister' | 'take-back' }>,
  { commandId, writtenAt }: Pick<RecordStamp, 'commandId' | 'writtenAt'>,
): PatchedDraft {
  const { root } = write;
  const asset = findAsset(before, root);
  const entry = asset?.entry ?? null;
  if (asset === undefined || entry === null) {
    throw new Error(`There is no registered asset ${root} to unregister`);
  }
  const { registeredAt } = entry;
  // Tombstones and the history outlive the load whose texts it is a part of.
  const assetId = copied(entry.assetId);
  const rev = entry.rev + 1;
  const after = patchUnregistered(before, entry);
  return {
    after,
    drafted: {
      record: { op: 'del', tombstone: { assetId, rev, commandId, writtenAt } },
      assetId,
      change: {
        op: 'del',
        assetId,
        rev,
        root,
        registeredAt,
        ...(write.kind === 'unregister' && write.trashed === true ? { trashed: true } : {}),
      },
      movesRows: findAsset(after, root) === undefined,
      needsReading: isComparedWithOthers(before, asset) || hasFlaws(before),
      movesFolder: false,
    },
  };
}

/** Whether there are findings on records: a later revision of its id ends such a finding. */
function hasFlaws({ diagnostics }: ProjectSnapshot): boolean {
  return diagnostics.some(
    ({ code }) =>
      code === 'registry-line-unsealed' ||
      code === 'registry-line-unknown' ||
      code === 'registry-conflict' ||
      code === 'more-problems',
  );
}

/** Whether a record is what the registry says of its id: it may have come through although nobody could tell. */
export function isInRegistry(
  snapshot: ProjectSnapshot,
  tombstones: Pick<Tombstones, 'of'>,
  record: RegistryRecord,
): boolean {
  if (record.op === 'put') {
    const held = entryById(snapshot.registry, record.entry.assetId);
    return held?.rev === record.entry.rev && held.commandId === record.entry.commandId;
  }
  const { assetId, rev, commandId } = record.tombstone;
  const found = tombstones.of(assetId);
  return found?.rev === rev && found.commandId === commandId;
}
