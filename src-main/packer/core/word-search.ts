import { addSlot, type SlotSet, sizeBetween } from './slot-set.ts';
import { type Frequencies, indexOfSought, type SoughtText, soughtText } from './sought-text.ts';
import { type Numbers, recordLimit, type TextBlock } from './text-block.ts';
import { piecesOf } from './text-pieces.ts';

/** A word that is looked for in many blocks, one block after the other. */
export interface SoughtWord {
  readonly pieces: readonly WordPiece[];
  /** The number of the piece that is looked for first. */
  readonly rarest: number;
}

interface WordPiece {
  /** What the text of a block has where the piece is: a line end before it, unless it is the first and begins anywhere. */
  readonly sought: SoughtText;
  /** Of each piece of the block that is searched, whether it is this one, as far as that was asked. */
  readonly answers: Uint8Array;
}

/** A word in which there is no line end. `frequencies` are those of the blocks’ text. */
export function soughtWord(word: string, frequencies: Frequencies, blocks: Iterable<TextBlock>): SoughtWord {
  let most = 0;
  for (const { starts } of blocks) {
    most = Math.max(most, starts.length);
  }
  const pieces = piecesOf(word).map((piece, at): WordPiece => {
    return { sought: soughtText(at === 0 ? piece : `\n${piece}`, frequencies), answers: new Uint8Array(most) };
  });
  const costs = pieces.map(({ sought }) => sought.cost);
  return { pieces, rarest: costs.indexOf(Math.min(...costs)) };
}

/** Adds the slots of the block's records that have the word. The first record is in the slot `from`. */
export function addSlotsWithWord(block: TextBlock, word: SoughtWord, found: SlotSet, from: number): void {
  const rarest = word.pieces[word.rarest];
  if (rarest !== undefined && word.pieces.length === 1) {
    addSlotsWithPiece(block, rarest.sought, found, from);
  } else if (rarest !== undefined) {
    addSlotsWithPieces(block, word, rarest.sought, found, from);
  }
}

/** How many records have a piece that may be in all of them. To see whether all are found takes as long as to add so many. */
const manyHolders = 64;

/** A word without a cut stands within one piece, and what has the piece has the word. */
function addSlotsWithPiece(block: TextBlock, sought: SoughtText, found: SlotSet, from: number): void {
  const { records, holders, holderStarts } = block;
  for (let piece = nextPieceWith(block, sought, 0); piece !== -1; piece = nextPieceWith(block, sought, piece + 1)) {
    const start = holderStarts[piece] ?? 0;
    const end = holderStarts[piece + 1] ?? 0;
    for (let at = start; at < end; at += 1) {
      addSlot(found, from + (holders[at] ?? 0));
    }
    if (end - start >= manyHolders && sizeBetween(found, from, from + recordLimit) === records.length - 1) {
      return;
    }
  }
}

/** The first piece from one on in which a text stands that is not cut itself, or -1. */
function nextPieceWith({ text, starts }: TextBlock, sought: SoughtText, least: number): number {
  const at = indexOfSought(text, sought, (starts[least] ?? 0) - 1);
  return at === -1 ? -1 : lastNotAbove(starts, at + 1, least);
}

const [yes, no] = [1, 2];

/** A word with cuts: its first piece ends one of the block's, the next ones are the next ones, the last begins one. */
function addSlotsWithPieces(
  block: TextBlock,
  { pieces, rarest }: SoughtWord,
  sought: SoughtText,
  found: SlotSet,
  from: number,
): void {
  const { starts, sequence, records, holders, holderStarts } = block;
  for (const { answers } of pieces) {
    answers.fill(0, 0, starts.length);
  }
  for (let piece = nextPieceWith(block, sought, 0); piece !== -1; piece = nextPieceWith(block, sought, piece + 1)) {
    const end = holderStarts[piece + 1] ?? 0;
    let at = -1;
    let offset = 0;
    for (let next = holderStarts[piece] ?? 0; next < end; next += 1) {
      const record = holders[next] ?? 0;
      const start = records[record] ?? 0;
      const recordEnd = records[record + 1] ?? 0;
      if (at >= start) {
        at = sequence.indexOf(piece, at + 1);
      } else if (holders[next + 1] !== record && start + offset < recordEnd && sequence[start + offset] === piece) {
        // Neighbours are alike: where nothing stands twice, most have the piece where the one before has it.
        at = start + offset;
      } else {
        at = sequence.indexOf(piece, start);
        offset = at - start;
      }
      const first = at - rarest;
      if (first >= start && first + pieces.length <= recordEnd && standAt(block, first, pieces, rarest)) {
        addSlot(found, from + record);
      }
    }
  }
}

/** Whether the pieces of a word stand in the sequence from a place on; the rarest is known to. */
function standAt(block: TextBlock, first: number, word: readonly WordPiece[], rarest: number): boolean {
  for (let number = 0; number < word.length; number += 1) {
    const wordPiece = word[number];
    const piece = block.sequence[first + number] ?? 0;
    if (number !== rarest && wordPiece !== undefined && !isPiece(block, piece, wordPiece, number)) {
      return false;
    }
  }
  return true;
}

function isPiece(block: TextBlock, piece: number, { sought, answers }: WordPiece, number: number): boolean {
  let answer = answers[piece] ?? 0;
  if (answer === 0) {
    answer = fits(block, piece, sought.text, number) ? yes : no;
    answers[piece] = answer;
  }
  return answer === yes;
}

/** A first piece ends where the block's does, any other begins where it does. */
function fits({ text, starts }: TextBlock, piece: number, sought: string, number: number): boolean {
  const at = number === 0 ? (starts[piece + 1] ?? 0) - 1 - sought.length : (starts[piece] ?? 0) - 1;
  return text.startsWith(sought, at);
}

/** The last number that is not above a value; it is `least`, where the number is known not to be above, or a later one. */
function lastNotAbove(numbers: Numbers, value: number, least: number): number {
  // What is looked for is often near: steps that double, then halve.
  const last = numbers.length - 1;
  let low = least;
  let high = least + 1;
  while (high <= last && (numbers[high] ?? 0) <= value) {
    const step = high - least;
    low = high;
    high += step;
  }
  high = Math.min(high, last + 1);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= value) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}
