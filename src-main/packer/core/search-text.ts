import { elementAt, elementsOf, type SharedArray, sharedArrayOf, withElementAt } from './shared-array.ts';
import type { SlicedWork } from './sliced-work.ts';
import { addSlot, noSlots, type SlotSet } from './slot-set.ts';

/**
 * The folded text of every asset, by slot, as a value: joined a block, because one search of a long text is many times
 * faster than a search of each short one. A change makes one block anew.
 */
export type SearchText = SharedArray<TextBlock>;

interface TextBlock {
  /** Each record with a line end, which no word has in it: a word is found within one record. */
  readonly text: string;
  /** Where each record begins. */
  readonly starts: readonly number[];
}

const recordsPerBlock = 1024;

/** The text of records, of which each has the slot of its index. */
export function* searchTextInSlices(count: number, recordAt: (slot: number) => string): SlicedWork<SearchText> {
  const blocks: TextBlock[] = [];
  for (let from = 0; from < count; from += recordsPerBlock) {
    const to = Math.min(count, from + recordsPerBlock);
    blocks.push(blockOf(Array.from({ length: to - from }, (_, at) => recordAt(from + at))));
    yield;
  }
  return sharedArrayOf(blocks);
}

/** The text with another record in a slot, or with one slot more. */
export function textWithRecord(text: SearchText, slot: number, record: string): SearchText {
  const number = Math.floor(slot / recordsPerBlock);
  const block = elementAt(text, number) ?? { text: '', starts: [] };
  const at = slot % recordsPerBlock;
  const start = block.starts[at] ?? block.text.length;
  const end = block.starts[at + 1] ?? block.text.length;
  const shift = start + record.length + 1 - end;
  const starts = block.starts.map((other, index) => (index > at ? other + shift : other));
  starts[at] = start;
  return withElementAt(text, number, {
    text: `${block.text.slice(0, start)}${record}\n${block.text.slice(end)}`,
    starts,
  });
}

/** The record of a slot. */
export function recordIn(text: SearchText, slot: number): string | undefined {
  const block = elementAt(text, Math.floor(slot / recordsPerBlock));
  const start = block?.starts[slot % recordsPerBlock];
  if (block === undefined || start === undefined) {
    return undefined;
  }
  const end = block.starts[(slot % recordsPerBlock) + 1] ?? block.text.length;
  return block.text.slice(start, end - 1);
}

/** Slots whose records have every one of the words, of which there is at least one. */
export function slotsWithWords(text: SearchText, words: readonly string[]): SlotSet {
  const counts = countsOfCharacters(sampleOf(text));
  const sought = words.map((word) => anchored(word, counts)).sort((a, b) => a.count - b.count);
  const [first = anchored('', counts), ...others] = sought;
  const otherWords = others.map(({ word }) => word);
  const hits = noSlots(text.length * recordsPerBlock);
  let from = 0;
  for (const block of elementsOf(text)) {
    markHits(block, first, otherWords, hits, from);
    from += recordsPerBlock;
  }
  return hits;
}

/** A word, and where in it a search for it begins. */
interface AnchoredWord {
  readonly word: string;
  readonly anchor: number;
  /** How often the character stands in a sample of the text. */
  readonly count: number;
}

/**
 * The engine looks for one character and compares the rest where it stands: a search is fastest from a character that
 * is rare, and a word that has one is the one to look for first.
 */
function anchored(word: string, counts: ReadonlyMap<string, number>): AnchoredWord {
  let [anchor, count] = [0, counts.get(word.charAt(0)) ?? 0];
  for (let at = 1; at < word.length - 1; at += 1) {
    const other = counts.get(word.charAt(at)) ?? 0;
    // Clearly rarer: the more of the word is left to be compared, the better.
    if (other * 2 < count) {
      [anchor, count] = [at, other];
    }
  }
  return { word, anchor, count };
}

/** Some of the text from all over it: neighbours are alike. */
function sampleOf(text: SearchText): string {
  const pieces = Array.from({ length: 16 }, (_, at) => {
    const block = elementAt(text, Math.floor((text.length * at) / 16));
    return block?.text.slice(at * 1000, at * 1000 + 256) ?? '';
  });
  return pieces.join('');
}

function countsOfCharacters(sample: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < sample.length; at += 1) {
    counts.set(sample.charAt(at), (counts.get(sample.charAt(at)) ?? 0) + 1);
  }
  return counts;
}

function markHits(
  { text, starts }: TextBlock,
  { word, anchor }: AnchoredWord,
  others: readonly string[],
  hits: SlotSet,
  from: number,
): void {
  const sought = word.slice(anchor);
  let record = 0;
  for (let found = text.indexOf(sought); found !== -1; ) {
    // A word has no line end in it, and so all of it stands in the record in which a part of it was found.
    if (anchor > 0 && !text.startsWith(word, found - anchor)) {
      found = text.indexOf(sought, found + 1);
      continue;
    }
    let end = starts[record + 1] ?? text.length;
    while (end <= found) {
      record += 1;
      end = starts[record + 1] ?? text.length;
    }
    if (others.length === 0 || hasAll(text.slice(starts[record], end), others)) {
      addSlot(hits, from + record);
    }
    found = end < text.length ? text.indexOf(sought, end) : -1;
  }
}

function hasAll(record: string, words: readonly string[]): boolean {
  return words.every((word) => record.includes(word));
}

function blockOf(records: readonly string[]): TextBlock {
  const starts: number[] = [];
  let start = 0;
  for (const record of records) {
    starts.push(start);
    start += record.length + 1;
  }
  return { text: records.length === 0 ? '' : `${records.join('\n')}\n`, starts };
}
