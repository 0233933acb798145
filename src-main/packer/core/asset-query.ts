import type { AssetFilter, AssetQuery, AssetWindow } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, registrationOf, summaryOf } from './asset.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { itemsOf, type SortedList, windowOf } from './sorted-list.ts';
import { foldText } from './text-order.ts';

/** A window of the list (rule Q3), read from the snapshot alone (rule Q1). */
export function listAssets(snapshot: ProjectSnapshot, query: AssetQuery): AssetWindow {
  const matching = matchingAssets(snapshot.orders[query.sort], query);
  return {
    revision: snapshot.revision,
    total: matching.total,
    counts: snapshot.counts,
    rows: matching.window.map(summaryOf),
  };
}

function matchingAssets(order: SortedList<Asset>, query: AssetQuery): { total: number; window: Asset[] } {
  const matches = matcherOf(query.filter);
  if (matches === null) {
    return { total: order.size, window: windowInDirection(order, query) };
  }
  const all: Asset[] = [];
  for (const asset of itemsOf(order)) {
    if (matches(asset)) {
      all.push(asset);
    }
  }
  const directed = query.descending ? all.reverse() : all;
  return { total: all.length, window: directed.slice(query.offset, query.offset + query.limit) };
}

function windowInDirection(order: SortedList<Asset>, query: AssetQuery): Asset[] {
  if (!query.descending) {
    return windowOf(order, query.offset, query.limit);
  }
  const end = Math.max(0, order.size - query.offset);
  const start = Math.max(0, end - query.limit);
  return windowOf(order, start, end - start).reverse();
}

/** Null where the filter lets every asset through. */
function matcherOf(filter: AssetFilter): ((asset: Asset) => boolean) | null {
  const registration = new Set(filter.registration);
  const health = new Set(filter.health);
  const type = new Set(filter.type);
  const words = foldText(filter.search)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (registration.size === 0 && health.size === 0 && type.size === 0 && words.length === 0) {
    return null;
  }
  return (asset) =>
    (registration.size === 0 || registration.has(registrationOf(asset))) &&
    (health.size === 0 || health.has(asset.health)) &&
    (type.size === 0 || type.has(asset.type ?? 'unknown')) &&
    words.every((word) => asset.searchText.includes(word));
}
