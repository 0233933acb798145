import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import type { EntryRests, EntryRow, EntryRows, ReadRecords } from './read-records.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
import { Times, timeText } from './times.ts';
import { bytesOfUuid, uuidAt, writeUuid } from './uuid-bytes.ts';

/**
 * A registry entry as memory holds it: what it is looked for by stands in fields, the rest in one text, or in a row of
 * the columns of a load. What a read of the registry answers holds the whole line of each entry, several times as much.
 */
export class HeldEntry implements RegistryEntry {
  readonly assetId: string;
  readonly root: string;
  /** In JSON; or what a load holds of all its entries, of which this one has a row. */
  readonly rest: string | EntryRests;
  readonly row: number;

  constructor(entry: RegistryEntry);
  /** An entry of which columns have the rest. Its texts have memory of their own. */
  constructor(entry: EntryRow, rests: EntryRests);
  constructor(entry: RegistryEntry | EntryRow, rests?: EntryRests) {
    if (rests !== undefined && 'row' in entry) {
      this.assetId = entry.assetId;
      this.root = entry.root;
      this.rest = rests;
      this.row = entry.row;
    } else {
      this.assetId = copied(entry.assetId);
      this.root = copied(entry.root);
      this.rest = packedRest(entry as RegistryEntry);
      this.row = 0;
    }
  }

  get rev(): number {
    return typeof this.rest === 'string' ? partsOf(this.rest)[0] : (this.rest.revs[this.row] ?? 0);
  }

  get registeredAt(): string {
    return typeof this.rest === 'string' ? partsOf(this.rest)[1] : timeAt(this.rest.registered, this.row);
  }

  get commandId(): string {
    return typeof this.rest === 'string' ? partsOf(this.rest)[2] : uuidAt(this.rest.commands, this.row);
  }

  get writtenAt(): string {
    if (typeof this.rest !== 'string') {
      return timeAt(this.rest.written, this.row);
    }
    const [, registeredAt, , writtenAt = registeredAt] = partsOf(this.rest);
    return writtenAt;
  }
}

/** The entries of a load. One that does not fit a column, for its command may call itself whatever it likes, has a text. */
export function* heldEntriesInSlices(entries: ReadRecords<RegistryEntry>): SlicedWork<HeldEntry[]> {
  if (entries.rows !== undefined) {
    return yield* heldRowsInSlices(entries.rows);
  }
  const rests: EntryRests = {
    revs: new Uint32Array(entries.length),
    registered: new Float64Array(entries.length),
    written: new Float64Array(entries.length),
    commands: new Uint8Array(entries.length * bytesOfUuid),
  };
  const times = new Times();
  const held: HeldEntry[] = [];
  for (const entry of entries) {
    const row = held.length;
    held.push(
      writeRest(rests, row, entry, times)
        ? new HeldEntry({ assetId: copied(entry.assetId), root: copied(entry.root), row }, rests)
        : new HeldEntry(entry),
    );
    if (held.length % sliceSteps === 0) {
      yield;
    }
  }
  return held;
}

function* heldRowsInSlices(rows: EntryRows): SlicedWork<HeldEntry[]> {
  const { rests } = rows;
  const held: HeldEntry[] = [];
  for (const entry of rows) {
    held.push('row' in entry ? new HeldEntry(entry, rests) : new HeldEntry(entry));
    if (held.length % sliceSteps === 0) {
      yield;
    }
  }
  return held;
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

/** The same text in memory of its own: a part of a text keeps all of it in memory. To join two pieces copies them. */
function copied(text: string): string {
  const half = text.length >>> 1;
  return [text.slice(0, half), text.slice(half)].join('');
}
