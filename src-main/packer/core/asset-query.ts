import type { AssetFilter, AssetQuery, AssetWindow } from '../../../src-preload/contract/domain/asset-list.ts';
import { type Asset, summaryOf } from './asset.ts';
import type { AssetIndex } from './asset-index.ts';
import { type AssetOrders, assetIn } from './asset-orders.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { itemsInSlots, itemsOfParts, type MatchingItems } from './matching-items.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { slotsWithWord } from './search-text.ts';
import { noSlots, type SlotSet, slotsInAll } from './slot-set.ts';
import { partsOfSort } from './sort-parts.ts';
import { addSlotsTagged, addSlotsTaggedLike, taggedWith } from './tag-index.ts';
import { foldText } from './text-order.ts';

/** A window of the list (rule Q3), read from the snapshot alone (rule Q1). */
export function listAssets(snapshot: ProjectSnapshot, query: AssetQuery): AssetWindow {
  const { total, assets } = findAssets(snapshot, query);
  return { revision: snapshot.revision, total, counts: snapshot.counts, rows: assets.map(summaryOf) };
}

/** The assets of a window of the list themselves, and how many match in all. */
export function findAssets(
  { assets }: ProjectSnapshot,
  query: AssetQuery,
): { readonly total: number; readonly assets: readonly Asset[] } {
  const matching = matchingItems(assets, query);
  const { total } = matching;
  const end = query.descending ? Math.max(0, total - query.offset) : Math.min(total, query.offset + query.limit);
  const start = query.descending ? Math.max(0, end - query.limit) : Math.min(total, query.offset);
  const found = matching.window(start, end - start).map((item) => assetIn(assets.slots, item));
  return { total, assets: query.descending ? found.reverse() : found };
}

function matchingItems(assets: AssetIndex, query: AssetQuery): MatchingItems {
  const { filter, sort } = query;
  const words = wordsOf(filter);
  const tags = [...new Set(filter.tag)];
  const [tag, ...otherTags] = tags;
  if (words.length === 0) {
    if (tag === undefined) {
      return itemsOfParts(partsOfSort(ordersFor(assets, filter), sort, filter));
    }
    // Lists of a tag do not know of registration.
    if (otherTags.length === 0 && sort !== 'registration' && filter.registration.length === 0) {
      return itemsOfParts(partsOfSort(taggedWith(assets.tags, tag), sort, filter));
    }
  }
  const { registration, health, type } = filter;
  return answers(assets, JSON.stringify([sort, words, tags, registration, health, type]), () => {
    const sets: SlotSet[] = [];
    if (words.length > 0) {
      sets.push(hits(assets.text, JSON.stringify(words), () => slotsWithWords(assets, words)));
    }
    if (tag !== undefined) {
      sets.push(slotsWithTags(assets, tags));
    }
    return itemsInSlots(partsOfSort(assets.orders, sort, filter), slotsInAll(sets));
  });
}

/** The shortest lists that have all that the filter lets through. */
function ordersFor({ orders, problems }: AssetIndex, { health }: AssetFilter): AssetOrders {
  const [only, ...others] = health;
  return only === undefined || only === 'ok' || others.length > 0 ? orders : problems[only];
}

// What takes more than a window's work is worked out once for each revision and query. What was found of words holds
// as long as the text does: a registration changes neither it nor tags, and whatever changes tags makes a new one.
const answers = createKeptAnswers<MatchingItems>(4);
const hits = createKeptAnswers<SlotSet>(4);

function wordsOf({ search }: AssetFilter): readonly string[] {
  const words = foldText(search).split(/\s+/);
  return [...new Set(words)].filter((word) => word !== '');
}

/** Slots of assets that have each of the words in their root, their name or a tag. */
function slotsWithWords({ text, tags }: AssetIndex, words: readonly string[]): SlotSet {
  let found: SlotSet | null = null;
  // A long word is found seldom, and where none was found the others need not be looked for.
  for (const word of words.toSorted((a, b) => b.length - a.length)) {
    const withWord = slotsWithWord(text, word, found);
    addSlotsTaggedLike(tags, word, withWord);
    found = found === null ? withWord : slotsInAll([found, withWord]);
  }
  return found ?? noSlots(0);
}

/** Slots of assets that have one of the tags. */
function slotsWithTags(assets: AssetIndex, tags: readonly string[]): SlotSet {
  const found = noSlots(assets.slots.length);
  for (const tag of tags) {
    addSlotsTagged(assets.tags, tag, found);
  }
  return found;
}
