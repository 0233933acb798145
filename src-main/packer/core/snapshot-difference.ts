import type { SnapshotDifference } from '../../../src-preload/contract/domain/project.ts';
import { Asset } from './asset.ts';
import { type AssetIndex, assetsInOrder, placedWithRoot } from './asset-index.ts';
import { kindOf, slotOf } from './asset-kind.ts';
import type { AssetOrders } from './asset-orders.ts';
import { assetIn, contentOfSlots, slotCount } from './asset-slots.ts';
import { type BlockTree, isSound, itemsOf } from './block-tree.ts';
import { type HeldEntry, LoadedEntry, plainEntry, WrittenEntry } from './held-entry.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { entriesOf, entryIn } from './registry-view.ts';
import { recordIn } from './search-text.ts';
import { extensionsIn } from './source-extensions.ts';
import { countsInOrder } from './tag-kinds.ts';

/**
 * The oracle (rule S3): every way in which two snapshots differ, `revision` alone left out. Values are compared in
 * full and indexes item by item, so that an index that a patch forgot is found too.
 */
export function differencesOf(memory: ProjectSnapshot, disk: ProjectSnapshot): SnapshotDifference[] {
  return [
    ...differencesByKey('asset', assetsByRoot(memory), assetsByRoot(disk)),
    ...differencesByKey('entry', entriesById(memory), entriesById(disk)),
    ...differencesByKey('diagnostic', diagnosticsOf(memory), diagnosticsOf(disk)),
    ...differencesByKey('index', indexesOf(memory), indexesOf(disk)),
    ...differencesByKey('project', projectOf(memory), projectOf(disk)),
  ];
}

/** For people: where an asset or an entry differs, that the indexes that hold it do so too says nothing more. */
export function withoutConsequences(differences: readonly SnapshotDifference[]): SnapshotDifference[] {
  const ofContent = differences.some(({ part }) => part === 'asset' || part === 'entry');
  return differences.filter(({ part }) => !(ofContent && part === 'index'));
}

/** What a reload found anew, changed and gone, by root. */
export function changesBetween(
  before: ProjectSnapshot,
  after: ProjectSnapshot,
): { readonly added: number; readonly changed: number; readonly removed: number } {
  const changes = differencesByKey('asset', assetsByRoot(before), assetsByRoot(after));
  const count = (change: SnapshotDifference['change']) => changes.filter((found) => found.change === change).length;
  return { added: count('only-on-disk'), changed: count('different'), removed: count('only-in-memory') };
}

function differencesByKey(
  part: SnapshotDifference['part'],
  memory: ReadonlyMap<string, unknown>,
  disk: ReadonlyMap<string, unknown>,
): SnapshotDifference[] {
  const differences: SnapshotDifference[] = [];
  for (const [key, value] of memory) {
    if (!disk.has(key)) {
      differences.push({ part, key, change: 'only-in-memory' });
    } else if (!areEqual(value, disk.get(key))) {
      differences.push({ part, key, change: 'different' });
    }
  }
  for (const key of disk.keys()) {
    if (!memory.has(key)) {
      differences.push({ part, key, change: 'only-on-disk' });
    }
  }
  return differences;
}

function assetsByRoot({ assets }: ProjectSnapshot): Map<string, unknown> {
  return new Map(Array.from(assetsInOrder(assets, 'root'), (asset) => [asset.root, asset]));
}

function entriesById({ registry }: ProjectSnapshot): Map<string, unknown> {
  return new Map(Array.from(entriesOf(registry), (entry) => [entry.assetId, entry]));
}

function diagnosticsOf(snapshot: ProjectSnapshot): Map<string, unknown> {
  return new Map(
    snapshot.diagnostics.map((found, at) => [`${found.place.file} ${found.code} ${String(at)}`, found] as const),
  );
}

/**
 * Each index as the sequence of what it holds. Lists of assets hold slots, whose numbers are a matter of history: they
 * stand here by the root of the asset in them, with the kind by which the list filters it. Content that is stale in
 * the slots shows as a different asset.
 */
function indexesOf(snapshot: ProjectSnapshot): Map<string, unknown> {
  const { assets, registry } = snapshot;
  const ofList = (name: string, list: BlockTree<number>): [string, unknown] => [
    name,
    contentOf(list, (item) => rootAndKind(assets, item)),
  ];
  const ofOrders = (name: string, { root, name: byName }: AssetOrders): [string, unknown][] => [
    ofList(`${name} by root`, root),
    ofList(`${name} by name`, byName),
  ];
  return new Map<string, unknown>([
    ...ofOrders('order', assets.orders),
    ...Object.entries(assets.facetOrders.health).flatMap(([health, orders]) => ofOrders(`health ${health}`, orders)),
    ...Object.entries(assets.facetOrders.nameByType).map(([type, list]) => ofList(`type ${type} by name`, list)),
    ...Array.from(itemsOf(assets.tags)).flatMap(({ tag, orders }) => ofOrders(`tag ${JSON.stringify(tag)}`, orders)),
    ['tags', contentOf(assets.tags, ({ tag, key }) => [tag, key])],
    ['kinds by tag', contentOf(assets.tagKinds, (ofTag) => [ofTag.key, countsInOrder(ofTag)])],
    ['extensions', extensionsOfAll(assets)],
    ['search text', searchTextsOf(assets)],
    ['slots', slotsInUse(assets)],
    ['found by root', foundByRoot(snapshot)],
    ['entries by id', contentOf(registry.byId, (item) => entryIn(registry, item))],
    ['counts', snapshot.counts],
  ]);
}

function contentOf<Item>(tree: BlockTree<Item>, contentOfItem: (item: Item) => unknown): unknown {
  return { size: tree.size, items: Array.from(itemsOf(tree), contentOfItem), sound: isSound(tree) };
}

function rootAndKind({ slots }: AssetIndex, item: number): string {
  return `${assetIn(slots, item).root} ${kindOf(item)}`;
}

function extensionsOfAll({ orders, extensions }: AssetIndex): unknown {
  return Array.from(itemsOf(orders.root), (item) => extensionsIn(extensions, slotOf(item)));
}

function searchTextsOf({ orders, text }: AssetIndex): unknown {
  return Array.from(itemsOf(orders.root), (item) => recordIn(text, slotOf(item)));
}

/** How many slots hold an asset, and whether exactly the others are free and without anything to be found. */
function slotsInUse({ slots, free, text, extensions }: AssetIndex): unknown {
  const empty = new Set(Array.from(contentOfSlots(slots)).flatMap((asset, slot) => (asset === null ? [slot] : [])));
  const inUse = slotCount(slots) - empty.size;
  let areFree = true;
  for (let next = free; next !== null; next = next.next) {
    const isBare = recordIn(text, next.slot) === '' && extensionsIn(extensions, next.slot) === '';
    areFree &&= empty.delete(next.slot) && isBare;
  }
  return { inUse, areFree: areFree && empty.size === 0 };
}

/** Every asset as it is found by its root. */
function foundByRoot({ assets }: ProjectSnapshot): unknown {
  return Array.from(assetsInOrder(assets, 'root'), ({ root }) => placedWithRoot(assets, root)?.asset);
}

function projectOf(snapshot: ProjectSnapshot): Map<string, unknown> {
  return new Map<string, unknown>([
    ['name', snapshot.name],
    ['read-only', snapshot.readOnly],
  ]);
}

/** Deep equality of plain data. Shared objects are equal without a look inside. */
function areEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return false;
  }
  // One of a load and one of a write hold the same in different ways.
  if (a instanceof Asset && b instanceof Asset) {
    return areEqual(plainAsset(a), plainAsset(b));
  }
  if (isHeldEntry(a) && isHeldEntry(b)) {
    return areEqual(plainEntry(a), plainEntry(b));
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => areEqual(item, b[at]))
    );
  }
  const aEntries = Object.entries(a);
  const bValues = new Map(Object.entries(b));
  return (
    aEntries.length === bValues.size &&
    aEntries.every(([key, value]) => bValues.has(key) && areEqual(value, bValues.get(key)))
  );
}

function plainAsset({ root, name, type, health, problems, entry, packed }: Asset): object {
  return { root, name, type, health, problems, entry, packed };
}

function isHeldEntry(value: object): value is HeldEntry {
  return value instanceof LoadedEntry || value instanceof WrittenEntry;
}
