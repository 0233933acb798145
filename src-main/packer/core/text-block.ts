import { endsPieceAt } from './text-pieces.ts';

/**
 * The texts of some records, as a value. A record is a sequence of pieces (text-pieces.ts), and each piece is kept once,
 * with the records that have it: neighbours share most of their paths, and names most of their words. So a word is
 * looked for in a fraction of the text, and what is found of it counts for every record that has it.
 */
export interface TextBlock {
  /** Each piece once, with a line end before and behind it, so that nothing without one is found across two. */
  readonly text: string;
  /** Where each piece begins in the text, and at last where another one would. */
  readonly starts: Numbers;
  /** The pieces of each record by their numbers, one record behind the other. */
  readonly sequence: Numbers;
  /** Where each record begins in the sequence, and at last where another one would. */
  readonly records: Numbers;
  /** The records of each piece, ascending, one piece behind the other; one that has it twice stands there twice. */
  readonly holders: Uint16Array;
  /** Where those of each piece begin, and at last where those of another one would. */
  readonly holderStarts: Numbers;
}

/** Numbers in as little room as the largest of them allows. */
export type Numbers = Uint16Array | Uint32Array;

/** How many records a block has at most: a multiple of 32, which slot sets count by. */
export const recordLimit = 1024;

/** The block of records. */
export function blockOf(records: readonly string[]): TextBlock {
  // In one text, in which the engine gets at a character faster than in many that are made of parts.
  const whole = records.join('');
  const numbers = new Map<string, number>();
  const sequence: number[] = [];
  const recordStarts: number[] = [0];
  let start = 0;
  let recordEnd = 0;
  for (const record of records) {
    recordEnd += record.length;
    for (let at = start; at < recordEnd; at += 1) {
      if (endsPieceAt(whole, at) || at === recordEnd - 1) {
        const piece = whole.slice(start, at + 1);
        let number = numbers.get(piece);
        if (number === undefined) {
          number = numbers.size;
          numbers.set(piece, number);
        }
        sequence.push(number);
        start = at + 1;
      }
    }
    recordStarts.push(sequence.length);
  }
  const pieces = [...numbers.keys()];
  let end = 1;
  const starts = [end];
  for (const piece of pieces) {
    end += piece.length + 1;
    starts.push(end);
  }
  return {
    text: `\n${pieces.join('\n')}\n`,
    starts: numbersOf(starts, end),
    sequence: numbersOf(sequence, pieces.length),
    records: numbersOf(recordStarts, sequence.length),
    ...holdersOf(sequence, recordStarts, pieces.length),
  };
}

function holdersOf(
  sequence: readonly number[],
  records: readonly number[],
  pieces: number,
): Pick<TextBlock, 'holders' | 'holderStarts'> {
  const ends = new Uint32Array(pieces + 1);
  for (const piece of sequence) {
    ends[piece + 1] = (ends[piece + 1] ?? 0) + 1;
  }
  for (let piece = 0; piece < pieces; piece += 1) {
    ends[piece + 1] = (ends[piece + 1] ?? 0) + (ends[piece] ?? 0);
  }
  const holderStarts = numbersOf(ends, sequence.length);
  const holders = new Uint16Array(sequence.length);
  for (let record = 0; record + 1 < records.length; record += 1) {
    const recordEnd = records[record + 1] ?? 0;
    for (let at = records[record] ?? 0; at < recordEnd; at += 1) {
      const piece = sequence[at] ?? 0;
      const end = ends[piece] ?? 0;
      holders[end] = record;
      ends[piece] = end + 1;
    }
  }
  return { holders, holderStarts };
}

function numbersOf(values: ArrayLike<number>, largest: number): Numbers {
  return largest <= 0xffff ? new Uint16Array(values) : new Uint32Array(values);
}

/** The texts of the records of the block. */
export function recordsOf(block: TextBlock): string[] {
  return Array.from({ length: block.records.length - 1 }, (_, record) => textOfRecord(block, record) ?? '');
}

/** The text of a record of the block, or undefined where it has no such record. */
export function textOfRecord({ text, starts, sequence, records }: TextBlock, record: number): string | undefined {
  if (record + 1 >= records.length) {
    return undefined;
  }
  let found = '';
  for (let at = records[record] ?? 0; at < (records[record + 1] ?? 0); at += 1) {
    const piece = sequence[at] ?? 0;
    found += text.slice(starts[piece], (starts[piece + 1] ?? 0) - 1);
  }
  return found;
}
