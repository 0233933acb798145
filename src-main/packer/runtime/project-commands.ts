import type { RegisterCompletion } from '../../../src-preload/contract/domain/completion.ts';
import type { DiskFailure, Failure } from '../../../src-preload/contract/domain/failure.ts';
import type { ReloadReport, VerifyReport } from '../../../src-preload/contract/domain/project.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { ProjectSnapshot } from '../core/project-snapshot.ts';
import { patchRegistered, refusalToRegister } from '../core/register-asset.ts';
import { entryById, entryByRoot, idsMissing } from '../core/registry-view.ts';
import { fail, type Result, succeed } from '../core/result.ts';
import { changesBetween, differencesOf, withoutConsequences } from '../core/snapshot-difference.ts';
import { itemsOf } from '../core/sorted-list.ts';
import { errnoOf } from '../disk/disk-port.ts';
import type { RegistryJournal } from '../disk/registry-journal.ts';
import { createCompletionMemory } from './completion-memory.ts';
import type { Clock, IdSource, PackerLog } from './ports.ts';
import type { ReadingOptions, ReadProject } from './project-reader.ts';
import type { SnapshotWriter } from './runtime-registry.ts';
import { createWriteLane, type JobResult } from './write-lane.ts';

/** Differences that a verification lists; the count is of all. */
const listedDifferences = 200;

/** How often a commit starts anew because the file was changed under it (rule P5). */
const commitAttempts = 3;

/** What the commands of one project work on. */
export interface ProjectParts {
  readonly projectId: string;
  readonly snapshots: SnapshotWriter;
  readonly journal: RegistryJournal;
  readonly readProject: ReadProject;
  /** The same without touching what the journal expects: for comparing alone. */
  readonly peekProject: ReadProject;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: PackerLog;
}

/** The commands of one project: the only callers of its journal and the only ones that publish (rule L4). */
export interface ProjectCommands {
  /** Rules L3, P1 to P6. Never rejects for anything that a disk or an author can do. */
  register(root: string, commandId: string): Promise<RegisterCompletion>;
  /** Reads the disk again, at the author's word. On failure or cancel the snapshot stays as it was. */
  reload(reading: ReadingOptions): Promise<Result<ReloadReport, Failure>>;
  /** The oracle (rule S3): compares with the disk and changes nothing. Writes wait meanwhile. */
  verify(reading: ReadingOptions): Promise<Result<VerifyReport, Failure>>;
  /** Rule L5. */
  close(): Promise<void>;
}

const unhurried: ReadingOptions = { signal: new AbortController().signal, onProgress: () => undefined };

export function createProjectCommands(parts: ProjectParts): ProjectCommands {
  const { projectId, snapshots, journal, readProject, peekProject, clock, ids, log } = parts;
  const lane = createWriteLane();
  const completions = createCompletionMemory();

  function currentSnapshot(): ProjectSnapshot | null {
    const current = snapshots.current(projectId);
    return current?.state === 'ready' ? current.snapshot : null;
  }

  async function registerJob(root: string, commandId: string): Promise<JobResult<RegisterCompletion>> {
    const refusedBy = await resolveDoubt();
    if (refusedBy !== null) {
      return { value: { status: 'failed', failure: refusedBy, disk: 'unknown' } };
    }
    const entry = newEntry(root, commandId);
    let recovered = false;
    let written = false;
    for (let attempt = 1; attempt <= commitAttempts; attempt += 1) {
      const snapshot = currentSnapshot();
      if (snapshot === null) {
        break;
      }
      const held = entryById(snapshot.registry, entry.assetId);
      if (held !== undefined && !written) {
        // Another asset's: to answer with it would be a lie, and a record with its id would take its place.
        throw new Error(`The id source gave ${entry.assetId} a second time`);
      }
      const done = held ?? entryOfCommand(snapshot, root, commandId);
      if (done !== undefined) {
        return { value: committed(snapshot.revision, done.assetId, recovered) };
      }
      const refusal = refusalToRegister(snapshot, root);
      if (refusal !== null && written) {
        // Refused would say that nothing was written (rule L3), and a record may be in the file that was there.
        break;
      }
      if (refusal !== null) {
        return { value: { status: 'refused', refusal } };
      }
      const outcome = await journal.append(entry);
      switch (outcome.kind) {
        case 'durable':
          return { value: await publishRegistered(entry, recovered) };
        case 'failed': {
          const { step, errno, disk } = outcome;
          return {
            value: { status: 'failed', failure: { code: 'disk-refused', step, errno }, disk },
            afterwards: async () => {
              // Still in doubt where this throws: the next command tries again and tells its caller.
              await resolveDoubt().catch((error: unknown) => {
                log.warn('rebuild-failed', { projectId, error });
              });
            },
          };
        }
        case 'changed-outside': {
          log.warn('registry-changed-outside', { projectId, written: outcome.written });
          written ||= outcome.written;
          recovered = true;
          const gone = await reloadAndCountGone(snapshot);
          if (gone > 0 && !written) {
            // Going on would make it look as if nothing had happened. Asked again, the author has been told.
            const failure = { code: 'registrations-gone', count: gone } as const;
            return { value: { status: 'failed', failure, disk: 'as-before' } };
          }
        }
      }
    }
    const snapshot = currentSnapshot();
    if (snapshot !== null && entryById(snapshot.registry, entry.assetId) !== undefined) {
      return { value: committed(snapshot.revision, entry.assetId, true) };
    }
    if (snapshot === null && !written) {
      return { value: { status: 'refused', refusal: { code: 'snapshot-unavailable' } } };
    }
    const disk = written ? 'unknown' : 'as-before';
    return { value: { status: 'failed', failure: { code: 'registry-keeps-changing' }, disk } };
  }

  /** How many registrations that were in memory the file does not know any more, not even as unregistered. */
  async function reloadAndCountGone(before: ProjectSnapshot): Promise<number> {
    const after = await fullReload();
    const missing = after === null ? [] : idsMissing(before.registry, after.registry);
    return missing.filter((id) => !journal.hasTombstone(id)).length;
  }

  function newEntry(root: string, commandId: string): RegistryEntry {
    const now = clock.now();
    return { assetId: ids.newAssetId(), rev: 1, root, registeredAt: now, commandId, writtenAt: now };
  }

  /** After the record is durable the author's registration stands, whatever memory does (rules P5 and P6). */
  async function publishRegistered(entry: RegistryEntry, recovered: boolean): Promise<RegisterCompletion> {
    try {
      const snapshot = snapshots.patch(projectId, (current) => patchRegistered(current, entry));
      return committed(snapshot.revision, entry.assetId, recovered);
    } catch (error) {
      log.warn('patch-failed', { projectId, error });
      const snapshot = await fullReload();
      return committed(snapshot?.revision ?? null, entry.assetId, true);
    }
  }

  /**
   * Every reload: what was confirmed must not be shown as gone because the registry can't be read now. Only a first
   * open shows a project without its registry.
   */
  async function readAgain(revision: number, reading: ReadingOptions): Promise<ProjectSnapshot> {
    const snapshot = await readProject(revision, reading);
    if (snapshot.readOnly === 'unreadable' || snapshot.readOnly === 'not-a-file') {
      const found = snapshot.diagnostics.find(({ code }) => code === 'registry-unreadable');
      const code = found?.code === 'registry-unreadable' ? found.errno : 'EIO';
      throw Object.assign(new Error('The registry can’t be read'), { code });
    }
    return snapshot;
  }

  /** The fallback. A snapshot that can't be read anew is not served as current (rule P6). */
  async function fullReload(): Promise<ProjectSnapshot | null> {
    try {
      return await snapshots.reload(projectId, (revision) => readAgain(revision, unhurried));
    } catch (error) {
      log.warn('full-reload-failed', { projectId, error });
      snapshots.markUnavailable(projectId);
      return null;
    }
  }

  /**
   * Rule P2: before anything else is written, a registry in doubt is written anew from memory. Where another program
   * wrote to it meanwhile, memory learns that first. Answers what stood in the way, or null when the journal may be
   * used.
   */
  async function resolveDoubt(): Promise<DiskFailure | null> {
    for (let attempt = 1; attempt <= commitAttempts; attempt += 1) {
      const snapshot = currentSnapshot();
      if (!journal.isInDoubt() || (snapshot !== null && snapshot.readOnly !== null)) {
        return null;
      }
      if (snapshot === null) {
        return { code: 'disk-refused', step: 'rebuild', errno: 'unknown' };
      }
      const outcome = await journal.rebuild(itemsOf(snapshot.registry.byId));
      switch (outcome.kind) {
        case 'failed':
          log.warn('rebuild-failed', { projectId, errno: outcome.errno });
          return { code: 'disk-refused', step: 'rebuild', errno: outcome.errno };
        case 'rebuilt':
          // Findings name lines of the old file; a clean registry reads the same from the new one.
          if (snapshot.diagnostics.some((found) => found.code.startsWith('registry-'))) {
            await fullReload();
          }
          return null;
        case 'changed-outside':
          log.warn('registry-changed-outside', { projectId, written: false });
          await fullReload();
      }
    }
    return { code: 'registry-keeps-changing' };
  }

  async function reloadJob(reading: ReadingOptions): Promise<JobResult<Result<ReloadReport, Failure>>> {
    const before = currentSnapshot();
    const refusedBy = before === null ? null : await resolveDoubt();
    if (refusedBy !== null) {
      // What can be read now may never have reached the disk; memory is what was confirmed.
      return { value: fail(refusedBy) };
    }
    try {
      const after = await snapshots.reload(projectId, (revision) => readAgain(revision, reading));
      const changes =
        before === null ? { added: after.counts.all, changed: 0, removed: 0 } : changesBetween(before, after);
      return { value: succeed({ revision: after.revision, ...changes }) };
    } catch (error) {
      return { value: fail(readingFailure(error, reading.signal)) };
    }
  }

  async function verifyJob(reading: ReadingOptions): Promise<JobResult<Result<VerifyReport, Failure>>> {
    const snapshot = currentSnapshot();
    if (snapshot === null) {
      return { value: fail({ code: 'snapshot-unavailable' }) };
    }
    try {
      const disk = await peekProject(snapshot.revision, reading);
      const differences = withoutConsequences(differencesOf(snapshot, disk));
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

  return {
    register: (root, commandId) =>
      lane.isClosed()
        ? Promise.resolve({ status: 'refused', refusal: { code: 'project-closing' } })
        : completions.once(commandId, () => lane.run(() => registerJob(root, commandId))),
    reload: (reading) =>
      lane.isClosed() ? Promise.resolve(fail({ code: 'project-closing' })) : lane.run(() => reloadJob(reading)),
    verify: (reading) =>
      lane.isClosed() ? Promise.resolve(fail({ code: 'project-closing' })) : lane.run(() => verifyJob(reading)),
    close: () => lane.close(),
  };
}

/** The failure that reading a project ended with: the author's cancel, or what the disk said. */
export function readingFailure(error: unknown, signal: AbortSignal): Failure {
  return signal.aborted ? { code: 'cancelled' } : { code: 'read-failed', errno: errnoOf(error) };
}

/** The entry that an earlier session made by the same command: a repeat is not a second registration. */
function entryOfCommand(snapshot: ProjectSnapshot, root: string, commandId: string): RegistryEntry | undefined {
  const entry = entryByRoot(snapshot.registry, root);
  return entry?.commandId === commandId ? entry : undefined;
}

function committed(revision: number | null, assetId: string, recovered: boolean): RegisterCompletion {
  return { status: 'committed', revision, assetId, ...(recovered ? { recovered: 'full-reload' } : {}) };
}
