import type { TextInspection } from '../../src-preload/contract/domain/source-inspection.ts';
import { firstJsonProblem } from '../packer/disk/manifest-text.ts';
import type { OpenedSource } from './opened-source.ts';

type Encoding = TextInspection['encoding'];

/** Deepest nesting of JSON that is followed to what is wrong in it: beyond it, a parser that recurses would end. */
const mostDepth = 500;

/** How a text file is encoded, how long it is, and whether it is JSON where its name says so. */
export function readText({ bytes, isWhole, order }: OpenedSource): TextInspection {
  const encoding = encodingOf(bytes, isWhole);
  if (encoding === 'not-text' || !isWhole) {
    return { kind: 'text', encoding, lines: null, json: null };
  }
  const text = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding).decode(bytes);
  return {
    kind: 'text',
    encoding,
    lines: linesOf(text),
    json: /\.json$/i.test(order.path) ? jsonOf(text) : null,
  };
}

/** By its first bytes, else UTF-8 where all bytes are. A file with a zero byte is no text. */
function encodingOf(bytes: Uint8Array, isWhole: boolean): Encoding {
  if (startsWith(bytes, 0xff, 0xfe)) {
    return 'utf-16le';
  }
  if (startsWith(bytes, 0xfe, 0xff)) {
    return 'utf-16be';
  }
  if (bytes.includes(0)) {
    return 'not-text';
  }
  try {
    // What is cut off may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
  } catch {
    return 'not-text';
  }
  return startsWith(bytes, 0xef, 0xbb, 0xbf) ? 'utf-8-bom' : 'utf-8';
}

function startsWith(bytes: Uint8Array, ...first: readonly number[]): boolean {
  return first.every((each, at) => bytes[at] === each);
}

/** A line end at the end of the text begins no line. */
function linesOf(text: string): number {
  if (text === '') {
    return 0;
  }
  let lines = text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines += 1;
  }
  return lines;
}

function jsonOf(text: string): TextInspection['json'] {
  try {
    JSON.parse(text);
    return { valid: true };
  } catch {
    // JSON.parse does not always say where; the second parser does, as far as it can follow.
    return depthOf(text) > mostDepth ? null : { valid: false, ...firstJsonProblem(text) };
  }
}

/** At least how deep the text is nested: brackets within texts count, too. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    depth += character === '{' || character === '[' ? 1 : character === '}' || character === ']' ? -1 : 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
