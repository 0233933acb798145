import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { EntryRests } from './read-records.ts';
import { stretchIn, type TextRows } from './text-rows.ts';
import { type Times, timeText } from './times.ts';
import { uuidAt, writeUuid } from './uuid-bytes.ts';

/**
 * A registry entry as memory holds it: a row of the columns of a load, or one that came since. Which of the two is no
 * matter to whoever asks it something.
 */
export type HeldEntry = LoadedEntry | WrittenEntry;

/** Entries of a load, in columns: less than half of what objects take, and next to nothing for a garbage collector. */
export interface EntryColumns {
  /** The id of each, which has `idLength` signs, and then its root. */
  readonly texts: TextRows;
  readonly places: Uint32Array;
  readonly rootLengths: Uint16Array;
  readonly rests: EntryRests;
}

/** The signs of an id that a column can have. */
export const idLength = 36;

/** An entry of a load. A view on its row: each time that the entry is asked for it is another object. */
export class LoadedEntry implements RegistryEntry {
  readonly columns: EntryColumns;
  readonly row: number;

  constructor(columns: EntryColumns, row: number) {
    this.columns = columns;
    this.row = row;
  }

  get assetId(): string {
    const { texts, places } = this.columns;
    return idAt(texts, this.row, places[this.row] ?? 0);
  }

  get root(): string {
    const { texts, places, rootLengths } = this.columns;
    return rootAt(texts, this.row, places[this.row] ?? 0, rootLengths[this.row] ?? 0);
  }

  get rev(): number {
    return this.columns.rests.revs[this.row] ?? 0;
  }

  get registeredAt(): string {
    return timeAt(this.columns.rests.registered, this.row);
  }

  get commandId(): string {
    return uuidAt(this.columns.rests.commands, this.row);
  }

  get writtenAt(): string {
    return timeAt(this.columns.rests.written, this.row);
  }
}

/** An entry that came after a load, or does not fit its columns: what it is looked for by, and the rest in one text. */
export class WrittenEntry implements RegistryEntry {
  readonly assetId: string;
  readonly root: string;
  /** In JSON. */
  readonly rest: string;

  /** Its texts have memory of their own: what a read of the registry answers holds the whole line of each entry. */
  constructor(entry: RegistryEntry) {
    this.assetId = copied(entry.assetId);
    this.root = copied(entry.root);
    this.rest = packedRest(entry);
  }

  get rev(): number {
    return partsOf(this.rest)[0];
  }

  get registeredAt(): string {
    return partsOf(this.rest)[1];
  }

  get commandId(): string {
    return partsOf(this.rest)[2];
  }

  get writtenAt(): string {
    const [, registeredAt, , writtenAt = registeredAt] = partsOf(this.rest);
    return writtenAt;
  }
}

/** The id of a row with this place. */
export function idAt(texts: TextRows, row: number, place: number): string {
  return stretchIn(texts, row, place, 0, idLength);
}

/** The root of a row with this place, of this length. */
export function rootAt(texts: TextRows, row: number, place: number, length: number): string {
  return stretchIn(texts, row, place, idLength, idLength + length);
}

/** Whether two are the same entry at the same revision (rule R3). */
export function isSameEntry(a: HeldEntry | null, b: HeldEntry | null): boolean {
  if (a === null || b === null || a === b) {
    return a === b;
  }
  return a.assetId === b.assetId && a.root === b.root && a.rev === b.rev && a.commandId === b.commandId;
}

/** The largest number that a column of revisions holds. */
const largestRev = 2 ** 32 - 1;

/** Writes what is seldom asked of an entry at a row. False where it does not fit: whatever the row has then is nothing. */
export function writeRest(
  rests: EntryRests,
  row: number,
  entry: Omit<RegistryEntry, 'assetId' | 'root'>,
  times: Times,
): boolean {
  const { rev, registeredAt, commandId, writtenAt } = entry;
  const [registered, written] = [times.numberOf(registeredAt), times.numberOf(writtenAt)];
  if (rev > largestRev || registered === null || written === null || !writeUuid(commandId, rests.commands, row)) {
    return false;
  }
  rests.revs[row] = rev;
  rests.registered[row] = registered;
  rests.written[row] = written;
  return true;
}

/** What stands at a row: the other way round. */
export function restIn(
  { revs, registered, written, commands }: EntryRests,
  row: number,
): Omit<RegistryEntry, 'assetId' | 'root'> {
  return {
    rev: revs[row] ?? 0,
    registeredAt: timeAt(registered, row),
    commandId: uuidAt(commands, row),
    writtenAt: timeAt(written, row),
  };
}

/** The entry as a plain value, which can be sent to another process, and is equal to every other that says the same. */
export function plainEntry({ assetId, rev, root, registeredAt, commandId, writtenAt }: RegistryEntry): RegistryEntry {
  return { assetId, rev, root, registeredAt, commandId, writtenAt };
}

function packedRest({ rev, registeredAt, commandId, writtenAt }: RegistryEntry): string {
  const parts = [rev, registeredAt, commandId];
  return JSON.stringify(writtenAt === registeredAt ? parts : [...parts, writtenAt]);
}

function partsOf(rest: string): readonly [rev: number, registeredAt: string, commandId: string, writtenAt?: string] {
  return JSON.parse(rest) as [number, string, string, string?];
}

function timeAt(times: Float64Array, row: number): string {
  return timeText(times[row] ?? 0);
}

/**
 * The same text in memory of its own, for whoever keeps it longer than the load that it came from: a part of a text keeps all
 * of it in memory. To join two pieces copies them.
 */
export function copied(text: string): string {
  const half = text.length >>> 1;
  return [text.slice(0, half), text.slice(half)].join('');
}
