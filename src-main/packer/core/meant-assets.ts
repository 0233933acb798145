import type { AssetFilter, FoundAssets } from '../../../src-preload/contract/domain/asset-list.ts';
import { slotOf } from './asset-kind.ts';
import { matchingItems } from './asset-query.ts';
import { assetIn, summariesIn } from './asset-slots.ts';
import { itemsBeginning } from './items-beginning.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { foldSearched, foldText } from './text-order.ts';

/**
 * Assets that a text may mean, the likeliest first (rule Q10): those whose name begins with it, those whose root does,
 * then what the search finds, those first that have it in their name. It needs no index of its own: the orders answer the first two, the search the rest.
 */
export function meantAssets(
  snapshot: ProjectSnapshot,
  text: string,
  limit: number,
): Pick<FoundAssets, 'total' | 'rows'> {
  const { slots } = snapshot.assets;
  const sought = foldText(text.trim());
  const likely =
    sought === ''
      ? []
      : (['name', 'root'] as const).flatMap((order) => itemsBeginning(snapshot.assets, order, sought, limit));
  const filter: AssetFilter = { registration: [], health: [], type: [], tag: [], search: text };
  const found = matchingItems(snapshot, { filter, sort: 'name' });
  const words = foldSearched(text.trim()).split(' ');
  const hasInName = (item: number): boolean => {
    const name = foldSearched(assetIn(slots, item).name);
    return words.every((word) => name.includes(word));
  };
  const others = found.window(0, limit + likely.length);
  const bySlot = new Map<number, number>();
  for (const item of [...likely, ...others.filter(hasInName), ...others]) {
    if (bySlot.size === limit) {
      break;
    }
    bySlot.set(slotOf(item), item);
  }
  const items = [...bySlot.values()];
  return { total: Math.max(found.total, items.length), rows: summariesIn(slots, items) };
}
