import { type Health, healths, type TypeFilter, typeFilters } from '../../../src-preload/contract/domain/asset.ts';
import type { Asset } from './asset.ts';
import {
  type KindSet,
  keptByKinds,
  kindCount,
  kindMarks,
  kindOf,
  kindsOfHealth,
  kindsOfType,
  typeOf,
} from './asset-kind.ts';
import { type AssetOrders, ordersWithReplaced } from './asset-orders.ts';
import type { AssetSlots, PlacedAsset } from './asset-slots.ts';
import { treeInSlices } from './block-tree.ts';
import { type SlicedWork, sliceSteps } from './sliced-work.ts';

type Problem = Exclude<Health, 'ok'>;

const problems = healths.filter((health) => health !== 'ok');

type OrdersByValue<Value extends string> = Readonly<Record<Value, AssetOrders>>;

/**
 * The assets of each type, and of each health that few have, in lists of their own: in a list of all they lie far apart,
 * and a window of those that are registered, too, still farther.
 */
export interface FacetOrders {
  readonly health: OrdersByValue<Problem>;
  readonly type: OrdersByValue<TypeFilter>;
}

/** The lists of items that come in both orders. */
export function* facetOrdersInSlices(byRoot: readonly number[], byName: readonly number[]): SlicedWork<FacetOrders> {
  return {
    health: yield* ordersByValueInSlices(problems, kindsOfHealth, byRoot, byName),
    type: yield* ordersByValueInSlices(typeFilters, kindsOfType, byRoot, byName),
  };
}

function* ordersByValueInSlices<Value extends string>(
  values: readonly Value[],
  kinds: Readonly<Record<Value, KindSet>>,
  byRoot: readonly number[],
  byName: readonly number[],
): SlicedWork<OrdersByValue<Value>> {
  const listOfKind = Array.from({ length: kindCount }, (_, kind) =>
    values.findIndex((value) => kinds[value][kind] === 1),
  );
  const roots = yield* itemsByList(values.length, listOfKind, byRoot);
  const names = yield* itemsByList(values.length, listOfKind, byName);
  const orders: [Value, AssetOrders][] = [];
  for (const [at, value] of values.entries()) {
    const root = yield* treeInSlices(roots[at] ?? [], kindMarks);
    orders.push([value, { root, name: yield* treeInSlices(names[at] ?? [], kindMarks) }]);
  }
  return Object.fromEntries(orders) as Record<Value, AssetOrders>;
}

function* itemsByList(
  count: number,
  listOfKind: readonly number[],
  items: readonly number[],
): SlicedWork<readonly number[][]> {
  const lists = Array.from({ length: count }, (): number[] => []);
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] ?? 0;
    lists[listOfKind[kindOf(item)] ?? -1]?.push(item);
    if (at % sliceSteps === 0) {
      yield;
    }
  }
  return lists;
}

/** The lists with `after` in the place of `before`; either may be null. `slots` are those before the change. */
export function facetOrdersWithReplaced(
  { health, type }: FacetOrders,
  slots: AssetSlots,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
): FacetOrders {
  return {
    health: withReplaced(health, problemOf, slots, before, after),
    type: withReplaced(type, typeOf, slots, before, after),
  };
}

function withReplaced<Value extends string>(
  orders: OrdersByValue<Value>,
  valueOf: (asset: Asset) => Value | null,
  slots: AssetSlots,
  before: PlacedAsset | null,
  after: PlacedAsset | null,
): OrdersByValue<Value> {
  const [from, to] = [before, after].map((placed) => (placed === null ? null : valueOf(placed.asset)));
  let changed = orders;
  for (const value of new Set([from, to])) {
    if (value !== null && value !== undefined) {
      const [left, come] = [from === value ? before : null, to === value ? after : null];
      changed = { ...changed, [value]: ordersWithReplaced(changed[value], slots, left, come) };
    }
  }
  return changed;
}

function problemOf({ health }: Asset): Problem | null {
  return health === 'ok' ? null : health;
}

/** The shortest lists that have all assets of some kinds; they may have others. */
export function shortestOrders(all: AssetOrders, { health, type }: FacetOrders, kinds: KindSet): AssetOrders {
  const only = onlyValues(kinds);
  if (only.health !== null) {
    return health[only.health];
  }
  return only.type === null ? all : type[only.type];
}

/** The one problem and the one type that all of some kinds have. */
const onlyValues = keptByKinds((meant: KindSet) => ({
  health: problems.find((problem) => hasAll(kindsOfHealth[problem], meant)) ?? null,
  type: typeFilters.find((type) => hasAll(kindsOfType[type], meant)) ?? null,
}));

function hasAll(set: KindSet, meant: KindSet): boolean {
  return meant.every((isMeant, kind) => isMeant === 0 || set[kind] === 1);
}
