import { elementAt, elementsOf, type SharedArray, sharedArrayOf, withElementAt } from './shared-array.ts';
import type { SlicedWork } from './sliced-work.ts';
import { noSlots, type SlotSet, sizeBetween } from './slot-set.ts';
import { frequenciesIn } from './sought-text.ts';
import { blockOf, recordLimit, recordsOf, type TextBlock, textOfRecord } from './text-block.ts';
import { addSlotsWithWord, soughtWord } from './word-search.ts';

/** The folded text of every asset, by slot, as a value, in blocks of neighbours. A change makes one block anew. */
export type SearchText = SharedArray<TextBlock>;

/** The text of records, of which each has the slot of its index. */
export function* searchTextInSlices(count: number, recordAt: (slot: number) => string): SlicedWork<SearchText> {
  const blocks: TextBlock[] = [];
  for (let from = 0; from < count; from += recordLimit) {
    const to = Math.min(count, from + recordLimit);
    blocks.push(blockOf(Array.from({ length: to - from }, (_, at) => recordAt(from + at))));
    yield;
  }
  return sharedArrayOf(blocks);
}

/** The text with another record in a slot, or with one slot more. */
export function textWithRecord(text: SearchText, slot: number, record: string): SearchText {
  const number = Math.floor(slot / recordLimit);
  const block = elementAt(text, number);
  const records = block === undefined ? [] : recordsOf(block);
  records[slot % recordLimit] = record;
  return withElementAt(text, number, blockOf(records));
}

/** The record of a slot. */
export function recordIn(text: SearchText, slot: number): string | undefined {
  const block = elementAt(text, Math.floor(slot / recordLimit));
  return block === undefined ? undefined : textOfRecord(block, slot % recordLimit);
}

/**
 * Slots whose records have the word, in which there is no line end. Where `among` is given, nothing else is asked for:
 * blocks in which it has no slot are left out.
 */
export function slotsWithWord(text: SearchText, word: string, among: SlotSet | null): SlotSet {
  const sought = soughtWord(word, frequenciesIn(samplesOf(text)), elementsOf(text));
  const hits = noSlots(text.length * recordLimit);
  let from = 0;
  for (const block of elementsOf(text)) {
    if (among === null || sizeBetween(among, from, from + recordLimit) > 0) {
      addSlotsWithWord(block, sought, hits, from);
    }
    from += recordLimit;
  }
  return hits;
}

/** Some of the text from all over it: neighbours are alike. */
function samplesOf(text: SearchText): string[] {
  return Array.from({ length: 16 }, (_, at) => {
    const block = elementAt(text, Math.floor((text.length * at) / 16))?.text ?? '';
    const start = Math.floor((block.length * at) / 16);
    return block.slice(start, start + 256);
  });
}
