import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { registryFileName } from '../core/project-snapshot.ts';
import type { ReadRecords } from '../core/read-records.ts';
import { withPauses } from '../core/sliced-work.ts';
import { type Disk, type DiskFile, type ExpectedFile, errnoOf } from './disk-port.ts';
import { passingPieces, piecesOf, readAhead } from './pieces-ahead.ts';
import {
  entryKind,
  type RecordColumns,
  type RecordKind,
  RecordsInColumns,
  RowReader,
  rowsWithIds,
  tombstoneKind,
} from './record-columns.ts';
import { type RegistryCheckpoint, readCheckpoint, type StoredCheckpoint } from './registry-checkpoint.ts';
import { registryByteLimit } from './registry-file.ts';
import { registryLines } from './registry-line.ts';
import { lineLimit, type ReadRegistry, readRegistry, recordLimit } from './registry-reader.ts';
import { recordByteLimit, registryHeader } from './registry-record.ts';

/** A registry that was read by its checkpoint and what was written behind it. */
export interface CheckpointedRegistry {
  readonly registry: ReadRegistry;
  readonly expected: ExpectedFile;
  /** The bytes that had to be read line by line, and a checkpoint of the whole file, if it may have one. */
  readonly tailBytes: number;
  readonly next: RegistryCheckpoint | null;
}

/**
 * Reads the registry by its checkpoint: the same as a read of the whole file, line by line, would find (rule C2). Null
 * where there is no checkpoint, or anything is in doubt, or the file ends in a torn tail: the whole file is read then.
 * Never throws for what a disk can do.
 */
export async function readByCheckpoint(
  disk: Disk,
  projectFolder: string,
  fromBytes: number,
): Promise<CheckpointedRegistry | null> {
  try {
    const file = await disk.open(join(projectFolder, registryFileName), 'read');
    try {
      const { kind, links, identity, bytes } = await file.status();
      if (kind !== 'file' || links !== 1 || bytes < fromBytes || bytes > registryByteLimit) {
        return null;
      }
      const checkpoint = await readCheckpoint(disk, projectFolder);
      return checkpoint !== null && checkpoint.identity === identity && checkpoint.bytes <= bytes
        ? await readCovered(file, checkpoint, bytes)
        : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    // Reading the whole file meets the same, and says what it means.
    errnoOf(error);
    return null;
  }
}

/** The checkpoint of a file that was read whole, or null where it has findings (rule C1). */
export async function checkpointOf(
  bytes: Uint8Array,
  registry: ReadRegistry,
  identity: string,
): Promise<RegistryCheckpoint | null> {
  if (!mayHaveCheckpoint(registry)) {
    return null;
  }
  const hash = createHash('sha256');
  for (const piece of piecesOf([bytes])) {
    hash.update(piece);
    await setImmediate();
  }
  const { lines, deadBytes, places, entries, tombstones } = registry;
  const digest = hash.digest('hex');
  return { identity, bytes: bytes.length, digest, lines, deadBytes, places, entries, tombstones };
}

/** What a reading by the checkpoint has otherwise than one of the whole file: roots, and ids of tombstones. */
export function differencesFromWhole(found: ReadRegistry, whole: ReadRegistry): readonly string[] {
  const keys = new Set([
    ...keysOfDifference(found.entries, whole.entries, ({ root }) => root),
    ...keysOfDifference(found.tombstones, whole.tombstones, ({ assetId }) => assetId),
  ]);
  const isRestSame = found.deadBytes === whole.deadBytes && found.lines === whole.lines;
  return keys.size > 0 || isRestSame ? [...keys] : [registryFileName];
}

function keysOfDifference<Held extends { readonly assetId: string }>(
  found: ReadRecords<Held>,
  whole: ReadRecords<Held>,
  keyOf: (record: Held) => string,
): string[] {
  const rest = new Map(Array.from(whole, (record) => [record.assetId, record]));
  const keys: string[] = [];
  for (const record of found) {
    const other = rest.get(record.assetId);
    rest.delete(record.assetId);
    if (other === undefined || !isDeepStrictEqual(record, other)) {
      keys.push(keyOf(other ?? record));
    }
  }
  return [...keys, ...[...rest.values()].map(keyOf)];
}

function mayHaveCheckpoint({ diagnostics, keptLines, nextPrefix, version, lines }: ReadRegistry): boolean {
  return diagnostics.length === 0 && keptLines.length === 0 && nextPrefix === '' && version === 1 && lines > 0;
}

async function readCovered(
  file: DiskFile,
  checkpoint: StoredCheckpoint,
  size: number,
): Promise<CheckpointedRegistry | null> {
  const tail = await file.read(size - checkpoint.bytes, checkpoint.bytes);
  const touched = await touchedBy(idsIn(tail), checkpoint);
  if (touched === null) {
    return null;
  }
  const hash = createHash('sha256');
  const isRead = await readAhead(file, 0, passingPieces(checkpoint.bytes), (piece, position) => {
    hash.update(piece);
    touched.copyFrom(piece, position);
  });
  if (!isRead || hash.copy().digest('hex') !== checkpoint.digest || !touched.areAsSaid()) {
    return null;
  }
  const registry = await withTail(touched, checkpoint, tail);
  if (registry === null) {
    return null;
  }
  const bytes = checkpoint.bytes + tail.length;
  const { lines, deadBytes, places, entries, tombstones } = registry;
  const { identity } = checkpoint;
  const digest = hash.update(tail).digest('hex');
  const next = mayHaveCheckpoint(registry)
    ? { identity, bytes, digest, lines, deadBytes, places, entries, tombstones }
    : null;
  return { registry, expected: { identity, bytes }, tailBytes: tail.length, next };
}

/** The ids that the tail says something of: a covered record of another id has nothing to do with it. */
function idsIn(tail: Uint8Array): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { parts } of registryLines(tail)) {
    for (const { decoded } of parts) {
      if (decoded.kind === 'put') {
        ids.add(decoded.entry.assetId);
      } else if (decoded.kind === 'del') {
        ids.add(decoded.tombstone.assetId);
      }
    }
  }
  return ids;
}

/** A record of the covered part that the tail says something of, too. */
interface TouchedLine {
  readonly assetId: string;
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Whether the line is the record that the checkpoint has. */
  readonly isAsSaid: (line: string) => boolean;
}

/** The records of the covered part that the tail says something of, too. */
class TouchedRecords {
  readonly entryRows: readonly number[];
  readonly tombstoneRows: readonly number[];
  /** In the order of the file. */
  readonly lines: readonly TouchedLine[];
  #next = 0;

  constructor(entryRows: readonly number[], tombstoneRows: readonly number[], lines: readonly TouchedLine[]) {
    this.entryRows = entryRows;
    this.tombstoneRows = tombstoneRows;
    this.lines = lines.toSorted((a, b) => a.start - b.start);
  }

  /** Copies what a piece of the file has of the lines. Pieces come in their order. */
  copyFrom(piece: Uint8Array, position: number): void {
    const end = position + piece.length;
    for (let at = this.#next; (this.lines[at]?.start ?? end) < end; at += 1) {
      const { start, bytes } = this.lines[at] ?? { start: end, bytes: noBytes };
      bytes.set(
        piece.subarray(Math.max(0, start - position), start + bytes.length - position),
        Math.max(0, position - start),
      );
      if (start + bytes.length <= end) {
        this.#next = at + 1;
      }
    }
  }

  /** Whether each line is what the checkpoint says of it. */
  areAsSaid(): boolean {
    return this.lines.every(({ bytes, isAsSaid }) => isAsSaid(Buffer.from(bytes.buffer).toString('utf8')));
  }
}

const noBytes = new Uint8Array();

/** The covered records of some ids; null where the places of one can't be right. */
async function touchedBy(ids: ReadonlySet<string>, checkpoint: StoredCheckpoint): Promise<TouchedRecords | null> {
  const { entries, tombstones, places, bytes } = checkpoint;
  const entryRows = await withPauses(rowsWithIds(entries, entryKind, ids), setImmediate);
  const tombstoneRows = await withPauses(rowsWithIds(tombstones, tombstoneKind, ids), setImmediate);
  const lines = [
    ...linesOf(entryRows, entries, entryKind, places.entries),
    ...linesOf(tombstoneRows, tombstones, tombstoneKind, places.tombstones),
  ];
  const areWithin = lines.every(({ start, bytes: line }) => start + line.length <= bytes);
  return areWithin ? new TouchedRecords(entryRows, tombstoneRows, lines) : null;
}

function linesOf<Held extends { readonly assetId: string }>(
  rows: readonly number[],
  columns: RecordColumns,
  kind: RecordKind<Held>,
  places: Uint32Array,
): TouchedLine[] {
  const reader = new RowReader(columns, kind);
  return rows.map((row) => {
    const record = reader.at(row);
    const start = places[2 * row] ?? 0;
    // One that is too long to be a line is none.
    const length = Math.min(Math.max(0, (places[2 * row + 1] ?? 0) - start), recordByteLimit);
    return {
      assetId: record.assetId,
      start,
      bytes: new Uint8Array(length),
      isAsSaid: (line) => isDeepStrictEqual(kind.inLine(line), record),
    };
  });
}

/**
 * The covered part and the tail together. The tail is read as a small registry of its own, in front of which stand the
 * covered records that it says something of: so every rule of recovery has one place where it is written.
 */
async function withTail(
  touched: TouchedRecords,
  checkpoint: StoredCheckpoint,
  tail: Uint8Array,
): Promise<ReadRegistry | null> {
  const { bytes: coveredBytes, lines: coveredLines, deadBytes, places: coveredPlaces } = checkpoint;
  const front = Buffer.concat([
    Buffer.from(`${registryHeader}\n`),
    ...touched.lines.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]),
  ]);
  const small = await readRegistry(Buffer.concat([front, tail]));
  const frontLines = 1 + touched.lines.length;
  const lines = coveredLines + small.lines - frontLines;
  const records = checkpoint.entries.revs.length + checkpoint.tombstones.revs.length + small.lines;
  if (small.tornTail !== null || lines >= lineLimit || records >= recordLimit) {
    return null;
  }
  const move = (offset: number): number => offset - front.length + coveredBytes;
  const entries = joined(
    { columns: checkpoint.entries, kind: entryKind, places: coveredPlaces.entries, rows: touched.entryRows },
    { records: small.entries, places: small.places.entries },
    { front: front.length, move },
  );
  const tombstones = joined(
    {
      columns: checkpoint.tombstones,
      kind: tombstoneKind,
      places: coveredPlaces.tombstones,
      rows: touched.tombstoneRows,
    },
    { records: small.tombstones, places: small.places.tombstones },
    { front: front.length, move },
  );
  return {
    ...small,
    entries: entries.records,
    tombstones: tombstones.records,
    places: { entries: entries.places, tombstones: tombstones.places },
    diagnostics: small.diagnostics.map((found) => {
      const { line } = found.place;
      return line === undefined
        ? found
        : { ...found, place: { ...found.place, line: line - frontLines + coveredLines } };
    }),
    lines,
    deadBytes: deadBytes + small.deadBytes,
  };
}

interface CoveredRecords<Held> {
  readonly columns: RecordColumns;
  readonly kind: RecordKind<Held>;
  readonly places: Uint32Array;
  /** Those that the tail says something of. */
  readonly rows: readonly number[];
}

interface Placed<Held> {
  readonly records: readonly Held[];
  readonly places: Uint32Array;
}

interface Joint {
  /** Bytes of the small registry that are not of the tail. */
  readonly front: number;
  /** From an offset of the small registry to one of the file. */
  readonly move: (offset: number) => number;
}

/** The records that count, in the order of the file: of the touched ones those that the tail left in their place. */
function joined<Held extends { readonly assetId: string }>(
  { columns, kind, places: coveredPlaces, rows }: CoveredRecords<Held>,
  small: Placed<Held>,
  { front, move }: Joint,
): { readonly records: ReadRecords<Held>; readonly places: Uint32Array } {
  const firstNew = small.records.findIndex((_, at) => (small.places[2 * at] ?? 0) >= front);
  const left = firstNew === -1 ? small.records.length : firstNew;
  const stays = new Set(small.records.slice(0, left).map(({ assetId }) => assetId));
  const reader = new RowReader(columns, kind);
  const gone = rows.filter((row) => !stays.has(reader.at(row).assetId));
  const more = small.records.slice(left);
  const records = new RecordsInColumns(columns, kind, new Set(gone), more);
  if (gone.length === 0 && more.length === 0) {
    return { records, places: coveredPlaces };
  }
  const places = new Uint32Array(2 * records.length);
  let end = 0;
  let from = 0;
  for (const row of [...gone, columns.revs.length]) {
    places.set(coveredPlaces.subarray(2 * from, 2 * row), end);
    end += 2 * (row - from);
    from = row + 1;
  }
  places.set(small.places.subarray(2 * left, 2 * (left + more.length)).map(move), end);
  return { records, places };
}
