/** A text that is looked for in many others. */
export interface SoughtText {
  readonly text: string;
  /** Where the part of it begins that is looked for first. */
  readonly anchor: number;
  readonly part: string;
  /** What it costs to look for it, in stops of the engine for each character that is searched. */
  readonly cost: number;
}

/** How often each character stands in a sample, by its code; those beyond ASCII count as one. */
export type Frequencies = Uint32Array;

/** Longest part that the engine looks for by its first character. What is longer it compares from its end on. */
const longestPart = 6;

/** What it costs to come back from the engine and to call it again, in stops of the engine. Measured. */
const costOfFind = 8;

/** How often each character stands in the samples together. */
export function frequenciesIn(samples: readonly string[]): Frequencies {
  const frequencies = new Uint32Array(129);
  for (const sample of samples) {
    for (let at = 0; at < sample.length; at += 1) {
      const code = Math.min(sample.charCodeAt(at), 128);
      frequencies[code] = (frequencies[code] ?? 0) + 1;
    }
  }
  return frequencies;
}

/**
 * The text, to be looked for where characters are as frequent as they say. The engine stops at each place where the
 * first character stands and compares the rest: a search is fastest from a character that is rare, as long as the part
 * of the text that begins with it is rare too.
 */
export function soughtText(text: string, frequencies: Frequencies): SoughtText {
  const sampled = frequencies.reduce((sum, count) => sum + count, 0);
  const shares = Array.from({ length: text.length }, (_, at) => {
    return (frequencies[Math.min(text.charCodeAt(at), 128)] ?? 0) / Math.max(1, sampled);
  });
  let best: SoughtText = { text, anchor: 0, part: text, cost: Number.POSITIVE_INFINITY };
  for (const [anchor, stops] of shares.entries()) {
    const part = text.slice(anchor, anchor + longestPart);
    const finds = shares.slice(anchor, anchor + longestPart).reduce((product, share) => product * share, 1);
    const cost = stops + (part === text ? 0 : costOfFind * finds);
    if (cost < best.cost) {
      best = { text, anchor, part, cost };
    }
  }
  return best;
}

/** Where the sought text stands first, from a place on, or -1. */
export function indexOfSought(whole: string, { text, anchor, part }: SoughtText, from: number): number {
  let found = whole.indexOf(part, from + anchor);
  while (part !== text && found !== -1 && !whole.startsWith(text, found - anchor)) {
    found = whole.indexOf(part, found + 1);
  }
  return found === -1 ? -1 : found - anchor;
}
