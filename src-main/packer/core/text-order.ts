/** Order by UTF-16 code units: the same on every system and in every language (rule Q3). */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** What two names must differ in to be two names on every system: case and the encoding of letters do not count. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
