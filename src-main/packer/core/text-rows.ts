/**
 * The texts of many rows, as a value: those of neighbours are one text, in which each is a stretch. A text of its own has
 * a head of twelve bytes, for which a reader waits, and is one more thing for a garbage collector to look at; a million
 * assets have millions of them. To cut one out copies nothing: the engine makes a part that points into the whole.
 */
export interface TextRows {
  /** Rows that are within Latin 1, of which a sign takes one byte. */
  readonly latin: readonly string[];
  /** The others, of which each takes two. */
  readonly wide: readonly string[];
}

const rowBits = 16;

/** So many rows in one text that a window of a hundred rows from all over a million touches few. */
const rowsOfText = 1 << rowBits;

/** Rows that are joined at once: all those of a text would stop everything for too long. */
const rowsOfPiece = 1024;

/** The longest row: more could make a text longer than the engine's longest one, which has 2 ** 29 signs. */
export const rowLimit = 4096;

/** Rows that are still being written. */
export class OpenTextRows {
  readonly #latin = new OpenText();
  readonly #wide = new OpenText();
  readonly #texts: { readonly latin: string[]; readonly wide: string[] } = { latin: [], wide: [] };
  #rows = 0;

  /** Adds a row of some texts, one behind the other, of `rowLimit` signs at most, and answers its place. */
  add(...texts: readonly string[]): number {
    const isWide = texts.some((text) => beyondLatin.test(text));
    const open = isWide ? this.#wide : this.#latin;
    const place = 2 * open.length + Number(isWide);
    for (const text of texts) {
      open.add(text);
    }
    this.#rows += 1;
    if (this.#rows % rowsOfPiece === 0) {
      this.#latin.join();
      this.#wide.join();
    }
    if (this.#rows % rowsOfText === 0) {
      this.#endText();
    }
    return place;
  }

  close(): TextRows {
    this.#endText();
    return this.#texts;
  }

  #endText(): void {
    this.#texts.latin.push(this.#latin.end());
    this.#texts.wide.push(this.#wide.end());
  }
}

const beyondLatin = /[^\0-\xff]/;

/** One text that is being written. */
class OpenText {
  length = 0;
  #parts: string[] = [];
  #pieces: string[] = [];

  add(text: string): void {
    this.#parts.push(text);
    this.length += text.length;
  }

  join(): void {
    // To join copies: nothing of what the parts were parts of stays in memory.
    this.#pieces.push(this.#parts.join(''));
    this.#parts = [];
  }

  /** The whole text; what comes next is another one. */
  end(): string {
    this.join();
    const text = this.#pieces.join('');
    this.#pieces = [];
    this.length = 0;
    return text;
  }
}

/** What a row with this place has between two of its signs. */
export function stretchIn({ latin, wide }: TextRows, row: number, place: number, from: number, to: number): string {
  const text = ((place & 1) === 0 ? latin : wide)[row >>> rowBits] ?? '';
  const start = place >>> 1;
  return text.slice(start + from, start + to);
}
