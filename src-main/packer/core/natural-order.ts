import { type SlicedWork, sliceSteps, sortedInSlices } from './sliced-work.ts';

/**
 * The places of texts in natural order (`compareNatural`); `ties` puts places of one text in theirs. Each text is written
 * down once as bytes whose plain order that is, and four of them are compared at a time: to compare the texts themselves,
 * sign by sign as this order needs it, would make a sort take three times as long as one by code units.
 */
export function* naturalPlacesInSlices(
  texts: readonly string[],
  ties: (a: number, b: number) => number,
): SlicedWork<number[]> {
  const places: number[] = [];
  let most = 0;
  for (const text of texts) {
    places.push(places.length);
    most += bytesAtMost(text);
    if (places.length % sliceSteps === 0) {
      yield;
    }
  }
  const bytes = new Uint8Array(most);
  const starts = new Uint32Array(texts.length + 1);
  let end = 0;
  for (const [at, text] of texts.entries()) {
    end = nextWord(writeText(bytes, end, text));
    starts[at + 1] = end;
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  const words = new DataView(bytes.buffer);
  return yield* sortedInSlices(places, (a, b) => compareWords(words, starts, a, b) || ties(a, b));
}

/** Behind each text zeros, which are in none, up to a word: what a text begins comes behind it. */
function nextWord(end: number): number {
  return (end + 3) & ~3;
}

/** No sign has more than three bytes, the counts of a number and its first digit taken as one. */
function bytesAtMost(text: string): number {
  return nextWord(3 * text.length);
}

function compareWords(words: DataView, starts: Uint32Array, a: number, b: number): number {
  let at = starts[a] ?? 0;
  let other = starts[b] ?? 0;
  const length = (starts[a + 1] ?? 0) - at;
  const otherLength = (starts[b + 1] ?? 0) - other;
  for (const end = at + Math.min(length, otherLength); at < end; at += 4, other += 4) {
    const difference = words.getUint32(at) - words.getUint32(other);
    if (difference !== 0) {
      return difference;
    }
  }
  return length - otherLength;
}

/** Writes a text from a place on, and answers where it ends. */
function writeText(bytes: Uint8Array, start: number, text: string): number {
  let end = start;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      const from = at;
      do {
        at += 1;
      } while (at < text.length && isDigit(text.charCodeAt(at)));
      end = writeNumber(bytes, end, text, from, at);
    } else if (code < 0x7f) {
      bytes[end] = code + 1;
      end += 1;
      at += 1;
    } else {
      // As in UTF-8 all of these are above those of one byte, and in the order of the units.
      bytes[end] = 0x80 | (code >>> 12);
      bytes[end + 1] = 0x80 | ((code >>> 6) & 0x3f);
      bytes[end + 2] = 0x80 | (code & 0x3f);
      end += 3;
      at += 1;
    }
  }
  return end;
}

/** How many digits the number has, these, and how many zeros before them; answers where it ends. */
function writeNumber(bytes: Uint8Array, start: number, text: string, from: number, to: number): number {
  let first = from;
  while (first < to && text.charCodeAt(first) === zero) {
    first += 1;
  }
  let end = writeCount(bytes, start, to - first);
  for (let at = first; at < to; at += 1) {
    bytes[end] = text.charCodeAt(at) + 1;
    end += 1;
  }
  return writeCount(bytes, end, first - from);
}

/** Nines, and what is left: among other signs a digit, and the smaller count first. */
function writeCount(bytes: Uint8Array, start: number, count: number): number {
  let end = start;
  let left = count;
  for (; left >= 9; left -= 9) {
    bytes[end] = zero + 10;
    end += 1;
  }
  bytes[end] = zero + 1 + left;
  return end + 1;
}

const zero = 0x30;

function isDigit(code: number): boolean {
  return code >= zero && code <= zero + 9;
}
