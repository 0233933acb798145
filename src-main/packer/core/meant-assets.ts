import type { AssetFilter, FoundAssets } from '../../../src-preload/contract/domain/asset-list.ts';
import { summaryOf } from './asset.ts';
import { everyKind, selectionOf, slotOf } from './asset-kind.ts';
import { matchingItems } from './asset-query.ts';
import { assetIn } from './asset-slots.ts';
import { type BlockTree, rankOf, windowOf } from './block-tree.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { compareText, foldText } from './text-order.ts';

const all = selectionOf(everyKind);

/**
 * Assets that a text may mean, the likeliest first (rule Q10): those whose name begins with it, those whose root does,
 * then what the search finds, those first that have it in their name. It needs no index of its own: the orders answer the first two, the search the rest.
 */
export function meantAssets(
  snapshot: ProjectSnapshot,
  text: string,
  limit: number,
): Pick<FoundAssets, 'total' | 'rows'> {
  const { orders, slots } = snapshot.assets;
  const sought = foldText(text.trim());
  const beginning = (list: BlockTree<number>, key: 'nameKey' | 'rootKey'): readonly number[] => {
    const start = rankOf(list, all, (item) => compareText(assetIn(slots, item)[key], sought));
    const end = rankOf(list, all, (item) => {
      const other = assetIn(slots, item)[key];
      return other < sought || other.startsWith(sought) ? -1 : 1;
    });
    return windowOf(list, all, start, Math.min(end - start, limit));
  };
  const likely = sought === '' ? [] : [...beginning(orders.name, 'nameKey'), ...beginning(orders.root, 'rootKey')];
  const filter: AssetFilter = { registration: [], health: [], type: [], tag: [], search: text };
  const found = matchingItems(snapshot, { filter, sort: 'name' });
  const words = sought.split(' ');
  const hasInName = (item: number): boolean => words.every((word) => assetIn(slots, item).nameKey.includes(word));
  const others = found.window(0, limit + likely.length);
  const bySlot = new Map<number, number>();
  for (const item of [...likely, ...others.filter(hasInName), ...others]) {
    if (bySlot.size === limit) {
      break;
    }
    bySlot.set(slotOf(item), item);
  }
  const items = [...bySlot.values()];
  return { total: Math.max(found.total, items.length), rows: items.map((item) => summaryOf(assetIn(slots, item))) };
}
