import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import {
  type BlockTree,
  itemsOf,
  lastItemOf,
  type Probe,
  rankOf,
  treeInSlices,
  windowOf,
  withItemAt,
  withoutItemAt,
} from './block-tree.ts';
import { type EntryItem, entryColumnsInSlices } from './entry-columns.ts';
import { type EntryColumns, type HeldEntry, idAt, isSameEntry, LoadedEntry, type WrittenEntry } from './held-entry.ts';
import type { ReadRecords } from './read-records.ts';
import { atOnce, type SlicedWork, sortedInSlices } from './sliced-work.ts';
import { itemAt } from './sorted-list.ts';
import { compareText } from './text-order.ts';

/** The registry in memory: every live entry, findable by its id. By its root it is found with its asset (findAsset). */
export interface RegistryView {
  readonly loaded: EntryColumns;
  /**
   * In the order of ids: rows of what was loaded, and entries that came since. A list that compares by itself would have
   * to hold the columns, and be no value that is equal to another one.
   */
  readonly byId: BlockTree<EntryItem>;
}

export function registryViewOf(entries: readonly RegistryEntry[]): RegistryView {
  return atOnce(registryViewInSlices(entries));
}

/** The same as `registryViewOf`, in slices. */
export function* registryViewInSlices(entries: ReadRecords<RegistryEntry>): SlicedWork<RegistryView> {
  const { columns, items } = yield* entryColumnsInSlices(entries);
  const compare = (a: EntryItem, b: EntryItem): number => compareText(idOf(columns, a), idOf(columns, b));
  return { loaded: columns, byId: yield* treeInSlices(yield* sortedInSlices(items, compare)) };
}

/** How many entries there are. */
export function entryCount({ byId }: RegistryView): number {
  return byId.size;
}

/** Every entry, in the order of ids. */
export function* entriesOf(view: RegistryView): Generator<HeldEntry, void> {
  for (const item of itemsOf(view.byId)) {
    yield entryIn(view, item);
  }
}

/** The entry that an item of the list stands for. */
export function entryIn({ loaded }: RegistryView, item: EntryItem): HeldEntry {
  return typeof item === 'number' ? new LoadedEntry(loaded, item) : item;
}

/** The view with one entry more. Throws when the id is taken: ids are never given twice. */
export function viewWithEntry(view: RegistryView, entry: WrittenEntry): RegistryView {
  const { assetId } = entry;
  const last = lastItemOf(view.byId);
  // An id has the time in front in which it was given: a new one comes behind all others.
  const comesLast = last === undefined || compareText(idOf(view.loaded, last), assetId) < 0;
  const byId = withItemAt(view.byId, comesLast ? () => -1 : probeFor(view, assetId), entry);
  if (byId.size === view.byId.size) {
    throw new Error(`The registry has an entry ${assetId} already`);
  }
  return { ...view, byId };
}

/** The view without an entry. Throws where it is not in it. */
export function viewWithoutEntry(view: RegistryView, entry: HeldEntry): RegistryView {
  const item = itemWithId(view, entry.assetId);
  if (item === undefined || !isSameEntry(entryIn(view, item), entry)) {
    throw new Error(`The registry has another entry ${entry.assetId}, or none`);
  }
  return { ...view, byId: withoutItemAt(view.byId, probeFor(view, entry.assetId)) };
}

export function entryById(view: RegistryView, assetId: string): HeldEntry | undefined {
  const item = itemWithId(view, assetId);
  return item === undefined ? undefined : entryIn(view, item);
}

function itemWithId(view: RegistryView, assetId: string): EntryItem | undefined {
  return itemAt(view.byId, probeFor(view, assetId));
}

/** Where an id stands, or would stand. */
function probeFor({ loaded }: RegistryView, assetId: string): Probe<EntryItem> {
  return (item) => compareText(idOf(loaded, item), assetId);
}

/** The entries whose ids begin with a text, in the order of ids. */
export function entriesWithId(view: RegistryView, beginning: string): readonly HeldEntry[] {
  const { loaded, byId } = view;
  const start = rankOf(byId, everyEntry, probeFor(view, beginning));
  const end = rankOf(byId, everyEntry, (item) => {
    const id = idOf(loaded, item);
    return id < beginning || id.startsWith(beginning) ? -1 : 1;
  });
  return windowOf(byId, everyEntry, start, end - start).map((item) => entryIn(view, item));
}

/** The entries of one view whose ids another one does not have. */
export function entriesMissing(of: RegistryView, from: RegistryView): HeldEntry[] {
  return [...entriesOf(of)].filter(({ assetId }) => entryById(from, assetId) === undefined);
}

const everyEntry = { marks: null, allowed: null };

function idOf({ texts, places }: EntryColumns, item: EntryItem): string {
  return typeof item === 'number' ? idAt(texts, item, places[item] ?? 0) : item.assetId;
}
