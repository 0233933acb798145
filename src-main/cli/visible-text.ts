import { hiddenCharacters } from '../../src-preload/contract/hidden-characters.ts';

const hidden = new RegExp(hiddenCharacters, 'gu');
const hiddenButLineEnd = new RegExp(`(?!\\n)${hiddenCharacters}`, 'gu');

/**
 * Text that somebody else wrote, for a terminal: what would steer the terminal stands there as an escape
 * (`\u001b`), so that a name can neither colour the screen nor hide what is beside it.
 */
export function visibleText(text: string): string {
  return text.replace(hidden, escapeOf);
}

/** The same for text of several lines, of which each line end is meant. */
export function visibleLines(text: string): string {
  return text.replace(hiddenButLineEnd, escapeOf);
}

/** JSON that means the same, and that can be looked at on a terminal: hidden characters stand there as escapes. */
export function visibleJson(value: object): string {
  return JSON.stringify(value).replace(hidden, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
