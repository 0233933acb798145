import { dirname, join } from 'node:path';
import type { CommitStep, ReadOnlyReason } from '../../../src-preload/contract/domain/failure.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { type RegistryContent, registryFileName } from '../core/project-snapshot.ts';
import { readBoundedFile } from './bounded-file.ts';
import { type Disk, type DiskFile, errnoOf, type FileStatus } from './disk-port.ts';
import { type KeptLine, type ReadRegistry, readRegistry } from './registry-reader.ts';
import { encodeEntry, encodeTombstone, registryHeader, type Tombstone } from './registry-record.ts';
import { writeFully } from './write-fully.ts';

const noBytes = new Uint8Array();

/** Largest registry that is read (SPEC.md, Limits). */
const registryByteLimit = 1024 * 1024 * 1024;

/**
 * How an append ended:
 * - `durable`: the record is in the file, and the sync that covers it has returned.
 * - `changed-outside`: the file is not the one that was read. Nothing was written, or (`written`) the record went
 *   into a file that was changed or replaced meanwhile: read again, then look whether it is there.
 * - `failed`: the disk refused at `step`. `disk` says whether the file is known to be as before; where it is not, the
 *   journal is in doubt and writes nothing until `rebuild` has worked.
 */
export type AppendOutcome =
  | { readonly kind: 'durable' }
  | { readonly kind: 'changed-outside'; readonly written: boolean }
  | {
      readonly kind: 'failed';
      readonly step: CommitStep;
      readonly errno: string;
      readonly disk: 'as-before' | 'unknown';
    };

/** `changed-outside`: another program wrote to the file meanwhile, so nothing was written. Read it, then ask again. */
export type RebuildOutcome =
  | { readonly kind: 'rebuilt' }
  | { readonly kind: 'changed-outside' }
  | { readonly kind: 'failed'; readonly errno: string };

/**
 * The registry file of one project (SPEC.md, rules P1 and P2): the only writer of `assets.jsonl`. Not for use by two callers
 * at once; the write lane is its one caller after the first read.
 */
export interface RegistryJournal {
  /** Reads the file whole and takes it as the one to append to. A file that is missing is an empty registry. */
  read(): Promise<RegistryContent>;
  /** Reads the file whole and changes nothing: for comparing alone. */
  peek(): Promise<RegistryContent>;
  /** Makes one entry durable, in the order of rule P1. Reads nothing but the status of the file. */
  append(entry: RegistryEntry): Promise<AppendOutcome>;
  /** Whether the file that was read last says of an id that it is not registered any more. */
  hasTombstone(assetId: string): boolean;
  /** Whether a write ended so that nobody knows what is on the disk (rule P2). */
  isInDoubt(): boolean;
  /**
   * Writes the registry from memory into a new file and puts it in the place of the old one (rule P2). Never over
   * anything that memory does not know: behind the file's expected end there may be nothing but our own failed write.
   */
  rebuild(entries: Iterable<RegistryEntry>): Promise<RebuildOutcome>;
}

/** The file that the next append expects to find. */
interface ExpectedFile {
  readonly identity: string;
  readonly bytes: number;
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

/** The journal of the project in `projectFolder`. `newTemporaryName` gives a name that no other file has. */
export function createRegistryJournal(
  disk: Disk,
  projectFolder: string,
  newTemporaryName: () => string,
): RegistryJournal {
  const path = join(projectFolder, registryFileName);
  let expected: ExpectedFile | null = null;
  let nextPrefix = '';
  let doubted: DoubtedFile | null = null;
  let tombstones: readonly Tombstone[] = [];
  let keptLines: readonly KeptLine[] = [];

  async function read(): Promise<RegistryContent> {
    const file = await readWhole(disk, path);
    const registry = 'registry' in file ? file.registry : null;
    expected = 'registry' in file ? file.expected : null;
    nextPrefix = registry?.nextPrefix ?? '';
    tombstones = registry?.tombstones ?? [];
    keptLines = registry?.keptLines ?? [];
    // The same file is as doubtful as before; what was just read of it is what a rebuild has to bring along.
    doubted = doubted !== null && doubted.identity === expected?.identity ? { ...doubted, attempted: noBytes } : null;
    return contentOf(file);
  }

  async function append(entry: RegistryEntry): Promise<AppendOutcome> {
    try {
      // A file that came since the read is another program's, and not ours to write over.
      if (expected === null && (await isThere())) {
        return { kind: 'changed-outside', written: false };
      }
      const target = expected ?? (await createEmptyFile());
      return await appendTo(target, Buffer.from(`${nextPrefix}${encodeEntry(entry)}\n`));
    } catch (error) {
      if (!(error instanceof StepFailed)) {
        throw error;
      }
      return { kind: 'failed', step: error.step, errno: error.errno, disk: doubted === null ? 'as-before' : 'unknown' };
    }
  }

  async function appendTo(target: ExpectedFile, bytes: Uint8Array): Promise<AppendOutcome> {
    let file: DiskFile;
    try {
      file = await disk.open(path, 'append');
    } catch (error) {
      // A file that is gone was taken away by another program, which only a reload can make sense of.
      if (errnoOf(error) === 'ENOENT') {
        return { kind: 'changed-outside', written: false };
      }
      throw new StepFailed('open', error);
    }
    try {
      if (!isExpected(await atStep('check', file.status()), target)) {
        return { kind: 'changed-outside', written: false };
      }
      await writeOrCutBack(file, bytes, target);
      await syncOrDoubt(file, bytes, target);
      const end = { identity: target.identity, bytes: target.bytes + bytes.byteLength };
      if (!(await isStillThere(file, end))) {
        return { kind: 'changed-outside', written: true };
      }
      expected = end;
      nextPrefix = '';
      return { kind: 'durable' };
    } finally {
      // What is synced is durable whether or not closing works; there is nothing left to lose.
      await file.close().catch(errnoOf);
    }
  }

  /** Writes until every byte is out. On an error the file is cut back to where it ended (rule P2). */
  async function writeOrCutBack(file: DiskFile, bytes: Uint8Array, target: ExpectedFile): Promise<void> {
    try {
      await writeFully(file, bytes);
    } catch (error) {
      try {
        await file.truncate(target.bytes);
        await file.sync();
      } catch (cutError) {
        errnoOf(cutError);
        doubted = { identity: target.identity, attempted: bytes };
      }
      throw new StepFailed('write', error);
    }
  }

  /** Never a second sync on a file whose sync failed: the system may say yes then, and have lost the bytes. */
  async function syncOrDoubt(file: DiskFile, bytes: Uint8Array, target: ExpectedFile): Promise<void> {
    try {
      await file.datasync();
    } catch (error) {
      doubted = { identity: target.identity, attempted: bytes };
      throw new StepFailed('sync', error);
    }
  }

  async function isStillThere(file: DiskFile, end: ExpectedFile): Promise<boolean> {
    try {
      return isExpected(await file.status(), end) && isExpected(await disk.status(path), end);
    } catch (error) {
      errnoOf(error);
      return false;
    }
  }

  async function isThere(): Promise<boolean> {
    try {
      await disk.status(path);
      return true;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') {
        throw new StepFailed('check', error);
      }
      return false;
    }
  }

  /** The file with its header alone, durable under its name. Called only where none was found a moment ago. */
  async function createEmptyFile(): Promise<ExpectedFile> {
    try {
      return await replaceFile([`${registryHeader}\n`]);
    } catch (error) {
      throw new StepFailed('create', error);
    }
  }

  async function rebuild(entries: Iterable<RegistryEntry>): Promise<RebuildOutcome> {
    try {
      if (!(await holdsNothingForeign())) {
        return { kind: 'changed-outside' };
      }
      await replaceFile(registryLines(entries, tombstones, keptLines));
      return { kind: 'rebuilt' };
    } catch (error) {
      return { kind: 'failed', errno: errnoOf(error) };
    }
  }

  /** Whether the file is the doubted one, and ends where it should or in a part of our own failed write. */
  async function holdsNothingForeign(): Promise<boolean> {
    let file: DiskFile;
    try {
      file = await disk.open(path, 'read');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') {
        return false;
      }
      throw error;
    }
    try {
      const { identity, bytes } = await file.status();
      const end = expected?.bytes ?? 0;
      const attempted = doubted?.attempted ?? noBytes;
      if (identity !== doubted?.identity || bytes < end || bytes > end + attempted.byteLength) {
        return false;
      }
      const tail = await file.read(bytes - end, end);
      return Buffer.from(tail).equals(attempted.subarray(0, tail.byteLength));
    } finally {
      await file.close().catch(errnoOf);
    }
  }

  /** New file, all bytes, sync, read back, rename, sync of the folder: the old file is there until the new one is safe. */
  async function replaceFile(lines: Iterable<string | Uint8Array>): Promise<ExpectedFile> {
    const temporary = join(projectFolder, newTemporaryName());
    const bytes = Buffer.concat(Array.from(lines, (line) => Buffer.from(line)));
    const file = await disk.open(temporary, 'create');
    try {
      const status = await writeNewFile(file, bytes);
      const written = await readBoundedFile(disk, temporary, registryByteLimit);
      if (written.kind !== 'bytes' || !bytes.equals(written.bytes)) {
        throw Object.assign(new Error('The new registry did not read back as it was written'), { code: 'EIO' });
      }
      await disk.rename(temporary, path);
      const placed = { identity: status.identity, bytes: bytes.byteLength };
      expected = placed;
      nextPrefix = '';
      // Under its name it is in doubt until the folder is synced: a power cut could bring the old one back.
      doubted = { identity: placed.identity, attempted: noBytes };
      await disk.syncFolder(dirname(path));
      doubted = null;
      return placed;
    } catch (error) {
      // Gone already where only the sync of the folder failed.
      await disk.remove(temporary).catch(errnoOf);
      throw error;
    }
  }

  return {
    read,
    peek: async () => contentOf(await readWhole(disk, path)),
    append,
    hasTombstone: (assetId) => tombstones.some((tombstone) => tombstone.assetId === assetId),
    isInDoubt: () => doubted !== null,
    rebuild,
  };
}

async function writeNewFile(file: DiskFile, bytes: Uint8Array): Promise<FileStatus> {
  try {
    await writeFully(file, bytes);
    await file.sync();
    return await file.status();
  } finally {
    await file.close().catch(errnoOf);
  }
}

async function atStep<Value>(step: CommitStep, call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    throw new StepFailed(step, error);
  }
}

function isExpected(status: FileStatus, expected: ExpectedFile): boolean {
  return (
    status.kind === 'file' &&
    status.links === 1 &&
    status.identity === expected.identity &&
    status.bytes === expected.bytes
  );
}

function* registryLines(
  entries: Iterable<RegistryEntry>,
  tombstones: readonly Tombstone[],
  keptLines: readonly KeptLine[],
): Generator<string | Uint8Array, void> {
  const asTheyStand = new Set(keptLines.flatMap(({ assetId }) => assetId ?? []));
  yield `${registryHeader}\n`;
  for (const entry of entries) {
    if (!asTheyStand.has(entry.assetId)) {
      yield `${encodeEntry(entry)}\n`;
    }
  }
  for (const tombstone of tombstones) {
    if (!asTheyStand.has(tombstone.assetId)) {
      yield `${encodeTombstone(tombstone)}\n`;
    }
  }
  for (const { bytes } of keptLines) {
    yield bytes;
    yield '\n';
  }
}

type WholeFile =
  | { readonly registry: ReadRegistry; readonly expected: ExpectedFile | null }
  | { readonly readOnly: ReadOnlyReason; readonly errno: string };

async function readWhole(disk: Disk, path: string): Promise<WholeFile> {
  try {
    const file = await disk.open(path, 'read');
    try {
      const status = await file.status();
      if (status.kind !== 'file' || status.links !== 1) {
        return { readOnly: 'not-a-file', errno: status.kind === 'folder' ? 'EISDIR' : 'EMLINK' };
      }
      if (status.bytes > registryByteLimit) {
        return { readOnly: 'unreadable', errno: 'EFBIG' };
      }
      const bytes = await file.read(status.bytes, 0);
      return {
        registry: await readRegistry(bytes),
        expected: { identity: status.identity, bytes: bytes.byteLength },
      };
    } finally {
      await file.close();
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') {
      const place = { file: registryFileName };
      const registry = await readRegistry(noBytes);
      return { registry: { ...registry, diagnostics: [{ code: 'registry-missing', place }] }, expected: null };
    }
    return { readOnly: errno === 'ELOOP' || errno === 'ENXIO' ? 'not-a-file' : 'unreadable', errno };
  }
}

function contentOf(file: WholeFile): RegistryContent {
  if ('readOnly' in file) {
    const { readOnly, errno } = file;
    return {
      entries: [],
      diagnostics: [{ code: 'registry-unreadable', errno, place: { file: registryFileName } }],
      readOnly,
    };
  }
  const { entries, diagnostics, version, tooLarge } = file.registry;
  if (version === 1) {
    return { entries, diagnostics, readOnly: tooLarge ? 'too-large' : null };
  }
  // Lines of a version that we do not know are not ours to call unreadable.
  const ofVersion = diagnostics.filter((found) => found.code === 'registry-version-unsupported');
  return { entries, diagnostics: ofVersion, readOnly: 'version-unsupported' };
}
