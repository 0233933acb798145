import type { RegisterCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';
import { patchRegistered, refusalToRegister } from '../core/register-asset.ts';
import { entryById, entryByRoot } from '../core/registry-view.ts';
import type { Failpoints } from '../disk/failpoints.ts';
import type { RegistryJournal } from '../disk/registry-journal.ts';
import type { Clock, IdSource, PackerLog } from './ports.ts';
import { type ProjectWriter, type Unwritten, writeAttempts } from './project-writer.ts';
import type { SnapshotWriter } from './runtime-registry.ts';
import type { Batch, Ended, JobResult } from './write-lane.ts';

/** What REGISTER stands on. */
export interface RegisterParts {
  readonly projectId: string;
  readonly snapshots: SnapshotWriter;
  readonly journal: RegistryJournal;
  readonly writer: ProjectWriter;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
  readonly failpoints: Failpoints;
}

/** One command. */
export interface RegisterRequest {
  readonly root: string;
  readonly commandId: string;
}

/** Commands that share one write and one sync (rule L6). More than this wait for the next. */
const mostTogether = 256;

/** A command of the group: its entry, and how it ended as soon as that is known. */
interface Member {
  readonly entry: RegistryEntry;
  ended: Ended<RegisterCompletion> | null;
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
  readonly entries: readonly RegistryEntry[];
}

/** REGISTER (rules L3, L6, P1 to P6). Never rejects for anything that a disk or an author can do. */
export function createRegisterCommand(parts: RegisterParts): Batch<RegisterRequest, RegisterCompletion> {
  const { projectId, snapshots, journal, writer, clock, ids, log, failpoints } = parts;

  async function register(
    requests: readonly RegisterRequest[],
  ): Promise<JobResult<readonly Ended<RegisterCompletion>[]>> {
    const members = requests.map(newMember);
    let progress = nothingWritten;
    let duty: Pick<JobResult<null>, 'afterwards'> = {};
    for (let attempt = 1; attempt <= writeAttempts && members.some(isOpen); attempt += 1) {
      const unwritten = await writer.ready();
      const snapshot = writer.snapshot();
      if (unwritten !== null || snapshot === null) {
        endAll(members, ({ entry }) => stopped(unwritten, snapshot, entry, progress));
        break;
      }
      const draft = draftOf(snapshot, members, progress);
      if (draft.entries.length === 0) {
        break;
      }
      const outcome = await journal.append(draft.entries.map((entry) => ({ op: 'put', entry })));
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
            endAll(members, ({ entry }) => stopped(locked, snapshot, entry, progress));
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
    endAll(members, ({ entry }) => giveUp(writer.snapshot(), entry, progress));
    return { value: members.map(({ ended }) => ended ?? { thrown: new Error('A command did not end') }), ...duty };
  }

  async function settleDoubt(): Promise<void> {
    await writer.settleDoubt();
  }

  function newMember({ root, commandId }: RegisterRequest): Member {
    const now = clock.now();
    const entry = { rev: 1, root, registeredAt: now, commandId, writtenAt: now };
    try {
      return { entry: { ...entry, assetId: ids.newAssetId() }, ended: null };
    } catch (thrown) {
      return { entry: { ...entry, assetId: '' }, ended: { thrown } };
    }
  }

  /** Checks each command against what those before it in the group would make (rule L6), and ends those that need no write. */
  function draftOf(before: ProjectSnapshot, members: readonly Member[], progress: Progress): Draft {
    let after = before;
    const entries: RegistryEntry[] = [];
    for (const member of members.filter(isOpen)) {
      try {
        const decided = withoutWriting(before, member.entry, progress);
        if (decided !== null) {
          member.ended = { value: decided };
        } else if (refusalToRegister(after, member.entry.root) === null) {
          after = patchRegistered(after, member.entry);
          entries.push(member.entry);
        }
      } catch (thrown) {
        member.ended = { thrown };
      }
    }
    return { before, after, entries };
  }

  /** What a command comes to without a write, or null where it is to be written. */
  function withoutWriting(
    snapshot: ProjectSnapshot,
    entry: RegistryEntry,
    { written, recovered }: Progress,
  ): RegisterCompletion | null {
    const held = entryById(snapshot.registry, entry.assetId);
    if (held !== undefined && !written) {
      // Another asset's: to answer with it would be a lie, and a record with its id would take its place.
      throw new Error(`The id source gave ${entry.assetId} a second time`);
    }
    const done = held ?? entryOfCommand(snapshot, entry);
    if (done !== undefined) {
      return committed(snapshot.revision, done.assetId, recovered);
    }
    const refusal = refusalToRegister(snapshot, entry.root);
    if (refusal === null) {
      return null;
    }
    // Refused would say that nothing was written (rule L3), and a record may be in the file that was there.
    return written ? giveUp(snapshot, entry, { written, recovered, gone: 0 }) : { status: 'refused', refusal };
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
      snapshot = snapshots.patch(projectId, (current) => groupPatch(current, draft));
    } catch (error) {
      log.warn('patch-failed', { projectId, error });
      snapshot = (await writer.fullReload()).snapshot;
      reloaded = true;
    }
    const revision = snapshot?.revision ?? null;
    const now = snapshot ?? draft.after;
    const durable = new Set(draft.entries);
    endAll(members, ({ entry }) => {
      if (durable.has(entry)) {
        return committed(revision, entry.assetId, reloaded);
      }
      const refusal = refusalToRegister(now, entry.root);
      return refusal === null ? giveUp(snapshot, entry, nothingWritten) : { status: 'refused', refusal };
    });
  }

  return { most: mostTogether, run: register };
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

function endAll(members: readonly Member[], completionOf: (member: Member) => RegisterCompletion): void {
  for (const member of members.filter(isOpen)) {
    member.ended = { value: completionOf(member) };
  }
}

/** The lane takes no write any more. Refused would say that nothing was written, and a record may be. */
function stopped(
  unwritten: Unwritten | null,
  snapshot: ProjectSnapshot | null,
  entry: RegistryEntry,
  progress: Progress,
): RegisterCompletion {
  if (!progress.written) {
    return unwritten ?? { status: 'refused', refusal: { code: 'snapshot-unavailable' } };
  }
  return progress.gone > 0 ? registrationsGone(progress.gone, 'unknown') : giveUp(snapshot, entry, progress);
}

/** The file changed at every attempt. The record may have come through all the same. */
function giveUp(snapshot: ProjectSnapshot | null, entry: RegistryEntry, { written }: Progress): RegisterCompletion {
  if (snapshot !== null && entryById(snapshot.registry, entry.assetId) !== undefined) {
    return committed(snapshot.revision, entry.assetId, true);
  }
  const disk = written ? 'unknown' : 'as-before';
  return { status: 'failed', failure: { code: 'registry-keeps-changing' }, disk };
}

function registrationsGone(count: number, disk: 'as-before' | 'unknown'): RegisterCompletion {
  return { status: 'failed', failure: { code: 'registrations-gone', count }, disk };
}

/** The entry that an earlier session made by the same command: a repeat is not a second registration. */
function entryOfCommand(snapshot: ProjectSnapshot, { root, commandId }: RegistryEntry): RegistryEntry | undefined {
  const entry = entryByRoot(snapshot.registry, root);
  return entry?.commandId === commandId ? entry : undefined;
}

function committed(revision: number | null, assetId: string, recovered: boolean): RegisterCompletion {
  return { status: 'committed', revision, assetId, ...(recovered ? { recovered: 'full-reload' } : {}) };
}
