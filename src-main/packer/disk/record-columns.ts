import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { writeRest } from '../core/held-entry.ts';
import type { EntryRow, EntryRows, ReadRecords } from '../core/read-records.ts';
import { type SlicedWork, sliceSteps } from '../core/sliced-work.ts';
import { isTime, Times } from '../core/times.ts';
import { bytesOfUuid, uuidAt, writeUuid } from '../core/uuid-bytes.ts';
import { decodeSealedLine, encodeEntry, encodeTombstone, type Tombstone } from './registry-record.ts';

/**
 * Records of one kind as columns, a row each, in the order of the file: an eighth of the memory of the objects that they
 * stand for, and read from a disk without a step for each of them. What does not fit a column, an id in capital letters
 * or a command that is not called by a UUID, stands in the text as the line that would be written of it.
 */
export interface RecordColumns {
  /** When it was registered and when it was written, in milliseconds since 1970. */
  readonly registered: Float64Array;
  readonly written: Float64Array;
  /** 0 where the text is the record's line. */
  readonly revs: Uint32Array;
  /** Where the text of each row ends; it begins where that of the row before ends. */
  readonly ends: Uint32Array;
  /** 16 bytes each. */
  readonly ids: Uint8Array;
  readonly commands: Uint8Array;
  /** The roots, in UTF-8. A tombstone has none. */
  readonly text: Uint8Array;
}

/** Columns of so many rows, in memory that `memoryOf` so many bytes is, or that has nothing in it. */
export function emptyColumns(
  rows: number,
  textBytes: number,
  memoryOf = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes),
): RecordColumns {
  return {
    registered: new Float64Array(memoryOf(rows * Float64Array.BYTES_PER_ELEMENT)),
    written: new Float64Array(memoryOf(rows * Float64Array.BYTES_PER_ELEMENT)),
    revs: new Uint32Array(memoryOf(rows * Uint32Array.BYTES_PER_ELEMENT)),
    ends: new Uint32Array(memoryOf(rows * Uint32Array.BYTES_PER_ELEMENT)),
    ids: new Uint8Array(memoryOf(rows * bytesOfUuid)),
    commands: new Uint8Array(memoryOf(rows * bytesOfUuid)),
    text: new Uint8Array(memoryOf(textBytes)),
  };
}

/** The memory of the columns, in the order in which they stand in a file. */
export function bytesOfColumns(columns: RecordColumns): readonly Uint8Array[] {
  const { registered, written, revs, ends, ids, commands, text } = columns;
  return [registered, written, revs, ends, ids, commands, text].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
}

/** What the two kinds of records have otherwise. */
export interface RecordKind<Held> {
  readonly hasRoot: boolean;
  /** The records as memory holds them, where it takes over the columns. */
  readonly rowsOf?: (records: Iterable<Held | EntryRow>, columns: RecordColumns) => EntryRows;
  readonly partsOf: (record: Held) => Omit<RegistryEntry, 'assetId'>;
  readonly recordOf: (parts: RegistryEntry) => Held;
  readonly lineOf: (record: Held) => string;
  /** The record in a line, or null where there is none of this kind. */
  readonly inLine: (line: string) => Held | null;
}

/** How entries stand in columns. */
export const entryKind: RecordKind<RegistryEntry> = {
  hasRoot: true,
  // Without ids and roots, which the entries have.
  rowsOf: (records, { revs, registered, written, commands }) => ({
    rests: { revs, registered, written, commands },
    [Symbol.iterator]: () => records[Symbol.iterator](),
  }),
  partsOf: (entry) => entry,
  recordOf: (parts) => parts,
  lineOf: encodeEntry,
  inLine: (line) => {
    const decoded = decodeSealedLine(line);
    return decoded.kind === 'put' && decoded.sealed && !decoded.extraKeys ? decoded.entry : null;
  },
};

/** How tombstones do. */
export const tombstoneKind: RecordKind<Tombstone> = {
  hasRoot: false,
  partsOf: ({ rev, commandId, writtenAt }) => ({ rev, root: '', registeredAt: writtenAt, commandId, writtenAt }),
  recordOf: ({ assetId, rev, commandId, writtenAt }) => ({ assetId, rev, commandId, writtenAt }),
  lineOf: encodeTombstone,
  inLine: (line) => {
    const decoded = decodeSealedLine(line);
    return decoded.kind === 'del' && decoded.sealed && !decoded.extraKeys ? decoded.tombstone : null;
  },
};

interface Identified {
  readonly assetId: string;
}

/** Rows looked at between two pauses: of most a number alone. */
const rowsAtOnce = 64 * sliceSteps;

/** Text that UTF-8 has no bytes for. */
const unpairedSurrogate = /\p{Surrogate}/u;

/** The columns of records. */
export function* columnsInSlices<Held extends Identified>(
  records: ReadRecords<Held>,
  kind: RecordKind<Held>,
): SlicedWork<RecordColumns> {
  const columns = emptyColumns(records.length, 0);
  const times = new Times();
  let text = Buffer.alloc(64 * records.length);
  let end = 0;
  let row = 0;
  for (const record of records) {
    const parts = kind.partsOf(record);
    const fits =
      !unpairedSurrogate.test(parts.root) &&
      writeUuid(record.assetId, columns.ids, row) &&
      writeRest(columns, row, parts, times);
    const said = fits ? parts.root : kind.lineOf(record);
    // A unit of the text is three bytes at most.
    while (end + 3 * said.length > text.length) {
      text = Buffer.concat([text, Buffer.alloc(text.length + 4096)]);
    }
    end += text.write(said, end, 'utf8');
    columns.ends[row] = end;
    row += 1;
    if (row % sliceSteps === 0) {
      yield;
    }
  }
  return { ...columns, text: text.subarray(0, end) };
}

/**
 * Whether every row is a record of the kind. Who has written such a file has written nothing else; but nobody knows who
 * has written it.
 */
export function* areColumnsOf<Held>(columns: RecordColumns, kind: RecordKind<Held>): SlicedWork<boolean> {
  const rows = columns.revs.length;
  const reader = new RowReader(columns, kind);
  for (let from = 0; from < rows; from += rowsAtOnce) {
    if (!areRecords(columns, kind, reader, from, Math.min(rows, from + rowsAtOnce))) {
      return false;
    }
    yield;
  }
  return (columns.ends[rows - 1] ?? 0) === columns.text.length;
}

function areRecords<Held>(
  { registered, written, revs, ends, text }: RecordColumns,
  { hasRoot }: RecordKind<Held>,
  reader: RowReader<Held>,
  from: number,
  to: number,
): boolean {
  let start = from === 0 ? 0 : (ends[from - 1] ?? 0);
  for (let row = from; row < to; row += 1) {
    const end = ends[row] ?? 0;
    const isText = end >= start && end <= text.length;
    const isRecord = revs[row] === 0 ? isText && reader.isLine(row) : isText && end > start === hasRoot;
    if (!isRecord || !isTime(registered[row] ?? 0) || !isTime(written[row] ?? 0)) {
      return false;
    }
    start = end;
  }
  return true;
}

/** The rows of some ids, in ascending order. */
export function* rowsWithIds<Held extends Identified>(
  columns: RecordColumns,
  kind: RecordKind<Held>,
  ids: ReadonlySet<string>,
): SlicedWork<number[]> {
  const rows: number[] = [];
  if (ids.size === 0) {
    return rows;
  }
  // Most rows are told apart from what is looked for by the last bytes of their ids.
  const sought = new Uint8Array(ids.size * bytesOfUuid);
  for (const [at, id] of [...ids].entries()) {
    writeUuid(id, sought, at);
  }
  const endings = new Set(endingsOf(sought).filter((_, word) => word % wordsOfUuid === wordsOfUuid - 1));
  const words = endingsOf(columns.ids);
  const reader = new RowReader(columns, kind);
  for (let row = 0; row < columns.revs.length; row += 1) {
    const mayBe = columns.revs[row] === 0 || endings.has(words[wordsOfUuid * row + wordsOfUuid - 1] ?? 0);
    if (mayBe && ids.has(reader.at(row).assetId)) {
      rows.push(row);
    }
    if (row % rowsAtOnce === 0) {
      yield;
    }
  }
  return rows;
}

const wordsOfUuid = bytesOfUuid / Uint32Array.BYTES_PER_ELEMENT;

function endingsOf(ids: Uint8Array): Uint32Array {
  return new Uint32Array(ids.buffer, ids.byteOffset, ids.byteLength / Uint32Array.BYTES_PER_ELEMENT);
}

/** Makes records of rows. */
export class RowReader<Held> {
  readonly #columns: RecordColumns;
  readonly #text: Buffer;
  readonly #kind: RecordKind<Held>;
  readonly #times = new Times();

  constructor(columns: RecordColumns, kind: RecordKind<Held>) {
    this.#columns = columns;
    this.#kind = kind;
    const { buffer, byteOffset, byteLength } = columns.text;
    this.#text = Buffer.from(buffer, byteOffset, byteLength);
  }

  /** Whether a row whose text is to be a line has one of the kind. */
  isLine(row: number): boolean {
    return this.#kind.inLine(this.#textAt(row)) !== null;
  }

  /** What the record is looked for by, or the record itself where it does not fit the columns. Throws as `at`. */
  rowAt(row: number): EntryRow | Held {
    const { revs, ids } = this.#columns;
    return revs[row] === 0 ? this.#recordInLine(row) : { assetId: uuidAt(ids, row), root: this.#textAt(row), row };
  }

  /** Throws where the row is no record (`areColumnsOf`). */
  at(row: number): Held {
    const { registered, written, revs, ids, commands } = this.#columns;
    const rev = revs[row] ?? 0;
    if (rev === 0) {
      return this.#recordInLine(row);
    }
    return this.#kind.recordOf({
      assetId: uuidAt(ids, row),
      rev,
      root: this.#textAt(row),
      registeredAt: this.#times.textOf(registered[row] ?? 0),
      commandId: uuidAt(commands, row),
      writtenAt: this.#times.textOf(written[row] ?? 0),
    });
  }

  #recordInLine(row: number): Held {
    const record = this.#kind.inLine(this.#textAt(row));
    if (record === null) {
      throw new Error(`Row ${String(row)} is not a record`);
    }
    return record;
  }

  #textAt(row: number): string {
    const { ends } = this.#columns;
    return this.#text.toString('utf8', row === 0 ? 0 : ends[row - 1], ends[row]);
  }
}

/** Records in columns, but for some rows, and behind them others. Each walk makes them anew. */
export class RecordsInColumns<Held> implements ReadRecords<Held> {
  readonly length: number;
  readonly #columns: RecordColumns;
  readonly #kind: RecordKind<Held>;
  readonly #without: ReadonlySet<number>;
  readonly #more: readonly Held[];

  constructor(
    columns: RecordColumns,
    kind: RecordKind<Held>,
    without: ReadonlySet<number> = new Set(),
    more: readonly Held[] = [],
  ) {
    this.#columns = columns;
    this.#kind = kind;
    this.#without = without;
    this.#more = more;
    this.length = columns.revs.length - without.size + more.length;
  }

  get rows(): EntryRows | undefined {
    const each = { [Symbol.iterator]: () => this.#walk((reader, row) => reader.rowAt(row)) };
    return this.#kind.rowsOf?.(each, this.#columns);
  }

  [Symbol.iterator](): Generator<Held, void> {
    return this.#walk((reader, row) => reader.at(row));
  }

  *#walk<Found>(recordAt: (reader: RowReader<Held>, row: number) => Found): Generator<Found | Held, void> {
    const reader = new RowReader(this.#columns, this.#kind);
    for (let row = 0; row < this.#columns.revs.length; row += 1) {
      if (!this.#without.has(row)) {
        yield recordAt(reader, row);
      }
    }
    yield* this.#more;
  }
}
