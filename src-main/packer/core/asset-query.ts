import type { AssetQuery, AssetView, AssetWindow } from '../../../src-preload/contract/domain/asset-list.ts';
import type { AssetIndex } from './asset-index.ts';
import { isOfBothRegistrations, type KindSet } from './asset-kind.ts';
import { type AssetOrders, noOrders } from './asset-orders.ts';
import { assetIn, summariesIn } from './asset-slots.ts';
import { shortestOrders } from './facet-orders.ts';
import { copied } from './held-entry.ts';
import { stretchOf } from './items-beginning.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { itemsInSlots, itemsOfParts, type MatchingItems, type Stretch } from './matching-items.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { slotsMeeting } from './slots-with.ts';
import { partsOfSort } from './sort-parts.ts';
import { taggedAlike, taggedWith } from './tag-index.ts';
import { type Condition, wantedAssets } from './wanted-assets.ts';

/** A window of the list (rule Q3), read from the snapshot alone (rule Q1). */
export function listAssets(snapshot: ProjectSnapshot, query: AssetQuery): AssetWindow {
  const { total, items } = itemsOfWindow(snapshot, query);
  const rows = summariesIn(snapshot.assets.slots, items);
  return { revision: snapshot.revision, total, counts: snapshot.counts, rows };
}

/** The roots of a window of the list, which may be kept for longer than the snapshot. */
export function rootsOfWindow(snapshot: ProjectSnapshot, query: AssetQuery): string[] {
  return itemsOfWindow(snapshot, query).items.map((item) => copied(assetIn(snapshot.assets.slots, item).root));
}

function itemsOfWindow(
  snapshot: ProjectSnapshot,
  query: AssetQuery,
): { readonly total: number; readonly items: readonly number[] } {
  const matching = matchingItems(snapshot, query);
  const { total } = matching;
  const end = query.descending ? Math.max(0, total - query.offset) : Math.min(total, query.offset + query.limit);
  const start = query.descending ? Math.max(0, end - query.limit) : Math.min(total, query.offset);
  const found = matching.window(start, end - start);
  return { total, items: query.descending ? found.toReversed() : found };
}

/** What a filter lets through in an order, ascending, whatever way the list shows it. */
export function matchingItems(
  snapshot: ProjectSnapshot,
  { filter, sort }: Pick<AssetView, 'filter' | 'sort'>,
): MatchingItems {
  const { assets } = snapshot;
  const { kinds, conditions, key } = wantedAssets(filter);
  const plain = plainParts(assets, kinds, conditions, sort);
  if (plain !== null) {
    return itemsOfParts(partsOfSort(plain.ordersOf, sort, kinds), plain.stretch);
  }
  return answers(assets, `${sort} ${key}`, () => {
    return itemsInSlots(
      partsOfSort(() => assets.orders, sort, kinds),
      slotsMeeting(snapshot, conditions),
    );
  });
}

/** Lists that have what is asked for of some kinds, in all or in a stretch, and nothing else of them; null where none do. */
function plainParts(
  assets: AssetIndex,
  kinds: KindSet,
  conditions: readonly Condition[],
  sort: AssetQuery['sort'],
): { readonly ordersOf: (kinds: KindSet) => AssetOrders; readonly stretch: Stretch | null } | null {
  const { orders, facetOrders } = assets;
  const shortest = (some: KindSet): AssetOrders => shortestOrders(orders, facetOrders, some);
  const [first, ...others] = conditions;
  if (first === undefined) {
    return { ordersOf: shortest, stretch: null };
  }
  const [value, ...otherValues] = first.values;
  if (value === undefined || otherValues.length > 0 || first.excluded || others.length > 0) {
    return null;
  }
  if (first.by === 'path') {
    // By name the assets of a folder do not stand together.
    const stretch = sort === 'name' ? null : stretchOf(assets, 'root', value);
    return stretch === null ? null : { ordersOf: shortest, stretch };
  }
  // Lists of a tag do not know of registration.
  if (sort === 'registration' || !isOfBothRegistrations(kinds)) {
    return null;
  }
  if (first.by === 'exact-tag') {
    const tagged = taggedWith(assets.tags, value);
    return { ordersOf: () => tagged, stretch: null };
  }
  if (first.by === 'tag') {
    const [tagged, ...otherSpellings] = taggedAlike(assets.tags, value);
    return otherSpellings.length > 0 ? null : { ordersOf: () => tagged?.orders ?? noOrders, stretch: null };
  }
  return null;
}

// What takes more than a window's work is worked out once for each revision and query.
const answers = createKeptAnswers<MatchingItems>(4);
