import type { SnapshotDifference } from '../../../src-preload/contract/domain/project.ts';
import type { Asset } from './asset.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { itemsOf, type SortedList } from './sorted-list.ts';

/**
 * The oracle (rule S3): every way in which two snapshots differ, `revision` alone left out. Values are compared in
 * full and indexes item by item, so that an index that a patch forgot is found too.
 */
export function differencesOf(memory: ProjectSnapshot, disk: ProjectSnapshot): SnapshotDifference[] {
  return [
    ...differencesByKey('asset', mapOf(memory.orders.root, rootOf), mapOf(disk.orders.root, rootOf)),
    ...differencesByKey('entry', mapOf(memory.registry.byId, idOf), mapOf(disk.registry.byId, idOf)),
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
  const changes = differencesByKey('asset', mapOf(before.orders.root, rootOf), mapOf(after.orders.root, rootOf));
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

function mapOf<Item>(list: SortedList<Item>, keyOf: (item: Item) => string): Map<string, Item> {
  return new Map(Array.from(itemsOf(list), (item) => [keyOf(item), item]));
}

const rootOf = (asset: Asset): string => asset.root;
const idOf = (entry: { readonly assetId: string }): string => entry.assetId;

function diagnosticsOf(snapshot: ProjectSnapshot): Map<string, unknown> {
  return new Map(
    snapshot.diagnostics.map((found, at) => [`${found.place.file} ${found.code} ${String(at)}`, found] as const),
  );
}

/** Each index as the sequence of its items' own values, so that content that is stale in one index alone shows. */
function indexesOf(snapshot: ProjectSnapshot): Map<string, unknown> {
  const orders = Object.entries(snapshot.orders).map(
    ([name, list]) => [`order by ${name}`, { size: list.size, items: Array.from(itemsOf(list)) }] as const,
  );
  const { byId, byRoot } = snapshot.registry;
  return new Map<string, unknown>([
    ...orders,
    ['entries by id', { size: byId.size, items: Array.from(itemsOf(byId)) }],
    ['entries by root', { size: byRoot.size, items: Array.from(itemsOf(byRoot)) }],
    ['counts', snapshot.counts],
  ]);
}

function projectOf(snapshot: ProjectSnapshot): Map<string, unknown> {
  return new Map<string, unknown>([
    ['name', snapshot.name],
    ['read-only', snapshot.readOnly],
  ]);
}

/** Deep equality of plain data. Shared objects are equal without a look inside, which keeps it fast after a patch. */
function areEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) {
    return true;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return false;
  }
  if (Array.isArray(a) !== Array.isArray(b)) {
    return false;
  }
  const aEntries = Object.entries(a);
  const bValues = new Map(Object.entries(b));
  return (
    aEntries.length === bValues.size &&
    aEntries.every(([key, value]) => bValues.has(key) && areEqual(value, bValues.get(key)))
  );
}
