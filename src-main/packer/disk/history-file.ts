import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { historyKinds, historyWhats } from '../../../src-preload/contract/domain/history.ts';
import { registryEntrySchema, timestampSchema } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { HistoryChange, HistoryItem } from '../core/history-item.ts';
import { parsedJson } from '../core/parsed-json.ts';
import { decodeUtf8, readBoundedFile } from './bounded-file.ts';
import { type Disk, type DiskFile, errnoOf } from './disk-port.ts';
import { privateFolderOf, replacePrivateFile } from './private-folder.ts';
import { writeFully } from './write-fully.ts';

/** A command, or a part of one that took several turns of the lane, with all that it changed. */
export interface HistoryRecord extends Omit<HistoryItem, 'count' | 'entryChanges' | 'otherChanges' | 'sample'> {
  readonly changes: readonly HistoryChange[];
}

/** The name of the history in the private folder. */
export const historyFileName = 'history.jsonl';

/** The file is cut to the newest commands that are together smaller than this. About 250,000 changes. */
export const historyByteLimit = 32 * 1024 * 1024;

/** A file beyond this is not ours any more, and is not read. */
const readByteLimit = 8 * historyByteLimit;

/** Lines between two pauses: a line has up to 256 changes. */
const linesAtOnce = 16;

/** `trash` is a `del` with which the folder was to go to the trash; that one went, registered or not, is a `trashed`. */
const entryTuple = z.tuple([
  z.literal(['put', 'del', 'trash']),
  z.uuid(),
  z.int().min(1),
  z.string().min(1),
  timestampSchema,
]);
const moveTuple = z.tuple([
  z.literal('move'),
  z.string().min(1),
  z.string().min(1),
  registryEntrySchema.pick({ assetId: true, rev: true, registeredAt: true }).nullable(),
]);
const relocateTuple = z.tuple([
  z.literal('relocate'),
  z.uuid(),
  z.int().min(1),
  z.string().min(1),
  timestampSchema,
  z.string().min(1),
]);
const manifestTuple = z.tuple([z.literal('edit'), z.string().min(1), z.string(), z.string().min(1)]);
const madeFileTuple = z.tuple([z.string().min(1), z.int().min(0), z.string().regex(/^\d+$/)]);
/** Lines that were written before the number of folders was do not have it. */
const createTuple = z.tuple([
  z.literal('create'),
  z.string().min(1),
  z.array(madeFileTuple),
  z.int().min(0).optional(),
]);
const uncreateTuple = z.tuple([z.literal('uncreate'), z.string().min(1)]);
const trashedTuple = z.tuple([z.literal('trashed'), z.string().min(1)]);

const recordSchema = z.object({
  v: z.literal(1),
  id: z.string().min(1),
  at: timestampSchema,
  what: z.literal(historyWhats),
  kind: z.literal(historyKinds),
  undoes: z.string().nullable(),
  changes: z
    .array(z.union([entryTuple, relocateTuple, manifestTuple, moveTuple, createTuple, uncreateTuple, trashedTuple]))
    .min(1),
});

/** A line of the file, as it stands and as it is read. */
export interface HistoryLine {
  readonly text: string;
  readonly record: HistoryRecord;
}

/**
 * The lines of the history file that can be read, oldest first: those of one command where it is named. What can't be
 * read, such as a line that was cut off, is left out: a history that is lost takes nothing else with it.
 */
export async function readHistory(disk: Disk, projectFolder: string, id?: string): Promise<readonly HistoryLine[]> {
  const path = join(privateFolderOf(projectFolder), historyFileName);
  const read = await readBoundedFile(disk, path, readByteLimit);
  const text = read.kind === 'bytes' ? decodeUtf8(read.bytes) : null;
  const mark = id === undefined ? '' : `"id":${JSON.stringify(id)}`;
  const lines: HistoryLine[] = [];
  for (const [at, line] of (text ?? '').split('\n').entries()) {
    const record = line.includes(mark) ? decodeRecord(line) : null;
    if (record !== null && (id === undefined || record.id === id)) {
      lines.push({ text: line, record });
    }
    if (at % linesAtOnce === linesAtOnce - 1) {
      await setImmediate();
    }
  }
  return lines;
}

/**
 * Adds records behind what is there. Each begins with a line end, so that one that was cut off spoils no other. Not
 * synced: the registry is what counts. Answers how many bytes that are. Throws the disk's error.
 */
export async function appendHistory(
  disk: Disk,
  projectFolder: string,
  records: readonly HistoryRecord[],
): Promise<number> {
  const bytes = Buffer.from(records.map((record) => `\n${encodeRecord(record)}`).join(''));
  const file = await openToAppend(disk, join(privateFolderOf(projectFolder), historyFileName));
  try {
    await writeFully(file, bytes);
    return bytes.byteLength;
  } finally {
    await file.close();
  }
}

/** Replaces the file by these lines. Throws the disk's error; the old file then stands. */
export async function rewriteHistory(
  disk: Disk,
  projectFolder: string,
  lines: readonly HistoryLine[],
  temporaryName: string,
): Promise<void> {
  const bytes = Buffer.from(lines.map(({ text }) => `\n${text}`).join(''));
  await replacePrivateFile(disk, projectFolder, historyFileName, [bytes], { temporaryName, sync: false });
}

async function openToAppend(disk: Disk, path: string): Promise<DiskFile> {
  try {
    return await disk.open(path, 'append');
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') {
      throw error;
    }
    return disk.open(path, 'create');
  }
}

function encodeRecord({ id, at, what, kind, undoes, changes }: HistoryRecord): string {
  return JSON.stringify({ v: 1, id, at, what, kind, undoes, changes: changes.map(packedChange) });
}

function packedChange(change: HistoryChange): unknown {
  switch (change.op) {
    case 'edit':
      return [change.op, change.root, change.before, change.after];
    case 'move':
      return [change.op, change.root, change.from, change.entry];
    case 'create':
      return [
        change.op,
        change.root,
        change.files.map(({ name, bytes, modifiedNs }) => [name, bytes, modifiedNs]),
        change.foldersMade,
      ];
    case 'uncreate':
    case 'trashed':
      return [change.op, change.root];
    case 'relocate':
      return [change.op, change.assetId, change.rev, change.root, change.registeredAt, change.from];
    default:
      return [
        change.trashed === true ? 'trash' : change.op,
        change.assetId,
        change.rev,
        change.root,
        change.registeredAt,
      ];
  }
}

function decodeRecord(line: string): HistoryRecord | null {
  const { data } = line === '' ? {} : recordSchema.safeParse(parsedJson(line));
  if (data === undefined) {
    return null;
  }
  const { id, at, what, kind, undoes } = data;
  const changes = data.changes.map((tuple): HistoryChange => {
    if (tuple[0] === 'edit') {
      const [op, root, before, after] = tuple;
      return { op, root, before, after };
    }
    if (tuple[0] === 'create') {
      const [op, root, files, foldersMade = 0] = tuple;
      return { op, root, foldersMade, files: files.map(([name, bytes, modifiedNs]) => ({ name, bytes, modifiedNs })) };
    }
    if (tuple[0] === 'uncreate') {
      return { op: tuple[0], root: tuple[1] };
    }
    if (tuple[0] === 'trashed') {
      return { op: tuple[0], root: tuple[1] };
    }
    if (tuple[0] === 'move') {
      const [op, root, from, entry] = tuple;
      return { op, root, from, entry };
    }
    if (tuple[0] === 'relocate') {
      const [op, assetId, rev, root, registeredAt, from] = tuple;
      return { op, assetId, rev, root, registeredAt, from };
    }
    const [op, assetId, rev, root, registeredAt] = tuple;
    const change = { assetId, rev, root, registeredAt };
    return op === 'trash' ? { op: 'del', ...change, trashed: true } : { op, ...change };
  });
  return { id, at, what, kind, undoes, changes };
}
