/** Characters that move the cursor, colour the screen, change the direction of text, or that nobody can see. */
const hidden = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const hiddenButLineEnd = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

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
