import type { EntryCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import { copied } from '../core/held-entry.ts';
import { findAsset, type ProjectSnapshot } from '../core/project-snapshot.ts';
import type { Failpoints } from '../disk/failpoints.ts';
import type { RegistryJournal } from '../disk/registry-journal.ts';
import type { RegistryRecord } from '../disk/registry-record.ts';
import {
  type DraftedWrite,
  draftOf,
  type EntryCommand,
  type EntryWrite,
  isInRegistry,
  type RecordStamp,
  refusalToWrite,
} from './entry-write.ts';
import type { Clock, IdSource, PackerLog } from './ports.ts';
import type { ProjectHistory } from './project-history.ts';
import { type ProjectWriter, type Unwritten, writeAttempts } from './project-writer.ts';
import type { SnapshotWriter } from './runtime-registry.ts';
import type { Batch, Ended, JobResult } from './write-lane.ts';

/** What the writes of entries stand on. */
export interface EntryCommandParts {
  readonly projectId: string;
  readonly snapshots: SnapshotWriter;
  readonly journal: RegistryJournal;
  readonly writer: ProjectWriter;
  readonly history: ProjectHistory;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
  readonly failpoints: Failpoints;
}

/** One write, and the command that it belongs to. */
export interface EntryRequest {
  readonly write: EntryWrite;
  readonly command: EntryCommand;
}

/** The writes of entries, one or several in a turn of the lane. */
export interface EntryCommands extends Batch<EntryRequest, EntryCompletion> {
  /** The same for writes that belong together: where one of them is refused, none is written, and all of them are. */
  runAllOrNone(requests: readonly EntryRequest[]): Promise<JobResult<readonly Ended<EntryCompletion>[]>>;
}

/** Commands that share one write and one sync (rule L6). More than this wait for the next. */
const mostTogether = 256;

/** A command of the group: what it is to write, and how it ended as soon as that is known. */
interface Member extends EntryRequest {
  readonly stamp: RecordStamp;
  /** What it was last to write. It may be in the file. */
  drafted: DraftedWrite | null;
  ended: Ended<EntryCompletion> | null;
}

/** What has happened to the group so far, over the attempts of rule P5. */
interface Progress {
  /** Whether records may be in a file that was there. */
  readonly written: boolean;
  readonly recovered: boolean;
  /** Registrations that were in memory and that the file had lost when it was last read. */
  readonly gone: number;
}

const nothingWritten: Progress = { written: false, recovered: false, gone: 0 };

/** What the write would make of the snapshot that it was checked against. */
interface Draft {
  readonly before: ProjectSnapshot;
  readonly after: ProjectSnapshot;
  readonly members: ReadonlySet<Member>;
  readonly records: readonly RegistryRecord[];
  readonly movesRows: boolean;
  readonly needsReading: boolean;
  readonly movesFolder: boolean;
}

/** REGISTER, UNREGISTER, RELOCATE, the record of a move, and their undoing (rules L3, L6, P1 to P6, U1 to U5, V3, V8). Never rejects for anything that a disk or an author can do. */
export function createEntryCommands(parts: EntryCommandParts): EntryCommands {
  const { projectId, snapshots, journal, writer, history, clock, ids, log, failpoints } = parts;

  async function write(
    requests: readonly EntryRequest[],
    allOrNone: boolean,
  ): Promise<JobResult<readonly Ended<EntryCompletion>[]>> {
    journal.expectAppend();
    const members = requests.map(newMember);
    let progress = nothingWritten;
    let duty: Pick<JobResult<null>, 'afterwards'> = {};
    for (let attempt = 1; attempt <= writeAttempts && members.some(isOpen); attempt += 1) {
      const unwritten = await writer.ready();
      const snapshot = writer.snapshot();
      if (unwritten !== null || snapshot === null) {
        endAll(members, (member) => stopped(unwritten, snapshot, member, progress));
        break;
      }
      const draft = draftGroup(snapshot, members, progress, allOrNone);
      if (draft.records.length === 0) {
        break;
      }
      const outcome = await journal.append(draft.records);
      switch (outcome.kind) {
        case 'durable':
          await publish(draft, members, progress);
          break;
        case 'failed': {
          const { step, errno, disk } = outcome;
          writer.publishLane();
          if (disk === 'as-before' && step !== 'create' && snapshot.diagnostics.some(isRegistryMissing)) {
            // The file with its header may be there, though nothing could be written behind it.
            await writer.rereadRegistry();
          }
          endAll(members, () => ({ status: 'failed', failure: { code: 'disk-refused', step, errno }, disk }));
          // Still in doubt where this fails: the lane's state says so, and the next command answers it.
          duty = { afterwards: settleDoubt };
          break;
        }
        case 'lock-lost': {
          const locked = await writer.lostLock();
          if (locked !== null) {
            endAll(members, (member) => stopped(locked, snapshot, member, progress));
          }
          break;
        }
        case 'changed-outside': {
          log.warn('registry-changed-outside', { projectId, written: outcome.written });
          const { gone } = await writer.fullReload();
          progress = { gone, written: progress.written || outcome.written, recovered: true };
          if (gone > 0 && !progress.written && (await writer.ready()) === null) {
            // Going on would make it look as if nothing had happened. Asked again, the author has been told.
            endAll(members, () => registrationsGone(gone, 'as-before'));
          }
        }
      }
    }
    endAll(members, (member) => giveUp(writer.snapshot(), member, progress));
    noteHistory(members);
    return { value: members.map(({ ended }) => ended ?? { thrown: new Error('A command did not end') }), ...duty };
  }

  async function settleDoubt(): Promise<void> {
    await writer.settleDoubt();
  }

  /** What was confirmed, by command. The history is written behind the answer (rule U4). */
  function noteHistory(members: readonly Member[]): void {
    const done = members.flatMap(({ drafted, ended, command, stamp }) =>
      drafted !== null && ended !== null && 'value' in ended && ended.value.status === 'committed'
        ? [{ command, at: stamp.writtenAt, change: drafted.change }]
        : [],
    );
    for (let from = 0; from < done.length; ) {
      const first = done[from];
      const end = done.findIndex(({ command }, at) => at > from && command.commandId !== first?.command.commandId);
      const together = done.slice(from, end === -1 ? done.length : end);
      if (first !== undefined) {
        const { commandId: id, what, kind, undoes } = first.command;
        history.note({ id, at: first.at, what, kind, undoes, changes: together.map(({ change }) => change) });
      }
      from += together.length;
    }
  }

  function newMember({ write: wanted, command }: EntryRequest): Member {
    const stamp = { commandId: command.commandId, writtenAt: clock.now(), newAssetId: '' };
    const member: Member = { write: wanted, command, stamp, drafted: null, ended: null };
    if (wanted.kind !== 'register') {
      return member;
    }
    try {
      return { ...member, stamp: { ...stamp, newAssetId: ids.newAssetId() } };
    } catch (thrown) {
      return { ...member, ended: { thrown } };
    }
  }

  /** Checks each command against what those before it in the group would make (rule L6), and ends those that need no write. */
  function draftGroup(
    before: ProjectSnapshot,
    members: readonly Member[],
    progress: Progress,
    allOrNone: boolean,
  ): Draft {
    let after = before;
    const drafts = new Map<Member, DraftedWrite>();
    for (const member of members.filter(isOpen)) {
      try {
        const decided = withoutWriting(before, member, progress);
        if (decided !== null) {
          member.ended = { value: decided };
        } else if (refusalToWrite(after, member.write, journal.tombstones()) === null) {
          const patched = draftOf(after, member.write, journal.tombstones(), member.stamp);
          member.drafted = patched.drafted;
          after = patched.after;
          drafts.set(member, patched.drafted);
        }
      } catch (thrown) {
        member.ended = { thrown };
      }
    }
    const refused = allOrNone ? members.find(isRefused)?.ended : undefined;
    if (refused !== undefined && refused !== null && 'value' in refused) {
      endAll(members, () => refused.value);
      drafts.clear();
    }
    const drafted = [...drafts.values()];
    return {
      before,
      after,
      members: new Set(drafts.keys()),
      records: drafted.map(({ record }) => record),
      movesRows: drafted.some(({ movesRows }) => movesRows),
      needsReading: drafted.some(({ needsReading }) => needsReading),
      movesFolder: drafted.some(({ movesFolder }) => movesFolder),
    };
  }

  /** What a command comes to without a write, or null where it is to be written. */
  function withoutWriting(
    snapshot: ProjectSnapshot,
    member: Member,
    { written, recovered }: Progress,
  ): EntryCompletion | null {
    const { write: wanted } = member;
    const done = writtenBefore(snapshot, member);
    if (done !== null) {
      return committed(snapshot.revision, done, recovered);
    }
    const refusal = refusalToWrite(snapshot, wanted, journal.tombstones());
    if (refusal === null) {
      return null;
    }
    // Refused would say that nothing was written (rule L3), and a record may be in the file that was there.
    return written ? giveUp(snapshot, member, { written }) : { status: 'refused', refusal };
  }

  /**
   * The id of the entry that this very command wrote, at an earlier attempt or in an earlier session: a repeat is not a
   * second write. Null where there is none.
   */
  function writtenBefore(snapshot: ProjectSnapshot, { write: wanted, stamp, drafted }: Member): string | null {
    if (drafted !== null && isInRegistry(snapshot, journal.tombstones(), drafted.record)) {
      return drafted.assetId;
    }
    const entry = findAsset(snapshot, 'to' in wanted ? wanted.to : wanted.root)?.entry ?? null;
    if (wanted.kind === 'unregister') {
      return entry === null ? (journal.tombstones().ofCommand(stamp.commandId)?.assetId ?? null) : null;
    }
    return wanted.kind !== 'take-back' && entry?.commandId === stamp.commandId ? copied(entry.assetId) : null;
  }

  /**
   * After the records are durable the authors' registrations stand, whatever memory does (rules P5 and P6). One
   * revision for the group; who was in the way of another one of it is refused only now.
   */
  async function publish(draft: Draft, members: readonly Member[], { recovered }: Progress): Promise<void> {
    let snapshot: ProjectSnapshot | null;
    let reloaded = recovered;
    try {
      await failpoints.at('commit:patching');
      const apply = (current: ProjectSnapshot): ProjectSnapshot => groupPatch(current, draft);
      if (draft.needsReading && !draft.movesFolder) {
        snapshot = await writer.rereadRegistry();
      } else {
        snapshot = draft.movesRows ? snapshots.replace(projectId, apply) : snapshots.patch(projectId, apply);
        snapshot = draft.needsReading ? await writer.rereadRegistry() : snapshot;
      }
    } catch (error) {
      log.warn('patch-failed', { projectId, error });
      snapshot = (await writer.fullReload()).snapshot;
      reloaded = true;
    }
    const revision = snapshot?.revision ?? null;
    const now = snapshot ?? draft.after;
    endAll(members, (member) => {
      if (member.drafted !== null && draft.members.has(member)) {
        return committed(revision, member.drafted.assetId, reloaded);
      }
      const refusal = refusalToWrite(now, member.write, journal.tombstones());
      return refusal === null ? giveUp(snapshot, member, nothingWritten) : { status: 'refused', refusal };
    });
  }

  /** The lane takes no write any more. Refused would say that nothing was written, and a record may be. */
  function stopped(
    unwritten: Unwritten | null,
    snapshot: ProjectSnapshot | null,
    member: Member,
    progress: Progress,
  ): EntryCompletion {
    if (!progress.written) {
      return unwritten ?? { status: 'refused', refusal: { code: 'snapshot-unavailable' } };
    }
    return progress.gone > 0 ? registrationsGone(progress.gone, 'unknown') : giveUp(snapshot, member, progress);
  }

  /** The file changed at every attempt. The record may have come through all the same. */
  function giveUp(
    snapshot: ProjectSnapshot | null,
    { drafted }: Member,
    { written }: Pick<Progress, 'written'>,
  ): EntryCompletion {
    if (snapshot !== null && drafted !== null && isInRegistry(snapshot, journal.tombstones(), drafted.record)) {
      return committed(snapshot.revision, drafted.assetId, true);
    }
    const disk = written ? 'unknown' : 'as-before';
    return { status: 'failed', failure: { code: 'registry-keeps-changing' }, disk };
  }

  return {
    most: mostTogether,
    run: (requests) => write(requests, false),
    runAllOrNone: (requests) => write(requests, true),
  };
}

/** The snapshot that the accepted commands make, as one publishing. Throws where it is not the one that they were checked against. */
function groupPatch(current: ProjectSnapshot, { before, after }: Draft): ProjectSnapshot {
  if (current !== before) {
    throw new Error('Another snapshot was published meanwhile');
  }
  return { ...after, revision: before.revision + 1 };
}

function isRegistryMissing({ code }: Diagnostic): boolean {
  return code === 'registry-missing';
}

function isOpen({ ended }: Member): boolean {
  return ended === null;
}

function isRefused({ ended }: Member): boolean {
  return ended !== null && 'value' in ended && ended.value.status === 'refused';
}

function endAll(members: readonly Member[], completionOf: (member: Member) => EntryCompletion): void {
  for (const member of members.filter(isOpen)) {
    member.ended = { value: completionOf(member) };
  }
}

function registrationsGone(count: number, disk: 'as-before' | 'unknown'): EntryCompletion {
  return { status: 'failed', failure: { code: 'registrations-gone', count }, disk };
}

function committed(revision: number | null, assetId: string, recovered: boolean): EntryCompletion {
  return { status: 'committed', revision, assetId, ...(recovered ? { recovered: 'full-reload' } : {}) };
}
