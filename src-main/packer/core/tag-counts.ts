import type { TagCount } from '../../../src-preload/contract/domain/asset-facets.ts';
import type { AssetIndex } from './asset-index.ts';
import { slotOf } from './asset-kind.ts';
import { blocksOf, itemsOf } from './block-tree.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { bitOf, noSlots, type SlotSet, sizeOf, slotsInAll } from './slot-set.ts';
import { addSlotsOf, type TaggedAssets, type TagIndex } from './tag-index.ts';
import { compareText } from './text-order.ts';

/** Every tag with how many assets have it, the most frequent first, each once however it is spelled. */
export function tagCounts({ tags, slots }: AssetIndex): readonly TagCount[] {
  // A registration leaves the index of tags as it is, and so what was counted in it.
  return counted(tags, '', () => inOrder(spellingsOf(tags).map((tag) => countOf(tag, slots.length))));
}

/** The tags of some assets, which are given by their slots, with how many of these have each. */
export function tagCountsAmong({ tags, slots }: AssetIndex, among: SlotSet): readonly TagCount[] {
  return inOrder(
    spellingsOf(tags)
      .map((tag) => countAmong(tag, slots.length, among))
      .filter(({ count }) => count > 0),
  );
}

/** One tag in all its spellings, the most frequent first. */
type Spellings = readonly TaggedAssets[];

function spellingsOf(tags: TagIndex): readonly Spellings[] {
  return spelled(tags, '', () => {
    const byKey = new Map<string, TaggedAssets[]>();
    for (const tagged of itemsOf(tags)) {
      const spellings = byKey.get(tagged.key);
      if (spellings === undefined) {
        byKey.set(tagged.key, [tagged]);
      } else {
        spellings.push(tagged);
      }
    }
    return Array.from(byKey.values(), (spellings) => spellings.sort((a, b) => b.orders.root.size - a.orders.root.size));
  });
}

const counted = createKeptAnswers<readonly TagCount[]>(1);
const spelled = createKeptAnswers<readonly Spellings[]>(1);

function inOrder(counts: readonly TagCount[]): readonly TagCount[] {
  return counts.toSorted((a, b) => b.count - a.count || compareText(a.tag, b.tag));
}

function countOf(spellings: Spellings, slotCount: number): TagCount {
  const [first, ...others] = spellings;
  const tag = first?.tag ?? '';
  return others.length === 0
    ? { tag, count: first?.orders.root.size ?? 0 }
    : { tag, count: sizeOf(slotsTagged(spellings, slotCount)) };
}

function countAmong(spellings: Spellings, slotCount: number, among: SlotSet): TagCount {
  const [first, ...others] = spellings;
  const tag = first?.tag ?? '';
  if (first === undefined || others.length > 0) {
    return { tag, count: sizeOf(slotsInAll([slotsTagged(spellings, slotCount), among])) };
  }
  let count = 0;
  for (const block of blocksOf(first.orders.root)) {
    for (const item of block) {
      count += bitOf(among, slotOf(item));
    }
  }
  return { tag, count };
}

/** An asset can have more than one of the spellings. */
function slotsTagged(spellings: Spellings, slotCount: number): SlotSet {
  const found = noSlots(slotCount);
  for (const { orders } of spellings) {
    addSlotsOf(orders, found);
  }
  return found;
}
