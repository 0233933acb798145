/** First and last code point of characters that follow each other. */
export type CharacterRange = readonly [first: number, last: number];

/** How many characters ranges have that follow each other. */
export function charactersIn(ranges: readonly CharacterRange[]): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** The code point at a place, counted from 0 over all ranges; null behind the last one. */
export function characterAt(ranges: readonly CharacterRange[], place: number): number | null {
  let left = place;
  for (const [first, last] of ranges) {
    const length = last - first + 1;
    if (left < length) {
      return first + left;
    }
    left -= length;
  }
  return null;
}

/** A code point as Unicode writes it: `U+00E9`. */
export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
