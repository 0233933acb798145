import type { Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { findAsset, type ProjectSnapshot } from './project-snapshot.ts';
import { entryById } from './registry-view.ts';
import { refusalToUnregister } from './unregister-asset.ts';

/** What one record made of one entry. */
export type EntryChange = PresenceChange | RelocateChange;

/** `put` made or brought it back with this `rev`, `del` took it away with this `rev`. */
interface PresenceChange extends Pick<RegistryEntry, 'assetId' | 'rev' | 'root' | 'registeredAt'> {
  readonly op: 'put' | 'del';
  /** Whether the asset's folder went to the trash with it (rule T4). */
  readonly trashed?: true;
}

/** The entry was given another root with this `rev`, and no folder went there with it (rule V10). */
export interface RelocateChange extends Pick<RegistryEntry, 'assetId' | 'rev' | 'root' | 'registeredAt'> {
  readonly op: 'relocate';
  readonly from: string;
}

/** Who wrote the last record of an id, and its revision. */
interface LastRecord {
  readonly rev: number;
  readonly commandId: string;
}

/**
 * Why a change can't be taken back, or null where the registry still says what it left behind (rule U5). `tombstone` is
 * what says that the entry's id is not registered any more, undefined where nothing does. `restorers` are the commands
 * that undid others: what they wrote last is as it was before what they undid.
 */
export function refusalToTakeBack(
  snapshot: ProjectSnapshot,
  change: EntryChange,
  tombstone: LastRecord | undefined,
  restorers: ReadonlySet<string>,
): Refusal | null {
  const { assetId, rev, root } = change;
  const entry = entryById(snapshot.registry, assetId);
  const isAsLeft = (last: LastRecord): boolean => last.rev === rev || restorers.has(last.commandId);
  if (change.op !== 'del') {
    const isFree = change.op !== 'relocate' || (findAsset(snapshot, change.from)?.entry ?? null) === null;
    return entry?.root === root && isAsLeft(entry) && isFree
      ? refusalToUnregister(snapshot, root)
      : { code: 'changed-since', root };
  }
  const isFree = entry === undefined && (findAsset(snapshot, root)?.entry ?? null) === null;
  if (!isFree || tombstone === undefined || !isAsLeft(tombstone)) {
    return { code: 'changed-since', root };
  }
  // An entry of nothing would be brought back, and look as if its asset had been.
  return change.trashed === true && findAsset(snapshot, root) === undefined ? { code: 'in-trash', root } : null;
}
