import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { parsedJson } from '../core/parsed-json.ts';
import type { ReadRecords } from '../core/read-records.ts';
import { withPauses } from '../core/sliced-work.ts';
import { decodeUtf8 } from './bounded-file.ts';
import { type Disk, type DiskFile, errnoOf } from './disk-port.ts';
import { piecesOf, readAhead } from './pieces-ahead.ts';
import { privateFolderOf, replacePrivateFile } from './private-folder.ts';
import {
  areColumnsOf,
  bytesOfColumns,
  columnsInSlices,
  emptyColumns,
  entryKind,
  type RecordColumns,
  tombstoneKind,
} from './record-columns.ts';
import { registryByteLimit } from './registry-file.ts';
import type { RecordPlaces } from './registry-reader.ts';
import type { Tombstone } from './registry-record.ts';

/** What part of a registry a checkpoint covers. */
interface CoveredRegistry {
  /** The file that was read, and how much of it: up to the end of a line. */
  readonly identity: string;
  readonly bytes: number;
  /** SHA-256 of those bytes, in hex digits. */
  readonly digest: string;
  readonly lines: number;
  readonly deadBytes: number;
  /** Where the lines of the live records begin and end, in the order of the file. */
  readonly places: RecordPlaces;
}

/**
 * The state of a registry as a read of the whole file found it (rules C1 to C3): who has this need not read each line and
 * compare it with every other.
 */
export interface RegistryCheckpoint extends CoveredRegistry {
  readonly entries: ReadRecords<RegistryEntry>;
  readonly tombstones: ReadRecords<Tombstone>;
}

/** A checkpoint as it stands in its file. */
export interface StoredCheckpoint extends CoveredRegistry {
  readonly entries: RecordColumns;
  readonly tombstones: RecordColumns;
}

/** Counted up when the bytes, or what they mean, change: a checkpoint of another version is not read. */
const checkpointVersion = 2;

const columnsSchema = z.strictObject({ rows: z.int().min(0), textBytes: z.int().min(0) });
const headerSchema = z.strictObject({
  prometeu: z.literal('registry-checkpoint'),
  v: z.literal(checkpointVersion),
  identity: z.string().min(1),
  bytes: z.int().min(1),
  digest: z.string().length(64),
  lines: z.int().min(1),
  deadBytes: z.int().min(0),
  entries: columnsSchema,
  tombstones: columnsSchema,
});

/** The columns of the two million records of the limits take 64 bytes each, and their text is in the registry, too. */
const checkpointByteLimit = registryByteLimit + 128 * 1024 * 1024;
const digestLength = 64;
/** Longer than any header. */
const frontBytes = 4096;
const lineFeed = 0x0a;

const checkpointName = 'registry-checkpoint';

/** The path of the checkpoint: a cache beside the sources, which nobody misses. */
export function checkpointPathOf(projectFolder: string): string {
  return join(privateFolderOf(projectFolder), checkpointName);
}

/**
 * The digest of what follows it, a line feed, the header as a line of JSON, and the columns as little-endian numbers: those
 * of the entries and of the tombstones, and where the lines of both begin and end. In pieces, with pauses.
 */
export async function encodeCheckpoint(checkpoint: RegistryCheckpoint): Promise<readonly Uint8Array[]> {
  const { entries, tombstones, places, ...facts } = checkpoint;
  const ofEntries = await withPauses(columnsInSlices(entries, entryKind), setImmediate);
  const ofTombstones = await withPauses(columnsInSlices(tombstones, tombstoneKind), setImmediate);
  const header = {
    prometeu: 'registry-checkpoint',
    v: checkpointVersion,
    ...facts,
    entries: { rows: ofEntries.revs.length, textBytes: ofEntries.text.length },
    tombstones: { rows: ofTombstones.revs.length, textBytes: ofTombstones.text.length },
  };
  const content = [
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...memoriesOf({ places, entries: ofEntries, tombstones: ofTombstones }),
  ];
  const hash = createHash('sha256');
  for (const piece of piecesOf(content)) {
    hash.update(piece);
    await setImmediate();
  }
  return [Buffer.from(`${hash.digest('hex')}\n`), ...content];
}

/** The project's checkpoint, or null where there is none that can be used. Never throws for what a disk can do. */
export async function readCheckpoint(disk: Disk, projectFolder: string): Promise<StoredCheckpoint | null> {
  try {
    const file = await disk.open(checkpointPathOf(projectFolder), 'read');
    try {
      const { kind, bytes } = await file.status();
      return kind === 'file' && bytes <= checkpointByteLimit ? await readStored(file, bytes) : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    errnoOf(error);
    return null;
  }
}

async function readStored(file: DiskFile, size: number): Promise<StoredCheckpoint | null> {
  const front = await file.read(Math.min(size, frontBytes), 0);
  const feed = front.indexOf(lineFeed, digestLength + 1);
  const headerLine = decodeUtf8(front.subarray(digestLength + 1, Math.max(feed, digestLength + 1))) ?? '';
  const header = headerSchema.safeParse(parsedJson(headerLine)).data;
  if (header === undefined) {
    return null;
  }
  const { identity, bytes, digest, lines, deadBytes } = header;
  const start = feed + 1;
  // Asked before there is memory for it: a header may say anything.
  if (start + bytesOf(header.entries) + bytesOf(header.tombstones) !== size) {
    return null;
  }
  const entries = emptyColumns(header.entries.rows, header.entries.textBytes, unfilled);
  const tombstones = emptyColumns(header.tombstones.rows, header.tombstones.textBytes, unfilled);
  const places = { entries: emptyPlaces(header.entries.rows), tombstones: emptyPlaces(header.tombstones.rows) };
  const hash = createHash('sha256').update(front.subarray(digestLength + 1, start));
  const isWhole = await readAhead(file, start, piecesOf(memoriesOf({ places, entries, tombstones })), (piece) => {
    hash.update(piece);
  });
  if (!isWhole || decodeUtf8(front.subarray(0, digestLength + 1)) !== `${hash.digest('hex')}\n`) {
    return null;
  }
  const areSound =
    (await withPauses(areColumnsOf(entries, entryKind), setImmediate)) &&
    (await withPauses(areColumnsOf(tombstones, tombstoneKind), setImmediate));
  return areSound ? { identity, bytes, digest, lines, deadBytes, places, entries, tombstones } : null;
}

/**
 * Replaces the checkpoint, in one step. Nothing is synced: what a power cut leaves of it does not fit its digest, and is as
 * if it were not there. Throws the disk's error; the old checkpoint then stands.
 */
export async function writeCheckpoint(
  disk: Disk,
  projectFolder: string,
  checkpoint: RegistryCheckpoint,
  temporaryName: string,
): Promise<void> {
  const pieces = await encodeCheckpoint(checkpoint);
  await replacePrivateFile(disk, projectFolder, checkpointName, pieces, { temporaryName, sync: false });
}

function memoriesOf({
  places,
  entries,
  tombstones,
}: Pick<StoredCheckpoint, 'places' | 'entries' | 'tombstones'>): readonly Uint8Array[] {
  const ofPlaces = [places.entries, places.tombstones].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  return [...bytesOfColumns(entries), ...bytesOfColumns(tombstones), ...ofPlaces];
}

/** Memory that is about to be filled. */
function unfilled(bytes: number): ArrayBuffer {
  return Buffer.allocUnsafeSlow(bytes).buffer;
}

/** Two offsets a row. */
function emptyPlaces(rows: number): Uint32Array {
  return new Uint32Array(2 * rows);
}

/** Bytes of a row in all columns but the text, and of the place of its line. */
const bytesOfRow = [...bytesOfColumns(emptyColumns(1, 0)), emptyPlaces(1)].reduce(
  (sum, { byteLength }) => sum + byteLength,
  0,
);

function bytesOf({ rows, textBytes }: z.infer<typeof columnsSchema>): number {
  return rows * bytesOfRow + textBytes;
}
