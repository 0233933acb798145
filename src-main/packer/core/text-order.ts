import { withoutAccents } from '../../../src-preload/contract/domain/without-accents.ts';

/** Order by UTF-16 code units, of what nobody reads in a list: ids, times, codes, and texts that are alike in all else. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * The order in which authors find names and paths (rule Q3): by UTF-16 code units, but a run of the digits 0 to 9 is one
 * sign, the smaller number first, and of two that are one number that with fewer zeros before it. The same on every system
 * and in every language, and total: 0 of the same text alone. Numbers may have any number of digits.
 *
 * What begins with a text that does not end in a digit stands together. `frame 1` is a part of no number, and what begins
 * with it does not: `frame 2` comes before `frame 10`.
 */
export function compareNatural(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) {
    at += 1;
  }
  if (at === shorter) {
    // A text comes before what it begins, and a number before what has more digits behind it.
    return Math.sign(a.length - b.length);
  }
  const isInNumber = at > 0 && isDigit(a.charCodeAt(at - 1));
  const [isDigitInA, isDigitInB] = [isDigit(a.charCodeAt(at)), isDigit(b.charCodeAt(at))];
  if ((isDigitInA && isDigitInB) || (isInNumber && (isDigitInA || isDigitInB))) {
    return compareNumbers(a, b, at);
  }
  return a.charCodeAt(at) < b.charCodeAt(at) ? -1 : 1;
}

/** That order where case and the encoding of letters come last: what is alike but for these stands beside each other. */
export function compareFolded(a: string, b: string): number {
  return compareNatural(foldText(a), foldText(b)) || compareText(a, b);
}

/** Two numbers that differ at a place first, where one of them may be at its end. */
function compareNumbers(a: string, b: string, differAt: number): number {
  let start = differAt;
  while (start > 0 && isDigit(a.charCodeAt(start - 1))) {
    start -= 1;
  }
  const [fromA, fromB] = [endOf(a, start, isZero), endOf(b, start, isZero)];
  const digits = endOf(a, fromA, isDigit) - fromA;
  const moreDigits = digits - (endOf(b, fromB, isDigit) - fromB);
  if (moreDigits !== 0) {
    return Math.sign(moreDigits);
  }
  return compareText(a.slice(fromA, fromA + digits), b.slice(fromB, fromB + digits)) || Math.sign(fromA - fromB);
}

/** Where a stretch ends that begins at a place. */
function endOf(text: string, start: number, isOfStretch: (code: number) => boolean): number {
  let end = start;
  while (isOfStretch(text.charCodeAt(end))) {
    end += 1;
  }
  return end;
}

function isZero(code: number): boolean {
  return code === 0x30;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/**
 * What two names must differ in to be two names on every system: case and the encoding of letters do not count. As
 * Unicode's full case folding (ß is ss, ς is σ), which file systems that ignore case use, and NFC.
 */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  return isAscii(lower) ? lower : foldLetters(lower.normalize('NFC'));
}

/** What two texts must differ in for a search to tell them apart: accents do not count, either. */
export function foldSearched(text: string): string {
  return searchedKey(foldText(text));
}

/** The same of a text that is folded already. */
export function searchedKey(folded: string): string {
  return isAscii(folded) ? folded : withoutAccents(folded);
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
