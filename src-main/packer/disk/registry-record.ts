import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { type RegistryEntry, timestampSchema } from '../../../src-preload/contract/domain/registry-entry.ts';
import { parsedJson } from '../core/parsed-json.ts';

/** The constant first line of a registry, without its line end. It never counts anything, so that merges are harmless. */
export const registryHeader = '{"prometeu":"assets","v":1}';

/** Longest line that is read as a record; what is longer is kept and said to be unreadable. */
export const recordByteLimit = 64 * 1024;

const common = {
  id: z.uuid(),
  rev: z.int().min(1),
  cmd: z.string().min(1),
  at: timestampSchema,
};
const putSchema = z.object({
  op: z.literal('put'),
  ...common,
  root: z.string().min(1),
  reg: timestampSchema.optional(),
});
const delSchema = z.object({ op: z.literal('del'), ...common });
const recordSchema = z.discriminatedUnion('op', [putSchema, delSchema]);

const delKeys = ['op', 'id', 'rev', 'cmd', 'at', 'c'];
const putKeys = [...delKeys, 'root'];
/** The keys that writing a record anew brings back; any other one is extra, also one that has its place elsewhere. */
const keysOf = {
  del: new Set(delKeys),
  firstPut: new Set(putKeys),
  laterPut: new Set([...putKeys, 'reg']),
} as const;

/** A tombstone: the id is not registered any more, and never given again. */
export interface Tombstone {
  readonly assetId: string;
  readonly rev: number;
  readonly commandId: string;
  readonly writtenAt: string;
}

/** One record of the registry, to be written. */
export type RegistryRecord =
  | { readonly op: 'put'; readonly entry: RegistryEntry }
  | { readonly op: 'del'; readonly tombstone: Tombstone };

/** What a line of the registry is. `sealed` says whether its checksum fits. */
export type DecodedLine =
  | { readonly kind: 'put'; readonly entry: RegistryEntry; readonly sealed: boolean; readonly extraKeys: boolean }
  | { readonly kind: 'del'; readonly tombstone: Tombstone; readonly sealed: boolean; readonly extraKeys: boolean }
  | { readonly kind: 'header'; readonly version: number | string; readonly extraKeys: boolean }
  | { readonly kind: 'conflict-marker' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreadable' };

/** The line of an entry, without its line end (SPEC.md, The registry file). */
export function encodeEntry(entry: RegistryEntry): string {
  const { assetId: id, rev, commandId: cmd, root, writtenAt: at, registeredAt: reg } = entry;
  return seal({ op: 'put', id, rev, cmd, root, at, ...(rev > 1 ? { reg } : {}) });
}

/** The line of a tombstone, without its line end. */
export function encodeTombstone(tombstone: Tombstone): string {
  const { assetId: id, rev, commandId: cmd, writtenAt: at } = tombstone;
  return seal({ op: 'del', id, rev, cmd, at });
}

/** The line of a record, without its line end. */
export function encodeRecord(record: RegistryRecord): string {
  return record.op === 'put' ? encodeEntry(record.entry) : encodeTombstone(record.tombstone);
}

/** A whole registry of these entries and nothing else. */
export function encodeRegistry(entries: Iterable<RegistryEntry>): string {
  return [registryHeader, ...Array.from(entries, encodeEntry), ''].join('\n');
}

/** Reads one line. Never throws: what can't be read is of the kind `unreadable`. */
export function decodeLine(line: string): DecodedLine {
  const own = decodeOwnLine(line);
  return own !== null && isSealed(line) ? own : decodeAnyLine(line);
}

/** Reads a line that is known to be sealed: its checksum is not looked at again where it is in our own form. */
export function decodeSealedLine(line: string): DecodedLine {
  return decodeOwnLine(line) ?? decodeAnyLine(line);
}

/** JSON of an object, and nothing else that could be a record, begins with this, behind what JSON takes for blank. */
const beginsAnObject = /^[ \t\r\n]*\{/;

/** The same as `decodeLine`, by a way that takes a line in whatever form. */
export function decodeAnyLine(line: string): DecodedLine {
  if (/^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/.test(line)) {
    return { kind: 'conflict-marker' };
  }
  // Not left to JSON.parse: an error costs more than all else that is done for a line.
  if (!beginsAnObject.test(line)) {
    return { kind: 'unreadable' };
  }
  const value = parsedJson(line);
  if (typeof value !== 'object' || value === null) {
    return { kind: 'unreadable' };
  }
  if ('prometeu' in value && !('op' in value)) {
    const version = 'v' in value && (typeof value.v === 'number' || typeof value.v === 'string') ? value.v : '?';
    const extraKeys = Object.keys(value).some((key) => key !== 'prometeu' && key !== 'v');
    return { kind: 'header', version, extraKeys };
  }
  const checked = recordSchema.safeParse(value);
  if (!checked.success) {
    const isForeign = 'op' in value && typeof value.op === 'string' && value.op !== 'put' && value.op !== 'del';
    return { kind: isForeign ? 'unknown' : 'unreadable' };
  }
  const record = checked.data;
  const sealed = isSealed(line);
  const known = keysOf[record.op === 'del' ? 'del' : record.rev > 1 ? 'laterPut' : 'firstPut'];
  const extraKeys = Object.keys(value).some((key) => !known.has(key));
  const { id: assetId, rev, cmd: commandId, at: writtenAt } = record;
  return record.op === 'del'
    ? { kind: 'del', tombstone: { assetId, rev, commandId, writtenAt }, sealed, extraKeys }
    : {
        kind: 'put',
        entry: { assetId, rev, root: record.root, registeredAt: record.reg ?? writtenAt, commandId, writtenAt },
        sealed,
        extraKeys,
      };
}

/** Text that JSON writes as it stands. */
const plainText = String.raw`([^"\\\u0000-\u001f]+)`;
const ownId = '([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})';
/** A time of a day that every year has. */
const ownTime = String.raw`(\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z)`;

/** Records as nearly all are written: those of this form, and of no other, are read without a parser of JSON. */
const ownPut = new RegExp(
  `^\\{"op":"put","id":"${ownId}","rev":([1-9]\\d{0,14}),"cmd":"${plainText}","root":"${plainText}","at":"${ownTime}"(?:,"reg":"${ownTime}")?,"c":"[0-9a-f]{8}"\\}$`,
);

/** What `decodeAnyLine` says of a `put` in our own form, if it is sealed; null where the line is anything else. */
function decodeOwnLine(line: string): DecodedLine | null {
  const match = ownPut.exec(line);
  if (match === null) {
    return null;
  }
  const [, assetId = '', revText, commandId = '', root = '', writtenAt = '', laterReg] = match;
  const rev = Number(revText);
  if (rev > 1 !== (laterReg !== undefined)) {
    return null;
  }
  const entry = { assetId, rev, root, registeredAt: laterReg ?? writtenAt, commandId, writtenAt };
  return { kind: 'put', entry, sealed: true, extraKeys: false };
}

/** CRC-32 of the line's UTF-8 bytes, as a number: the tie-break of two records that disagree (rule R9). */
export function checksumOf(line: string): number {
  return crc32(line);
}

/** The same as it is written: 8 lower-case hex digits. */
export function checksumTextOf(line: string): string {
  return hexOf(crc32(line));
}

function seal(record: Readonly<Record<string, string | number>>): string {
  const body = JSON.stringify(record);
  return `${body.slice(0, -1)},"c":"${hexOf(crc32(body))}"}`;
}

function isSealed(line: string): boolean {
  const match = /,"c":"([0-9a-f]{8})"\}$/.exec(line);
  return match !== null && hexOf(crc32(`${line.slice(0, match.index)}}`)) === match[1];
}

function hexOf(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}
