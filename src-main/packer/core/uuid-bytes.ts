/** A UUID in binary. */
export const bytesOfUuid = 16;

/** Where the two digits of each byte stand in the text, and where its dashes do. */
const digitPlaces = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;
const dashPlaces = [8, 13, 18, 23] as const;
const lengthOfText = 36;
const dash = 0x2d;

/** The code of each digit, and of each code the digit that it stands for; -1 where it stands for none. */
const codes = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const digits = new Int8Array(128).fill(-1);
for (const [digit, code] of codes.entries()) {
  digits[code] = digit;
}

/**
 * Writes a UUID at a row of a column of them. False where the text is not one in small letters, which alone
 * `uuidAt` gives back: whatever the row has then is nothing.
 */
export function writeUuid(text: string, column: Uint8Array, row: number): boolean {
  if (text.length !== lengthOfText || dashPlaces.some((place) => text.charCodeAt(place) !== dash)) {
    return false;
  }
  for (let byte = 0; byte < bytesOfUuid; byte += 1) {
    const place = digitPlaces[byte] ?? 0;
    const high = digits[text.charCodeAt(place)] ?? -1;
    const low = digits[text.charCodeAt(place + 1)] ?? -1;
    if (high < 0 || low < 0) {
      return false;
    }
    column[row * bytesOfUuid + byte] = 16 * high + low;
  }
  return true;
}

const letters = new Array<number>(lengthOfText).fill(dash);

/** The UUID at a row of a column. */
export function uuidAt(column: Uint8Array, row: number): string {
  for (let byte = 0; byte < bytesOfUuid; byte += 1) {
    const place = digitPlaces[byte] ?? 0;
    const value = column[row * bytesOfUuid + byte] ?? 0;
    letters[place] = codes[value >>> 4] ?? 0;
    letters[place + 1] = codes[value & 15] ?? 0;
  }
  return String.fromCharCode(...letters);
}
