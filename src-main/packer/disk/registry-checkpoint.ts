import { join } from 'node:path';
import { z } from 'zod';
import { parsedJson } from '../core/parsed-json.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { digestOf } from './digest.ts';
import type { Disk } from './disk-port.ts';
import { privateFolderOf, replacePrivateFile } from './private-folder.ts';

/**
 * Which lines of a registry are its state, as a read of the whole file found them (rules C1 to C3): who has this need not
 * check each line and compare it with every other.
 */
export interface RegistryCheckpoint {
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

/** Pairs of offsets into the bytes of a registry: the beginning of a record and its end, without the line end. */
export interface RecordPlaces {
  readonly entries: Uint32Array;
  readonly tombstones: Uint32Array;
}

/** Counted up when the bytes, or what they mean, change: a checkpoint of another version is not read. */
const checkpointVersion = 1;

const headerSchema = z.strictObject({
  prometeu: z.literal('registry-checkpoint'),
  v: z.literal(checkpointVersion),
  identity: z.string().min(1),
  bytes: z.int().min(1),
  digest: z.string().length(64),
  lines: z.int().min(1),
  deadBytes: z.int().min(0),
  entries: z.int().min(0),
  tombstones: z.int().min(0),
});

/** A place of two offsets for each of the two million records of the limits, and the header. */
const checkpointByteLimit = 32 * 1024 * 1024;
const digestLength = 64;
const lineFeed = 0x0a;
const bytesOfPlace = 2 * Uint32Array.BYTES_PER_ELEMENT;

const checkpointName = 'registry-checkpoint';

/** The path of the checkpoint: a cache beside the sources, which nobody misses. */
export function checkpointPathOf(projectFolder: string): string {
  return join(privateFolderOf(projectFolder), checkpointName);
}

/** The digest of what follows it, a line feed, the header as a line of JSON, and the places as little-endian numbers. */
export function encodeCheckpoint({ places, ...facts }: RegistryCheckpoint): Uint8Array {
  const header = {
    prometeu: 'registry-checkpoint',
    v: checkpointVersion,
    ...facts,
    entries: places.entries.length / 2,
    tombstones: places.tombstones.length / 2,
  };
  const content = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    bytesOf(places.entries),
    bytesOf(places.tombstones),
  ]);
  return Buffer.concat([Buffer.from(`${digestOf(content)}\n`), content]);
}

/** The checkpoint in these bytes, or null where anything in them is in doubt. */
export function decodeCheckpoint(bytes: Uint8Array): RegistryCheckpoint | null {
  const content = bytes.subarray(digestLength + 1);
  const end = content.indexOf(lineFeed);
  if (end === -1 || decodeUtf8(bytes.subarray(0, digestLength + 1)) !== `${digestOf(content)}\n`) {
    return null;
  }
  const header = headerSchema.safeParse(parsedJson(decodeUtf8(content.subarray(0, end)) ?? '')).data;
  if (header === undefined) {
    return null;
  }
  const { identity, bytes: covered, digest, lines, deadBytes, entries, tombstones } = header;
  const numbers = content.subarray(end + 1);
  if (numbers.length !== (entries + tombstones) * bytesOfPlace) {
    return null;
  }
  const places = {
    entries: placesIn(numbers.subarray(0, entries * bytesOfPlace)),
    tombstones: placesIn(numbers.subarray(entries * bytesOfPlace)),
  };
  return areWithin(places.entries, covered) && areWithin(places.tombstones, covered)
    ? { identity, bytes: covered, digest, lines, deadBytes, places }
    : null;
}

/** The project's checkpoint, or null where there is none that can be used. Never throws for what a disk can do. */
export async function readCheckpoint(disk: Disk, projectFolder: string): Promise<RegistryCheckpoint | null> {
  const read = await readBoundedFile(disk, checkpointPathOf(projectFolder), checkpointByteLimit);
  return read.kind === 'bytes' ? decodeCheckpoint(read.bytes) : null;
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
  const bytes = encodeCheckpoint(checkpoint);
  await replacePrivateFile(disk, projectFolder, checkpointName, bytes, { temporaryName, sync: false });
}

function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A copy, because a view on numbers has to begin at a multiple of their length. */
function placesIn(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

/** Whether the places lie in the covered bytes, one behind the other. */
function areWithin(places: Uint32Array, covered: number): boolean {
  let last = 0;
  for (const [at, offset] of places.entries()) {
    if (offset < last || (at % 2 === 1 && offset === last)) {
      return false;
    }
    last = offset;
  }
  return last < covered;
}
