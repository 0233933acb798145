/** A part of a text, and whether it is one that was looked for. */
export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

/** The text in parts, of which those are marked in which one of the sought texts stands. Case does not matter. */
export function markedParts(text: string, sought: readonly string[]): readonly TextPart[] {
  const folded = text.toLowerCase();
  // Where a letter has another length in lower case, places in one text are none in the other.
  if (sought.length === 0 || folded.length !== text.length) {
    return [{ text, marked: false }];
  }
  const marks = new Array<boolean>(text.length).fill(false);
  for (const each of sought) {
    const key = each.normalize('NFC').toLowerCase();
    for (let at = folded.indexOf(key); key !== '' && at !== -1; at = folded.indexOf(key, at + key.length)) {
      marks.fill(true, at, at + key.length);
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
