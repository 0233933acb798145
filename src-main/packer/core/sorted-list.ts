import { type BlockTree, firstNotBefore, lastItemOf, treeInSlices, withItemAt, withoutItemAt } from './block-tree.ts';
import { atOnce, type SlicedWork, sortedInSlices } from './sliced-work.ts';

/**
 * A sorted list as a value. `compare` must be a total order: two items that compare as 0 are the same place in the
 * list.
 */
export interface SortedList<Item> extends BlockTree<Item> {
  readonly compare: (a: Item, b: Item) => number;
}

/** A new list of the items, which may come in any order. */
export function sortedListOf<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): SortedList<Item> {
  return atOnce(sortedListInSlices(items, compare));
}

/** The same as `sortedListOf`, in slices. */
export function* sortedListInSlices<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): SlicedWork<SortedList<Item>> {
  return { ...(yield* treeInSlices(yield* sortedInSlices(items, compare))), compare };
}

/** The list with the item in its place. An item that compares as equal is replaced, and the size stays. */
export function withItem<Item>(list: SortedList<Item>, item: Item): SortedList<Item> {
  const { compare } = list;
  // Nothing has to be looked for where the place is behind all others.
  const probe = comesLast(list, item) ? () => -1 : (other: Item) => compare(other, item);
  return { ...withItemAt(list, probe, item), compare };
}

/** Whether the item comes behind all that the list has. */
export function comesLast<Item>(list: SortedList<Item>, item: Item): boolean {
  const last = lastItemOf(list);
  return last === undefined || list.compare(last, item) < 0;
}

/** The list without the item that compares as equal. Throws when there is none: the caller's indexes disagree. */
export function withoutItem<Item>(list: SortedList<Item>, item: Item): SortedList<Item> {
  const { compare } = list;
  return { ...withoutItemAt(list, (other) => compare(other, item)), compare };
}

/** The item at the place of a key, or undefined. `compareTo` compares an item with the key. */
export function itemAt<Item>(list: BlockTree<Item>, compareTo: (item: Item) => number): Item | undefined {
  const item = firstNotBefore(list, compareTo);
  return item !== undefined && compareTo(item) === 0 ? item : undefined;
}
