import type { FolderContent, TagCount } from '../../../src-preload/contract/domain/asset-facets.ts';
import type { AssetCounts } from '../../../src-preload/contract/domain/asset-list.ts';
import { formatSearch, parseSearch, type SearchTerm } from '../../../src-preload/contract/domain/search-terms.ts';
import type { AssetIndex } from './asset-index.ts';
import {
  eachKind,
  everyKind,
  type KindSet,
  kindCount,
  kindOf,
  kindsInBoth,
  kindsOfHealth,
  kindsOfRegistration,
  kindsOfType,
  selectionOf,
  slotOf,
} from './asset-kind.ts';
import { slotCount } from './asset-slots.ts';
import { blocksOf, countOf, countsBefore } from './block-tree.ts';
import { type FolderStretch, folderContent, folderStretches } from './folder-content.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { addSlot, bitOf, noSlots, type SlotSet, slotsInAll } from './slot-set.ts';
import { slotsMeeting } from './slots-with.ts';
import { tagCounts, tagCountsAmong, tagCountsOf } from './tag-counts.ts';
import { type Condition, type WantedAssets, wantedAssets } from './wanted-assets.ts';

/**
 * What a search leaves beside one facet, whose values are counted in that: of the facet's own terms those stay that keep
 * something out, because they hold whatever is chosen. `all` is what no filter but the text leaves.
 */
type Facet = 'all' | 'is' | 'type' | 'tag' | 'path';

function beside(search: string, facet: Facet): WantedAssets {
  return wantedAssets({
    registration: [],
    health: [],
    type: [],
    tag: [],
    search: formatSearch(parseSearch(search).filter((term) => staysBeside(facet, term))),
  });
}

function staysBeside(facet: Facet, { key, excluded }: SearchTerm): boolean {
  switch (facet) {
    case 'all':
      return key === 'text';
    case 'is':
      // A status takes the place of all that is said of it.
      return key !== 'is';
    default:
      return key !== facet || excluded;
  }
}

/** How many assets each status and each type would leave of a search, each counted with the other filters (rule Q7). */
export function facetCounts(snapshot: ProjectSnapshot, search: string): AssetCounts {
  const count = ({ kinds, conditions }: WantedAssets, set: KindSet): number =>
    sumOf(countsByKind(snapshot, conditions), kindsInBoth(kinds, set));
  const each = <Value extends string>(
    wanted: WantedAssets,
    sets: Readonly<Record<Value, KindSet>>,
  ): Record<Value, number> =>
    Object.fromEntries(
      Object.entries<KindSet>(sets).map(([value, set]) => [value, count(wanted, set)] as const),
    ) as Record<Value, number>;
  const ofStatus = beside(search, 'is');
  return {
    all: count(beside(search, 'all'), everyKind),
    registration: each(ofStatus, kindsOfRegistration),
    health: each(ofStatus, kindsOfHealth),
    type: each(beside(search, 'type'), kindsOfType),
  };
}

/**
 * Tags that would leave something of a search, with how much, the most frequent first. Where the search asks for kinds
 * alone they are counted already, and it costs what the tags do; else each asset is looked at.
 */
export function facetTags(snapshot: ProjectSnapshot, search: string): readonly TagCount[] {
  const wanted = beside(search, 'tag');
  const { assets } = snapshot;
  if (isEverything(wanted)) {
    return tagCounts(assets);
  }
  return tags(assets, wanted.key, () =>
    wanted.conditions.length === 0
      ? tagCountsOf(assets, wanted.kinds)
      : tagCountsAmong(assets, wantedSlots(snapshot, wanted)),
  );
}

/**
 * The folders in a folder, those that a search leaves nothing of among them, each with how much it would leave. Where
 * the search asks for kinds alone it costs what the folders do; else each asset is looked at.
 */
export function facetFolders(snapshot: ProjectSnapshot, search: string, path: string): FolderContent {
  const wanted = beside(search, 'path');
  const { assets } = snapshot;
  const content = folderContent(assets, path);
  if (isEverything(wanted)) {
    return content;
  }
  const stretches = folderStretches(assets, path);
  const counts =
    wanted.conditions.length === 0
      ? kindsInStretches(assets, wanted.kinds, stretches)
      : slotsInStretches(snapshot, wanted, stretches);
  return { ...content, folders: content.folders.map((folder, at) => ({ ...folder, count: counts[at] ?? 0 })) };
}

// What is counted of a search is counted once for each revision and query.
const kindCounts = createKeptAnswers<Uint32Array>(3);
const slots = createKeptAnswers<SlotSet>(3);
const tags = createKeptAnswers<readonly TagCount[]>(1);
const countsBySlot = createKeptAnswers<Uint32Array>(1);

function isEverything({ kinds, conditions }: WantedAssets): boolean {
  return conditions.length === 0 && isEveryKind(kinds);
}

function isEveryKind(kinds: KindSet): boolean {
  return kinds.every((meant) => meant === 1);
}

function sumOf(counts: Uint32Array, kinds: KindSet): number {
  return counts.reduce((sum, count, kind) => sum + count * (kinds[kind] ?? 0), 0);
}

/** How many assets of each kind there are for which the conditions hold. */
function countsByKind(snapshot: ProjectSnapshot, conditions: readonly Condition[]): Uint32Array {
  const { assets } = snapshot;
  const { root } = assets.orders;
  return kindCounts(assets, JSON.stringify(conditions), () => {
    if (conditions.length === 0) {
      // The list knows.
      return Uint32Array.from(eachKind, (kind) => countOf(root, selectionOf(kind)));
    }
    const found = slotsMeeting(snapshot, conditions);
    const counts = new Uint32Array(kindCount);
    for (const block of blocksOf(root)) {
      for (const item of block) {
        const kind = kindOf(item);
        counts[kind] = (counts[kind] ?? 0) + bitOf(found, slotOf(item));
      }
    }
    return counts;
  });
}

/** How many assets of some kinds stand in each of some stretches, counted down the order by root. */
function kindsInStretches(
  { orders: { root } }: AssetIndex,
  kinds: KindSet,
  stretches: readonly FolderStretch[],
): readonly number[] {
  const places = [...new Set(stretches.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const counts = countsBefore(root, selectionOf(kinds), places);
  const before = new Map(places.map((place, at) => [place, counts[at] ?? 0]));
  return stretches.map(({ from, to }) => (before.get(to) ?? 0) - (before.get(from) ?? 0));
}

/** How many wanted assets stand in each of some stretches, of which at least one condition says which these are. */
function slotsInStretches(
  snapshot: ProjectSnapshot,
  wanted: WantedAssets,
  stretches: readonly FolderStretch[],
): readonly number[] {
  const { assets } = snapshot;
  const before = countsBySlot(assets, wanted.key, () => readCountsBefore(assets, wantedSlots(snapshot, wanted)));
  return stretches.map(({ from, to }) => (before[to] ?? 0) - (before[from] ?? 0));
}

/** The slots of all that is wanted, of which at least one condition says which these are. */
function wantedSlots(snapshot: ProjectSnapshot, wanted: WantedAssets): SlotSet {
  const { assets } = snapshot;
  const { kinds, conditions } = wanted;
  return slots(assets, wanted.key, () => {
    const found = slotsMeeting(snapshot, conditions);
    return isEveryKind(kinds) ? found : slotsInAll([found, slotsOfKinds(assets, kinds)]);
  });
}

function slotsOfKinds({ orders, slots: all }: AssetIndex, kinds: KindSet): SlotSet {
  const found = noSlots(slotCount(all));
  for (const block of blocksOf(orders.root)) {
    for (const item of block) {
      if (kinds[kindOf(item)] === 1) {
        addSlot(found, slotOf(item));
      }
    }
  }
  return found;
}

/** For each place in the order by root, how many of some slots stand before it. */
function readCountsBefore({ orders: { root } }: AssetIndex, meant: SlotSet): Uint32Array {
  const before = new Uint32Array(root.size + 1);
  let at = 0;
  let count = 0;
  for (const block of blocksOf(root)) {
    for (const item of block) {
      before[at] = count;
      count += bitOf(meant, slotOf(item));
      at += 1;
    }
  }
  before[at] = count;
  return before;
}
