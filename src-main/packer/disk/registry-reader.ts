import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from '../../../src-preload/contract/domain/diagnostic.ts';
import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { registryFileName } from '../core/project-snapshot.ts';
import { decodeUtf8 } from './bounded-file.ts';
import {
  checksumOf,
  type DecodedLine,
  decodeLine,
  recordByteLimit,
  registryHeader,
  type Tombstone,
} from './registry-record.ts';

/** What the bytes of a registry file say. */
export interface ReadRegistry {
  readonly entries: readonly RegistryEntry[];
  readonly tombstones: readonly Tombstone[];
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
}

/** A line that a rewrite copies. `assetId` is there where the line itself stands for that entry or tombstone. */
export interface KeptLine {
  readonly assetId: string | null;
  readonly bytes: Uint8Array;
}

/** Lines read before other work gets its turn (rule L7: reading never holds up the main process). */
const linesAtOnce = 500;

/** Largest registry that is read (SPEC.md, Limits). */
const lineLimit = 4_000_000;
const recordLimit = 2_000_000;

const lineEnd = 0x0a;

/**
 * Reads a registry, line by line, each for itself (rules R3 to R14): a line that can't be read is kept
 * and told, and every other line counts. For each id the record with the highest `rev` is the state.
 */
export async function readRegistry(bytes: Uint8Array): Promise<ReadRegistry> {
  const state = new RegistryState();
  let start = hasByteOrderMark(bytes) ? 3 : 0;
  let number = 0;
  let unfinished = false;
  while (start < bytes.length) {
    const end = bytes.indexOf(lineEnd, start);
    unfinished = end === -1;
    number += 1;
    state.addLine(bytes.subarray(start, unfinished ? bytes.length : end), number, unfinished);
    start = unfinished ? bytes.length : end + 1;
    if (state.isFull(number)) {
      state.tellTooLarge();
      break;
    }
    if (number % linesAtOnce === 0) {
      await setImmediate();
    }
  }
  const nextPrefix = number === 0 ? `${registryHeader}\n` : unfinished ? '\n' : '';
  return { ...state.finish(), nextPrefix };
}

interface HeldRecord {
  readonly rev: number;
  readonly line: string;
  readonly bytes: Uint8Array;
  /** Whether writing the value anew gives the line back: sealed, and no keys that we do not know. */
  readonly plain: boolean;
  readonly extraKeys: boolean;
  readonly value: { readonly entry: RegistryEntry } | { readonly tombstone: Tombstone };
}

interface Conflict {
  readonly loser: HeldRecord;
  readonly diagnostic: Diagnostic;
}

class RegistryState {
  readonly #records = new Map<string, HeldRecord>();
  readonly #keptLines: KeptLine[] = [];
  /** By id, what disagrees with the record of the highest revision so far. */
  readonly #conflicts = new Map<string, Conflict[]>();
  readonly #diagnostics: Diagnostic[] = [];
  #version: number | string | null = null;
  #tooLarge = false;

  addLine(bytes: Uint8Array, number: number, unfinished: boolean): void {
    const trimmed = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
    const line = trimmed.length <= recordByteLimit ? decodeUtf8(trimmed) : null;
    const decoded: DecodedLine = line === null ? { kind: 'unreadable' } : decodeLine(line);
    if (number === 1 && decoded.kind !== 'header') {
      this.#tell({ code: 'registry-header-missing', place: { file: registryFileName, line: 1 } });
    }
    if (trimmed.length === 0) {
      return;
    }
    const halves = decoded.kind === 'unreadable' && line !== null ? gluedRecords(line) : null;
    // The one unfinished line is the last. What was cut off can't be read (R3); what can be read lacks its line end
    // alone (R4), and means what it will mean when the next commit has given it one.
    if (unfinished && decoded.kind === 'unreadable' && halves === null) {
      this.#tell({ code: 'registry-torn-tail', bytes: bytes.length, place: placeOf(number) });
      this.#keptLines.push({ assetId: null, bytes: trimmed });
      return;
    }
    if (halves === null) {
      this.#addDecoded(decoded, line ?? '', trimmed, number);
    } else {
      for (const half of halves) {
        this.#addDecoded(decodeLine(half), half, Buffer.from(half), number);
      }
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

  finish(): Omit<ReadRegistry, 'nextPrefix'> {
    const entries: RegistryEntry[] = [];
    const tombstones: Tombstone[] = [];
    const keptLines = [...this.#keptLines];
    const conflicts = [...this.#conflicts.values()].flat();
    for (const { loser } of conflicts) {
      keptLines.push({ assetId: null, bytes: loser.bytes });
    }
    for (const [assetId, { value, plain, bytes }] of this.#records) {
      if (!plain) {
        keptLines.push({ assetId, bytes });
      }
      if ('entry' in value) {
        entries.push(value.entry);
      } else {
        tombstones.push(value.tombstone);
      }
    }
    return {
      entries,
      tombstones,
      keptLines,
      diagnostics: [...this.#diagnostics, ...conflicts.map(({ diagnostic }) => diagnostic)],
      version: this.#version ?? 1,
      tooLarge: this.#tooLarge,
    };
  }

  #addDecoded(decoded: DecodedLine, line: string, bytes: Uint8Array, number: number): void {
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
      case 'put': {
        const { entry, sealed, extraKeys } = decoded;
        this.#noteFlaws(sealed, extraKeys, entry.root, number);
        const record = { rev: entry.rev, line, bytes, plain: sealed && !extraKeys, extraKeys, value: { entry } };
        this.#hold(entry.assetId, record, number);
        return;
      }
      case 'del': {
        const { tombstone, sealed, extraKeys } = decoded;
        this.#noteFlaws(sealed, extraKeys, tombstone.assetId, number);
        const record = {
          rev: tombstone.rev,
          line,
          bytes,
          plain: sealed && !extraKeys,
          extraKeys,
          value: { tombstone },
        };
        this.#hold(tombstone.assetId, record, number);
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

  #noteFlaws(sealed: boolean, extraKeys: boolean, root: string, number: number): void {
    if (!sealed) {
      this.#tell({ code: 'registry-line-unsealed', root, place: placeOf(number) });
    }
    if (extraKeys) {
      this.#tell({ code: 'registry-line-unknown', place: placeOf(number) });
    }
  }

  #hold(assetId: string, record: HeldRecord, number: number): void {
    const held = this.#records.get(assetId);
    if (held === undefined || record.rev > held.rev) {
      this.#records.set(assetId, record);
      // A later revision settles what the earlier ones disagreed on.
      this.#conflicts.delete(assetId);
      this.#keepUnlessPlain(held);
      return;
    }
    if (record.rev < held.rev) {
      this.#keepUnlessPlain(record);
      return;
    }
    if (record.line === held.line) {
      return;
    }
    if (sameRecord(record, held)) {
      // R8: the same record once more. What it says beyond that is not ours to drop (R12).
      if (record.extraKeys) {
        this.#keptLines.push({ assetId: null, bytes: record.bytes });
      }
      return;
    }
    const conflicts = this.#conflicts.get(assetId) ?? [];
    if (conflicts.some(({ loser }) => loser.line === record.line)) {
      return;
    }
    // R9: one id, one revision, two contents. The larger checksum counts until an author decides; both are kept.
    const [winner, loser] = checksumOf(record.line) > checksumOf(held.line) ? [record, held] : [held, record];
    this.#records.set(assetId, winner);
    const roots = [winner, loser].flatMap(({ value }) => ('entry' in value ? [value.entry.root] : []));
    const diagnostic: Diagnostic = { code: 'registry-conflict', assetId, roots, place: placeOf(number) };
    this.#conflicts.set(assetId, [...conflicts, { loser, diagnostic }]);
  }

  /** A record of an earlier revision has had its day; one that was told to be odd stays in the file all the same. */
  #keepUnlessPlain(earlier: HeldRecord | undefined): void {
    if (earlier !== undefined && !earlier.plain) {
      this.#keptLines.push({ assetId: null, bytes: earlier.bytes });
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

function placeOf(line: number): Diagnostic['place'] {
  return { file: registryFileName, line };
}

function sameRecord(a: HeldRecord, b: HeldRecord): boolean {
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

/** Two records that lost the line end between them (R14), or null. */
function gluedRecords(line: string): readonly [string, string] | null {
  // Inside a text `}{"` would be its end, and no key follows that: a root may have the seam's characters in it.
  const seam = line.search(/\}\{"[a-z]/);
  if (seam === -1) {
    return null;
  }
  const halves = [line.slice(0, seam + 1), line.slice(seam + 1)] as const;
  const areRecords = halves.every((half) => ['put', 'del', 'header'].includes(decodeLine(half).kind));
  return areRecords ? halves : null;
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
