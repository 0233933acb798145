/** A part of a line with what it is. */
export interface TextToken {
  readonly text: string;
  readonly look: TextLook;
}

export type TextLook = 'plain' | 'key' | 'string' | 'number' | 'word' | 'sign';

/** Of a longer line the beginning is shown: one of a megabyte takes seconds to lay out. */
export const longestLine = 5_000;

/** The bytes of a text file as text: by its byte order mark, else as UTF-8. Null where it is none. */
export function decodeText(bytes: ArrayBuffer, isWhole: boolean): string | null {
  const first = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const encoding =
    first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    // What is cut off may end within a character.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !isWhole });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** The lines of a text, whatever ends them. A line end at its end begins none. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}

const jsonToken =
  /(?<string>"(?:[^"\\]|\\.)*"?)(?<colon>\s*:)?|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>\btrue\b|\bfalse\b|\bnull\b)|(?<sign>[{}[\],:])/g;

/** A line of JSON in its parts. JSON has nothing that goes over a line end, so that each line can be read by itself. */
export function jsonTokens(line: string): readonly TextToken[] {
  const tokens: TextToken[] = [];
  let at = 0;
  const plainTo = (end: number): void => {
    if (end > at) {
      tokens.push({ text: line.slice(at, end), look: 'plain' });
    }
  };
  for (const match of line.matchAll(jsonToken)) {
    const { string, colon, number, word } = match.groups ?? {};
    plainTo(match.index);
    if (string === undefined) {
      tokens.push({ text: match[0], look: number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign' });
    } else {
      tokens.push({ text: string, look: colon === undefined ? 'string' : 'key' });
      if (colon !== undefined) {
        tokens.push({ text: colon, look: 'sign' });
      }
    }
    at = match.index + match[0].length;
  }
  plainTo(line.length);
  return tokens;
}
