import { crc32 } from 'node:zlib';

// Registries are written here by code of their own, so that a mistake of the product's writer is not a mistake of what
// it is measured with.

export const header = '{"prometeu":"assets","v":1}';

/** One record as a test writes it: what the line says. */
export interface CorpusRecord {
  readonly id: string;
  readonly rev: number;
  readonly cmd: string;
  readonly at: string;
  /** Absent in a tombstone. */
  readonly root?: string;
  readonly reg?: string;
}

/** The line of a record with its checksum, without its line end. */
export function sealedLine({ id, rev, cmd, at, root, reg }: CorpusRecord): string {
  const value =
    root === undefined ? { op: 'del', id, rev, cmd, at } : { op: 'put', id, rev, cmd, root, at, ...(reg && { reg }) };
  return withChecksum(JSON.stringify(value));
}

/** The object's text with its right checksum as the last key. */
export function withChecksum(body: string): string {
  return `${body.slice(0, -1)},"c":"${crc32(body).toString(16).padStart(8, '0')}"}`;
}

/** Whether the line has the checksum of what it says. */
export function hasRightChecksum(line: string): boolean {
  return withChecksum(`${line.slice(0, -',"c":"00000000"}'.length)}}`) === line;
}

export function corpusId(number: number): string {
  return `01a20f56-1608-7605-a17f-${number.toString(16).padStart(12, '0')}`;
}

export function corpusRecord(number: number, root = `group/asset-${String(number)}`): CorpusRecord {
  return {
    id: corpusId(number),
    rev: 1,
    cmd: `0b8e2a1c-6f0d-4d5e-9b1a-${number.toString(16).padStart(12, '0')}`,
    at: new Date(Date.UTC(2026, 10, 24) + number).toISOString(),
    root,
  };
}

/** The record that unregisters. */
export function tombstone(number: number, rev: number): CorpusRecord {
  const { id, cmd, at } = corpusRecord(number);
  return { id, rev, cmd, at };
}

/** The lines of a registry of 20 records: plain ones, names from all over the world, later revisions, tombstones. */
export function twentyRecords(): string[] {
  const roots = ['ui/botões', 'ui/ок', '効果音/走る', 'a b', '𝄞/clef', 'quote"d', 'back\\slash'];
  const records = Array.from({ length: 15 }, (_, at) => corpusRecord(at + 1, roots[at]));
  const later = { ...corpusRecord(3, 'moved/here'), rev: 2, reg: corpusRecord(3).at };
  const again = { ...corpusRecord(3, 'moved/again'), rev: 3, reg: corpusRecord(3).at };
  const gone = tombstone(4, 2);
  const goneToo = tombstone(5, 2);
  const back = { ...corpusRecord(5, 'back'), rev: 3, reg: corpusRecord(5).at };
  return [...records, later, again, gone, goneToo, back].map((record) => sealedLine(record));
}

/** The text of a registry with these lines. */
export function registryOf(lines: readonly string[], lineEnd = '\n'): string {
  return [header, ...lines].map((line) => `${line}${lineEnd}`).join('');
}
