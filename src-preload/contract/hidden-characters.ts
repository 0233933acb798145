/**
 * Characters that nobody can see or that change how the text around them reads, as a class for a regular expression
 * with the `u` flag: control characters, halves of pairs, direction marks, line and paragraph separators, the byte
 * order mark. Text that somebody else wrote is shown with each of them as an escape.
 */
export const hiddenCharacters = String.raw`[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]`;
