import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import { itemsOf } from './block-tree.ts';
import { type HeldEntry, heldEntriesInSlices } from './held-entry.ts';
import type { ReadRecords } from './read-records.ts';
import { atOnce, type SlicedWork } from './sliced-work.ts';
import { comesLast, itemAt, type SortedList, sortedListInSlices, withItem, withoutItem } from './sorted-list.ts';
import { compareText } from './text-order.ts';

/** The registry in memory: every live entry, findable by its id. By its root it is found with its asset (findAsset). */
export interface RegistryView {
  readonly byId: SortedList<HeldEntry>;
}

const byId = (a: HeldEntry, b: HeldEntry): number => compareText(a.assetId, b.assetId);

export function registryViewOf(entries: readonly RegistryEntry[]): RegistryView {
  return atOnce(registryViewInSlices(entries));
}

/** The same as `registryViewOf`, in slices. */
export function* registryViewInSlices(entries: ReadRecords<RegistryEntry>): SlicedWork<RegistryView> {
  return { byId: yield* sortedListInSlices(yield* heldEntriesInSlices(entries), byId) };
}

/** The view with one entry more. Throws when the id is taken: ids are never given twice. */
export function viewWithEntry(view: RegistryView, entry: HeldEntry): RegistryView {
  // An id has the time in front in which it was given: a new one comes behind all others.
  if (!comesLast(view.byId, entry) && entryById(view, entry.assetId) !== undefined) {
    throw new Error(`The registry has an entry ${entry.assetId} already`);
  }
  return { byId: withItem(view.byId, entry) };
}

/** The view without an entry. Throws where it is not in it. */
export function viewWithoutEntry(view: RegistryView, entry: HeldEntry): RegistryView {
  return { byId: withoutItem(view.byId, entry) };
}

export function entryById(view: RegistryView, assetId: string): HeldEntry | undefined {
  return itemAt(view.byId, (other) => compareText(other.assetId, assetId));
}

/** The entries of one view whose ids another one does not have. */
export function entriesMissing(of: RegistryView, from: RegistryView): HeldEntry[] {
  return Array.from(itemsOf(of.byId)).filter(({ assetId }) => entryById(from, assetId) === undefined);
}
