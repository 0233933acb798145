import type { RegisterCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';
import { patchRegistered, refusalToRegister } from '../core/register-asset.ts';
import { entryById, entryByRoot } from '../core/registry-view.ts';
import type { Failpoints } from '../disk/failpoints.ts';
import type { AppendOutcome, RegistryJournal } from '../disk/registry-journal.ts';
import type { Clock, IdSource, PackerLog } from './ports.ts';
import { type ProjectWriter, type Unwritten, writeAttempts } from './project-writer.ts';
import type { SnapshotWriter } from './runtime-registry.ts';
import type { JobResult } from './write-lane.ts';

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

/** What has happened to a registration so far, over the attempts of rule P5. */
interface Progress {
  readonly entry: RegistryEntry;
  /** Whether a record may be in a file that was there. */
  readonly written: boolean;
  readonly recovered: boolean;
  /** Registrations that were in memory and that the file had lost when it was last read. */
  readonly gone: number;
}

/** REGISTER (rules L3, P1 to P6): one job of the lane. Never rejects for anything that a disk or an author can do. */
export function createRegisterCommand(
  parts: RegisterParts,
): (root: string, commandId: string) => Promise<JobResult<RegisterCompletion>> {
  const { projectId, snapshots, journal, writer, clock, ids, log, failpoints } = parts;

  async function register(root: string, commandId: string): Promise<JobResult<RegisterCompletion>> {
    let progress: Progress = { entry: newEntry(root, commandId), written: false, recovered: false, gone: 0 };
    for (let attempt = 1; attempt <= writeAttempts; attempt += 1) {
      const unwritten = await writer.ready();
      const snapshot = writer.snapshot();
      if (unwritten !== null || snapshot === null) {
        return { value: stopped(unwritten, snapshot, progress) };
      }
      const decided = beforeWriting(snapshot, progress);
      if (decided !== null) {
        return { value: decided };
      }
      const outcome = await journal.append([{ op: 'put', entry: progress.entry }]);
      const next = await afterWriting(outcome, progress);
      if ('value' in next) {
        return next;
      }
      progress = next;
    }
    return { value: giveUp(writer.snapshot(), progress) };
  }

  function newEntry(root: string, commandId: string): RegistryEntry {
    const now = clock.now();
    return { assetId: ids.newAssetId(), rev: 1, root, registeredAt: now, commandId, writtenAt: now };
  }

  /** What the command comes to without a write, or null where it is to be written. */
  function beforeWriting(snapshot: ProjectSnapshot, progress: Progress): RegisterCompletion | null {
    const { entry, written, recovered } = progress;
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
    return written ? giveUp(snapshot, progress) : { status: 'refused', refusal };
  }

  /** The command's end, or what is known when it is tried again. */
  async function afterWriting(
    outcome: AppendOutcome,
    progress: Progress,
  ): Promise<JobResult<RegisterCompletion> | Progress> {
    switch (outcome.kind) {
      case 'durable':
        return { value: await publish(progress) };
      case 'failed':
        writer.publishLane();
        return {
          value: {
            status: 'failed',
            failure: { code: 'disk-refused', step: outcome.step, errno: outcome.errno },
            disk: outcome.disk,
          },
          afterwards: settleDoubt,
        };
      case 'lock-lost': {
        const unwritten = await writer.lostLock();
        return unwritten === null ? progress : { value: unwritten };
      }
      case 'changed-outside': {
        log.warn('registry-changed-outside', { projectId, written: outcome.written });
        const { gone } = await writer.fullReload();
        const next = { ...progress, gone, written: progress.written || outcome.written, recovered: true };
        const isShown = gone > 0 && !next.written && (await writer.ready()) === null;
        // Going on would make it look as if nothing had happened. Asked again, the author has been told.
        return isShown ? { value: registrationsGone(gone, 'as-before') } : next;
      }
    }
  }

  /** Still in doubt where this fails: the lane's state says so, and the next command answers it. */
  async function settleDoubt(): Promise<void> {
    await writer.settleDoubt();
  }

  /** After the record is durable the author's registration stands, whatever memory does (rules P5 and P6). */
  async function publish({ entry, recovered }: Progress): Promise<RegisterCompletion> {
    try {
      await failpoints.at('commit:patching');
      const snapshot = snapshots.patch(projectId, (current) => patchRegistered(current, entry));
      return committed(snapshot.revision, entry.assetId, recovered);
    } catch (error) {
      log.warn('patch-failed', { projectId, error });
      const { snapshot } = await writer.fullReload();
      return committed(snapshot?.revision ?? null, entry.assetId, true);
    }
  }

  return register;
}

/** The lane takes no write any more. Refused would say that nothing was written, and a record may be. */
function stopped(
  unwritten: Unwritten | null,
  snapshot: ProjectSnapshot | null,
  progress: Progress,
): RegisterCompletion {
  if (!progress.written) {
    return unwritten ?? { status: 'refused', refusal: { code: 'snapshot-unavailable' } };
  }
  return progress.gone > 0 ? registrationsGone(progress.gone, 'unknown') : giveUp(snapshot, progress);
}

/** The file changed at every attempt. The record may have come through all the same. */
function giveUp(snapshot: ProjectSnapshot | null, { entry, written }: Progress): RegisterCompletion {
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
