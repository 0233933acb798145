import { createHash, type Hash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { registryFileName } from '../core/project-snapshot.ts';
import { type Disk, type DiskFile, type ExpectedFile, errnoOf } from './disk-port.ts';
import { type RecordPlaces, type RegistryCheckpoint, readCheckpoint } from './registry-checkpoint.ts';
import { registryByteLimit } from './registry-file.ts';
import { registryLines } from './registry-line.ts';
import { lineLimit, type ReadRegistry, readRegistry, recordLimit } from './registry-reader.ts';
import { decodeSealedLine, recordByteLimit, registryHeader, type Tombstone } from './registry-record.ts';

/** A registry that was read by its checkpoint and what was written behind it. */
export interface CheckpointedRegistry {
  readonly registry: ReadRegistry;
  readonly expected: ExpectedFile;
  /** The bytes that had to be read line by line, and a checkpoint of the whole file, if it may have one. */
  readonly tailBytes: number;
  readonly next: RegistryCheckpoint | null;
}

/** Bytes read at once, and digested before other work gets its turn. */
const chunkBytes = 256 * 1024;

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
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    hash.update(bytes.subarray(start, start + chunkBytes));
    await setImmediate();
  }
  const { lines, deadBytes, places } = registry;
  return { identity, bytes: bytes.length, digest: hash.digest('hex'), lines, deadBytes, places };
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
  found: readonly Held[],
  whole: readonly Held[],
  keyOf: (record: Held) => string,
): string[] {
  const rest = new Map(whole.map((record) => [record.assetId, record]));
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
  checkpoint: RegistryCheckpoint,
  size: number,
): Promise<CheckpointedRegistry | null> {
  const tail = await file.read(size - checkpoint.bytes, checkpoint.bytes);
  const covered = new CoveredPart(checkpoint.places, idsIn(tail));
  const hash = createHash('sha256');
  if (!(await covered.read(file, checkpoint.bytes, hash)) || hash.copy().digest('hex') !== checkpoint.digest) {
    return null;
  }
  const registry = await withTail(covered, checkpoint, tail);
  if (registry === null) {
    return null;
  }
  const bytes = checkpoint.bytes + tail.length;
  const { lines, deadBytes, places } = registry;
  const { identity } = checkpoint;
  const digest = hash.update(tail).digest('hex');
  const next = mayHaveCheckpoint(registry) ? { identity, bytes, digest, lines, deadBytes, places } : null;
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
  readonly bytes: Uint8Array;
}

/** What a checkpoint covers: its records in the order of the file, each kind by itself. */
class CoveredPart {
  readonly entries: RegistryEntry[] = [];
  readonly tombstones: Tombstone[] = [];
  readonly touched: TouchedLine[] = [];
  readonly places: RecordPlaces;
  readonly #touching: ReadonlySet<string>;

  constructor(places: RecordPlaces, touching: ReadonlySet<string>) {
    this.places = places;
    this.#touching = touching;
  }

  /** Reads and digests the first bytes of the file; false where a place does not hold the record that it should. */
  async read(file: DiskFile, covered: number, hash: Hash): Promise<boolean> {
    const memory = new Uint8Array(chunkBytes);
    let start = 0;
    let digested = 0;
    while (digested < covered) {
      const chunk = await file.read(Math.min(chunkBytes, covered - start), start, memory);
      const end = start + chunk.length;
      if (end <= digested) {
        return false;
      }
      hash.update(chunk.subarray(digested - start));
      digested = end;
      if (!this.#decode(chunk, start)) {
        return false;
      }
      // A record that goes on behind the chunk is read again from its beginning.
      start = Math.min(end, this.#nextStart());
      if (end - start > recordByteLimit) {
        return false;
      }
    }
    const { entries, tombstones } = this.places;
    return 2 * this.entries.length === entries.length && 2 * this.tombstones.length === tombstones.length;
  }

  #nextStart(): number {
    const { entries, tombstones } = this.places;
    const entry = entries[2 * this.entries.length] ?? Number.POSITIVE_INFINITY;
    return Math.min(entry, tombstones[2 * this.tombstones.length] ?? Number.POSITIVE_INFINITY);
  }

  /** Decodes the records that end in the chunk, of which `start` is the place in the file. */
  #decode(chunk: Uint8Array, start: number): boolean {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const end = start + chunk.length;
    const { entries, tombstones } = this.places;
    for (let at = 2 * this.entries.length; (entries[at + 1] ?? end + 1) <= end; at += 2) {
      const line = bytes.subarray((entries[at] ?? 0) - start, (entries[at + 1] ?? 0) - start);
      const decoded = decodeSealedLine(line.toString('utf8'));
      if (decoded.kind !== 'put' || !decoded.sealed || decoded.extraKeys) {
        return false;
      }
      this.entries.push(decoded.entry);
      this.#note(decoded.entry.assetId, line);
    }
    for (let at = 2 * this.tombstones.length; (tombstones[at + 1] ?? end + 1) <= end; at += 2) {
      const line = bytes.subarray((tombstones[at] ?? 0) - start, (tombstones[at + 1] ?? 0) - start);
      const decoded = decodeSealedLine(line.toString('utf8'));
      if (decoded.kind !== 'del' || !decoded.sealed || decoded.extraKeys) {
        return false;
      }
      this.tombstones.push(decoded.tombstone);
      this.#note(decoded.tombstone.assetId, line);
    }
    return true;
  }

  #note(assetId: string, line: Uint8Array): void {
    if (this.#touching.has(assetId)) {
      this.touched.push({ assetId, bytes: Uint8Array.from(line) });
    }
  }
}

/**
 * The covered part and the tail together. The tail is read as a small registry of its own, in front of which stand the
 * covered records that it says something of: so every rule of recovery has one place where it is written.
 */
async function withTail(
  covered: CoveredPart,
  { bytes: coveredBytes, lines: coveredLines, deadBytes }: RegistryCheckpoint,
  tail: Uint8Array,
): Promise<ReadRegistry | null> {
  const front = Buffer.concat([
    Buffer.from(`${registryHeader}\n`),
    ...covered.touched.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]),
  ]);
  const small = await readRegistry(Buffer.concat([front, tail]));
  const frontLines = 1 + covered.touched.length;
  const lines = coveredLines + small.lines - frontLines;
  const records = covered.entries.length + covered.tombstones.length + small.lines;
  if (small.tornTail !== null || lines >= lineLimit || records >= recordLimit) {
    return null;
  }
  const touched = new Set(covered.touched.map(({ assetId }) => assetId));
  const move = (offset: number): number => offset - front.length + coveredBytes;
  const entries = joined(
    { records: covered.entries, places: covered.places.entries },
    { records: small.entries, places: small.places.entries },
    { touched, front: front.length, move },
  );
  const tombstones = joined(
    { records: covered.tombstones, places: covered.places.tombstones },
    { records: small.tombstones, places: small.places.tombstones },
    { touched, front: front.length, move },
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

interface Placed<Held> {
  readonly records: readonly Held[];
  readonly places: Uint32Array;
}

interface Joint {
  readonly touched: ReadonlySet<string>;
  /** Bytes of the small registry that are not of the tail. */
  readonly front: number;
  /** From an offset of the small registry to one of the file. */
  readonly move: (offset: number) => number;
}

/** The records that count, in the order of the file: of the touched ones those that the tail left in their place. */
function joined<Held extends { readonly assetId: string }>(
  covered: Placed<Held>,
  small: Placed<Held>,
  { touched, front, move }: Joint,
): Placed<Held> {
  if (touched.size === 0 && small.records.length === 0) {
    return covered;
  }
  const firstNew = small.records.findIndex((_, at) => (small.places[2 * at] ?? 0) >= front);
  const left = firstNew === -1 ? small.records.length : firstNew;
  const stays = new Set(small.records.slice(0, left).map(({ assetId }) => assetId));
  const records: Held[] = [];
  const places = new Uint32Array(covered.places.length + small.places.length);
  const add = (record: Held, start: number, end: number): void => {
    places[2 * records.length] = start;
    places[2 * records.length + 1] = end;
    records.push(record);
  };
  covered.records.forEach((record, at) => {
    if (!touched.has(record.assetId) || stays.has(record.assetId)) {
      add(record, covered.places[2 * at] ?? 0, covered.places[2 * at + 1] ?? 0);
    }
  });
  small.records.forEach((record, at) => {
    if (at >= left) {
      add(record, move(small.places[2 * at] ?? 0), move(small.places[2 * at + 1] ?? 0));
    }
  });
  return { records, places: places.slice(0, 2 * records.length) };
}
