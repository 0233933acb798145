import { setImmediate } from 'node:timers/promises';
import type { Diagnostic, TextForm } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { registryFileName } from '../core/project-snapshot.ts';
import type { ReadRecords } from '../core/read-records.ts';
import { decodeUtf8 } from './bounded-file.ts';
import { hasByteOrderMark, type LinePart, type RegistryLine, registryLines } from './registry-line.ts';
import { checksumOf, type DecodedLine, registryHeader, type Tombstone } from './registry-record.ts';

/** What the bytes of a registry file say. */
export interface ReadRegistry {
  readonly entries: ReadRecords<RegistryEntry>;
  readonly tombstones: ReadRecords<Tombstone>;
  /**
   * Lines that writing `entries` and `tombstones` anew would not bring back, byte for byte, without their line ends:
   * what could not be read or lost to another record, and under its id a record that is not written as we would.
   */
  readonly keptLines: readonly KeptLine[];
  readonly diagnostics: readonly Diagnostic[];
  readonly version: number | string;
  /** Whether reading stopped at a limit. */
  readonly tooLarge: boolean;
  /** What must stand before the next record: the header in an empty file, a line end after an unfinished line. */
  readonly nextPrefix: string;
  /** Where an unfinished last line begins and how long it is (rule R3), or null. */
  readonly tornTail: { readonly start: number; readonly bytes: number } | null;
  /** Bytes of lines that later records made void: what a compaction would take away. */
  readonly deadBytes: number;
  readonly lines: number;
  /** Where the lines of `entries` and `tombstones` stand, in their order. */
  readonly places: RecordPlaces;
}

/** What a read line by line finds: it has made every record. */
export interface RegistryByLines extends ReadRegistry {
  readonly entries: readonly RegistryEntry[];
  readonly tombstones: readonly Tombstone[];
}

/** Pairs of offsets into the bytes of a registry: the beginning of a record and its end, without the line end. */
export interface RecordPlaces {
  readonly entries: Uint32Array;
  readonly tombstones: Uint32Array;
}

/** A line that a rewrite copies. `assetId` is there where the line itself stands for that entry or tombstone. */
export interface KeptLine {
  readonly assetId: string | null;
  readonly bytes: Uint8Array;
}

/** Lines read before other work gets its turn (rule L7: reading never holds up the main process). */
const linesAtOnce = 200;

/** Largest registry that is read (SPEC.md, Limits). */
export const lineLimit = 4_000_000;
export const recordLimit = 2_000_000;

/** Findings on lines that are told one by one (SPEC.md, Limits). */
const listedFindings = 1000;

/**
 * Reads a registry, line by line, each for itself (rules R3 to R14): a line that can't be read is kept
 * and told, and every other line counts. For each id the record with the highest `rev` is the state.
 */
export async function readRegistry(bytes: Uint8Array): Promise<RegistryByLines> {
  const state = new RegistryState(bytes);
  if (hasByteOrderMark(bytes)) {
    state.tellForm('byte-order-mark', 1);
  }
  let last: RegistryLine | null = null;
  let pausedAt = 0;
  for (const line of registryLines(bytes)) {
    last = line;
    state.addLine(line);
    if (state.isFull(line.number)) {
      state.tellTooLarge();
      break;
    }
    if (line.number - pausedAt >= linesAtOnce) {
      pausedAt = line.number;
      await setImmediate();
    }
  }
  return { ...state.finish(), lines: last?.number ?? 0, nextPrefix: prefixAfter(last) };
}

/** Rule R4, and what makes of an empty file one that has its header. */
function prefixAfter(last: RegistryLine | null): string {
  if (last === null) {
    return `${registryHeader}\n`;
  }
  return last.ended ? '' : '\n';
}

/** A record and where its bytes begin and end in the file: they are asked for where two records meet, and seldom else. */
interface HeldRecord {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly decoded: DecodedRecord;
}

type DecodedRecord = Extract<DecodedLine, { readonly kind: 'put' | 'del' }>;

interface Conflict {
  readonly loser: HeldRecord;
  readonly diagnostic: Diagnostic;
}

class RegistryState {
  readonly #bytes: Uint8Array;
  readonly #records = new Map<string, HeldRecord>();
  readonly #keptLines: KeptLine[] = [];
  /** By id, what disagrees with the record of the highest revision so far. */
  readonly #conflicts = new Map<string, Conflict[]>();
  readonly #diagnostics: Diagnostic[] = [];
  readonly #forms = new Set<TextForm>();
  #version: number | string | null = null;
  #tooLarge = false;
  #tornTail: ReadRegistry['tornTail'] = null;
  #deadBytes = 0;
  #begun = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  addLine(line: RegistryLine): void {
    const { number, parts } = line;
    // Where all of the file is in conflict, a marker stands before the header.
    if (!this.#begun && parts[0]?.decoded.kind !== 'conflict-marker') {
      this.#begun = true;
      if (parts[0]?.decoded.kind !== 'header') {
        this.#tell({ code: 'registry-header-missing', place: placeOf(number) });
      }
    }
    if (line.byteOrderMark) {
      this.tellForm('byte-order-mark', number);
    }
    if (line.carriageReturn) {
      this.tellForm('carriage-return', number);
    }
    if (line.kind === 'torn-tail') {
      this.#tornTail = { start: line.start, bytes: line.bytes.length + (line.ended ? 1 : 0) };
      this.#tell({ code: 'registry-torn-tail', bytes: this.#tornTail.bytes, place: placeOf(number) });
      this.#keptLines.push({ assetId: null, bytes: line.bytes });
      return;
    }
    if (parts.length > 1) {
      const records = parts.filter(({ decoded }) => decoded.kind !== 'unreadable').length;
      this.#tell({ code: 'registry-records-glued', records, place: placeOf(number) });
    }
    for (const part of parts) {
      this.#addPart(part, number);
    }
  }

  /** The limits of SPEC.md: what lies beyond them is not read, and so the file is not written. */
  isFull(lines: number): boolean {
    return lines >= lineLimit || this.#records.size >= recordLimit;
  }

  tellTooLarge(): void {
    this.#tooLarge = true;
    this.#tell({ code: 'registry-too-large', limit: recordLimit, place: { file: registryFileName } });
  }

  /** Rule R13, told once each: every line of the file may have it. */
  tellForm(reason: TextForm, number: number): void {
    if (!this.#forms.has(reason)) {
      this.#forms.add(reason);
      this.#tell({ code: 'registry-not-canonical', reason, place: placeOf(number) });
    }
  }

  finish(): Omit<RegistryByLines, 'nextPrefix' | 'lines'> {
    const entries: RegistryEntry[] = [];
    const tombstones: Tombstone[] = [];
    const places = {
      entries: new Uint32Array(2 * this.#records.size),
      tombstones: new Uint32Array(2 * this.#records.size),
    };
    const keptLines = [...this.#keptLines];
    const conflicts = [...this.#conflicts.values()].flat();
    for (const { loser } of conflicts) {
      keptLines.push({ assetId: null, bytes: this.#bytesOf(loser) });
    }
    for (const [assetId, record] of this.#records) {
      if (!isPlain(record)) {
        keptLines.push({ assetId, bytes: this.#bytesOf(record) });
      }
      // Of a record that a later one made void nobody has to decide anything.
      this.#noteFlaws(record);
      if (record.decoded.kind === 'put') {
        places.entries[2 * entries.length] = record.start;
        places.entries[2 * entries.length + 1] = record.end;
        entries.push(record.decoded.entry);
      } else {
        places.tombstones[2 * tombstones.length] = record.start;
        places.tombstones[2 * tombstones.length + 1] = record.end;
        tombstones.push(record.decoded.tombstone);
      }
    }
    return {
      entries,
      tombstones,
      keptLines,
      diagnostics: listed([...this.#diagnostics, ...conflicts.map(({ diagnostic }) => diagnostic)]),
      version: this.#version ?? 1,
      tooLarge: this.#tooLarge,
      tornTail: this.#tornTail,
      deadBytes: this.#deadBytes,
      places: {
        entries: places.entries.slice(0, 2 * entries.length),
        tombstones: places.tombstones.slice(0, 2 * tombstones.length),
      },
    };
  }

  #addPart({ bytes, decoded }: LinePart, number: number): void {
    switch (decoded.kind) {
      case 'header':
        this.#addHeader(decoded.version, number);
        return;
      case 'conflict-marker':
        this.#keep('registry-conflict-marker', bytes, number);
        return;
      case 'unknown':
        this.#keep('registry-line-unknown', bytes, number);
        return;
      case 'unreadable':
        this.#keep('registry-line-unreadable', bytes, number);
        return;
      case 'put':
      case 'del': {
        const start = bytes.byteOffset - this.#bytes.byteOffset;
        this.#hold({ start, end: start + bytes.length, number, decoded });
        return;
      }
    }
  }

  #addHeader(version: number | string, number: number): void {
    // Both sides of a merge bring the constant line; another version anywhere is a file that we must not write.
    if (version !== 1) {
      this.#tell({ code: 'registry-version-unsupported', found: String(version), place: placeOf(number) });
    }
    if (this.#version === null || version !== 1) {
      this.#version = version;
    }
  }

  #noteFlaws({ number, decoded }: HeldRecord): void {
    if (!decoded.sealed) {
      const root = decoded.kind === 'put' ? decoded.entry.root : decoded.tombstone.assetId;
      this.#tell({ code: 'registry-line-unsealed', root, place: placeOf(number) });
    }
    if (decoded.extraKeys) {
      this.#tell({ code: 'registry-line-unknown', place: placeOf(number) });
    }
  }

  #hold(record: HeldRecord): void {
    const assetId = idOf(record);
    const held = this.#records.get(assetId);
    if (held === undefined || revOf(record) > revOf(held)) {
      this.#setRecord(assetId, record);
      // A later revision settles what the earlier ones disagreed on.
      for (const { loser } of this.#conflicts.get(assetId) ?? []) {
        this.#letGo(loser);
      }
      this.#conflicts.delete(assetId);
      if (held !== undefined) {
        this.#letGo(held);
      }
      return;
    }
    if (revOf(record) < revOf(held) || this.#sameText(record, held)) {
      this.#letGo(record);
      return;
    }
    if (sameRecord(record, held)) {
      // R8: the same record once more; the one that is written as we would stays.
      const [stays, goes] = isPlain(record) && !held.decoded.extraKeys ? [record, held] : [held, record];
      this.#setRecord(assetId, stays);
      this.#letGo(goes);
      return;
    }
    const conflicts = this.#conflicts.get(assetId) ?? [];
    if (conflicts.some(({ loser }) => this.#sameText(loser, record))) {
      return;
    }
    // R9: one id, one revision, two contents. The larger checksum counts until an author decides; both are kept.
    const isLarger = checksumOf(this.#textOf(record)) > checksumOf(this.#textOf(held));
    const [winner, loser] = isLarger ? [record, held] : [held, record];
    this.#setRecord(assetId, winner);
    const roots = [winner, loser].flatMap(({ decoded }) => (decoded.kind === 'put' ? [decoded.entry.root] : []));
    const diagnostic: Diagnostic = { code: 'registry-conflict', assetId, roots, place: placeOf(record.number) };
    this.#conflicts.set(assetId, [...conflicts, { loser, diagnostic }]);
  }

  /** Keeps the records in the order of the lines that count. */
  #setRecord(assetId: string, record: HeldRecord): void {
    const held = this.#records.get(assetId);
    if (held !== undefined && held !== record) {
      this.#records.delete(assetId);
    }
    this.#records.set(assetId, record);
  }

  #bytesOf({ start, end }: HeldRecord): Uint8Array {
    return this.#bytes.subarray(start, end);
  }

  #textOf(record: HeldRecord): string {
    return decodeUtf8(this.#bytesOf(record)) ?? '';
  }

  #sameText(a: HeldRecord, b: HeldRecord): boolean {
    return a.end - a.start === b.end - b.start && this.#textOf(a) === this.#textOf(b);
  }

  /**
   * A record that another one made void. A compaction takes it away, unless it has keys that we do not know (R12);
   * writing the file anew from memory keeps what was told to be odd, too.
   */
  #letGo(record: HeldRecord): void {
    if (!isPlain(record)) {
      this.#keptLines.push({ assetId: null, bytes: this.#bytesOf(record) });
    }
    if (!record.decoded.extraKeys) {
      this.#deadBytes += record.end - record.start + 1;
    }
  }

  #keep(
    code: 'registry-conflict-marker' | 'registry-line-unknown' | 'registry-line-unreadable',
    bytes: Uint8Array,
    number: number,
  ): void {
    this.#keptLines.push({ assetId: null, bytes });
    this.#tell({ code, place: placeOf(number) });
  }

  #tell(diagnostic: Diagnostic): void {
    this.#diagnostics.push(diagnostic);
  }
}

/** Whether writing the value anew gives the line back. */
function isPlain({ decoded }: HeldRecord): boolean {
  return decoded.sealed && !decoded.extraKeys;
}

function idOf({ decoded }: HeldRecord): string {
  return decoded.kind === 'put' ? decoded.entry.assetId : decoded.tombstone.assetId;
}

function revOf({ decoded }: HeldRecord): number {
  return decoded.kind === 'put' ? decoded.entry.rev : decoded.tombstone.rev;
}

/** In the order of the file, and no more than anybody would read. */
function listed(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = diagnostics.toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0));
  if (sorted.length <= listedFindings) {
    return sorted;
  }
  const more = {
    code: 'more-problems',
    count: sorted.length - listedFindings,
    place: { file: registryFileName },
  } as const;
  return [...sorted.slice(0, listedFindings), more];
}

function placeOf(line: number): Diagnostic['place'] {
  return { file: registryFileName, line };
}

function sameRecord({ decoded: a }: HeldRecord, { decoded: b }: HeldRecord): boolean {
  return a.kind === 'put'
    ? b.kind === 'put' && JSON.stringify(a.entry) === JSON.stringify(b.entry)
    : b.kind === 'del' && JSON.stringify(a.tombstone) === JSON.stringify(b.tombstone);
}
