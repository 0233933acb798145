import type { TagCount } from '../../../src-preload/contract/domain/asset-facets.ts';
import type { AssetIndex } from './asset-index.ts';
import { itemsOf } from './block-tree.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { noSlots, sizeOf } from './slot-set.ts';
import { addSlotsOf, type TaggedAssets } from './tag-index.ts';
import { compareText } from './text-order.ts';

/** Every tag with how many assets have it, the most frequent first, each once however it is spelled. */
export function tagCounts({ tags, slots }: AssetIndex): readonly TagCount[] {
  // A registration leaves the index of tags as it is, and so what was counted in it.
  return counted(tags, '', () => {
    const byKey = new Map<string, TaggedAssets[]>();
    for (const tagged of itemsOf(tags)) {
      const spellings = byKey.get(tagged.key);
      if (spellings === undefined) {
        byKey.set(tagged.key, [tagged]);
      } else {
        spellings.push(tagged);
      }
    }
    return Array.from(byKey.values(), (spellings) => countOf(spellings, slots.length)).sort(
      (a, b) => b.count - a.count || compareText(a.tag, b.tag),
    );
  });
}

const counted = createKeptAnswers<readonly TagCount[]>(1);

function countOf(spellings: readonly TaggedAssets[], slotCount: number): TagCount {
  const [first, ...others] = spellings.toSorted((a, b) => b.orders.root.size - a.orders.root.size);
  const tag = first?.tag ?? '';
  if (others.length === 0) {
    return { tag, count: first?.orders.root.size ?? 0 };
  }
  // An asset can have more than one of them.
  const found = noSlots(slotCount);
  for (const { orders } of spellings) {
    addSlotsOf(orders, found);
  }
  return { tag, count: sizeOf(found) };
}
