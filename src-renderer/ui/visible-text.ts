import { hiddenCharacters } from '../../src-preload/contract/hidden-characters.ts';

/**
 * Characters that change how the text around them reads, or that nobody can see, by their common short names. The signs
 * that Unicode has for control characters are in few fonts.
 */
const named: ReadonlyMap<number, string> = new Map([
  [0x00, '[NUL]'],
  [0x08, '[BS]'],
  [0x09, '[TAB]'],
  [0x0a, '[LF]'],
  [0x0d, '[CR]'],
  [0x1b, '[ESC]'],
  [0x7f, '[DEL]'],
  [0x61c, '[ALM]'],
  [0x200b, '[ZWSP]'],
  [0x200e, '[LRM]'],
  [0x200f, '[RLM]'],
  [0x2028, '[LS]'],
  [0x2029, '[PS]'],
  [0x202a, '[LRE]'],
  [0x202b, '[RLE]'],
  [0x202c, '[PDF]'],
  [0x202d, '[LRO]'],
  [0x202e, '[RLO]'],
  [0x2066, '[LRI]'],
  [0x2067, '[RLI]'],
  [0x2068, '[FSI]'],
  [0x2069, '[PDI]'],
  [0xfeff, '[BOM]'],
]);

const hidden = new RegExp(hiddenCharacters, 'gu');
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The text with every control character, line break, direction mark and broken half of a pair shown as an escape. */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => escapeOf(character.codePointAt(0) ?? 0));
}

/** Visible text for the middle of a sentence: one that runs right to left can't reorder the words around it. */
export function visibleTextInSentence(text: string): string {
  const visible = visibleText(text);
  return hasRightToLeft(visible) ? `\u2068${visible}\u2069` : visible;
}

/** Whether any letter of the text runs right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

function escapeOf(codePoint: number): string {
  return named.get(codePoint) ?? `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}
