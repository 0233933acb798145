import type { TagCount } from '../../../src-preload/contract/domain/asset-facets.ts';
import type { AssetIndex } from './asset-index.ts';
import { everyKind, type KindSet, slotOf } from './asset-kind.ts';
import { slotCount } from './asset-slots.ts';
import { blocksOf, itemsOf } from './block-tree.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { bitOf, noSlots, type SlotSet, sizeOf, slotsInAll } from './slot-set.ts';
import { addSlotsOf, type TaggedAssets, type TagIndex } from './tag-index.ts';
import { tagCountsOfKinds } from './tag-kinds.ts';
import { compareFolded } from './text-order.ts';

/** Every tag with how many assets have it, the most frequent first, each once however it is spelled. */
export function tagCounts(assets: AssetIndex): readonly TagCount[] {
  // A registration leaves the index of tags as it is, and so what was counted in it.
  return counted(assets.tags, '', () => tagCountsOf(assets, everyKind));
}

/** The tags of the assets of some kinds, with how many of these have each. */
export function tagCountsOf({ tags, tagKinds }: AssetIndex, kinds: KindSet): readonly TagCount[] {
  const counts = tagCountsOfKinds(tagKinds, kinds);
  return inOrder(spellingsOf(tags), (spellings) => counts.get(spellings[0]?.key ?? '') ?? 0);
}

/** The tags of some assets, which are given by their slots, with how many of these have each. */
export function tagCountsAmong({ tags, slots }: AssetIndex, among: SlotSet): readonly TagCount[] {
  return inOrder(spellingsOf(tags), (spellings) => countAmong(spellings, slotCount(slots), among));
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

/** The tags that a count finds, the most frequent first. */
function inOrder(tags: readonly Spellings[], count: (spellings: Spellings) => number): readonly TagCount[] {
  return tags
    .map((spellings) => ({ tag: spellings[0]?.tag ?? '', count: count(spellings) }))
    .filter((tag) => tag.count > 0)
    .sort((a, b) => b.count - a.count || compareFolded(a.tag, b.tag));
}

function countAmong(spellings: Spellings, slotCount: number, among: SlotSet): number {
  const [first, ...others] = spellings;
  if (first === undefined || others.length > 0) {
    return sizeOf(slotsInAll([slotsTagged(spellings, slotCount), among]));
  }
  let count = 0;
  for (const block of blocksOf(first.orders.root)) {
    for (const item of block) {
      count += bitOf(among, slotOf(item));
    }
  }
  return count;
}

/** An asset can have more than one of the spellings. */
function slotsTagged(spellings: Spellings, slotCount: number): SlotSet {
  const found = noSlots(slotCount);
  for (const { orders } of spellings) {
    addSlotsOf(orders, found);
  }
  return found;
}
