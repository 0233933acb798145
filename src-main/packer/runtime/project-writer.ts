import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { DiskFailure, Refusal } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type ProjectSnapshot, registryFileName, snapshotWithRegistry } from '../core/project-snapshot.ts';
import { entriesMissing, entriesOf, entryById, entryCount } from '../core/registry-view.ts';
import { errnoOf } from '../disk/disk-port.ts';
import type { LockHolder, LockOutcome } from '../disk/project-lock.ts';
import type { RecoveryFolder } from '../disk/recovery-folder.ts';
import type { RegistryHint } from '../disk/registry-hint.ts';
import type { RegistryJournal } from '../disk/registry-journal.ts';
import { readRegistry } from '../disk/registry-reader.ts';
import { encodeRegistry } from '../disk/registry-record.ts';
import { accessOf, type LaneAccess, laneStateOf, refusalOf } from './lane-state.ts';
import type { PackerLog } from './ports.ts';
import {
  isRegistryUnreadable,
  type ProjectReader,
  type ReadingOptions,
  withReadableRegistry,
} from './project-reader.ts';
import type { SnapshotWriter } from './runtime-registry.ts';

/** How often a write starts anew because the file was changed under it (rule P5). */
export const writeAttempts = 3;

/** What the writing of one project stands on. */
export interface WriterParts {
  readonly projectId: string;
  readonly snapshots: SnapshotWriter;
  readonly journal: RegistryJournal;
  readonly recovery: RecoveryFolder;
  readonly reader: ProjectReader;
  readonly access: LaneAccess;
  /** Asks for the project's lock. */
  readonly acquireLock: (how: 'ask' | 'take-over') => Promise<LockOutcome>;
  readonly lockHolder: () => Promise<LockHolder | null>;
  readonly writeHint: (hint: RegistryHint) => Promise<void>;
  readonly log: PackerLog;
}

/** Why a command did not write, in the two ways of rule L3. */
export type Unwritten =
  | { readonly status: 'refused'; readonly refusal: Refusal }
  | { readonly status: 'failed'; readonly failure: DiskFailure; readonly disk: 'as-before' | 'unknown' };

/** What a full reload came to: `gone` counts registrations that were in memory and are not in the file (rule R15). */
export interface Reloaded {
  readonly snapshot: ProjectSnapshot | null;
  readonly gone: number;
}

/**
 * What the commands of one project share: the state of its lane, and the ways in which memory follows the file. The
 * only one that publishes besides a command's own point patch (rule L4). Called by one job at a time.
 */
export interface ProjectWriter {
  /** The published snapshot, or null where none can be trusted. */
  snapshot(): ProjectSnapshot | null;
  access(): LaneAccess;
  /**
   * Rule L8, before anything is written: null where the journal may be used, after a rebuild where that was due.
   * `lost` lets a command through that settles rule R2.
   */
  ready(but?: 'lost'): Promise<Unwritten | null>;
  /** The lock is not ours any more: asks once more, and answers why nothing can be written now, or null. */
  lostLock(): Promise<Unwritten | null>;
  /** The fence: who lost the lock learns it before anything is written, to the registry or to `path`. Null where it is ours. */
  fence(path: string): Promise<Unwritten | null>;
  /** Rule P2: where the journal is in doubt, writes the registry anew. Answers what stood in the way. */
  settleDoubt(): Promise<Unwritten | null>;
  /** The fallback of rule P5. A snapshot that can't be read anew is not served as current (rule P6). */
  fullReload(): Promise<Reloaded>;
  /** The first read, of whatever is there: a registry that can't be read is shown as such. Throws as the reader does. */
  readFirst(reading: ReadingOptions): Promise<void>;
  /** Every reload: at the author's word too. Throws where the project can't be read; memory is then as before. */
  readAgain(reading: ReadingOptions): Promise<Reloaded>;
  /** Memory learns what a repair or a compaction made of the file, without a look at any folder. */
  rereadRegistry(): Promise<ProjectSnapshot | null>;
  /** Asks for the lock where this process does not have it. */
  askForLock(how: 'ask' | 'take-over'): Promise<void>;
  /** Publishes the lane's state as the facts are now. */
  publishLane(): void;
  /** What recovery found or did: findings that are not on the file as it is. */
  notices(): readonly Diagnostic[];
  /**
   * Notes in the hint how many registrations there are (rule R2): at open, reload, repair and close, and not at a
   * commit, which makes the calls of rule P1 and no other.
   */
  noteHint(): Promise<void>;
  /** Looks which registrations are kept as gone (rule R15): copies of those that are back are settled. */
  refreshGone(): Promise<void>;
  /** The registrations of such a copy that are neither in the registry nor unregistered. */
  entriesGone(copy: string): Promise<RegistryEntry[]>;
  /** Frees the lock. */
  dispose(): Promise<void>;
}

const unhurried: ReadingOptions = { signal: new AbortController().signal, onProgress: () => undefined };

export function createProjectWriter(parts: WriterParts): ProjectWriter {
  const { projectId, snapshots, journal, recovery, reader, log } = parts;
  let access = parts.access;
  let rebuildFailed: string | null = null;
  let goneNotices: readonly Diagnostic[] = [];
  /** Confirmed registrations that are gone from the file and could not be kept in a copy yet. */
  let unsaved: readonly RegistryEntry[] = [];
  let hinted: number | null = null;

  function snapshot(): ProjectSnapshot | null {
    const current = snapshots.current(projectId);
    return current?.state === 'ready' ? current.snapshot : null;
  }

  function publishLane(): void {
    const readOnly = snapshot()?.readOnly ?? null;
    snapshots.setLane(projectId, laneStateOf({ access, readOnly, inDoubt: journal.isInDoubt(), rebuildFailed }));
  }

  async function ready(but?: 'lost'): Promise<Unwritten | null> {
    if (access.kind === 'reading-only') {
      return refused({ code: 'registry-read-only', reason: 'opened-for-reading' });
    }
    if (snapshot() === null) {
      return refused({ code: 'snapshot-unavailable' });
    }
    publishLane();
    const refusal = refusalOf(snapshots.lane(projectId));
    const isLost = refusal?.code === 'registry-read-only' && refusal.reason === 'lost';
    if (refusal !== null && !(isLost && but === 'lost')) {
      return refused(refusal);
    }
    return settleDoubt();
  }

  async function lostLock(): Promise<Unwritten | null> {
    log.warn('lock-lost', { projectId });
    if (access.kind === 'writing') {
      await access.lock.release();
    }
    access = accessOf(await parts.acquireLock('ask'));
    publishLane();
    return access.kind === 'reading' ? refused(access.refusal) : null;
  }

  async function fence(path: string): Promise<Unwritten | null> {
    const check = access.kind === 'writing' ? await access.lock.check() : { kind: 'lost' as const };
    switch (check.kind) {
      case 'ours':
        return null;
      case 'unavailable':
        return failed({ code: 'file-refused', path, step: 'check', errno: check.errno }, 'as-before');
      case 'lost':
        return lostLock();
    }
  }

  async function settleDoubt(): Promise<Unwritten | null> {
    for (let attempt = 1; attempt <= writeAttempts && journal.isInDoubt(); attempt += 1) {
      const current = snapshot();
      if (current === null) {
        return refused({ code: 'snapshot-unavailable' });
      }
      publishLane();
      const outcome = await journal.rebuild(entriesOf(current.registry));
      switch (outcome.kind) {
        case 'replaced':
          rebuildFailed = null;
          // Findings name lines of the old file; a clean registry reads the same from the new one.
          if (current.diagnostics.some(({ place }) => place.file === registryFileName)) {
            await rereadRegistry();
          }
          break;
        case 'changed-outside':
          log.warn('registry-changed-outside', { projectId, written: false });
          await fullReload();
          break;
        case 'lock-lost': {
          const unwritten = await lostLock();
          if (unwritten !== null) {
            return unwritten;
          }
          break;
        }
        case 'failed':
          log.warn('rebuild-failed', { projectId, errno: outcome.errno });
          rebuildFailed = outcome.errno;
          publishLane();
          return failed({ code: 'disk-refused', step: 'rebuild', errno: outcome.errno }, 'unknown');
      }
    }
    publishLane();
    return journal.isInDoubt() ? failed({ code: 'registry-keeps-changing' }, 'unknown') : null;
  }

  async function readFirst(reading: ReadingOptions): Promise<void> {
    await snapshots.reload(projectId, async (revision) => (await reader.read(revision, reading, 'use')).snapshot);
    publishLane();
    await refreshGone();
    await noteHint();
  }

  async function readAgain(reading: ReadingOptions): Promise<Reloaded> {
    const before = snapshot();
    snapshots.setLane(projectId, { state: 'reloading' });
    try {
      const after = await snapshots.reload(projectId, async (revision) =>
        withReadableRegistry((await reader.read(revision, reading)).snapshot),
      );
      rebuildFailed = journal.isInDoubt() ? rebuildFailed : null;
      const gone = before === null ? [] : entriesMissing(before.registry, after.registry);
      const untold = gone.filter(({ assetId }) => journal.tombstones().of(assetId) === undefined);
      unsaved = [...unsaved, ...untold];
      await refreshGone();
      await noteHint();
      return { snapshot: after, gone: untold.length };
    } finally {
      publishLane();
    }
  }

  async function fullReload(): Promise<Reloaded> {
    try {
      const reloaded = await readAgain(unhurried);
      // Some command waits for this, and no checkpoint is kept behind it (rule C1).
      journal.forgetCheckpoint();
      return reloaded;
    } catch (error) {
      log.warn('full-reload-failed', { projectId, error });
      snapshots.markUnavailable(projectId);
      publishLane();
      return { snapshot: null, gone: 0 };
    }
  }

  async function rereadRegistry(): Promise<ProjectSnapshot | null> {
    const content = await journal.read();
    journal.forgetCheckpoint();
    if (isRegistryUnreadable(content) || snapshot() === null) {
      return (await fullReload()).snapshot;
    }
    const after = snapshots.replace(projectId, (current) =>
      snapshotWithRegistry(current, content, current.revision + 1),
    );
    await refreshGone();
    await noteHint();
    publishLane();
    return after;
  }

  async function askForLock(how: 'ask' | 'take-over'): Promise<void> {
    if (access.kind === 'reading-only') {
      access = { kind: 'reading-only', holder: await parts.lockHolder() };
    } else if (access.kind === 'reading') {
      access = accessOf(await parts.acquireLock(how));
    }
  }

  /** Copies of registrations that are back, or that were unregistered since, ask nobody anything. */
  async function refreshGone(): Promise<void> {
    const current = snapshot();
    if (current === null) {
      return;
    }
    const place = { file: registryFileName };
    const notices: Diagnostic[] = [];
    const errno = await saveGone();
    if (errno !== null) {
      notices.push({ code: 'registrations-gone-unsaved', count: unsaved.length, errno, place });
    }
    for (const { name, kind } of await recovery.list().catch(noCopies)) {
      if (kind === 'gone') {
        const count = (await entriesGone(name)).length;
        if (count > 0) {
          notices.push({ code: 'registrations-gone', count, copy: name, place });
        } else if (access.kind === 'writing') {
          await recovery.settle(name).catch(errnoOf);
        }
      }
    }
    goneNotices = notices;
  }

  async function entriesGone(copy: string): Promise<RegistryEntry[]> {
    const { entries } = await readRegistry((await recovery.read(copy)) ?? new Uint8Array());
    const registry = snapshot()?.registry;
    return entries.filter(
      ({ assetId }) =>
        registry !== undefined &&
        entryById(registry, assetId) === undefined &&
        journal.tombstones().of(assetId) === undefined,
    );
  }

  /** Answers why the copy could not be written, or null. */
  async function saveGone(): Promise<string | null> {
    if (unsaved.length === 0) {
      return null;
    }
    if (access.kind !== 'writing') {
      // The owner of the lock sees the same and keeps them.
      unsaved = [];
      return null;
    }
    try {
      await recovery.keep('gone', Buffer.from(encodeRegistry(unsaved)));
      unsaved = [];
      return null;
    } catch (error) {
      log.warn('copy-failed', { projectId, error });
      return errnoOf(error);
    }
  }

  async function noteHint(): Promise<void> {
    const current = snapshot();
    if (access.kind !== 'writing' || current === null) {
      return;
    }
    const lost = current.diagnostics.find((found) => found.code === 'registry-lost');
    const records = lost?.code === 'registry-lost' ? lost.records : entryCount(current.registry);
    if (records === hinted) {
      return;
    }
    try {
      await parts.writeHint({ records, bytes: journal.size().bytes });
      hinted = records;
    } catch (error) {
      // A hint that is not written makes a loss harder to notice, and loses nothing.
      log.warn('hint-failed', { projectId, errno: errnoOf(error) });
    }
  }

  return {
    snapshot,
    access: () => access,
    ready,
    lostLock,
    fence,
    settleDoubt,
    fullReload,
    readFirst,
    readAgain,
    rereadRegistry,
    askForLock,
    publishLane,
    notices: () => [...journal.notices(), ...goneNotices],
    noteHint,
    refreshGone,
    entriesGone,
    dispose: async () => {
      await reader.settled();
      if (access.kind === 'writing') {
        await access.lock.release();
      }
    },
  };
}

function refused(refusal: Refusal): Unwritten {
  return { status: 'refused', refusal };
}

function failed(failure: DiskFailure, disk: 'as-before' | 'unknown'): Unwritten {
  return { status: 'failed', failure, disk };
}

/** Copies that can't be listed now are still there. */
function noCopies(error: unknown): [] {
  errnoOf(error);
  return [];
}
