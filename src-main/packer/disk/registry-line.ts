import { decodeUtf8 } from './bounded-file.ts';
import { type DecodedLine, decodeLine, recordByteLimit } from './registry-record.ts';

/**
 * One record, marker or whatever it is that stands in a line. `text` is empty where the bytes are not UTF-8; `bytes` are
 * a view on those of the file.
 */
export interface LinePart {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly decoded: DecodedLine;
}

/**
 * One line of a registry as it stands in the file. `bytes` are without the line feed, `ended` says whether there is
 * one. A `torn-tail` is what a write left that was cut short (rule R3); every other line has one part, or several
 * where line ends were lost (rule R14).
 */
export interface RegistryLine {
  readonly number: number;
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly ended: boolean;
  readonly carriageReturn: boolean;
  /** In the middle of a file, where two files were put behind each other. */
  readonly byteOrderMark: boolean;
  readonly kind: 'empty' | 'torn-tail' | 'parts';
  readonly parts: readonly LinePart[];
}

const lineFeed = 0x0a;
const carriageReturnByte = 0x0d;

/** Empty lines that are passed over at once, so that other work gets its turn in a file of nothing else. */
const emptyLinesAtOnce = 10_000;

/**
 * The lines of a registry in their order, from behind a byte order mark. Of empty lines that follow each other only the
 * last is told, and one in ten thousand: they say nothing but that they are there.
 */
export function* registryLines(bytes: Uint8Array): Generator<RegistryLine, void> {
  let start = hasByteOrderMark(bytes) ? 3 : 0;
  let number = 0;
  while (start < bytes.length) {
    for (
      let most = emptyLinesAtOnce;
      bytes[start] === lineFeed && bytes[start + 1] === lineFeed && most > 0;
      most -= 1
    ) {
      start += 1;
      number += 1;
    }
    const feed = bytes.indexOf(lineFeed, start);
    const end = feed === -1 ? bytes.length : feed;
    number += 1;
    const next = feed === -1 ? bytes.length : feed + 1;
    yield readLine(bytes.subarray(start, end), { number, start, ended: feed !== -1, last: next === bytes.length });
    start = next;
  }
}

/** Rule R13: some editors begin a text file with these three bytes. */
export function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

interface LinePlace {
  readonly number: number;
  readonly start: number;
  readonly ended: boolean;
  readonly last: boolean;
}

function readLine(bytes: Uint8Array, { number, start, ended, last }: LinePlace): RegistryLine {
  const carriageReturn = bytes[bytes.length - 1] === carriageReturnByte;
  const byteOrderMark = hasByteOrderMark(bytes);
  const content =
    byteOrderMark || carriageReturn ? bytes.subarray(byteOrderMark ? 3 : 0, carriageReturn ? -1 : bytes.length) : bytes;
  const line = { number, start, bytes, ended, carriageReturn, byteOrderMark };
  if (content.length === 0) {
    return { ...line, kind: 'empty', parts: [] };
  }
  const text = content.length <= recordByteLimit ? decodeUtf8(content) : null;
  const decoded: DecodedLine = text === null ? { kind: 'unreadable' } : decodeLine(text);
  if (decoded.kind !== 'unreadable') {
    return { ...line, kind: 'parts', parts: [{ text: text ?? '', bytes: content, decoded }] };
  }
  const split = content.length > recordByteLimit ? null : splitGlued(content);
  if (split !== null) {
    return { ...line, kind: 'parts', parts: split };
  }
  if (last && isTorn(content, ended)) {
    return { ...line, kind: 'torn-tail', parts: [] };
  }
  return { ...line, kind: 'parts', parts: [{ text: text ?? '', bytes: content, decoded }] };
}

/**
 * Rule R3, of a last line that can't be read: it has no line end, or it begins with NUL bytes, which a file system
 * leaves where a size reached the disk and the first of the content did not.
 */
function isTorn(content: Uint8Array, ended: boolean): boolean {
  return !ended || content[0] === 0;
}

/** What every place between two records has before or behind it. */
const glueMarks = ['{"op":', '{"prometeu":', ',"c":"'] as const;

/**
 * Rule R14: the records of a line that lost line ends between them, or null. Where not all of it can be read, only
 * what is sealed is taken for a record: a checksum does not fit by chance.
 */
function splitGlued(content: Uint8Array): readonly LinePart[] | null {
  // A letter a byte, because what stands beside a record need not be UTF-8. Inside a text these quotes would be
  // escaped, so that these are beginnings and ends of records and of nothing else.
  const letters = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
  // Looked for first, because hardly any line that can't be read has one of them behind its first letter.
  if (!glueMarks.some((mark) => letters.includes(mark, 1))) {
    return null;
  }
  const pieces = letters.split(/(?=\{"(?:op|prometeu)":)|(?<=,"c":"[0-9a-f]{8}"\})/);
  if (pieces.length === 1) {
    return null;
  }
  let end = 0;
  const parts = pieces.map((piece): LinePart => {
    const bytes = content.subarray(end, end + piece.length);
    end += piece.length;
    const text = decodeUtf8(bytes);
    return { text: text ?? '', bytes, decoded: text === null ? { kind: 'unreadable' } : decodeLine(text) };
  });
  const isRecord = ({ decoded }: LinePart): boolean => ['put', 'del', 'header'].includes(decoded.kind);
  if (parts.every(isRecord)) {
    return parts;
  }
  const isSealed = ({ decoded }: LinePart): boolean => 'sealed' in decoded && decoded.sealed;
  const counts = (part: LinePart): boolean => isSealed(part) || part.decoded.kind === 'header';
  return parts.some(isSealed) ? parts.flatMap((part) => (counts(part) ? [part] : asUnreadable(part))) : null;
}

function asUnreadable(part: LinePart): LinePart[] {
  const isBlank = part.bytes.every((byte) => byte === 0x20 || byte === carriageReturnByte);
  return isBlank ? [] : [{ ...part, decoded: { kind: 'unreadable' } }];
}
