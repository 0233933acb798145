/** Order by UTF-16 code units: the same on every system and in every language (rule Q3). */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * What two names must differ in to be two names on every system: case and the encoding of letters do not count. As
 * Unicode's full case folding (ß is ss, ς is σ), which file systems that ignore case use, and NFC.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  return isAscii(lower) ? lower : foldLetters(lower.normalize('NFC'));
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    if (text.charCodeAt(at) > 0x7f) {
      return false;
    }
  }
  return true;
}

/** Through upper case, which brings together what has several lower cases; the dotless i is a letter of its own. */
function foldLetters(lower: string): string {
  const folded = lower.split('ı').map((part) => part.toUpperCase().toLowerCase());
  return folded.join('ı').replaceAll('ς', 'σ').normalize('NFC');
}
