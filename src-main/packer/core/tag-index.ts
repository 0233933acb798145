import { type Asset, tagsOf } from './asset.ts';
import { itemWithoutRegistration, kindMarks, slotOf } from './asset-kind.ts';
import { type AssetOrders, compareNames, noOrders, ordersWithReplaced } from './asset-orders.ts';
import type { AssetSlots, PlacedAsset } from './asset-slots.ts';
import { blocksOf, itemsOf, treeInSlices } from './block-tree.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';
import { addSlot, type SlotSet } from './slot-set.ts';
import { itemAt, type SortedList, sortedListInSlices, withItem, withoutItem } from './sorted-list.ts';
import { compareText, foldText, searchedKey } from './text-order.ts';

/**
 * The assets of one tag, in the same orders as all assets, counted by health and type. Registration is left out, so
 * that a registration need not look for its asset in the list of each of its tags, where no part of the way is known.
 */
export interface TaggedAssets {
  readonly tag: string;
  /** The tag as all of its spellings are folded. */
  readonly key: string;
  /** The tag as text search looks for it. */
  readonly searched: string;
  readonly orders: AssetOrders;
}

/** Every tag that an asset has, in order. A tag is what the manifest says, case and all. */
export type TagIndex = SortedList<TaggedAssets>;

/** The tags of assets, each in the slot of its index: whoever asks for those of all reads the text of each but once. */
export function* tagsInSlices(assets: readonly Asset[]): SlicedWork<(readonly string[])[]> {
  const tags = new Array<readonly string[]>(assets.length);
  for (let at = 0; at < assets.length; at += 1) {
    const asset = assets[at];
    tags[at] = asset === undefined ? [] : tagsOf(asset);
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  return tags;
}

/**
 * The index of assets, each in the slot of its index, whose tags `tagsInSlices` has found. `byName` are the slots in the
 * order of names.
 */
export function* tagIndexInSlices(
  assets: readonly Asset[],
  tagsOfAll: readonly (readonly string[])[],
  byName: readonly number[],
): SlicedWork<TagIndex> {
  const rootLists = new Map<string, number[]>();
  const nameLists = new Map<string, number[]>();
  for (let at = 0; at < assets.length; at += 1) {
    const slot = byName[at] ?? 0;
    addItem(rootLists, assets[at], tagsOfAll[at], at);
    addItem(nameLists, assets[slot], tagsOfAll[slot], slot);
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  const tags: TaggedAssets[] = [];
  let steps = 0;
  for (const [tag, items] of rootLists) {
    const root = yield* treeInSlices(items, kindMarks);
    tags.push({
      tag,
      ...foldedTag(tag),
      orders: { root, name: yield* treeInSlices(nameLists.get(tag) ?? [], kindMarks) },
    });
    steps += items.length;
    if (steps > sliceSteps) {
      steps = 0;
      yield;
    }
  }
  return yield* sortedListInSlices(tags, compareTags);
}

const compareTags = (a: TaggedAssets, b: TaggedAssets): number => compareText(a.tag, b.tag);

/** The assets of a tag: none where no asset has it. */
export function taggedWith(index: TagIndex, tag: string): AssetOrders {
  return itemAt(index, (other) => compareText(other.tag, tag))?.orders ?? noOrders;
}

/** The assets of each tag that is the same one where case does not matter, in the order of tags. */
export function taggedAlike(index: TagIndex, key: string): readonly TaggedAssets[] {
  return alike(index, key, () => [...itemsOf(index)].filter((tagged) => tagged.key === key));
}

// Tags are in the order of their spellings, so that all of them are looked through: once for a key, until they change.
const alike = createKeptAnswers<readonly TaggedAssets[]>(64);

/** Adds the slots of assets that have a tag in which the word stands. */
export function addSlotsTaggedLike(index: TagIndex, word: string, found: SlotSet): void {
  for (const { searched, orders } of itemsOf(index)) {
    if (searched.includes(word)) {
      addSlotsOf(orders, found);
    }
  }
}

/** Adds the slots of assets that are in some lists. */
export function addSlotsOf({ root }: AssetOrders, found: SlotSet): void {
  for (const block of blocksOf(root)) {
    for (const item of block) {
      addSlot(found, slotOf(item));
    }
  }
}

/** The index with `after` in the place of `before`; either may be null. `slots` are those before the change. */
export function tagsWithReplaced(
  index: TagIndex,
  slots: AssetSlots,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
): TagIndex {
  const looksSame =
    before !== null &&
    after !== null &&
    itemWithoutRegistration(before.slot, before.asset) === itemWithoutRegistration(after.slot, after.asset) &&
    compareNames(before.asset, after.asset) === 0;
  if (looksSame && before.asset.packed === after.asset.packed) {
    return index;
  }
  const tagsBefore = before === null ? [] : tagsOf(before.asset);
  const tagsAfter = after === null ? [] : tagsOf(after.asset);
  let changed = index;
  for (const tag of new Set([...tagsBefore, ...tagsAfter])) {
    if (looksSame && tagsBefore.includes(tag) && tagsAfter.includes(tag)) {
      continue;
    }
    const orders = ordersWithReplaced(
      taggedWith(changed, tag),
      slots,
      tagsBefore.includes(tag) ? before : null,
      tagsAfter.includes(tag) ? after : null,
      itemWithoutRegistration,
    );
    const tagged = { tag, ...foldedTag(tag), orders };
    changed = orders.root.size === 0 ? withoutItem(changed, tagged) : withItem(changed, tagged);
  }
  return changed;
}

function addItem(
  lists: Map<string, number[]>,
  asset: Asset | undefined,
  tags: readonly string[] | undefined,
  slot: number,
): void {
  if (asset === undefined || tags === undefined || tags.length === 0) {
    return;
  }
  const item = itemWithoutRegistration(slot, asset);
  for (const tag of tags) {
    const list = lists.get(tag);
    if (list === undefined) {
      lists.set(tag, [item]);
    } else {
      list.push(item);
    }
  }
}

function foldedTag(tag: string): Pick<TaggedAssets, 'key' | 'searched'> {
  const key = foldText(tag);
  return { key, searched: searchedKey(key) };
}
