import { withoutAccents } from '../../src-preload/contract/domain/without-accents.ts';

/** A part of a text, and whether it is one that was looked for. */
export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

/** The text in parts, of which those are marked in which one of the sought texts stands. Case and accents do not matter. */
export function markedParts(text: string, sought: readonly string[]): readonly TextPart[] {
  if (sought.length === 0) {
    return [{ text, marked: false }];
  }
  const { folded, places } = searched(text);
  const marks = new Array<boolean>(text.length).fill(false);
  for (const each of sought) {
    const key = withoutAccents(each.toLowerCase());
    for (let at = folded.indexOf(key); key !== '' && at !== -1; at = folded.indexOf(key, at + key.length)) {
      marks.fill(true, places[at], places[at + key.length]);
    }
  }
  const parts: TextPart[] = [];
  let start = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at === text.length || marks[at] !== marks[start]) {
      parts.push({ text: text.slice(start, at), marked: marks[start] === true });
      start = at;
    }
  }
  return parts;
}

/** A text as it is looked for, and where each sign of that begins in the text; an accent belongs to the letter before it. */
function searched(text: string): { readonly folded: string; readonly places: readonly number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const key = withoutAccents(letter.toLowerCase());
    folded += key;
    places.push(...new Array<number>(key.length).fill(at));
    at += letter.length;
  }
  places.push(text.length);
  return { folded, places };
}
