import { elementAt, elementsOf, type SharedArray, sharedArrayOf, withElementAt } from './shared-array.ts';
import type { SlicedWork } from './sliced-work.ts';
import { addSlot, noSlots, type SlotSet, slotsBetween } from './slot-set.ts';

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

/** Slots whose records have the word; where `among` is given, at least all of those that it has. */
export function slotsWithWord(text: SearchText, word: string, among: SlotSet | null): SlotSet {
  const sought = anchored(word, sampleOf(text));
  const hits = noSlots(text.length * recordsPerBlock);
  let from = 0;
  for (const block of elementsOf(text)) {
    const slots = among === null ? null : slotsBetween(among, from, from + recordsPerBlock);
    // A search of one record takes longer than its share of a block's.
    if (slots === null || slots.length > recordsPerBlock / 8) {
      markHits(block, sought, hits, from);
    } else {
      markAmong(block, word, slots, hits, from);
    }
    from += recordsPerBlock;
  }
  return hits;
}

/** A word, and the part of it that is looked for first. */
interface AnchoredWord {
  readonly word: string;
  readonly anchor: number;
  readonly part: string;
}

/** What it costs to look at what the engine has found, in stops of the engine. Measured. */
const costOfFind = 4;

/** Longest part that the engine looks for by its first character. What is longer it compares from its end on. */
const longestPart = 6;

/**
 * The engine stops at each place where the first character stands and compares the rest: a search is fastest from a
 * character that is rare, as long as the part of the word that begins with it is rare too.
 */
function anchored(word: string, sample: string): AnchoredWord {
  let best: AnchoredWord = { word, anchor: 0, part: word };
  let least = Number.POSITIVE_INFINITY;
  for (let anchor = 0; anchor < word.length; anchor += 1) {
    const part = word.slice(anchor, anchor + longestPart);
    const cost = timesIn(sample, word.charAt(anchor)) + costOfFind * timesIn(sample, part);
    if (cost < least) {
      best = { word, anchor, part };
      least = cost;
    }
  }
  return best;
}

/** Some of the text from all over it: neighbours are alike. */
function sampleOf(text: SearchText): string {
  const pieces = Array.from({ length: 16 }, (_, at) => {
    const block = elementAt(text, Math.floor((text.length * at) / 16));
    return block?.text.slice(at * 1000, at * 1000 + 512) ?? '';
  });
  return pieces.join('');
}

function timesIn(sample: string, part: string): number {
  let times = 0;
  for (let at = sample.indexOf(part); at !== -1; at = sample.indexOf(part, at + 1)) {
    times += 1;
  }
  return times;
}

function markHits(
  { text, starts }: TextBlock,
  { word, anchor, part }: AnchoredWord,
  hits: SlotSet,
  from: number,
): void {
  let record = 0;
  for (let found = text.indexOf(part); found !== -1; ) {
    // A word has no line end in it, and so all of it stands in the record in which a part of it was found.
    if (part !== word && !text.startsWith(word, found - anchor)) {
      found = text.indexOf(part, found + 1);
      continue;
    }
    let end = starts[record + 1] ?? text.length;
    while (end <= found) {
      record += 1;
      end = starts[record + 1] ?? text.length;
    }
    addSlot(hits, from + record);
    found = end < text.length ? text.indexOf(part, end) : -1;
  }
}

function markAmong(
  { text, starts }: TextBlock,
  word: string,
  slots: readonly number[],
  hits: SlotSet,
  from: number,
): void {
  for (const slot of slots) {
    const start = starts[slot - from] ?? text.length;
    if (text.slice(start, starts[slot - from + 1]).includes(word)) {
      addSlot(hits, slot);
    }
  }
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
