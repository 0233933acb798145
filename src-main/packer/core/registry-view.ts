import type { RegistryEntry } from '../../../src-preload/contract/domain/registry-entry.ts';
import {
  type BlockTree,
  firstNotBefore,
  itemsOf,
  lastItemOf,
  rankOf,
  treeInSlices,
  windowOf,
  withItemAt,
  withoutItemAt,
} from './block-tree.ts';
import { type EntryItem, entryColumnsInSlices } from './entry-columns.ts';
import { type EntryColumns, type HeldEntry, idAt, isSameEntry, LoadedEntry, type WrittenEntry } from './held-entry.ts';
import type { ReadRecords } from './read-records.ts';
import { atOnce, type SlicedWork } from './sliced-work.ts';
import { compareText } from './text-order.ts';

/** The registry in memory: every live entry, findable by its id. By its root it is found with its asset (findAsset). */
export interface RegistryView {
  readonly loaded: EntryColumns;
  /** In the order of ids: rows of what was loaded, and entries that came since. */
  readonly byId: BlockTree<EntryItem>;
}

export function registryViewOf(entries: readonly RegistryEntry[]): RegistryView {
  return atOnce(registryViewInSlices(entries));
}

/** The same as `registryViewOf`, in slices. */
export function* registryViewInSlices(entries: ReadRecords<RegistryEntry>): SlicedWork<RegistryView> {
  const { columns, items } = yield* entryColumnsInSlices(entries);
  return { loaded: columns, byId: yield* treeInSlices(items) };
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
  const comesLast = last === undefined || compareText(idOf(view, last), assetId) < 0;
  const byId = withItemAt(view.byId, comesLast ? () => -1 : (item) => compareText(idOf(view, item), assetId), entry);
  if (byId.size === view.byId.size) {
    throw new Error(`The registry has an entry ${assetId} already`);
  }
  return { ...view, byId };
}

/** The view without an entry. Throws where it is not in it. */
export function viewWithoutEntry(view: RegistryView, entry: HeldEntry): RegistryView {
  const { assetId } = entry;
  if (!isSameEntry(entryById(view, assetId) ?? null, entry)) {
    throw new Error(`The registry has another entry ${assetId}, or none`);
  }
  return { ...view, byId: withoutItemAt(view.byId, (item) => compareText(idOf(view, item), assetId)) };
}

export function entryById(view: RegistryView, assetId: string): HeldEntry | undefined {
  const item = firstNotBefore(view.byId, (other) => compareText(idOf(view, other), assetId));
  return item === undefined || idOf(view, item) !== assetId ? undefined : entryIn(view, item);
}

/** The entries whose ids begin with a text, in the order of ids. */
export function entriesWithId(view: RegistryView, beginning: string): readonly HeldEntry[] {
  const { byId } = view;
  const start = rankOf(byId, everyEntry, (item) => compareText(idOf(view, item), beginning));
  const end = rankOf(byId, everyEntry, (item) => {
    const id = idOf(view, item);
    return id < beginning || id.startsWith(beginning) ? -1 : 1;
  });
  return windowOf(byId, everyEntry, start, end - start).map((item) => entryIn(view, item));
}

/** The entries of one view whose ids another one does not have. */
export function entriesMissing(of: RegistryView, from: RegistryView): HeldEntry[] {
  return [...entriesOf(of)].filter(({ assetId }) => entryById(from, assetId) === undefined);
}

const everyEntry = { marks: null, allows: () => true };

function idOf({ loaded }: RegistryView, item: EntryItem): string {
  return typeof item === 'number' ? idAt(loaded.texts, item, loaded.places[item] ?? 0) : item.assetId;
}
