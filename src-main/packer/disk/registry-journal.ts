import { join } from 'node:path';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { CommitStep } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type RegistryContent, registryFileName } from '../core/project-snapshot.ts';
import { readBoundedFile } from './bounded-file.ts';
import { appendChecked, holdsNothingForeign } from './checked-append.ts';
import { checkpointOf, differencesFromWhole, readByCheckpoint } from './checkpointed-registry.ts';
import {
  type AppendOrder,
  type AppendResult,
  type Disk,
  type DiskFile,
  type ExpectedFile,
  errnoOf,
  type FileStatus,
} from './disk-port.ts';
import type { Failpoints } from './failpoints.ts';
import { privateFolderOf } from './private-folder.ts';
import type { LockHolder, ProjectLock } from './project-lock.ts';
import type { RecoveryFolder } from './recovery-folder.ts';
import { type RegistryCheckpoint, writeCheckpoint } from './registry-checkpoint.ts';
import {
  contentOf,
  isExpected,
  type ReadFile,
  type RegistryFile,
  readRegistryFile,
  registryByteLimit,
  type UnreadFile,
} from './registry-file.ts';
import { readHint } from './registry-hint.ts';
import { type KeptLine, type ReadRegistry, readRegistry } from './registry-reader.ts';
import { encodeEntry, encodeRecord, encodeTombstone, type RegistryRecord, registryHeader } from './registry-record.ts';
import type { RegistryText } from './registry-repair.ts';
import { Tombstones } from './tombstones.ts';
import { writeFully } from './write-fully.ts';

const noBytes = new Uint8Array();

/** How often an append is tried anew because the lock is ours and its file has another number or time than before. */
const lockTries = 3;

/** A registry that held at least this many, and holds less than half of it now, is told to have shrunk. */
const shrinkWorthTelling = 10;

/** What every write can end with instead of being done. */
type NotWritten =
  /** The file is not the one that was read. Nothing was written, or (`written`) the record went into a file that was
   * changed or replaced meanwhile: read again, then look whether it is there. */
  | { readonly kind: 'changed-outside'; readonly written: boolean }
  /** Another process has the project now. Nothing was written. */
  | { readonly kind: 'lock-lost'; readonly holder: LockHolder | null }
  /** The disk refused at `step`. Where `disk` is `unknown`, the journal is in doubt: it writes nothing until `rebuild`
   * has worked. */
  | {
      readonly kind: 'failed';
      readonly step: CommitStep;
      readonly errno: string;
      readonly disk: 'as-before' | 'unknown';
    };

/** How an append ended; `durable`: the records are in the file, and the sync that covers them has returned. */
export type AppendOutcome = { readonly kind: 'durable' } | NotWritten;

/** How a new file in the place of the old one ended; `replaced`: it is there, and durable. */
export type ReplaceOutcome = { readonly kind: 'replaced' } | NotWritten;

/** What the journal of one project stands on. */
export interface JournalParts {
  readonly disk: Disk;
  readonly projectFolder: string;
  readonly recovery: RecoveryFolder;
  readonly failpoints: Failpoints;
  /** A name that no other file in the private folder has, ending in `.tmp`. */
  readonly newTemporaryName: () => string;
  /** The lock, where this process has it: without it nothing is written. */
  readonly lock: () => ProjectLock | null;
  /** Registrations that memory holds. */
  readonly recordsInMemory: () => number;
  /** Bytes that are worth a checkpoint when they were read line by line (rule C1); 2 MiB where nothing is said. */
  readonly checkpointFrom?: number;
}

/** About ten thousand records. */
const bytesWorthCheckpoint = 2 * 1024 * 1024;

/** Line by line, or where there is a checkpoint that can be trusted, what stands behind it. */
export type HowToRead = 'line-by-line' | 'by-checkpoint';

/**
 * The registry file of one project (SPEC.md, rules P1 and P2): the only writer of `assets.jsonl`. Not for use by two
 * callers at once; the write lane is its one caller after the first read.
 */
export interface RegistryJournal {
  /**
   * Reads the file whole and takes it as the one to write to; `by-checkpoint` where there is one (rule C2). Where this
   * process holds the lock, an unfinished last line is cut off and kept (rule R3).
   */
  read(how?: HowToRead, ahead?: RegistryAhead | null): Promise<RegistryContent>;
  /** Reads the file for a later `read`, which takes what was found where the file is still the same. Changes nothing. */
  readAhead(how: HowToRead): Promise<RegistryAhead>;
  /** Reads the file whole and changes nothing: for comparing alone. */
  peek(): Promise<RegistryContent>;
  /** Says that an `append` is near (disk-port.ts). */
  expectAppend(): void;
  /** Writes the checkpoint that the last `read` found to be due (rule C1). Answers why it could not be, or null. */
  keepCheckpoint(): Promise<string | null>;
  /** Nobody asks for that checkpoint: it is not written, and what it has of every record is not held any longer. */
  forgetCheckpoint(): void;
  /** What the checkpoint says otherwise than the whole file (rule C3): roots, or ids of tombstones. */
  checkpointDifferences(): Promise<readonly string[]>;
  /** What the last `read` found or did that is not a finding on the file as it is now. */
  notices(): readonly Diagnostic[];
  /** The file as it stands, if it is still the one that was read. */
  text(): Promise<RegistryText | NotWritten>;
  /** The size that the file has, and how much of it later records had made void when it was read. */
  size(): { readonly bytes: number; readonly deadBytes: number };
  /** Makes records durable, in the order of rule P1. Reads nothing but the status of the file. */
  append(records: readonly RegistryRecord[]): Promise<AppendOutcome>;
  /** What the file says of ids that are not registered any more: as it was read last, and written since. */
  tombstones(): Pick<Tombstones, 'of' | 'ofCommand'>;
  /** Whether a write ended so that nobody knows what is on the disk (rule P2). */
  isInDoubt(): boolean;
  /**
   * Writes the registry from memory into a new file and puts it in the place of the old one (rule P2). Never over
   * anything that memory does not know: behind the file's expected end there may be nothing but our own failed write.
   */
  rebuild(entries: Iterable<RegistryEntry>): Promise<ReplaceOutcome>;
  /** Puts a new file in the place of the one that was read, whose bytes are kept first. Read again after it. */
  replace(bytes: Uint8Array): Promise<ReplaceOutcome>;
  /** What `rebuild` would write: everything that memory holds, as a registry. */
  copy(entries: Iterable<RegistryEntry>): Uint8Array;
}

/** What was read of the registry, and nothing follows from yet. `whole` is null where it was read by its checkpoint. */
export interface RegistryAhead {
  readonly file: ReadFile | UnreadFile;
  readonly whole: RegistryFile | null;
  readonly checkpoint: RegistryCheckpoint | null;
}

/** The file that a write failed on, and the bytes of that write: any part of them may be in it. */
interface DoubtedFile {
  readonly identity: string;
  readonly attempted: Uint8Array;
}

/** The steps of one commit, so that a fault is named by where it came. */
class StepFailed extends Error {
  readonly step: CommitStep;
  readonly errno: string;

  constructor(step: CommitStep, cause: unknown) {
    super(`The disk refused at ${step}`, { cause });
    this.step = step;
    this.errno = errnoOf(cause);
  }
}

/** Ends a write early with what it comes to. */
class NotDone extends Error {
  readonly outcome: NotWritten;

  constructor(outcome: NotWritten) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** The journal of the project in `projectFolder`. */
export function createRegistryJournal(parts: JournalParts): RegistryJournal {
  const { disk, projectFolder, recovery, failpoints, newTemporaryName } = parts;
  const path = join(projectFolder, registryFileName);
  const checkpointFrom = parts.checkpointFrom ?? bytesWorthCheckpoint;
  let expected: ExpectedFile | null = null;
  let last: ReadBesideEntries | null = null;
  let nextPrefix = '';
  let doubted: DoubtedFile | null = null;
  let notices: readonly Diagnostic[] = [];
  let tombstones = new Tombstones([]);
  let dueCheckpoint: RegistryCheckpoint | null = null;

  async function readAhead(how: HowToRead): Promise<RegistryAhead> {
    const found = how === 'by-checkpoint' ? await readByCheckpoint(disk, projectFolder, checkpointFrom) : null;
    if (found !== null) {
      const { registry, expected: now, tailBytes, next } = found;
      return { file: { registry, expected: now }, whole: null, checkpoint: tailBytes >= checkpointFrom ? next : null };
    }
    const whole = await readRegistryFile(disk, path);
    const isDue = 'registry' in whole && whole.expected !== null && whole.bytes.length >= checkpointFrom;
    const checkpoint = isDue ? await checkpointOf(whole.bytes, whole.registry, whole.expected.identity) : null;
    return { file: whole, whole, checkpoint };
  }

  async function read(how: HowToRead = 'line-by-line', ahead: RegistryAhead | null = null): Promise<RegistryContent> {
    const wasRead = last !== null;
    const found = ahead !== null && (await isStill(ahead)) ? ahead : await readAhead(how);
    expectFile(found.file);
    dueCheckpoint = found.checkpoint;
    const file = found.whole === null ? found.file : await withoutTornTail(found.whole);
    const cut = file === found.file ? [] : notices;
    last = 'registry' in file ? besideEntries(file.registry) : null;
    tombstones = new Tombstones('registry' in file ? file.registry.tombstones : []);
    nextPrefix = last?.nextPrefix ?? '';
    const content = contentOf(file, await recordsKnown(file));
    notices = wasRead ? cut : [...cut, ...(await shrinkNotice(file))];
    return content;
  }

  /** Whether the file is still the one that was read; one that could not be read is asked for again. */
  async function isStill({ file }: RegistryAhead): Promise<boolean> {
    try {
      return 'registry' in file && file.expected !== null && isExpected(await disk.status(path), file.expected);
    } catch (error) {
      errnoOf(error);
      return false;
    }
  }

  async function keepCheckpoint(): Promise<string | null> {
    const checkpoint = dueCheckpoint;
    dueCheckpoint = null;
    // A file that is not there any more, or in doubt, is read line by line when it is read again.
    if (checkpoint === null || checkpoint.identity !== expected?.identity || doubted !== null) {
      return null;
    }
    if ((await parts.lock()?.check())?.kind !== 'ours') {
      return null;
    }
    try {
      await writeCheckpoint(disk, projectFolder, checkpoint, newTemporaryName());
      return null;
    } catch (error) {
      return errnoOf(error);
    }
  }

  async function checkpointDifferences(): Promise<readonly string[]> {
    const found = await readByCheckpoint(disk, projectFolder, checkpointFrom);
    const file = found === null ? null : await readRegistryFile(disk, path);
    return found === null || file === null || 'readOnly' in file
      ? []
      : differencesFromWhole(found.registry, file.registry);
  }

  async function recordsKnown(file: ReadFile | UnreadFile): Promise<number> {
    // Asked where it matters alone: a registry that holds something is what it is.
    const nothing = 'registry' in file && file.registry.entries.length === 0;
    const hint = nothing ? await readHint(disk, projectFolder) : null;
    return nothing ? Math.max(parts.recordsInMemory(), hint?.records ?? 0) : 0;
  }

  async function shrinkNotice(file: ReadFile | UnreadFile): Promise<Diagnostic[]> {
    const now = 'registry' in file ? file.registry.entries.length : 0;
    const before = (await readHint(disk, projectFolder))?.records ?? 0;
    return now > 0 && before >= shrinkWorthTelling && now * 2 < before
      ? [{ code: 'registry-shrunk', before, now, place: { file: registryFileName } }]
      : [];
  }

  /** Rule R3: keeps what a cut-off write left, cuts it, and says so. Where that is not possible it stays a finding. */
  async function withoutTornTail(file: RegistryFile): Promise<RegistryFile> {
    const torn = 'registry' in file && file.registry.version === 1 ? file.registry.tornTail : null;
    if (torn === null || !('registry' in file) || file.expected === null || doubted !== null) {
      return file;
    }
    if ((await parts.lock()?.check())?.kind !== 'ours') {
      return file;
    }
    const tail = file.bytes.subarray(torn.start);
    const end = { identity: file.expected.identity, bytes: torn.start };
    const copy = await keepAndCut(tail, end, file.expected);
    if (copy === null) {
      return file;
    }
    expected = end;
    notices = [{ code: 'registry-tail-cut', bytes: tail.length, copy, place: { file: registryFileName } }];
    const bytes = file.bytes.subarray(0, torn.start);
    return { bytes, registry: await readRegistry(bytes), expected: end };
  }

  /** The name of the copy, or null where the file is as it was. Where only the cut's sync failed, it is in doubt. */
  async function keepAndCut(tail: Uint8Array, end: ExpectedFile, now: ExpectedFile): Promise<string | null> {
    let copy: string | null = null;
    try {
      copy = await recovery.keep('tail', tail);
      await failpoints.at('cut-tail:kept');
      await cutTo(end, now, tail);
    } catch (error) {
      errnoOf(error);
      return doubted === null ? null : copy;
    }
    return copy;
  }

  function expectFile(file: ReadFile | UnreadFile): void {
    expected = 'registry' in file ? file.expected : null;
    // The same file is as doubtful as before; what was just read of it is what a rebuild has to bring along.
    doubted = doubted !== null && doubted.identity === expected?.identity ? { ...doubted, attempted: noBytes } : null;
  }

  async function cutTo(end: ExpectedFile, now: ExpectedFile, tail: Uint8Array): Promise<void> {
    const file = await disk.open(path, 'append');
    try {
      if (!isExpected(await file.status(), now)) {
        throw Object.assign(new Error('The registry was changed meanwhile'), { code: 'EAGAIN' });
      }
      // From here until the sync nobody knows how much of the tail the disk has.
      doubted = { identity: end.identity, attempted: tail };
      await file.truncate(end.bytes);
      await failpoints.at('cut-tail:cut');
      await file.sync();
      await failpoints.at('cut-tail:synced');
      doubted = null;
    } finally {
      await file.close().catch(errnoOf);
    }
  }

  async function text(): Promise<RegistryText | NotWritten> {
    const file = await readRegistryFile(disk, path);
    if ('readOnly' in file) {
      return { kind: 'failed', step: 'check', errno: file.errno, disk: 'as-before' };
    }
    return file.expected?.identity === expected?.identity && file.expected?.bytes === expected?.bytes
      ? { bytes: file.bytes, registry: file.registry }
      : { kind: 'changed-outside', written: false };
  }

  async function append(records: readonly RegistryRecord[]): Promise<AppendOutcome> {
    return outcomeOf(async () => {
      await failpoints.at('commit:begun');
      // A file that came since the read is another program's, and not ours to write over.
      const target = expected ?? (await createEmptyFile());
      const lines = records.map((record) => `${encodeRecord(record)}\n`).join('');
      await appendTo(target, Buffer.from(`${nextPrefix}${lines}`));
      for (const record of records) {
        tombstones.note(record);
      }
      await failpoints.at('commit:closed');
      return { kind: 'durable' };
    });
  }

  async function appendTo(target: ExpectedFile, bytes: Uint8Array): Promise<void> {
    const result = await appendUnderLock(target, bytes);
    switch (result.kind) {
      case 'durable':
        expected = { identity: target.identity, bytes: target.bytes + bytes.byteLength };
        nextPrefix = '';
        break;
      case 'changed-outside':
        throw new NotDone(result);
      case 'failed':
        doubted = result.isInDoubt ? { identity: target.identity, attempted: bytes } : doubted;
        throw new StepFailed(result.step, Object.assign(new Error('The append failed'), { code: result.errno }));
    }
  }

  /** The lock is looked at by the append itself, and here alone where its file is not as it was. */
  async function appendUnderLock(target: ExpectedFile, bytes: Uint8Array): Promise<Exclude<AppendResult, LockChanged>> {
    for (let tried = 0; tried < lockTries; tried += 1) {
      const lock = parts.lock()?.file() ?? null;
      if (lock === null) {
        throw new NotDone({ kind: 'lock-lost', holder: null });
      }
      const order: AppendOrder = { lock, path, target, bytes };
      const result = await (disk.append?.(order) ?? appendChecked(disk, order, failpoints));
      if (result.kind !== 'lock-changed') {
        return result;
      }
      await checkLock();
    }
    throw new StepFailed('check', Object.assign(new Error('The lock file changes all the time'), { code: 'EAGAIN' }));
  }

  /** The file with its header alone, durable under its name. Called only where none was found at the last read. */
  async function createEmptyFile(): Promise<ExpectedFile> {
    try {
      return await putInPlace(Buffer.from(`${registryHeader}\n`), null, isStillAsRead);
    } catch (error) {
      throw error instanceof NotDone ? error : new StepFailed('create', error);
    }
  }

  async function rebuild(entries: Iterable<RegistryEntry>): Promise<ReplaceOutcome> {
    return outcomeOf(async () => {
      try {
        await putInPlace(copy(entries), null, () => isDoubtedAlone(expected?.bytes ?? 0));
      } catch (error) {
        throw error instanceof NotDone ? error : new StepFailed('rebuild', error);
      }
      return { kind: 'replaced' };
    });
  }

  function copy(entries: Iterable<RegistryEntry>): Uint8Array {
    return Buffer.concat([...rebuiltLines(entries, last?.keptLines ?? [], tombstones)]);
  }

  async function replace(bytes: Uint8Array): Promise<ReplaceOutcome> {
    return outcomeOf(async () => {
      const former = await readBoundedFile(disk, path, registryByteLimit);
      if (former.kind !== 'bytes' && former.kind !== 'absent') {
        // What can't be read can't be kept, and is not written over without that.
        const code = former.kind === 'unreadable' ? former.errno : 'EIO';
        throw new StepFailed('keep-copy', Object.assign(new Error('The registry can’t be read'), { code }));
      }
      try {
        await putInPlace(bytes, former.kind === 'bytes' ? former.bytes : null, isStillAsRead);
      } catch (error) {
        throw error instanceof NotDone ? error : new StepFailed('replace', error);
      }
      return { kind: 'replaced' };
    });
  }

  async function isStillAsRead(): Promise<boolean> {
    try {
      const status = await disk.status(path);
      return expected !== null && isExpected(status, expected);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') {
        return expected === null;
      }
      throw error;
    }
  }

  /** Whether the file is the doubted one, and ends at `end` or in a part of our own failed write. */
  async function isDoubtedAlone(end: number): Promise<boolean> {
    return (
      doubted !== null && holdsNothingForeign(disk, path, { identity: doubted.identity, bytes: end }, doubted.attempted)
    );
  }

  /**
   * New file, all bytes, sync, read back, the former bytes kept, the old file checked, rename, sync of the folder: the
   * old file is there until the new one is safe.
   */
  async function putInPlace(
    bytes: Uint8Array,
    former: Uint8Array | null,
    mayTakeItsPlace: () => Promise<boolean>,
  ): Promise<ExpectedFile> {
    const temporary = join(privateFolderOf(projectFolder), newTemporaryName());
    const file = await disk.open(temporary, 'create');
    try {
      const { identity } = await writeNewFile(file, bytes);
      const written = await readBoundedFile(disk, temporary, registryByteLimit);
      if (written.kind !== 'bytes' || !Buffer.from(bytes).equals(written.bytes)) {
        const code = written.kind === 'unreadable' ? written.errno : 'EIO';
        throw Object.assign(new Error('The new registry did not read back as it was written'), { code });
      }
      await failpoints.at('replace:read-back');
      if (former !== null) {
        await recovery.keep('former', former);
        await failpoints.at('replace:kept');
      }
      await checkLock();
      if (!(await mayTakeItsPlace())) {
        throw new NotDone({ kind: 'changed-outside', written: false });
      }
      await failpoints.at('replace:checked');
      await disk.rename(temporary, path);
      const placed = { identity, bytes: bytes.byteLength };
      expected = placed;
      nextPrefix = '';
      // Under its name it is in doubt until the folder is synced: a power cut could bring the old one back.
      doubted = { identity: placed.identity, attempted: noBytes };
      await failpoints.at('replace:renamed');
      await disk.syncFolder(projectFolder);
      doubted = null;
      await failpoints.at('replace:folder-synced');
      return placed;
    } catch (error) {
      // Gone already where only the sync of the folder failed.
      await disk.remove(temporary).catch(errnoOf);
      throw error;
    }
  }

  async function writeNewFile(file: DiskFile, bytes: Uint8Array): Promise<FileStatus> {
    try {
      await failpoints.at('replace:created');
      await writeFully(file, bytes);
      await failpoints.at('replace:written');
      await file.sync();
      await failpoints.at('replace:synced');
      return await file.status();
    } finally {
      await file.close().catch(errnoOf);
    }
  }

  /** The fence: who lost the lock learns it before anything is written, and before it could say that it was. */
  async function checkLock(): Promise<void> {
    const found = await parts.lock()?.check();
    if (found?.kind === 'unavailable') {
      throw new StepFailed('check', Object.assign(new Error('The lock can’t be checked'), { code: found.errno }));
    }
    if (found?.kind !== 'ours') {
      throw new NotDone({ kind: 'lock-lost', holder: found?.holder ?? null });
    }
  }

  async function outcomeOf<Done>(run: () => Promise<Done>): Promise<Done | NotWritten> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof NotDone) {
        return error.outcome;
      }
      if (error instanceof StepFailed) {
        const { step, errno } = error;
        return { kind: 'failed', step, errno, disk: doubted === null ? 'as-before' : 'unknown' };
      }
      throw error;
    }
  }

  return {
    read,
    readAhead,
    peek: async () => {
      const file = await readRegistryFile(disk, path);
      return contentOf(file, await recordsKnown(file));
    },
    keepCheckpoint,
    forgetCheckpoint: () => {
      dueCheckpoint = null;
    },
    checkpointDifferences,
    notices: () => notices,
    text,
    size: () => ({ bytes: expected?.bytes ?? 0, deadBytes: last?.deadBytes ?? 0 }),
    append,
    expectAppend: () => disk.expectAppend?.(),
    tombstones: () => tombstones,
    isInDoubt: () => doubted !== null,
    rebuild,
    replace,
    copy,
  };
}

type LockChanged = Extract<AppendResult, { readonly kind: 'lock-changed' }>;

/** What a read found that is not in the snapshot: the journal must not hold every entry a second time. */
type ReadBesideEntries = Pick<ReadRegistry, 'keptLines' | 'nextPrefix' | 'deadBytes'>;

function besideEntries({ keptLines, nextPrefix, deadBytes }: ReadRegistry): ReadBesideEntries {
  return { keptLines, nextPrefix, deadBytes };
}

/** What memory holds, and what the last read found that memory does not hold, byte for byte. */
function* rebuiltLines(
  entries: Iterable<RegistryEntry>,
  linesThatWereRead: readonly KeptLine[],
  tombstones: Tombstones,
): Generator<Uint8Array, void> {
  // A record of which a later revision was written since has no part in the state any more.
  const keptLines = linesThatWereRead.filter(({ assetId }) => assetId === null || !tombstones.hasChanged(assetId));
  const asTheyStand = new Set(keptLines.flatMap(({ assetId }) => assetId ?? []));
  yield Buffer.from(`${registryHeader}\n`);
  for (const entry of entries) {
    if (!asTheyStand.has(entry.assetId)) {
      yield Buffer.from(`${encodeEntry(entry)}\n`);
    }
  }
  for (const tombstone of tombstones.all()) {
    if (!asTheyStand.has(tombstone.assetId)) {
      yield Buffer.from(`${encodeTombstone(tombstone)}\n`);
    }
  }
  for (const { bytes } of keptLines) {
    yield bytes;
    yield Buffer.from('\n');
  }
}
