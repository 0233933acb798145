/** Letters whose stroke, or whose missing dot, is no character of its own. */
const strokes: Readonly<Record<string, string>> = { đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ø: 'o', ŧ: 't' };

/**
 * A text in lower case as a search looks for it: without the accents of Latin, Greek and Cyrillic letters, so that “cao” and
 * “ção” find each other however they are encoded. Signs of other scripts, which are letters of their own, stay.
 */
export function withoutAccents(lower: string): string {
  return lower
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[đħıłøŧ]/g, (letter) => strokes[letter] ?? letter)
    .normalize('NFC');
}
