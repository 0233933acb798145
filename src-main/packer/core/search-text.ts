import { elementAt, elementsOf, type SharedArray, sharedArrayOf, withElementAt } from './shared-array.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
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

const recordsPerBlock = 512;

/** The text of records, of which each has the slot of its index. */
export function* searchTextInSlices(count: number, recordAt: (slot: number) => string): SlicedWork<SearchText> {
  const blocks: TextBlock[] = [];
  for (let from = 0; from < count; from += recordsPerBlock) {
    const to = Math.min(count, from + recordsPerBlock);
    blocks.push(blockOf(Array.from({ length: to - from }, (_, at) => recordAt(from + at))));
    if (from % sliceSteps === 0) {
      yield;
    }
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
  // The longest word is found least often, and found fastest.
  const [word = '', ...others] = words.toSorted((a, b) => b.length - a.length);
  const hits = noSlots(text.length * recordsPerBlock);
  let from = 0;
  for (const block of elementsOf(text)) {
    markHits(block, word, others, hits, from);
    from += recordsPerBlock;
  }
  return hits;
}

function markHits(
  { text, starts }: TextBlock,
  word: string,
  others: readonly string[],
  hits: SlotSet,
  from: number,
): void {
  let record = 0;
  for (let found = text.indexOf(word); found !== -1; ) {
    let end = starts[record + 1] ?? text.length;
    while (end <= found) {
      record += 1;
      end = starts[record + 1] ?? text.length;
    }
    if (others.length === 0 || hasAll(text.slice(starts[record], end), others)) {
      addSlot(hits, from + record);
    }
    found = end < text.length ? text.indexOf(word, end) : -1;
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
